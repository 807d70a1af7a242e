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
    let mut own = Vec::new();
    let mut others = Vec::new();
    for there in appearance::everywhere(snapshot, &here.actor.id) {
        let is_here = &**there.entry.path() == path;
        let places = if is_here { &mut own } else { &mut others };
        places.extend(
            there
                .mentions()
                .filter(|mention| !is_here || Some(mention.span) != declaration)
                .map(|mention| Place { path: Arc::clone(there.entry.path()), span: mention.span }),
        );
    }
    own.sort_by_key(|place| place.span);
    // Already by path; an article that knows the actor under two ids gives its mentions in two lots.
    others.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
    own.append(&mut others);
    own
}
