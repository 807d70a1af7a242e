//! `uradori.claims`: what nobody vouches for, in all articles, be they open or not.
//!
//! Argument: `{"uri"?, "code"?, "accepted"?, "offset"?, "limit"?}`: of one article, of one code, only those that are accepted
//! (`true`) or not (`false`); 500 at a time where no limit is given, at most 2000. Answer: `{"total", "codes": [{"code", "count"}],
//! "claims": [{"uri", "range", "title", "date", "code", "severity", "message", "why", "text", "accepted"}], "complete"}`, by
//! article and place. `text` is the sentence or what the list has room for of it; `accepted` is `null`, or `{"by", "on",
//! "reason", "expires", "fingerprint"}`. `uri`, `range` and `code` are what `uradori.accept` and `uradori.reopen` take.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::Uri;
use tower_lsp::jsonrpc::Result;

use super::{Command, page, place, read};
use crate::archive::Snapshot;
use crate::findings::Code;
use crate::ide::{self, Claim};
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::lsp::requests::failed;
use crate::session::{Scope, View};

pub(super) const COMMAND: Command =
    Command { name: "uradori.claims", run: |backend, argument| Box::pin(run(backend, argument)) };

/// How many rows, where the client does not say.
const USUAL: usize = 500;

#[derive(Default, Deserialize)]
struct Params {
    uri: Option<Uri>,
    code: Option<String>,
    accepted: Option<bool>,
    #[serde(default)]
    offset: usize,
    limit: Option<usize>,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Option<Params> = read(argument)?;
    let params = params.unwrap_or_default();
    let asked = backend.session.ask(Scope::Everything, move |view| answer(view, &params));
    asked.await.map_err(failed)
}

fn answer(view: &View, params: &Params) -> Value {
    let path = params.uri.as_ref().map(from_proto::path);
    let mut found: Vec<(&Snapshot, Claim)> = Vec::new();
    for snapshot in &view.snapshots {
        let cards = snapshot.articles().filter(|card| path.as_ref().is_none_or(|path| *path == *card.path()));
        found.extend(cards.flat_map(|card| ide::claims(snapshot, card)).map(|claim| (snapshot, claim)));
    }
    found.retain(|(_, claim)| params.accepted.is_none_or(|accepted| claim.accepted.is_some() == accepted));
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, claim) in &found {
        *codes.entry(claim.finding.code.name()).or_default() += 1;
    }
    found.retain(|(_, claim)| params.code.as_ref().is_none_or(|code| claim.finding.code.name() == code));
    let codes = Code::ALL.iter().filter_map(|code| Some((code.name(), *codes.get(code.name())?)));
    let rows = page(&found, params.offset, params.limit.unwrap_or(USUAL)).iter();
    json!({
        "total": found.len(),
        "codes": codes.map(|(code, count)| json!({ "code": code, "count": count })).collect::<Vec<_>>(),
        "claims": rows.map(|(snapshot, claim)| row(view, snapshot, claim)).collect::<Vec<_>>(),
        "complete": view.is_complete(),
    })
}

fn row(view: &View, snapshot: &Snapshot, claim: &Claim) -> Value {
    let (finding, lang) = (&claim.finding, view.editor.lang);
    let text = snapshot.text(&claim.article).map(|text| ide::surroundings(&text, finding.span));
    let mut row = place(&claim.article, finding.span, view.editor.encoding);
    row["code"] = json!(finding.code.name());
    row["severity"] = json!(finding.severity.name());
    row["message"] = json!(finding.message.in_lang(lang));
    row["why"] = json!(finding.why.in_lang(lang));
    row["text"] = json!(text.unwrap_or_default());
    row["accepted"] = json!(claim.accepted.as_ref().map(|row| json!({
        "by": row.by,
        "on": row.on.to_string(),
        "reason": row.reason,
        "expires": row.expires.map(|day| day.to_string()),
        "fingerprint": row.fingerprint,
    })));
    row
}
