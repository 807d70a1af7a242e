//! The archive as it was at one moment.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rpds::{RedBlackTreeMapSync, VectorSync};

use super::index::{Index, Number, Presence};
use super::shelf::{Reading, Shelf};
use super::{Analyst, Archive, Card, CardActor, Content, Entry};
use crate::findings::Ledger;
use crate::text::Symbol;

/// The archive at one moment. Cloning it costs nothing, however many articles there are; what happens to the archive
/// afterwards does not show in it.
///
/// Of every article there is a [`Card`]; of those that an editor has open there is everything. What is asked for of the
/// others beyond their cards is read again from the disk.
#[derive(Clone)]
pub struct Snapshot {
    /// The articles by number; a number can be free.
    pub(super) slots: VectorSync<Option<Filed>>,
    /// The numbers of those that are known, also where they are not read yet.
    pub(super) numbers: RedBlackTreeMapSync<Arc<Path>, Number>,
    /// How many slots are filled.
    pub(super) filled: usize,
    pub(super) index: Index,
    pub(super) analyst: Analyst,
    pub(super) shelf: Arc<Shelf>,
    pub(super) reading: Reading,
    pub(super) complete: bool,
    /// What is accepted, and the folder from which its articles are named.
    pub(super) ledger: Option<(Arc<Path>, Arc<Ledger>)>,
}

/// So many cards are asked for at once: as many as the nearest caches can hold.
const ASKED: usize = 64;

/// One article where it is kept.
#[derive(Clone)]
pub(super) struct Filed {
    pub(super) card: Arc<Card>,
    pub(super) whole: Option<Arc<Entry>>,
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
    /// The same archive with another version of one article: see [`Archive::place`].
    #[must_use]
    pub fn with(self, path: &Path, article: Option<(Arc<Card>, Arc<Entry>)>) -> Self {
        let mut archive = Archive { now: self, free: Vec::new() };
        archive.place(path, article);
        archive.now
    }

    pub(super) fn filed(&self, path: &Path) -> Option<&Filed> {
        self.slots.get(*self.numbers.get(path)? as usize)?.as_ref()
    }

    /// The article at `path`, read from end to end: from the disk where no editor has it open. `None` where there is no
    /// such article (any more).
    pub fn entry(&self, path: &Path) -> Option<Arc<Entry>> {
        let filed = self.filed(path)?;
        filed.whole.clone().or_else(|| self.shelf.whole(&filed.card, &self.analyst, &self.reading))
    }

    /// The article at `path` where it is at hand; never reads a file.
    pub fn whole(&self, path: &Path) -> Option<&Arc<Entry>> {
        self.filed(path)?.whole.as_ref()
    }

    /// The card of the article at `path`.
    pub fn card(&self, path: &Path) -> Option<&Arc<Card>> {
        self.filed(path).map(|filed| &filed.card)
    }

    /// The text that a card is of: from the disk where no editor has it open. `None` where the file holds another text by
    /// now, or is gone.
    pub fn text(&self, card: &Card) -> Option<Arc<str>> {
        // The card of an article that is kept whole is of no file.
        if card.content() == Content::default()
            && let Some(whole) = self.whole(card.path())
        {
            return Some(Arc::clone(whole.text()));
        }
        self.shelf.text(card, &self.reading)
    }

    /// From now on reads no file: what would have to be read is `None`, and `is_missed` is set.
    pub fn put_off_reading(&mut self, is_missed: &Arc<AtomicBool>) {
        self.reading = Reading::PutOff(Arc::clone(is_missed));
    }

    /// Reads files again.
    pub fn allow_reading(&mut self) {
        self.reading = Reading::Allowed;
    }

    /// All articles, by path.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.numbers.values().filter_map(|number| self.slots.get(*number as usize)?.as_ref()).map(|filed| &filed.card)
    }

    /// The paths of all articles that are not among `files`, which are in order.
    pub fn others_than(&self, files: &[PathBuf]) -> Vec<Arc<Path>> {
        let mut files = files.iter().map(PathBuf::as_path).peekable();
        let others = self.articles().map(|card| card.path()).filter(|path| {
            while files.next_if(|file| *file < &***path).is_some() {}
            files.peek().is_none_or(|file| *file != &***path)
        });
        others.cloned().collect()
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.filled
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// The one id of an actor over all articles, for the id that one article gives it: an article that only knows a
    /// surname means the one actor of that surname whom others name in full. The id itself where nothing is linked.
    pub fn canonical<'s>(&'s self, id: &'s str) -> &'s str {
        Symbol::known(id).map_or(id, |id| self.canonical_of(id).as_str())
    }

    /// As [`Snapshot::canonical`], by symbol.
    pub fn canonical_of(&self, id: Symbol) -> Symbol {
        self.index.canonical(id)
    }

    /// The articles that mention the actor (by any id that [`Snapshot::canonical`] takes for the same), each with the
    /// actor's number there and what the article says of it. By path; an article can come twice where it knows the actor
    /// under two ids.
    pub fn mentions_of(&self, id: Symbol) -> impl Iterator<Item = (&Arc<Card>, u32, CardActor)> {
        let mut found = Vec::new();
        for (id, presence) in &self.index.presences(id) {
            self.cards(*id, presence.articles().iter().copied(), &mut found);
        }
        // Numbers are given by path as long as no article comes in between; a sort sees that at once.
        found.sort_by(|a, b| a.0.path().cmp(b.0.path()));
        found.into_iter()
    }

    /// As [`Snapshot::mentions_of`], but of an actor that very many articles mention only `many` from either end (in the
    /// order in which they came into the archive, by path for those that came together). Costs the same however many they
    /// are.
    pub fn mentions_at_ends(&self, id: Symbol, many: usize) -> impl Iterator<Item = (&Arc<Card>, u32, CardActor)> {
        let mut found = Vec::new();
        for (id, presence) in &self.index.presences(id) {
            self.cards(*id, presence.ends(many), &mut found);
        }
        found.sort_by(|a, b| a.0.path().cmp(b.0.path()));
        found.into_iter()
    }

    /// Adds the cards of some articles, with the actor `id` and its number in each.
    fn cards<'s>(
        &'s self,
        id: Symbol,
        articles: impl Iterator<Item = Number>,
        into: &mut Vec<(&'s Arc<Card>, u32, CardActor)>,
    ) {
        let cards = articles.filter_map(|number| self.slots.get(number as usize)?.as_ref()).map(|filed| &filed.card);
        let cards: Vec<&Arc<Card>> = cards.collect();
        for some in cards.chunks(ASKED) {
            // They lie anywhere in memory, which is then waited for once and not once per card.
            for card in some {
                card.ask();
            }
            for card in some {
                let actors = (0..).zip(card.actors()).filter(|(_, actor)| actor.id == id);
                into.extend(actors.map(|(n, actor)| (*card, n, actor)));
            }
        }
    }

    /// The names that the actor's mentions spell out, each with how many do, in no particular order; one can come twice
    /// where articles know the actor under two ids.
    pub fn names_of(&self, id: Symbol) -> impl Iterator<Item = (&'static str, usize)> {
        let places = self.index.presences(id);
        places.into_iter().flat_map(|(_, presence)| Presence::surfaces(presence)).map(|(name, n)| (name.as_str(), n))
    }

    /// The fullest name of an actor, by its one id.
    pub fn name_of(&self, id: Symbol) -> Option<&'static str> {
        self.index.fullest(id)
    }

    /// One actor over all articles, by any of its ids.
    pub fn actor(&self, id: &str) -> Option<Known<'static>> {
        self.index.known(Symbol::known(id)?)
    }

    /// All actors, each once, in no particular order.
    pub fn actors(&self) -> impl Iterator<Item = Known<'static>> {
        self.index.ids().filter(|id| self.index.canonical(*id) == *id).filter_map(|id| self.index.known(id))
    }

    /// The ids of the actors that have a part of a name beginning with `letter` (as [`crate::language::romaji::folded`]
    /// spells it), in no particular order; one can come twice where articles know it under two ids.
    pub fn ids_by_letter(&self, letter: char) -> impl Iterator<Item = Symbol> {
        self.index.by_letter(letter).map(|id| self.index.canonical(id))
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
