//! The archive as it was at one moment.

use std::path::Path;
use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};
use rustc_hash::FxBuildHasher;

use super::index::{Index, Presence};
use super::{Analyst, Entry};
use crate::findings::Ledger;

/// The archive at one moment. Cloning it costs nothing, however many articles there are; what happens to the archive
/// afterwards does not show in it.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) articles: RedBlackTreeMapSync<Arc<Path>, Arc<Entry>>,
    /// The same by hash: an actor of thousands of articles is looked up in each, where a tree's depth would tell.
    pub(super) by_path: HashTrieMapSync<Arc<Path>, Arc<Entry>, FxBuildHasher>,
    pub(super) index: Index,
    pub(super) analyst: Analyst,
    pub(super) complete: bool,
    /// What is accepted, and the folder from which its articles are named.
    pub(super) ledger: Option<(Arc<Path>, Arc<Ledger>)>,
}

/// One actor over all articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'s> {
    /// The actor's id, the same in all articles.
    pub id: &'s str,
    /// The fullest name that an article gives.
    pub name: &'s str,
    /// What it is.
    pub kind: crate::actors::Kind,
    /// How often it is mentioned.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
}

impl Snapshot {
    /// The article at `path`.
    pub fn entry(&self, path: &Path) -> Option<&Arc<Entry>> {
        self.by_path.get(path)
    }

    /// All articles, by path.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.articles.values()
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.articles.size()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// The one id of an actor over all articles, for the id that one article gives it: an article that only knows a
    /// surname means the one actor of that surname whom others name in full. The id itself where nothing is linked.
    pub fn canonical<'s>(&'s self, id: &'s str) -> &'s str {
        self.index.canonical(id)
    }

    /// The articles that mention the actor (by any id that [`Snapshot::canonical`] takes for the same), with the
    /// numbers of the mentions in [`crate::actors::Cast::mentions`], ascending. By path; an article can come twice
    /// where it knows the actor under two ids.
    pub fn mentions_of<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s Arc<Entry>, &'s [u32])> {
        let places = self.index.presences(id);
        self.entries(places.len(), places.into_iter().flat_map(Presence::articles).collect())
    }

    /// As [`Snapshot::mentions_of`], but of an actor that very many articles mention only `many` from either end (by
    /// path). Costs the same however many they are.
    pub fn mentions_at_ends<'s>(
        &'s self,
        id: &'s str,
        many: usize,
    ) -> impl Iterator<Item = (&'s Arc<Entry>, &'s [u32])> {
        let places = self.index.presences(id);
        self.entries(places.len(), places.into_iter().flat_map(|presence| presence.ends(many)).collect())
    }

    /// The names that the actor's mentions spell out, each with how many do, in no particular order; one can come twice
    /// where articles know the actor under two ids.
    pub fn names_of<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, usize)> {
        self.index.presences(id).into_iter().flat_map(Presence::surfaces)
    }

    /// What was found under `ids` ids, by path, with the articles.
    fn entries<'s>(
        &'s self,
        ids: usize,
        mut found: Vec<(&'s Arc<Path>, &'s [u32])>,
    ) -> impl Iterator<Item = (&'s Arc<Entry>, &'s [u32])> {
        if ids > 1 {
            found.sort_by(|a, b| a.0.cmp(b.0));
        }
        found.into_iter().filter_map(|(path, mentions)| Some((self.by_path.get(path)?, mentions)))
    }

    /// One actor over all articles, by any of its ids.
    pub fn actor<'s>(&'s self, id: &'s str) -> Option<Known<'s>> {
        self.index.known(self.index.canonical(id))
    }

    /// All actors, each once, in no particular order.
    pub fn actors(&self) -> impl Iterator<Item = Known<'_>> {
        self.index.ids().filter(|id| self.index.canonical(id) == *id).filter_map(|id| self.index.known(id))
    }

    /// Who reads the articles of this archive.
    pub fn analyst(&self) -> &Analyst {
        &self.analyst
    }

    /// Whether every article has been read; an answer over all articles is partial until then.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}
