//! `textDocument/foldingRange`: what can be folded away?

use tower_lsp::gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};
use tower_lsp::jsonrpc::Result;

use super::{ask, found};
use crate::ide::{self, FoldKind};
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;

pub(super) async fn folding_range(backend: &Backend, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
    ask(backend, from_proto::path(&params.text_document.uri), |about| {
        let lines = about.entry.lines();
        let folds = ide::folding(about.snapshot, about.entry.path()).into_iter().map(|fold| FoldingRange {
            start_line: lines.line_of(fold.span.start),
            end_line: lines.line_of(fold.span.end),
            // References are to a text what imports are to a program, and furniture is what a comment is.
            kind: match fold.kind {
                FoldKind::Section => Some(FoldingRangeKind::Region),
                FoldKind::References => Some(FoldingRangeKind::Imports),
                FoldKind::Furniture => Some(FoldingRangeKind::Comment),
                FoldKind::List | FoldKind::Paragraph => None,
            },
            ..FoldingRange::default()
        });
        let limit = about.editor.can.folds.unwrap_or(u32::MAX) as usize;
        found(folds.take(limit).collect())
    })
    .await
}
