//! `workspace/didChangeWatchedFiles`: files were made, written to or removed.

use serde_json::Value;
use tower_lsp::gen_lsp_types::DidChangeWatchedFilesParams;

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::session::Event;

pub(super) async fn did_change_watched_files(backend: &Backend, params: Value) {
    pass_on(backend, "workspace/didChangeWatchedFiles", params, |params: DidChangeWatchedFilesParams| {
        Event::Touched(params.changes.iter().filter_map(|change| from_proto::file(change.uri.as_ref())).collect())
    });
}
