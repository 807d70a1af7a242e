//! On a mention: who this is, what they said, where else they appear, and why this mention is taken for them.

use std::sync::Arc;

use super::{Lang, Line, Page, article, list, quoted};
use crate::actors::{Mention, Profile, Why};
use crate::archive::{Card, Snapshot};
use crate::config::{Alias, Relation};
use crate::ide::appearance::Appearance;
use crate::ide::dossier::{Glance, Said};
use crate::ide::{escape, wording};
use crate::statements;

/// How much of each thing a screen has room for.
const NAMES: usize = 8;
const TITLES: usize = 4;
const LINKS: usize = 3;
/// Characters of a description.
const DESCRIPTION: usize = 160;

pub(super) fn write(
    page: &mut Page,
    snapshot: &Snapshot,
    here: Appearance<'_>,
    text: &str,
    mention: &Mention,
    lang: Lang,
) {
    let dossier = Glance::gather(snapshot, here);
    let directory = snapshot.analyst().directory();
    let profile = directory.find(here.actor.id.as_str()).and_then(|id| directory.profile(id));
    let known = snapshot.actor(here.actor.id.as_str());
    let name = profile.map(|profile| profile.name.as_str()).or(known.map(|known| known.name));
    let name = name.filter(|name| !name.is_empty()).unwrap_or(here.actor.name.as_str());

    page.paragraph(&heading(name, here, profile, lang));
    if let Some(profile) = profile {
        page.paragraph(&Line::new().text(&escape::excerpt(&profile.description, DESCRIPTION)));
    }
    page.entry(&why(text, mention, profile, lang));
    write_titles(page, &dossier, lang);
    write_names(page, &dossier, name, lang);
    if let Some(profile) = profile {
        write_contested(page, snapshot, profile, lang);
    }
    let counts = wording::counts(dossier.here, dossier.mentions, dossier.articles, lang);
    page.entry(&Line::new().own(wording::COUNTS.of(lang)).text(&counts));
    if !snapshot.is_complete() {
        page.entry(&Line::new().own(wording::PARTIAL.of(lang)));
    }
    if let Some(first) = dossier.first {
        let line = article(Line::new().own(wording::FIRST.of(lang)), first.card, first.focus().start);
        page.entry(&match snapshot.text(first.card) {
            Some(text) => quoted(line.own(" "), first.sentence().slice(&text), lang),
            None => line,
        });
    }
    write_said(page, snapshot, &dossier, lang);
    write_told(page, snapshot, &dossier, lang);
    if !dossier.company.is_empty() {
        let line = Line::new().own(wording::COMPANY.of(lang));
        page.entry(&list(line, &dossier.company, lang, |line, name| line.text(name)));
    }
    if let Some(profile) = profile {
        write_links(page, profile, lang);
    }
}

/// The articles that it quotes from.
pub(super) fn quoted_from<'s>(dossier: &Glance<'s>) -> impl Iterator<Item = &'s Arc<Card>> {
    let said = dossier.said.iter().chain(&dossier.told).map(|said| said.card);
    dossier.first.map(|first| first.card).into_iter().chain(said)
}

fn heading(name: &str, here: Appearance<'_>, profile: Option<&Profile>, lang: Lang) -> Line {
    let kind = profile.map_or(here.actor.kind, |profile| profile.kind);
    let line = Line::new().strong(name).own(" ").own(wording::kind(kind).of(lang));
    match profile.map(|profile| profile.reading.trim()).filter(|reading| !reading.is_empty() && *reading != name) {
        Some(reading) => line.own(wording::COMMA.of(lang)).text(reading),
        None => line,
    }
}

/// Why the mention is taken for this actor, and which row of the lexicon or the registry it comes to.
fn why(text: &str, mention: &Mention, profile: Option<&Profile>, lang: Lang) -> Line {
    let reason = mention.why.sentence();
    let reason = reason.in_lang(lang);
    let line = quoted(Line::new().own(wording::THIS_MENTION.of(lang)), mention.span.slice(text), lang);
    let line = line.own(" ").text(reason);
    // An alias says itself where it is listed.
    let listed = profile.filter(|_| !matches!(mention.why, Why::Alias(_)));
    match listed.map(|profile| &*profile.origin) {
        Some(origin) if !origin.is_empty() => {
            line.own(wording::OPEN.of(lang)).text(origin).own(wording::CLOSE.of(lang))
        }
        _ => line,
    }
}

fn write_titles(page: &mut Page, dossier: &Glance<'_>, lang: Lang) {
    if dossier.titles.is_empty() {
        return;
    }
    let line = Line::new().own(wording::TITLES.of(lang));
    let titles = dossier.titles.iter().take(TITLES);
    page.entry(&list(line, titles, lang, |line, (title, day)| match day {
        Some(day) => line.text(title).own(wording::OPEN.of(lang)).text(&day.to_string()).own(wording::CLOSE.of(lang)),
        None => line.text(title),
    }));
}

/// The names it goes by, where there is more to say than the heading does.
fn write_names(page: &mut Page, dossier: &Glance<'_>, name: &str, lang: Lang) {
    if dossier.names.iter().all(|(other, _)| *other == name) {
        return;
    }
    let line = Line::new().own(wording::OTHER_NAMES.of(lang));
    let mut line = list(line, dossier.names.iter().take(NAMES), lang, |line, (name, count)| {
        line.text(name).own(" ").text(&count.to_string())
    });
    if let Some(left) = dossier.names.len().checked_sub(NAMES).filter(|left| *left > 0) {
        line = line.own(wording::COMMA.of(lang)).text(&wording::more(left, lang));
    }
    page.entry(&line);
}

/// Names that somebody takes for the actor's, and somebody does not.
fn write_contested(page: &mut Page, snapshot: &Snapshot, profile: &Profile, lang: Lang) {
    let registered = snapshot.analyst().config.actors.iter().find(|actor| actor.id == profile.id);
    let aliases = registered.map(|actor| actor.aliases.as_slice()).unwrap_or_default();
    let contested: Vec<&Alias> = aliases.iter().filter(|alias| alias.relation != Relation::Same).take(NAMES).collect();
    if contested.is_empty() {
        return;
    }
    let line = Line::new().own(wording::CONTESTED.of(lang));
    page.entry(&list(line, contested, lang, |line, alias| {
        let relation = match alias.relation {
            Relation::Disputed => wording::DISPUTED,
            Relation::Same | Relation::Suspected => wording::SUSPECTED,
        };
        let line = line.text(&alias.name).own(wording::OPEN.of(lang)).own(relation.of(lang));
        let line = match &alias.origin {
            Some(origin) => line.own(wording::COLON.of(lang)).text(origin),
            None => line,
        };
        line.own(wording::CLOSE.of(lang))
    }));
}

fn write_said(page: &mut Page, snapshot: &Snapshot, dossier: &Glance<'_>, lang: Lang) {
    if dossier.said.is_empty() {
        return;
    }
    page.entry(&Line::new().own(wording::SAID.of(lang)));
    for said in &dossier.said {
        // A file that changed a moment ago will be read again; until then, its old words are not shown.
        let Some(text) = snapshot.text(said.card) else { continue };
        page.sub_entry(&quoted(place(*said).own(" "), words(*said, &text), lang));
    }
}

fn write_told(page: &mut Page, snapshot: &Snapshot, dossier: &Glance<'_>, lang: Lang) {
    if dossier.told.is_empty() {
        return;
    }
    page.entry(&Line::new().own(wording::TOLD.of(lang)));
    for said in &dossier.told {
        let Some(text) = snapshot.text(said.card) else { continue };
        let speaker = said.statement.source.map(|source| source.slice(&text)).unwrap_or_default();
        let line = place(*said).own(" ").text(speaker).own(wording::COLON.of(lang));
        page.sub_entry(&quoted(line, words(*said, &text), lang));
    }
}

fn place(said: Said<'_>) -> Line {
    article(Line::new(), said.card, said.statement.span.start)
}

fn words<'t>(said: Said<'_>, text: &'t str) -> &'t str {
    statements::words(text, said.statement.span, said.statement.content)
}

fn write_links(page: &mut Page, profile: &Profile, lang: Lang) {
    let links: Vec<(&String, String)> =
        profile.links.iter().filter_map(|link| Some((link, escape::web_address(link)?))).take(LINKS).collect();
    if links.is_empty() {
        return;
    }
    let line = Line::new().own(wording::LINKS.of(lang));
    page.entry(&list(line, links, lang, |line, (link, address)| line.link(link, Some(&address))));
}
