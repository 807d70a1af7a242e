//! `textDocument/documentSymbol`: what is this article made of?

use tower_lsp::gen_lsp_types::{DocumentSymbolParams, DocumentSymbolResponse};
use tower_lsp::jsonrpc::Result;

use super::ask;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};

pub(super) async fn document_symbol(
    backend: &Backend,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    ask(backend, from_proto::path(&params.text_document.uri), |about| {
        let outline = ide::document_symbols(about.snapshot, about.entry.path(), about.editor.lang);
        let encoding = about.editor.encoding;
        Some(if about.editor.symbol_trees {
            to_proto::outline(about.entry, outline, encoding).into()
        } else {
            to_proto::outline_flat(about.entry, outline, encoding).into()
        })
    })
    .await
}
