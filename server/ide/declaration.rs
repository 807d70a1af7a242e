//! Where does this article say who this is?

use std::path::Path;

use super::{Link, appearance};
use crate::archive::Snapshot;

/// A link from the mention at `offset` to the introduction of its actor in the same article. Empty where no mention
/// stands, and for an actor of page furniture, which introduces nobody.
pub fn declaration(snapshot: &Snapshot, path: &Path, offset: u32) -> Vec<Link> {
    let found = appearance::at(snapshot, path, offset);
    let link = found.and_then(|(here, mention)| {
        let origin = here.card.mention(mention)?.span;
        Some(here.introduction()?.link(origin))
    });
    link.into_iter().collect()
}
