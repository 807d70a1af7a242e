//! `uradori.score`: how the articles are doing.
//!
//! Argument: `{"uri"?}`: one article, or all. Answer: `{"articles": [{"uri", "title", "date", "claims", "sourced", "findings",
//! "accepted"}], "total": {"articles", "claims", "sourced", "findings", "accepted"}, "complete"}`, by path: statements of a
//! source who can be asked are `sourced`, `findings` are those that nobody accepted, and `claims` is the sum of both; an
//! address that is no article's gives none. `complete` is false while articles are still being read.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::Uri;
use tower_lsp::jsonrpc::Result;

use super::{Command, read};
use crate::ide::{self, Score};
use crate::lsp::backend::Backend;
use crate::lsp::requests::failed;
use crate::lsp::{from_proto, to_proto};
use crate::session::Scope;

pub(super) const COMMAND: Command =
    Command { name: "uradori.score", run: |backend, argument| Box::pin(run(backend, argument)) };

#[derive(Default, Deserialize)]
struct Params {
    uri: Option<Uri>,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Option<Params> = read(argument)?;
    let params = params.unwrap_or_default();
    let asked = backend.session.ask(Scope::Everything, move |view| {
        let path = params.uri.as_ref().map(from_proto::path);
        let mut total = Score::default();
        let mut rows: Vec<Value> = Vec::new();
        for snapshot in &view.snapshots {
            let asked: Vec<_> = match &path {
                Some(path) => snapshot.card(path).into_iter().collect(),
                None => snapshot.articles().collect(),
            };
            for card in asked {
                let score = ide::score(snapshot, card);
                total += score;
                let mut row = counts(score);
                row["uri"] = json!(to_proto::uri(card.path(), card.uri()));
                row["title"] = json!(card.title());
                row["date"] = json!(card.day().map(|day| day.to_string()));
                rows.push(row);
            }
        }
        let mut total = counts(total);
        total["articles"] = json!(rows.len());
        let complete = view.is_complete();
        json!({ "articles": rows, "total": total, "complete": complete })
    });
    asked.await.map_err(failed)
}

fn counts(score: Score) -> Value {
    json!({
        "claims": score.claims,
        "sourced": score.sourced,
        "findings": score.findings,
        "accepted": score.accepted,
    })
}
