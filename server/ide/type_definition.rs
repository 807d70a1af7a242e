//! What does the registry say of this actor?

use std::path::Path;

use super::appearance;
use crate::archive::Snapshot;

/// The line of the registry, from one, where the entry of the actor begins who is named at `offset` of the article at
/// `path`. `None` where no mention stands, and for whom the user has not registered.
pub fn type_definition(snapshot: &Snapshot, path: &Path, offset: u32) -> Option<u32> {
    let (here, _) = appearance::at(snapshot, path, offset)?;
    let id = snapshot.canonical_of(here.actor.id);
    let registered = &snapshot.analyst().config.actors;
    registered.iter().find(|actor| actor.id == id.as_str()).map(|actor| actor.line)
}
