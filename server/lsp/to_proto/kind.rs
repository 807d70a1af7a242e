//! Our kinds as symbols: the protocol has none for prose, so each takes the one whose icon says most.

use tower_lsp::gen_lsp_types::SymbolKind;

use crate::actors::Kind;
use crate::ide::OutlineKind;

/// The symbol for an actor.
pub(in crate::lsp) fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Person => SymbolKind::Class,
        Kind::Organization => SymbolKind::Module,
        Kind::Place => SymbolKind::Namespace,
        Kind::Facility => SymbolKind::Package,
        Kind::Event => SymbolKind::Event,
        Kind::Work => SymbolKind::File,
        Kind::Product => SymbolKind::Object,
        Kind::Law => SymbolKind::Interface,
        Kind::Other => SymbolKind::Variable,
    }
}

/// The symbol for a part of an article.
pub(in crate::lsp) fn outline_kind(kind: OutlineKind) -> SymbolKind {
    match kind {
        OutlineKind::Headline => SymbolKind::File,
        OutlineKind::Section => SymbolKind::Namespace,
        OutlineKind::Speaker => SymbolKind::Class,
        OutlineKind::Statement => SymbolKind::String,
    }
}
