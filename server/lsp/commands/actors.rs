//! `uradori.actors`: whom the articles mention, level by level: kinds, actors, articles, mentions.
//!
//! Argument: `{"query"?, "type"?, "offset"?, "limit"?}` (200, at most 2000), and then the answer is `{"total", "types":
//! [{"type", "label", "count"}], "actors": [{"actor", "name", "type", "mentions", "articles"}], "complete"}`: `query` finds as
//! `workspace/symbol` does (by name or reading, in kana, kanji or Latin letters), the best first and then those mentioned most
//! often; `types` counts all that it finds, by kind; `total` and `actors` are those of `type` alone where one is given;
//! `complete` is false while articles are still being read.
//!
//! Or `{"actor", "offset"?, "limit"?}`, an id, and then it is `{"actor", "name", "type", "mentions", "total", "articles":
//! [{"uri", "title", "date", "mentions": [{"range"}]}]}`, the newest article first, `total` being the number of articles; `null`
//! where nobody of that id is known.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;

use super::{Command, page, read};
use crate::archive::Known;
use crate::config::Kind;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::requests::failed;
use crate::lsp::to_proto;
use crate::session::{Scope, View};

pub(super) const COMMAND: Command =
    Command { name: "uradori.actors", run: |backend, argument| Box::pin(run(backend, argument)) };

/// How many rows, where the client does not say.
const USUAL: usize = 200;

#[derive(Default, Deserialize)]
struct Params {
    actor: Option<String>,
    #[serde(default)]
    query: String,
    r#type: Option<String>,
    #[serde(default)]
    offset: usize,
    limit: Option<usize>,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Option<Params> = read(argument)?;
    let params = params.unwrap_or_default();
    let asked = backend.session.ask(Scope::Everything, move |view| match &params.actor {
        Some(id) => one(view, id, &params),
        None => all(view, &params),
    });
    asked.await.map_err(failed)
}

/// The actors of all folders; one that several folders know under the same id is one.
fn all(view: &View, params: &Params) -> Value {
    let mut found: Vec<Known<'static>> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for known in view.snapshots.iter().flat_map(|snapshot| ide::actors(snapshot, &params.query)) {
        if let Some(same) = places.get(known.id).and_then(|place| found.get_mut(*place)) {
            same.mentions += known.mentions;
            same.articles += known.articles;
        } else {
            places.insert(known.id, found.len());
            found.push(known);
        }
    }
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for known in &found {
        *kinds.entry(known.kind).or_default() += 1;
    }
    if let Some(kind) = &params.r#type {
        found.retain(|known| known.kind.name() == kind);
    }
    let types = kinds.into_iter().map(|(kind, count)| {
        json!({ "type": kind.name(), "label": ide::kind_label(kind, view.editor.lang), "count": count })
    });
    let rows = page(&found, params.offset, params.limit.unwrap_or(USUAL)).iter().map(row);
    json!({
        "total": found.len(),
        "types": types.collect::<Vec<_>>(),
        "actors": rows.collect::<Vec<_>>(),
        "complete": view.is_complete(),
    })
}

fn row(known: &Known<'_>) -> Value {
    json!({
        "actor": known.id,
        "name": known.name,
        "type": known.kind.name(),
        "mentions": known.mentions,
        "articles": known.articles,
    })
}

/// The articles that mention one actor.
fn one(view: &View, id: &str, params: &Params) -> Value {
    let knowing = view.snapshots.iter().filter_map(|snapshot| snapshot.actor(id));
    let Some(known) = knowing.max_by_key(|known| known.mentions) else { return Value::Null };
    let attendances: Vec<ide::Attendance> =
        view.snapshots.iter().flat_map(|snapshot| ide::attendances(snapshot, id)).collect();
    let encoding = view.editor.encoding;
    let articles = page(&attendances, params.offset, params.limit.unwrap_or(USUAL)).iter().map(|one| {
        let card = &one.article;
        let mentions = one.mentions.iter().map(|span| json!({ "range": to_proto::span(card, *span, encoding) }));
        json!({
            "uri": to_proto::uri(card.path(), card.uri()),
            "title": card.title(),
            "date": card.day().map(|day| day.to_string()),
            "mentions": mentions.collect::<Vec<_>>(),
        })
    });
    let mut answer = row(&known);
    answer["mentions"] = json!(attendances.iter().map(|one| one.mentions.len()).sum::<usize>());
    answer["total"] = json!(attendances.len());
    answer["articles"] = json!(articles.collect::<Vec<_>>());
    answer
}
