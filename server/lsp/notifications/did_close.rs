//! `textDocument/didClose`: from now on the text is what lies on disk.

use serde_json::Value;
use tower_lsp::gen_lsp_types::DidCloseTextDocumentParams;

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::session::Event;

pub(super) async fn did_close(backend: &Backend, params: Value) {
    pass_on(backend, "textDocument/didClose", params, |params: DidCloseTextDocumentParams| {
        let uri = &params.text_document.uri;
        backend.sent_tokens.forget(uri.as_ref());
        Event::Closed { path: from_proto::path(uri) }
    });
}
