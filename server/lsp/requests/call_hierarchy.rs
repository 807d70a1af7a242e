//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `callHierarchy/outgoingCalls`: who speaks about
//! this actor, and about whom does this actor speak?

use serde_json::Value;
use tower_lsp::gen_lsp_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall,
    CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Range,
};
use tower_lsp::jsonrpc::Result;

use super::{About, ask, ask_at, found};
use crate::ide::{self, Call, Party};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};

pub(super) async fn prepare(
    backend: &Backend,
    params: CallHierarchyPrepareParams,
) -> Result<Option<Vec<CallHierarchyItem>>> {
    ask_at(backend, params.text_document_position_params, |about, offset| {
        let party = ide::party_at(about.snapshot, about.entry.path(), offset)?;
        Some(vec![item(about, party)?])
    })
    .await
}

/// Each speaker in an article of its own; the ranges are in that article.
pub(super) async fn incoming(
    backend: &Backend,
    params: CallHierarchyIncomingCallsParams,
) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    let Some(id) = id(&params.item) else { return Ok(None) };
    ask(backend, from_proto::path(&params.item.uri), move |about| {
        let calls = ide::incoming(about.snapshot, &id).into_iter().filter_map(|call| {
            let from_ranges = ranges(about, &call);
            Some(CallHierarchyIncomingCall { from: item(about, call.party)?, from_ranges })
        });
        found(calls.collect())
    })
    .await
}

/// The ranges are in the article of the item that was asked about; where it speaks in another article, the range is that
/// of the item itself.
pub(super) async fn outgoing(
    backend: &Backend,
    params: CallHierarchyOutgoingCallsParams,
) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    let Some(id) = id(&params.item) else { return Ok(None) };
    let speaker = params.item.selection_range;
    ask(backend, from_proto::path(&params.item.uri), move |about| {
        let calls = ide::outgoing(about.snapshot, &id, about.entry.path()).into_iter().filter_map(|call| {
            let ranges = ranges(about, &call);
            let from_ranges = if ranges.is_empty() { vec![speaker] } else { ranges };
            Some(CallHierarchyOutgoingCall { to: item(about, call.party)?, from_ranges })
        });
        found(calls.collect())
    })
    .await
}

fn ranges(about: &About<'_>, call: &Call) -> Vec<Range> {
    let card = about.snapshot.card(&call.party.path);
    let ranges = call.ranges.iter().filter_map(|span| Some(to_proto::span(card?, *span, about.editor.encoding)));
    ranges.collect()
}

/// The actor's id, which the client brings back; `None` where nobody is named.
fn id(item: &CallHierarchyItem) -> Option<String> {
    item.data.as_ref().and_then(Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned)
}

fn item(about: &About<'_>, party: Party) -> Option<CallHierarchyItem> {
    let card = about.snapshot.card(&party.path)?;
    Some(CallHierarchyItem {
        kind: to_proto::symbol_kind(party.kind),
        tags: None,
        uri: to_proto::uri(card.path(), card.uri()),
        range: to_proto::span(card, party.span, about.editor.encoding),
        selection_range: to_proto::span(card, party.focus, about.editor.encoding),
        data: Some(party.id.into()),
        name: party.name,
        detail: Some(party.article),
    })
}
