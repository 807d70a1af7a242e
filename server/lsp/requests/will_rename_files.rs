//! `workspace/willRenameFiles`: articles are about to move. The list of accepted findings names them by their paths, and
//! follows; the client makes the change together with the renaming. (What the archive knows of them follows by itself, once
//! they have moved: see `workspace/didRenameFiles`.)

use std::sync::Arc;

use tower_lsp::gen_lsp_types::{RenameFilesParams, TextEdit, WorkspaceEdit};
use tower_lsp::jsonrpc::Result;

use super::failed;
use crate::archive::{self, Snapshot};
use crate::config::ACCEPTED_NAME;
use crate::ide::{self, Moves};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};
use crate::session::{Editor, Event, Scope};
use crate::text::Lines;

pub(super) async fn will_rename_files(backend: &Backend, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
    let moves: Arc<Moves> = Arc::new(from_proto::moves(&params).into_iter().collect());
    backend.session.send(Event::Renaming(Arc::clone(&moves)));
    let asked = backend.session.ask(Scope::Everything, move |view| {
        let changes = view.snapshots.iter().filter_map(|snapshot| in_folder(snapshot, &moves, &view.editor));
        let changes: std::collections::HashMap<_, _> = changes.collect();
        (!changes.is_empty()).then(|| WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
    });
    asked.await.map_err(failed)
}

/// The changes to the list of one folder; `None` where there is nothing to change.
fn in_folder(
    snapshot: &Snapshot,
    moves: &Moves,
    editor: &Editor,
) -> Option<(tower_lsp::gen_lsp_types::Uri, Vec<TextEdit>)> {
    let path = snapshot.article_path(ACCEPTED_NAME)?;
    let list = archive::read(&path).ok()?.text;
    let changes = ide::moved(snapshot, &list, moves).inspect_err(|error| tracing::warn!("{error}")).ok()?;
    let lines = Lines::of(&list);
    let at = |offset| lines.position(&list, offset, editor.encoding);
    let edits = changes
        .into_iter()
        .map(|(span, new_text)| TextEdit { range: to_proto::range((at(span.start), at(span.end))), new_text });
    let edits: Vec<TextEdit> = edits.collect();
    (!edits.is_empty()).then(|| (to_proto::uri(&path, None), edits))
}
