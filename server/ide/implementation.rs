//! What has this actor said?

use std::path::Path;
use std::sync::Arc;

use super::{Place, appearance};
use crate::archive::Snapshot;

/// The statements that the actor who is named at `offset` of the article at `path` makes in all articles: those of this
/// article first, then by path, in the order of the text. Empty where no mention stands, or nothing is said.
pub fn implementation(snapshot: &Snapshot, path: &Path, offset: u32) -> Vec<Place> {
    let Some((here, _)) = appearance::at(snapshot, path, offset) else { return Vec::new() };
    let (mut own, mut others): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    for there in appearance::everywhere(snapshot, here.actor.id) {
        let places = if Arc::ptr_eq(there.card, here.card) { &mut own } else { &mut others };
        let said = there.card.statements().filter(|statement| statement.speaker == Some(there.number));
        places.extend(said.map(|statement| Place { article: Arc::clone(there.card), span: statement.span }));
    }
    own.append(&mut others);
    own
}
