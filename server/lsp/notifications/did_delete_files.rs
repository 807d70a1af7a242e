//! `workspace/didDeleteFiles`: the user removed files or folders in the editor.

use serde_json::Value;
use tower_lsp::gen_lsp_types::DeleteFilesParams;

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::session::Event;

pub(super) async fn did_delete_files(backend: &Backend, params: Value) {
    pass_on(backend, "workspace/didDeleteFiles", params, |params: DeleteFilesParams| {
        Event::Touched(params.files.iter().filter_map(|file| from_proto::file(file.uri.as_ref())).collect())
    });
}
