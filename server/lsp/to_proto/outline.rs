//! The outline of an article, as a tree and as a list.

use tower_lsp::gen_lsp_types as proto;

use super::{location, outline_kind, span};
use crate::archive::Entry;
use crate::ide::Outline;
use crate::text::PositionEncoding;

/// The outline as a tree.
pub(in crate::lsp) fn outline(
    entry: &Entry,
    items: Vec<Outline>,
    encoding: PositionEncoding,
) -> Vec<proto::DocumentSymbol> {
    let symbol = |item: Outline| {
        // The protocol wants the focus inside.
        let whole = item.span.join(item.focus);
        let children = outline(entry, item.children, encoding);
        #[expect(deprecated, reason = "the field has to be given")]
        let symbol = proto::DocumentSymbol {
            name: item.name,
            detail: item.detail,
            kind: outline_kind(item.kind),
            tags: None,
            deprecated: None,
            range: span(entry, whole, encoding),
            selection_range: span(entry, item.focus, encoding),
            children: (!children.is_empty()).then_some(children),
        };
        symbol
    };
    items.into_iter().map(symbol).collect()
}

/// The outline as a list, for clients that know no trees. Each item names what it lies in.
pub(in crate::lsp) fn outline_flat(
    entry: &Entry,
    items: Vec<Outline>,
    encoding: PositionEncoding,
) -> Vec<proto::SymbolInformation> {
    let mut flat = Vec::new();
    flatten(entry, items, None, encoding, &mut flat);
    flat
}

fn flatten(
    entry: &Entry,
    items: Vec<Outline>,
    container: Option<&str>,
    encoding: PositionEncoding,
    into: &mut Vec<proto::SymbolInformation>,
) {
    for item in items {
        let base = proto::BaseSymbolInformation {
            name: item.name.clone(),
            kind: outline_kind(item.kind),
            tags: None,
            container_name: container.map(str::to_owned),
        };
        #[expect(deprecated, reason = "the field has to be given")]
        into.push(proto::SymbolInformation {
            deprecated: None,
            location: location(entry, item.span, encoding),
            base_symbol_information: base,
        });
        flatten(entry, item.children, Some(&item.name), encoding, into);
    }
}
