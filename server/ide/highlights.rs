//! Where else in this article?

use std::path::Path;

use super::appearance;
use crate::archive::Snapshot;
use crate::text::Span;

/// Every mention in the article at `path` of the actor that is named at `offset`, in order.
pub fn highlights(snapshot: &Snapshot, path: &Path, offset: u32) -> Vec<Span> {
    let Some((here, _)) = appearance::at(snapshot, path, offset) else { return Vec::new() };
    let appearances = appearance::here(snapshot, here);
    let mut spans: Vec<Span> = appearances.flat_map(|one| one.mentions().map(|(_, mention)| mention.span)).collect();
    spans.sort_unstable();
    spans
}
