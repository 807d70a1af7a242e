//! All articles of one workspace folder: their analyses, and an index over them by actor.
//!
//! The [`Archive`] has one owner, who changes it; everybody else holds a [`Snapshot`]. Both are made of persistent trees,
//! so that neither taking a snapshot nor changing one article costs more in a large archive than in a small one.

mod acceptances;
mod analysis;
mod entry;
mod files;
pub mod guard;
mod index;
mod snapshot;
mod walk;
mod watch;

use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};

pub use analysis::{Analysis, Analyst};
pub use entry::Entry;
pub use files::{Cause, ReadError, read, read_all, write};
pub use snapshot::{Known, Snapshot};
pub use walk::{Walk, accepts, rewalk, walk};
pub use watch::Watch;

/// The articles of one folder, as their owner sees them.
pub struct Archive {
    now: Snapshot,
}

impl Archive {
    /// An archive without articles, to be read by `analyst`. It counts as incomplete.
    pub fn new(analyst: Analyst) -> Self {
        let (articles, by_path) = (RedBlackTreeMapSync::default(), HashTrieMapSync::default());
        Self {
            now: Snapshot { articles, by_path, index: index::Index::default(), analyst, complete: false, ledger: None },
        }
    }

    /// The archive as it is now.
    pub fn snapshot(&self) -> Snapshot {
        self.now.clone()
    }

    /// The archive as it is now, to look something up at once.
    pub fn now(&self) -> &Snapshot {
        &self.now
    }

    /// Puts an article in, in place of what lay at its path.
    pub fn insert(&mut self, entry: Entry) {
        let path = Arc::clone(entry.path());
        let old = self.now.articles.get(&path).map(|old| Arc::clone(old.analysis()));
        self.now.index.update(&path, old.as_deref(), Some(entry.analysis()));
        let entry = Arc::new(entry);
        self.now.by_path.insert_mut(Arc::clone(&path), Arc::clone(&entry));
        self.now.articles.insert_mut(path, entry);
    }

    /// Takes the article at `path` out. Returns whether there was one.
    pub fn remove(&mut self, path: &Path) -> bool {
        let Some(old) = self.now.articles.get(path).cloned() else { return false };
        self.now.index.update(old.path(), Some(old.analysis()), None);
        self.now.by_path.remove_mut(path);
        self.now.articles.remove_mut(path)
    }

    /// The paths of all articles at or below `path`.
    pub fn below(&self, path: &Path) -> Vec<Arc<Path>> {
        let from = self.now.articles.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
        from.map(|(key, _)| key).take_while(|key| key.starts_with(path)).cloned().collect()
    }

    /// Says who reads the articles from now on. What was read before stays until it is put in anew.
    pub fn set_analyst(&mut self, analyst: Analyst) {
        self.now.analyst = analyst;
    }

    /// Says whether every article of the folder has been read.
    pub fn set_complete(&mut self, complete: bool) {
        self.now.complete = complete;
    }
}

#[cfg(test)]
mod tests;
