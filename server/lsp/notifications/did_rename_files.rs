//! `workspace/didRenameFiles`: the user renamed files or folders in the editor.

use serde_json::Value;
use tower_lsp::gen_lsp_types::RenameFilesParams;

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::session::Event;

pub(super) async fn did_rename_files(backend: &Backend, params: Value) {
    pass_on(backend, "workspace/didRenameFiles", params, |params: RenameFilesParams| {
        Event::Renamed(from_proto::moves(&params))
    });
}
