//! `uradori/text`: the text of an open document as the server has it. For tests that compare it with the editor's.

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::TextDocumentIdentifier;
use tower_lsp::jsonrpc::Result;

use super::failed;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;

/// Which document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct TextParams {
    text_document: TextDocumentIdentifier,
}

/// What it holds.
#[derive(Serialize)]
pub(in crate::lsp) struct Text {
    version: i32,
    text: String,
}

/// Answers `null` for a document that is not open.
pub(super) async fn text(backend: &Backend, params: TextParams) -> Result<Option<Text>> {
    let path = from_proto::path(&params.text_document.uri);
    let asked = backend.session.ask_briefly(path, |view| {
        view.document.as_ref().map(|open| Text { version: open.version, text: open.text.to_string() })
    });
    asked.await.map_err(failed)
}
