//! Where is this actor mentioned?

use std::path::Path;
use std::sync::Arc;

use super::{Place, appearance};
use crate::archive::Snapshot;

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
    let mut last: (Option<&Arc<Path>>, usize) = (None, 0);
    for there in appearance::everywhere(snapshot, &here.actor.id) {
        let article = there.entry.path();
        let is_here = &**article == path;
        let places = if is_here { &mut own } else { &mut others };
        let again = last.0.is_some_and(|before| Arc::ptr_eq(before, article));
        if !again {
            last = (Some(article), places.len());
        }
        let mentions = there.mentions().filter(|mention| !is_here || Some(mention.span) != declaration);
        places.extend(mentions.map(|mention| Place { path: Arc::clone(article), span: mention.span }));
        if again {
            places[last.1..].sort_by_key(|place| place.span);
        }
    }
    own.append(&mut others);
    own
}
