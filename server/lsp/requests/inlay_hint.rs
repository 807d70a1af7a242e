//! `textDocument/inlayHint` and `inlayHint/resolve`: what stands between the lines?

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{InlayHint, InlayHintParams, Uri};
use tower_lsp::jsonrpc::Result;

use super::{About, ask, found};
use crate::ide::{self, Hint, HintKind};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};
use crate::text::Span;

/// Which hint is to be explained.
#[derive(Serialize, Deserialize)]
struct Which {
    uri: Uri,
    kind: u8,
    label: String,
}

const fn number(kind: HintKind) -> u8 {
    match kind {
        HintKind::Source => 0,
        HintKind::Actor => 1,
        HintKind::Date => 2,
    }
}

fn hints(about: &About<'_>, within: Span) -> Vec<Hint> {
    let wanted = about.editor.hints.over(about.snapshot.analyst().config.hints);
    ide::hints(about.snapshot, about.entry.path(), within, wanted, about.editor.lang)
}

pub(super) async fn inlay_hint(backend: &Backend, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let uri = params.text_document.uri;
    ask(backend, from_proto::path(&uri), move |about| {
        let (start, end) = from_proto::range(params.range);
        let offset = |position| about.entry.offset(position, about.editor.encoding);
        let hints = hints(about, Span::new(offset(start), offset(end))).into_iter().map(|hint| {
            let which = Which { uri: uri.clone(), kind: number(hint.kind), label: hint.label.clone() };
            let lazily = about.editor.can.resolves_hints;
            InlayHint {
                position: to_proto::span(about.entry, Span::new(hint.offset, hint.offset), about.editor.encoding).start,
                label: hint.label.into(),
                kind: None,
                text_edits: None,
                tooltip: (!lazily).then(|| hint.tooltip.into()),
                padding_left: Some(hint.kind != HintKind::Actor),
                padding_right: None,
                data: lazily.then(|| serde_json::to_value(which).ok()).flatten(),
            }
        });
        found(hints.collect())
    })
    .await
}

/// The hint with its tooltip; as it is where the text has moved on meanwhile.
pub(super) async fn resolve(backend: &Backend, hint: InlayHint) -> Result<InlayHint> {
    let which = hint.data.clone().and_then(|data| serde_json::from_value::<Which>(data).ok());
    let Some(which) = which else { return Ok(hint) };
    let position = from_proto::position(hint.position);
    let tooltip = ask(backend, from_proto::path(&which.uri), move |about| {
        let at = about.entry.offset(position, about.editor.encoding);
        let here = hints(about, Span::new(at, at)).into_iter();
        let mut same =
            here.filter(|hint| hint.offset == at && number(hint.kind) == which.kind && hint.label == which.label);
        same.next().map(|hint| hint.tooltip)
    });
    let tooltip = tooltip.await?;
    Ok(InlayHint { tooltip: tooltip.map(Into::into), ..hint })
}
