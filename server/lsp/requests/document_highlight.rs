//! `textDocument/documentHighlight`: where does this article mention the same actor?

use tower_lsp::gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};
use tower_lsp::jsonrpc::Result;

use super::{found, look_at};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

pub(super) async fn document_highlight(
    backend: &Backend,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    look_at(backend, params.text_document_position_params, |about, offset| {
        let spans = ide::highlights(about.snapshot, about.entry.path(), offset);
        let highlights = spans.into_iter().map(|span| DocumentHighlight {
            range: to_proto::span(about.entry, span, about.editor.encoding),
            kind: Some(DocumentHighlightKind::Text),
        });
        found(highlights.collect())
    })
    .await
}
