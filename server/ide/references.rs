//! Where is this actor mentioned?

use std::path::Path;
use std::sync::Arc;

use super::{Place, appearance};
use crate::archive::{Card, Snapshot};

/// Every mention, in every article, of the actor that is named at `offset` of the article at `path`: those of this
/// article first, then by path, in the order of the text. The declaration, which may be left out, is the introduction
/// in this article ([`super::declaration`]).
pub fn references(snapshot: &Snapshot, path: &Path, offset: u32, include_declaration: bool) -> Vec<Place> {
    let Some((here, _)) = appearance::at(snapshot, path, offset) else { return Vec::new() };
    let declaration =
        here.introduction().filter(|_| !include_declaration).map(|introduction| introduction.mention.span);
    let mut own: Vec<Place> = Vec::new();
    let mut others: Vec<Place> = Vec::new();
    // Where the last article's places begin: one that knows the actor under two ids comes twice in a row.
    let mut last: (Option<&Arc<Card>>, usize) = (None, 0);
    for there in appearance::everywhere(snapshot, here.actor.id) {
        let is_here = Arc::ptr_eq(there.card, here.card);
        let places = if is_here { &mut own } else { &mut others };
        let again = last.0.is_some_and(|before| Arc::ptr_eq(before, there.card));
        if !again {
            last = (Some(there.card), places.len());
        }
        let spans = there.mentions().map(|(_, mention)| mention.span);
        let spans = spans.filter(|span| !is_here || Some(*span) != declaration);
        places.extend(spans.map(|span| Place { article: Arc::clone(there.card), span }));
        if again {
            places[last.1..].sort_by_key(|place| place.span);
        }
    }
    own.append(&mut others);
    own
}
