//! What was found as a bundle of STIX 2.1 (OASIS Standard, 10 June 2021).
//!
//! Persons and bodies are identities, places are locations, an article is a report, statements and findings are notes about
//! the report and whoever is in it. Ids are UUIDs of version 5 over what an object stands for, and times are the days of the
//! articles, so that the same articles give the same bundle.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::rows::{Article, Row};
use crate::config::Kind;

/// The time of what has no date.
const UNDATED: &str = "1970-01-01T00:00:00.000Z";

/// The bundle of all articles.
pub(super) fn bundle(articles: &[Article<'_>]) -> Value {
    let mut actors: BTreeMap<&str, Value> = BTreeMap::new();
    let mut objects: Vec<Value> = Vec::new();
    for article in articles {
        let time = time(article.date.as_deref());
        let report = id("report", &format!("{}\n{}", article.path, article.sha256));
        let mut within: BTreeSet<String> = BTreeSet::new();
        for row in &article.rows {
            let Some(actor) = row.actor.and_then(|actor| object(actor, row, &time)) else { continue };
            within.insert(actor["id"].as_str().unwrap_or_default().to_owned());
            let first = actors.entry(row.actor.unwrap_or_default()).or_insert_with(|| actor.clone());
            // An actor is as old as the oldest article that knows it.
            if first["created"].as_str() > actor["created"].as_str() {
                *first = actor;
            }
        }
        let notes: Vec<Value> =
            article.rows.iter().filter(|row| row.record != "mention").map(|row| note(row, &report, &time)).collect();
        within.extend(notes.iter().filter_map(|note| note["id"].as_str().map(str::to_owned)));
        if within.is_empty() {
            continue;
        }
        objects.push(json!({
            "type": "report",
            "spec_version": "2.1",
            "id": report,
            "created": time,
            "modified": time,
            "name": article.title,
            "published": time,
            "lang": "ja",
            "object_refs": within,
            "external_references": [{
                "source_name": "article",
                "external_id": article.path,
                "description": format!("SHA-256 {}", article.sha256),
            }],
        }));
        objects.extend(notes);
    }
    let objects: Vec<Value> = actors.into_values().chain(objects).collect();
    let everything: Vec<&str> = objects.iter().filter_map(|object| object["id"].as_str()).collect();
    let name = id("bundle", &everything.join("\n"));
    json!({ "type": "bundle", "id": name, "objects": objects })
}

/// An actor as an identity or a location; `None` for what is neither: events, works, products, laws.
fn object(actor: &str, row: &Row<'_>, time: &str) -> Option<Value> {
    let name = row.name.filter(|name| !name.trim().is_empty())?;
    let class = match row.kind? {
        kind if kind == Kind::Person.name() => "individual",
        kind if kind == Kind::Organization.name() => "organization",
        kind if kind == Kind::Place.name() || kind == Kind::Facility.name() => {
            return Some(location(actor, name, time));
        }
        _ => return None,
    };
    Some(json!({
        "type": "identity",
        "spec_version": "2.1",
        "id": id("identity", actor),
        "created": time,
        "modified": time,
        "name": name,
        "identity_class": class,
        "lang": "ja",
        "external_references": [{ "source_name": "uradori", "external_id": actor }],
    }))
}

/// A place. A state of the lexicon has its code; of any other place nothing but the name is known.
fn location(actor: &str, name: &str, time: &str) -> Value {
    let mut location = json!({
        "type": "location",
        "spec_version": "2.1",
        "id": id("location", actor),
        "created": time,
        "modified": time,
        "name": name,
        "lang": "ja",
        "external_references": [{ "source_name": "uradori", "external_id": actor }],
    });
    match actor.strip_prefix("country:").filter(|code| code.len() == 2) {
        Some(code) => location["country"] = json!(code.to_ascii_uppercase()),
        None => location["region"] = json!(name),
    }
    location
}

/// A statement or a finding as a note about its report and whoever speaks.
fn note(row: &Row<'_>, report: &str, time: &str) -> Value {
    let mut about = vec![json!(report)];
    about.extend(row.actor.and_then(|actor| Some(object(actor, row, time)?["id"].clone())));
    let mut note = json!({
        "type": "note",
        "spec_version": "2.1",
        "id": id("note", &row.key()),
        "created": time,
        "modified": time,
        "abstract": row.message.unwrap_or(row.record),
        "content": row.sentence,
        "object_refs": about,
        "labels": row.code.into_iter().chain(row.grade).chain([row.record]).collect::<Vec<_>>(),
        "lang": "ja",
        "external_references": [{
            "source_name": "article",
            "external_id": row.fragment(),
            "description": format!("SHA-256 {}", row.sha256),
        }],
    });
    let authors: Vec<&str> = row.speakers.iter().map(|one| one.name.unwrap_or(one.text)).collect();
    if !authors.is_empty() {
        note["authors"] = json!(authors);
    }
    note
}

fn time(date: Option<&str>) -> String {
    date.map_or_else(|| UNDATED.to_owned(), |date| format!("{date}T00:00:00.000Z"))
}

/// The id of an object of type `kind` that stands for `key`.
fn id(kind: &str, key: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"uradori");
    format!("{kind}--{}", Uuid::new_v5(&space, format!("{kind}\n{key}").as_bytes()))
}
