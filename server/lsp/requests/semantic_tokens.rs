//! `textDocument/semanticTokens`: `full`, `full/delta` and `range`: what has a colour?

use std::sync::Arc;

use tower_lsp::gen_lsp_types::{
    SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensParams,
    SemanticTokensRangeParams, Uri,
};
use tower_lsp::jsonrpc::Result;

use serde::Serialize;

use super::{About, ask};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};
use crate::text::Span;

/// Tokens as they go over the wire: numbers by fives.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct Tokens {
    #[serde(skip_serializing_if = "Option::is_none")]
    result_id: Option<String>,
    data: Vec<u32>,
}

/// What changed, or all where that is not known.
#[derive(Serialize)]
#[serde(untagged)]
pub(in crate::lsp) enum TokensOrDelta {
    All(Tokens),
    Delta(SemanticTokensDelta),
}

fn numbers(about: &About<'_>, within: Option<Span>) -> Vec<u32> {
    let tokens = ide::tokens(about.snapshot, about.entry.path(), within);
    to_proto::semantic_tokens(about.entry, &tokens, about.editor.encoding)
}

pub(super) async fn full(backend: &Backend, params: SemanticTokensParams) -> Result<Option<Tokens>> {
    let sent = Arc::clone(&backend.sent_tokens);
    let uri: Uri = params.text_document.uri;
    ask(backend, from_proto::path(&uri), move |about| {
        let data = numbers(about, None);
        Some(Tokens { result_id: Some(sent.remember(uri.as_ref(), &data)), data })
    })
    .await
}

pub(super) async fn delta(backend: &Backend, params: SemanticTokensDeltaParams) -> Result<Option<TokensOrDelta>> {
    let sent = Arc::clone(&backend.sent_tokens);
    let uri: Uri = params.text_document.uri;
    let previous = params.previous_result_id;
    ask(backend, from_proto::path(&uri), move |about| {
        let data = numbers(about, None);
        let changes = sent.changes(uri.as_ref(), &previous, &data);
        let result_id = Some(sent.remember(uri.as_ref(), &data));
        Some(match changes {
            None => TokensOrDelta::All(Tokens { result_id, data }),
            Some(changes) => {
                let edits = changes.into_iter().map(|change| SemanticTokensEdit {
                    start: change.start,
                    delete_count: change.delete,
                    data: (!change.insert.is_empty()).then_some(change.insert),
                });
                TokensOrDelta::Delta(SemanticTokensDelta { result_id, edits: edits.collect() })
            }
        })
    })
    .await
}

pub(super) async fn range(backend: &Backend, params: SemanticTokensRangeParams) -> Result<Option<Tokens>> {
    ask(backend, from_proto::path(&params.text_document.uri), move |about| {
        let (start, end) = from_proto::range(params.range);
        let offset = |position| about.entry.offset(position, about.editor.encoding);
        Some(Tokens { result_id: None, data: numbers(about, Some(Span::new(offset(start), offset(end)))) })
    })
    .await
}
