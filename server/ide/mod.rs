//! What an editor asks about an article, one file per question. Plain values in byte offsets; nothing here reads a file,
//! knows a protocol, or can fail: a question about a place where nothing stands has an empty answer. Texts of articles that
//! nobody has open come through the archive.
//!
//! Every question is put to an [`archive::Snapshot`](crate::archive::Snapshot) and costs look-ups in its index and
//! cards, not a walk over the articles' texts.

mod acceptances;
mod actions;
mod appearance;
mod calls;
mod claims;
mod completion;
mod declaration;
mod definition;
mod dossier;
mod escape;
mod folding;
mod highlights;
mod hints;
mod hover;
mod implementation;
mod lenses;
mod links;
mod moved;
mod network;
mod outline;
mod page;
mod references;
mod rename;
mod roster;
mod score;
mod selection;
mod similar;
mod spoken;
mod symbols;
mod tokens;
mod type_definition;
mod wording;

use std::sync::Arc;

pub use crate::findings::Lang;
pub use acceptances::{Accepted, acceptances};
pub use actions::{Action, ActionKind, Deed, RegistryChange, actions};
pub use calls::{Call, Party, incoming, outgoing, party_at};
pub use claims::{Claim, claims, surroundings};
pub use completion::{Completion, CompletionKind, completions, explain};
pub use declaration::declaration;
pub use definition::definition;
pub use dossier::{Companion, Contested, Dossier, Role, Utterance, Weakness, dossier, dossier_json, dossier_markdown};
pub use escape::shown;
pub use folding::{Fold, FoldKind, folding};
pub use highlights::highlights;
pub use hints::{Hint, HintKind, hints};
pub use hover::{Hover, hover, read_quoted};
pub use implementation::implementation;
pub use lenses::{Lens, LensKind, lens_title, lenses};
pub use links::{Address, links};
pub use moved::{Moves, moved};
pub use network::{BASELINE, Edge, EdgeKind, LETTERS, Network, Node, Picture, Spot, network, picture};
pub use outline::{Outline, OutlineKind, document_symbols};
pub use references::references;
pub use rename::{Renamable, is_name, renamable, rename};
pub use roster::{Attendance, actor_at, actors, attendances, kind_label};
pub use score::{Score, score};
pub use selection::selection;
pub use similar::{Similar, similar};
pub use symbols::{Symbol, workspace_symbols};
pub use tokens::{Token, TokenKind, tokens};
pub use type_definition::type_definition;

use crate::archive::Card;
use crate::text::Span;

/// From where to where a jump goes.
#[derive(Clone, Debug)]
pub struct Link {
    /// The mention that was asked about, in bytes of the article at hand.
    pub origin: Span,
    /// The article that it leads to.
    pub article: Arc<Card>,
    /// The sentence to show there, in bytes of that article.
    pub target: Span,
    /// The name within it, with its title.
    pub focus: Span,
}

/// A place in the archive.
#[derive(Clone, Debug)]
pub struct Place {
    /// The article.
    pub article: Arc<Card>,
    /// In bytes of that article.
    pub span: Span,
}

#[cfg(test)]
mod tests;
