//! Which actor is mentioned where, kept in step with the articles by difference.

use std::sync::Arc;

use rayon::prelude::*;
use rpds::HashTrieMapSync;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::initials::{self, Initials};
use super::{Card, CardActor, Known};
use crate::actors::{Form, Kind, Linker, Person};
use crate::text::Symbol;

/// The number of an article in its archive.
pub(super) type Number = u32;

/// How many articles are taken apart before they are put in.
const STRETCH: usize = 4096;

/// The index. Cloning it costs nothing; changing it costs what one article contributes.
#[derive(Clone, Default)]
pub(super) struct Index {
    actors: HashTrieMapSync<Symbol, Presence, FxBuildHasher>,
    /// Who is meant by a surname alone.
    linker: Linker,
    /// Who is called something that begins with a letter.
    initials: Initials,
}

/// Where one actor is mentioned. Small: most actors are named in one article only, and there are more of them than
/// articles.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Presence {
    /// The articles, ascending.
    articles: SmallVec<[Number; 4]>,
    /// Under which name, and as what, how many articles know it; ascending.
    names: SmallVec<[((Symbol, Kind), u32); 1]>,
    /// The names that mentions spell out, with how many do; ascending.
    surfaces: SmallVec<[(Symbol, u32); 2]>,
    /// Mentions in all articles.
    mentions: u32,
}

impl Presence {
    /// The articles, by number.
    pub(super) fn articles(&self) -> &[Number] {
        &self.articles
    }

    /// The first and the last `many` articles by number; all where there are not more.
    pub(super) fn ends(&self, many: usize) -> impl Iterator<Item = Number> {
        let all = &self.articles[..];
        let (head, tail) = match all.len().checked_sub(many) {
            Some(tail) if tail >= many => (many, tail),
            _ => (all.len(), all.len()),
        };
        all[..head].iter().chain(&all[tail..]).copied()
    }

    /// The names that its mentions spell out, with how many do.
    pub(super) fn surfaces(&self) -> impl Iterator<Item = (Symbol, usize)> {
        self.surfaces.iter().map(|(name, count)| (*name, *count as usize))
    }

    /// The letters that the parts of its names begin with.
    fn letters(&self) -> SmallVec<[char; 6]> {
        initials::letters(self.surfaces.iter().map(|one| one.0))
    }

    /// The fullest name, and what its articles take it for. Does not depend on the order in which articles were read.
    fn fullest(&self) -> Option<(Symbol, Kind)> {
        let best = self.names.iter().max_by_key(|((name, kind), articles)| {
            let name = name.as_str();
            (name.chars().count(), *articles, name, *kind)
        });
        best.map(|(known, _)| *known)
    }

    fn add(&mut self, article: Number, share: &Share) {
        if let Err(at) = self.articles.binary_search(&article) {
            self.articles.insert(at, article);
        }
        count_up(&mut self.names, (share.name, share.kind), 1);
        self.mentions += share.mentions;
        for (name, count) in &share.surfaces {
            count_up(&mut self.surfaces, *name, *count);
        }
    }

    fn remove(&mut self, article: Number, share: &Share) {
        if let Ok(at) = self.articles.binary_search(&article) {
            self.articles.remove(at);
        }
        count_down(&mut self.names, (share.name, share.kind), 1);
        self.mentions -= share.mentions;
        for (name, count) in &share.surfaces {
            count_down(&mut self.surfaces, *name, *count);
        }
    }
}

/// Counts, ascending by what is counted.
type Counts<T, const N: usize> = SmallVec<[(T, u32); N]>;

fn count_up<T: Ord + Copy, const N: usize>(counts: &mut Counts<T, N>, what: T, by: u32) {
    match counts.binary_search_by_key(&what, |(known, _)| *known) {
        Ok(at) => counts[at].1 += by,
        Err(at) => counts.insert(at, (what, by)),
    }
}

fn count_down<T: Ord + Copy, const N: usize>(counts: &mut Counts<T, N>, what: T, by: u32) {
    if let Ok(at) = counts.binary_search_by_key(&what, |(known, _)| *known) {
        if counts[at].1 > by {
            counts[at].1 -= by;
        } else {
            counts.remove(at);
        }
    }
}

/// What one article says of one actor.
#[derive(PartialEq, Eq)]
struct Share {
    name: Symbol,
    kind: Kind,
    mentions: u32,
    /// The names that mentions spell out, with how many do.
    surfaces: Counts<Symbol, 2>,
}

/// What one article contributes: its actors, by id. One id is one actor within an article; should an analysis ever give
/// it twice, nothing is lost.
fn shares(card: &Card) -> FxHashMap<Symbol, Share> {
    let actors: SmallVec<[CardActor; 32]> = card.actors().collect();
    let mut shares: FxHashMap<Symbol, Share> = FxHashMap::with_capacity_and_hasher(actors.len(), FxBuildHasher);
    for actor in &actors {
        shares.entry(actor.id).or_insert_with(|| Share {
            name: actor.name,
            kind: actor.kind,
            mentions: 0,
            surfaces: SmallVec::new(),
        });
    }
    for mention in card.mentions() {
        let actor = actors.get(mention.actor as usize);
        let Some(share) = actor.and_then(|actor| shares.get_mut(&actor.id)) else { continue };
        share.mentions += 1;
        if mention.form == Form::Name {
            count_up(&mut share.surfaces, mention.surface, 1);
        }
    }
    shares
}

/// The people of an article.
fn each_person(card: &Card, mut take: impl FnMut(Person<'_>)) {
    for (actor, parts) in card.actors_with_parts().filter(|(actor, _)| actor.kind == Kind::Person) {
        take(Person { id: actor.id, partial: actor.partial, parts: &parts });
    }
}

impl Index {
    /// The index of many articles at once, by ascending number: what [`Index::update`] comes to for one after the other, in
    /// a fraction of the time. Works on the threads of the rayon pool that it is called in.
    pub(super) fn of(articles: &[(Number, Arc<Card>)]) -> Self {
        let link = || {
            let mut linker = Linker::default();
            for (_, card) in articles {
                each_person(card, |person| linker.add(person));
            }
            linker
        };
        let (linker, (actors, initials)) = rayon::join(link, || Self::gather(articles));
        Self { actors, linker, initials }
    }

    /// Who is mentioned where, and called what.
    fn gather(articles: &[(Number, Arc<Card>)]) -> (HashTrieMapSync<Symbol, Presence, FxBuildHasher>, Initials) {
        let mut gathered: FxHashMap<Symbol, Presence> = FxHashMap::default();
        // Taken apart on all threads, a stretch at a time so that not everything lies about at once.
        for stretch in articles.chunks(STRETCH) {
            let taken: Vec<_> = stretch.par_iter().map(|(number, card)| (*number, shares(card))).collect();
            for (number, shares) in taken {
                for (id, share) in shares {
                    gathered.entry(id).or_default().add(number, &share);
                }
            }
        }
        let gathered: Vec<(Symbol, Presence)> = gathered.into_iter().collect();
        let letters: Vec<_> = gathered.par_iter().map(|(_, presence)| presence.letters()).collect();
        let mut initials = Initials::default();
        for ((id, _), letters) in gathered.iter().zip(letters) {
            initials.update(*id, &[], &letters);
        }
        let mut actors = HashTrieMapSync::default();
        for (id, mut presence) in gathered {
            presence.articles.shrink_to_fit();
            actors.insert_mut(id, presence);
        }
        (actors, initials)
    }

    /// Takes notice that an article changed from `old` to `new`; `None` where there was or is none.
    pub(super) fn update(&mut self, article: Number, old: Option<&Card>, new: Option<&Card>) {
        if let Some(old) = old {
            each_person(old, |person| self.linker.remove(person));
        }
        if let Some(new) = new {
            each_person(new, |person| self.linker.add(person));
        }
        let old = old.map(shares).unwrap_or_default();
        let new = new.map(shares).unwrap_or_default();
        let changed =
            |id: &&Symbol| old.get(id).map(|share| &share.surfaces) != new.get(id).map(|share| &share.surfaces);
        let respelled: FxHashSet<Symbol> = old.keys().chain(new.keys()).filter(changed).copied().collect();
        let before: Vec<_> = respelled.iter().map(|id| (*id, self.letters(*id))).collect();
        for (id, share) in &old {
            if new.get(id) == Some(share) {
                continue;
            }
            let emptied = self.actors.get_mut(id).is_some_and(|presence| {
                presence.remove(article, share);
                presence.articles.is_empty()
            });
            if emptied {
                self.actors.remove_mut(id);
            }
        }
        for (id, share) in &new {
            if old.get(id) == Some(share) {
                continue;
            }
            if let Some(presence) = self.actors.get_mut(id) {
                presence.add(article, share);
            } else {
                let mut presence = Presence::default();
                presence.add(article, share);
                self.actors.insert_mut(*id, presence);
            }
        }
        for (id, before) in before {
            let after = self.letters(id);
            self.initials.update(id, &before, &after);
        }
    }

    /// The letters that the parts of an actor's names begin with.
    fn letters(&self, id: Symbol) -> SmallVec<[char; 6]> {
        self.actors.get(&id).map(Presence::letters).unwrap_or_default()
    }

    /// The ids of actors that have a part of a name beginning with `letter`.
    pub(super) fn by_letter(&self, letter: char) -> impl Iterator<Item = Symbol> {
        self.initials.of(letter)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = Symbol> {
        self.actors.keys().copied()
    }

    pub(super) fn canonical(&self, id: Symbol) -> Symbol {
        self.linker.resolve(id)
    }

    /// Where the actor is mentioned, under each id that means it.
    pub(super) fn presences(&self, id: Symbol) -> Vec<(Symbol, &Presence)> {
        let id = self.canonical(id);
        let ids = [id].into_iter().chain(self.linker.standing_for(id));
        ids.filter_map(|id| Some((id, self.actors.get(&id)?))).collect()
    }

    /// The fullest name that articles give the actor under this very id.
    pub(super) fn fullest(&self, id: Symbol) -> Option<&'static str> {
        self.actors.get(&id)?.fullest().map(|(name, _)| name.as_str())
    }

    pub(super) fn known(&self, id: Symbol) -> Option<Known<'static>> {
        let id = self.canonical(id);
        let presences = self.presences(id);
        let (name, kind) = self.actors.get(&id)?.fullest()?;
        let mentions = presences.iter().map(|(_, presence)| presence.mentions as usize).sum();
        let ((_, first), others) = presences.split_first()?;
        // An article may know the actor under two ids.
        let mut more: SmallVec<[Number; 64]> =
            others.iter().flat_map(|(_, presence)| presence.articles()).copied().collect();
        more.retain(|article| first.articles.binary_search(article).is_err());
        more.sort_unstable();
        more.dedup();
        let articles = first.articles.len() + more.len();
        Some(Known { id: id.as_str(), name: name.as_str(), kind, mentions, articles })
    }
}

impl PartialEq for Index {
    fn eq(&self, other: &Self) -> bool {
        self.actors.size() == other.actors.size()
            && self.actors.iter().all(|(id, presence)| other.actors.get(id) == Some(presence))
    }
}
