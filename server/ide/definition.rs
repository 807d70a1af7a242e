//! Where else do I learn who this is? The introductions of an actor in the other articles.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Link, appearance};
use crate::archive::Snapshot;
use crate::text::Span;

/// How many articles at either end of the archive are looked at for an actor that very many mention.
const MANY: usize = 16;

/// Links from the mention at `offset` of the article at `path` to the introductions of its actor in the other articles,
/// the most telling first: the fullest name with its title. Where no other article introduces the actor, to the
/// introduction in this one. Empty where no mention stands. Of an actor in more than 32 articles, the links to the first
/// and the last 16 in the order of the archive: as many as a reader looks through.
pub fn definition(snapshot: &Snapshot, path: &Path, offset: u32) -> Vec<Link> {
    let Some((here, mention)) = appearance::at(snapshot, path, offset) else { return Vec::new() };
    let origin = here.card.mention(mention).map_or_else(Span::default, |mention| mention.span);
    let elsewhere = appearance::some(snapshot, here.actor.id, MANY).filter(|there| !Arc::ptr_eq(there.card, here.card));
    let mut introductions: Vec<_> = elsewhere.filter_map(appearance::Appearance::introduction).collect();
    introductions.sort_by_cached_key(|introduction| introduction.rank());
    // An article that knows the actor under two ids introduces it once.
    let mut seen = FxHashSet::default();
    introductions.retain(|introduction| seen.insert(introduction.card.path()));
    if introductions.is_empty() {
        introductions.extend(here.introduction());
    }
    introductions.into_iter().map(|introduction| introduction.link(origin)).collect()
}
