//! What was found as entities of FollowTheMoney: an `Article` for each file; `Person`, `Organization` and `Address` for
//! actors; `Documentation` for what an article says of whom; a `Note` for each finding.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::rows::{Article, Row};
use crate::config::Kind;

/// The entities of all articles, each once.
pub(super) fn entities(articles: &[Article<'_>]) -> Vec<Value> {
    let mut actors: BTreeMap<&str, Value> = BTreeMap::new();
    let mut rest: Vec<Value> = Vec::new();
    for article in articles {
        let document = id(&format!("{}\n{}", article.path, article.sha256));
        let properties = json!({
            "title": [article.title],
            "fileName": [article.path],
            "publishedAt": article.date.iter().collect::<Vec<_>>(),
            "language": ["jpn"],
            "notes": [format!("SHA-256 {}", article.sha256)],
        });
        rest.push(json!({ "id": document, "schema": "Article", "properties": properties }));
        for row in &article.rows {
            if let Some(entity) = row.actor.and_then(|actor| entity(actor, row)) {
                rest.push(documentation(row, &document, &entity["id"]));
                actors.entry(row.actor.unwrap_or_default()).or_insert(entity);
            } else if row.record == "finding" {
                rest.push(note(row, &document));
            }
        }
    }
    actors.into_values().chain(rest).collect()
}

/// An actor; `None` for what is no thing of the model: events, works, products, laws.
fn entity(actor: &str, row: &Row<'_>) -> Option<Value> {
    let name = row.name.filter(|name| !name.trim().is_empty())?;
    let schema = match row.kind? {
        kind if kind == Kind::Person.name() => "Person",
        kind if kind == Kind::Organization.name() => "Organization",
        kind if kind == Kind::Place.name() || kind == Kind::Facility.name() => "Address",
        _ => return None,
    };
    let mut properties = json!({ "name": [name] });
    if schema == "Address" {
        properties["full"] = json!([name]);
    }
    Some(json!({ "id": id(actor), "schema": schema, "properties": properties }))
}

/// What an article says of an actor, or what an actor says in it.
fn documentation(row: &Row<'_>, document: &str, entity: &Value) -> Value {
    json!({
        "id": id(&row.key()),
        "schema": "Documentation",
        "properties": {
            "document": [document],
            "entity": [entity],
            "role": [row.record],
            "date": row.date.iter().collect::<Vec<_>>(),
            "summary": [row.sentence],
            "description": [description(row)],
            "recordId": [row.fragment()],
        },
    })
}

fn note(row: &Row<'_>, document: &str) -> Value {
    json!({
        "id": id(&row.key()),
        "schema": "Note",
        "properties": {
            "entity": [document],
            "name": row.code.iter().collect::<Vec<_>>(),
            "summary": row.message.iter().collect::<Vec<_>>(),
            "description": [row.sentence],
            "notes": [description(row)],
        },
    })
}

/// The place, the hash, and through whom it reached the article.
fn description(row: &Row<'_>) -> String {
    let place = format!("{} SHA-256 {}", row.fragment(), row.sha256);
    match row.chain() {
        chain if chain.is_empty() => place,
        chain => format!("{chain} | {place}"),
    }
}

fn id(key: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"uradori");
    Uuid::new_v5(&space, key.as_bytes()).to_string()
}
