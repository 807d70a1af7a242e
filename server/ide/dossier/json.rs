//! A dossier as data, the same over the protocol and on the command line. How a place is said is up to whoever asks.

use serde_json::{Value, json};

use super::{Dossier, Utterance};
use crate::config::Relation;
use crate::ide::{Lang, Place, wording};

/// A dossier as JSON. `place` gives the members that say where something stands (an object); others are added to them.
pub fn dossier_json(dossier: &Dossier, lang: Lang, place: impl Fn(&Place) -> Value) -> Value {
    let roles = dossier.roles.iter().map(|role| {
        let mut row = place(&role.place);
        row["role"] = json!(role.title);
        row["from"] = json!(role.days.map(|(first, _)| first.to_string()));
        row["to"] = json!(role.days.map(|(_, last)| last.to_string()));
        row["mentions"] = json!(role.mentions);
        row
    });
    let weak = dossier.weak.iter().map(|weak| {
        let finding = &weak.claim.finding;
        let mut row = place(&Place { article: weak.claim.article.clone(), span: finding.span });
        row["code"] = json!(finding.code.name());
        row["severity"] = json!(finding.severity.name());
        row["message"] = json!(finding.message.in_lang(lang));
        row["text"] = json!(weak.words);
        row["accepted"] = json!(weak.claim.accepted.is_some());
        row
    });
    let contested = dossier.contested.iter().map(|one| {
        let relation = match one.relation {
            Relation::Same => "same",
            Relation::Suspected => "suspected",
            Relation::Disputed => "disputed",
        };
        json!({ "name": one.name, "relation": relation, "origin": one.origin })
    });
    let company = dossier
        .company
        .iter()
        .map(|one| json!({ "actor": one.id, "name": one.name, "type": one.kind.name(), "sentences": one.sentences }));
    json!({
        "actor": dossier.id,
        "name": dossier.name,
        "type": dossier.kind.name(),
        "typeLabel": wording::kind(dossier.kind).of(lang),
        "reading": dossier.reading,
        "description": dossier.description,
        "origin": dossier.origin,
        "links": dossier.links,
        "mentions": dossier.mentions,
        "articles": dossier.articles,
        "names": dossier.names.iter().map(|(name, count)| json!({ "name": name, "count": count })).collect::<Vec<_>>(),
        "contested": contested.collect::<Vec<_>>(),
        "roles": roles.collect::<Vec<_>>(),
        "said": dossier.said.iter().map(|one| statement(one, lang, &place)).collect::<Vec<_>>(),
        "told": dossier.told.iter().map(|one| statement(one, lang, &place)).collect::<Vec<_>>(),
        "weak": weak.collect::<Vec<_>>(),
        "company": company.collect::<Vec<_>>(),
        "whole": dossier.whole,
    })
}

fn statement(one: &Utterance, lang: Lang, place: &impl Fn(&Place) -> Value) -> Value {
    let findings = one.findings.iter().map(|finding| {
        json!({
            "code": finding.code.name(),
            "severity": finding.severity.name(),
            "message": finding.message.in_lang(lang),
        })
    });
    let mut row = place(&one.place);
    row["text"] = json!(one.words);
    row["source"] = json!(one.source);
    row["speaker"] = json!(one.speaker.as_ref().map(|(id, name)| json!({ "actor": id, "name": name })));
    row["grade"] = json!(one.grade.map(crate::statements::Grade::name));
    row["gradeLabel"] = json!(one.grade.map(|grade| wording::grade(grade).of(lang)));
    row["vouched"] = json!(one.grade.is_some_and(crate::statements::Grade::can_vouch));
    row["findings"] = json!(findings.collect::<Vec<_>>());
    row["repeated"] = json!(one.repeated);
    row
}
