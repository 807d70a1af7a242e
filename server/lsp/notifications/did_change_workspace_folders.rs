//! `workspace/didChangeWorkspaceFolders`: folders came and went.

use serde_json::Value;
use tower_lsp::gen_lsp_types::{DidChangeWorkspaceFoldersParams, WorkspaceFolder};

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::session::Event;

pub(super) async fn did_change_workspace_folders(backend: &Backend, params: Value) {
    pass_on(backend, "workspace/didChangeWorkspaceFolders", params, |params: DidChangeWorkspaceFoldersParams| {
        let files = |folders: &[WorkspaceFolder]| {
            folders.iter().filter_map(|folder| from_proto::file(folder.uri.as_ref())).collect()
        };
        Event::Folders { added: files(&params.event.added), removed: files(&params.event.removed) }
    });
}
