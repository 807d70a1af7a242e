//! `textDocument/didChange`: an open document was edited.

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::gen_lsp_types::VersionedTextDocumentIdentifier;

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto::{self, ContentChange};
use crate::session::Event;
use crate::text::Edit;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params {
    text_document: VersionedTextDocumentIdentifier,
    content_changes: Vec<ContentChange>,
}

pub(super) async fn did_change(backend: &Backend, params: Value) {
    pass_on(backend, "textDocument/didChange", params, |params: Params| Event::Changed {
        path: from_proto::path(&params.text_document.text_document_identifier.uri),
        version: params.text_document.version,
        edits: params.content_changes.into_iter().map(Edit::from).collect(),
    });
}
