//! `textDocument/selectionRange`: what grows around the cursor?

use tower_lsp::gen_lsp_types::{SelectionRange, SelectionRangeParams};
use tower_lsp::jsonrpc::Result;

use super::{About, ask};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};
use crate::text::Span;

pub(super) async fn selection_range(
    backend: &Backend,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    ask(backend, from_proto::path(&params.text_document.uri), move |about| {
        let chains = params.positions.into_iter().map(|position| {
            let offset = about.entry.offset(from_proto::position(position), about.editor.encoding);
            let chain = ide::selection(about.snapshot, about.entry.path(), offset);
            // An answer has one range for each position, in order.
            nested(about, &chain).unwrap_or_else(|| at(about, Span::new(offset, offset), None))
        });
        Some(chains.collect())
    })
    .await
}

fn nested(about: &About<'_>, chain: &[Span]) -> Option<SelectionRange> {
    chain.iter().rev().fold(None, |parent, span| Some(at(about, *span, parent)))
}

fn at(about: &About<'_>, span: Span, parent: Option<SelectionRange>) -> SelectionRange {
    SelectionRange { range: to_proto::span(about.entry, span, about.editor.encoding), parent: parent.map(Box::new) }
}
