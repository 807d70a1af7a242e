//! `textDocument/didOpen`: from now on the text is the editor's.

use serde_json::Value;
use tower_lsp::gen_lsp_types::DidOpenTextDocumentParams;

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::session::Event;

pub(super) async fn did_open(backend: &Backend, params: Value) {
    pass_on(backend, "textDocument/didOpen", params, |params: DidOpenTextDocumentParams| {
        let document = params.text_document;
        Event::Opened { address: from_proto::address(&document.uri), version: document.version, text: document.text }
    });
}
