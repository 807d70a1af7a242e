//! `textDocument/hover`: who is this, or what is wrong here?

use tower_lsp::gen_lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};
use tower_lsp::jsonrpc::Result;

use super::look_at;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

pub(super) async fn hover(backend: &Backend, params: HoverParams) -> Result<Option<Hover>> {
    look_at(backend, params.text_document_position_params, |about, offset| {
        let hover = ide::hover(about.snapshot, about.entry.path(), offset, about.editor.lang)?;
        let contents = if about.editor.markdown {
            MarkupContent { kind: MarkupKind::Markdown, value: hover.markdown }
        } else {
            MarkupContent { kind: MarkupKind::PlainText, value: hover.plain }
        };
        let range = to_proto::span(about.entry, hover.span, about.editor.encoding);
        Some(Hover { contents: contents.into(), range: Some(range) })
    })
    .await
}
