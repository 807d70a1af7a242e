//! `uradori.acceptances`: which findings are accepted, in all folders.
//!
//! Argument: none is needed. Answer: `{"acceptances": […]}`, in the order of the lists, each with what `uradori.accept`
//! answers and, besides: `uri` and `range` of the finding (`range` is `null` where it is no longer found), `standing`
//! (`in-force`, `unexplained`, `expired`, `no-article`, `no-sentence`, `no-finding`), and `remark`, what a reviewer is to be
//! told in the editor's language (`null` where there is nothing to say).

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;

use super::Command;
use super::accept::row_of;
use crate::archive::Snapshot;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::requests::failed;
use crate::lsp::to_proto;
use crate::session::{Editor, Scope};

pub(super) const COMMAND: Command = Command { name: "uradori.acceptances", run: |backend, _| Box::pin(run(backend)) };

async fn run(backend: &Backend) -> Result<Value> {
    let asked = backend.session.ask(Scope::Everything, |view| {
        let all: Vec<Value> = view.snapshots.iter().flat_map(|snapshot| of_folder(snapshot, &view.editor)).collect();
        json!({ "acceptances": all })
    });
    asked.await.map_err(failed)
}

fn of_folder(snapshot: &Snapshot, editor: &Editor) -> Vec<Value> {
    let rows = ide::acceptances(snapshot).into_iter().map(|accepted| {
        let card = snapshot.card(&accepted.path);
        let range = card.zip(accepted.span).map(|(card, span)| to_proto::span(card, span, editor.encoding));
        let remark = accepted.standing.remark().map(|(_, words)| words.in_lang(editor.lang).to_owned());
        let mut row = row_of(&accepted.row);
        row["uri"] = json!(to_proto::uri(&accepted.path, card.and_then(|card| card.uri())));
        row["range"] = json!(range);
        row["standing"] = json!(accepted.standing.name());
        row["remark"] = json!(remark);
        row
    });
    rows.collect()
}
