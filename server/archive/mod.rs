//! All articles of one workspace folder: their analyses, and an index over them by actor.
//!
//! The [`Archive`] has one owner, who changes it; everybody else holds a [`Snapshot`]. Both are made of persistent trees,
//! so that neither taking a snapshot nor changing one article costs more in a large archive than in a small one.

mod acceptances;
mod analysis;
mod cache;
mod card;
mod cards;
mod content;
mod digest;
mod entry;
mod files;
pub mod guard;
mod index;
mod initials;
mod rows;
mod seal;
mod shelf;
mod snapshot;
mod walk;
mod watch;

use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rpds::{RedBlackTreeMapSync, VectorSync};

pub use acceptances::Reviewed;
pub use analysis::{Analysis, Analyst};
pub use cache::{Cache, Kept, Reader};
pub use card::{Card, Located, Sentences};
pub use cards::{News, Recall, read_cards};
pub use content::Content;
pub use digest::{CardActor, CardMention, CardStatement, Digest, Title};
pub use entry::Entry;
pub use files::{Cause, ReadError, read, read_all, write};
pub use seal::sha256;
pub use snapshot::{Known, Snapshot};
pub use walk::{Walk, accepts, rewalk, walk};
pub use watch::Watch;

use index::{Index, Number};
use shelf::Reading;
use snapshot::Filed;

/// The articles of one folder, as their owner sees them.
pub struct Archive {
    now: Snapshot,
    /// Numbers that are free again.
    free: Vec<Number>,
}

impl Archive {
    /// An archive without articles, to be read by `analyst`. It counts as incomplete.
    pub fn new(analyst: Analyst) -> Self {
        let now = Snapshot {
            slots: VectorSync::default(),
            numbers: RedBlackTreeMapSync::default(),
            filled: 0,
            index: Index::default(),
            analyst,
            shelf: Arc::default(),
            reading: Reading::Allowed,
            complete: false,
            ledger: None,
        };
        Self { now, free: Vec::new() }
    }

    /// An archive of many articles at once, by path. It counts as incomplete. Works on the threads of the rayon pool that it
    /// is called in.
    pub fn of(analyst: Analyst, cards: impl IntoIterator<Item = Arc<Card>>) -> Self {
        let mut archive = Self::new(analyst);
        let cards: Vec<(Number, Arc<Card>)> = (0..).zip(cards).collect();
        let now = &mut archive.now;
        let (numbers, slots) = (&mut now.numbers, &mut now.slots);
        let file = || {
            for (number, card) in &cards {
                numbers.insert_mut(Arc::clone(card.path()), *number);
                slots.push_back_mut(Some(Filed { card: Arc::clone(card), whole: None }));
            }
        };
        let ((), index) = rayon::join(file, || Index::of(&cards));
        now.filled = cards.len();
        now.index = index;
        archive
    }

    /// Takes over the articles of another archive in place of its own. `holds` picks those of its own that hold whatever the
    /// other says: that are in or are not in as they were. Costs what those do.
    pub fn take_over(&mut self, other: Self, holds: impl IntoIterator<Item = Arc<Path>>) {
        let Self { now, free } = other;
        let analyst = self.now.analyst.clone();
        let (shelf, ledger) = (Arc::clone(&self.now.shelf), self.now.ledger.take());
        let complete = self.now.complete;
        let before = std::mem::replace(&mut self.now, Snapshot { analyst, shelf, complete, ledger, ..now });
        self.free = free;
        for path in holds {
            match before.filed(&path) {
                Some(filed) => self.put(Arc::clone(&filed.card), filed.whole.clone()),
                None => {
                    self.remove(&path);
                }
            }
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

    /// Says which articles are going to be put in, by path, so that they are numbered in that order in whatever order they
    /// come.
    pub fn expect(&mut self, paths: &[PathBuf]) {
        for path in paths {
            if !self.now.numbers.contains_key(path.as_path()) {
                self.number(&Arc::from(path.as_path()));
            }
        }
    }

    /// The number of the article at `path`, a new one where it has none.
    fn number(&mut self, path: &Arc<Path>) -> Number {
        if let Some(number) = self.now.numbers.get(path) {
            return *number;
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.now.slots.push_back_mut(None);
            self.now.slots.len() as Number - 1
        });
        self.now.numbers.insert_mut(Arc::clone(path), number);
        number
    }

    /// Puts an article in with all that is known of it, in place of what lay at its path.
    pub fn insert(&mut self, entry: Entry) {
        let card = Arc::new(Card::of(&entry));
        self.put(card, Some(Arc::new(entry)));
    }

    /// Puts an article in of which no more than its card is to be kept, in place of what lay at its path.
    pub fn file(&mut self, card: Card) {
        self.put(Arc::new(card), None);
    }

    fn put(&mut self, card: Arc<Card>, whole: Option<Arc<Entry>>) {
        let number = self.number(card.path());
        let old = self.now.slots.get(number as usize).and_then(Option::as_ref).map(|filed| Arc::clone(&filed.card));
        self.now.filled += usize::from(old.is_none());
        self.now.index.update(number, old.as_deref(), Some(&card));
        self.now.slots.set_mut(number as usize, Some(Filed { card, whole }));
    }

    /// Puts an article that an editor has open at its `path`, with its card; takes it out where it is no article.
    pub fn place(&mut self, path: &Path, article: Option<(Arc<Card>, Arc<Entry>)>) {
        match article {
            Some((card, entry)) => self.put(card, Some(entry)),
            None => {
                self.remove(path);
            }
        }
    }

    /// Takes the article at `path` out. Returns whether there was one.
    pub fn remove(&mut self, path: &Path) -> bool {
        let Some(number) = self.now.numbers.get(path).copied() else { return false };
        let old = self.now.slots.get(number as usize).and_then(Option::as_ref).map(|filed| Arc::clone(&filed.card));
        self.now.numbers.remove_mut(path);
        self.free.push(number);
        let Some(old) = old else { return false };
        self.now.index.update(number, Some(&old), None);
        self.now.slots.set_mut(number as usize, None);
        self.now.filled -= 1;
        true
    }

    /// The paths of all articles at or below `path`.
    pub fn below(&self, path: &Path) -> Vec<Arc<Path>> {
        let from = self.now.numbers.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
        from.map(|(key, _)| key).take_while(|key| key.starts_with(path)).cloned().collect()
    }

    /// Says who reads the articles from now on. What was read before stays until it is put in anew.
    pub fn set_analyst(&mut self, analyst: Analyst) {
        self.now.analyst = analyst;
        self.now.shelf = Arc::default();
    }

    /// Says whether every article of the folder has been read.
    pub fn set_complete(&mut self, complete: bool) {
        self.now.complete = complete;
    }
}

#[cfg(test)]
mod tests;
