//! Which actor is mentioned where, kept in step with the articles by difference.

use std::path::Path;
use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Analysis, Known};
use crate::actors::{Form, Kind, Linker};

/// The index. Cloning it costs nothing; changing it costs what one article contributes.
#[derive(Clone, Default)]
pub(super) struct Index {
    actors: HashTrieMapSync<Arc<str>, Presence>,
    /// Who is meant by a surname alone.
    linker: Linker,
}

/// Where one actor is mentioned.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Presence {
    /// Mention numbers by article.
    articles: RedBlackTreeMapSync<Arc<Path>, Arc<[u32]>>,
    /// Under which name, and as what, how many articles know it. Ordered so that the choice of one does not depend on
    /// the order in which articles were read.
    names: RedBlackTreeMapSync<(Arc<str>, Kind), u32>,
    /// The names that mentions spell out, with how many do.
    surfaces: RedBlackTreeMapSync<Arc<str>, u32>,
    /// Mentions in all articles.
    mentions: usize,
}

impl Presence {
    pub(super) fn articles(&self) -> impl Iterator<Item = (&Arc<Path>, &[u32])> {
        self.articles.iter().map(|(path, mentions)| (path, &**mentions))
    }

    /// The first and the last `many` articles by path; all where there are not more.
    pub(super) fn ends(&self, many: usize) -> Vec<(&Arc<Path>, &[u32])> {
        if self.articles.size() <= many * 2 {
            return self.articles().collect();
        }
        let all = || self.articles.iter().map(|(path, mentions)| (path, &**mentions));
        all().take(many).chain(all().rev().take(many)).collect()
    }

    /// The names that its mentions spell out, with how many do.
    pub(super) fn surfaces(&self) -> impl Iterator<Item = (&str, usize)> {
        self.surfaces.iter().map(|(name, count)| (&**name, *count as usize))
    }

    /// The fullest name, and what its articles take it for.
    fn fullest(&self) -> Option<(&str, Kind)> {
        let best = self.names.iter().max_by_key(|((name, _), articles)| (name.chars().count(), **articles));
        best.map(|((name, kind), _)| (&**name, *kind))
    }

    fn add(&mut self, path: &Arc<Path>, share: &Share<'_>) {
        self.articles.insert_mut(Arc::clone(path), Arc::clone(&share.mentions));
        let key = (Arc::clone(&share.name), share.kind);
        let articles = self.names.get(&key).copied().unwrap_or_default();
        self.names.insert_mut(key, articles + 1);
        self.mentions += share.mentions.len();
        for (name, count) in &share.surfaces {
            match self.surfaces.get_mut(*name) {
                Some(known) => *known += count,
                None => {
                    self.surfaces.insert_mut((*name).into(), *count);
                }
            }
        }
    }

    fn remove(&mut self, path: &Arc<Path>, share: &Share<'_>) {
        self.articles.remove_mut(path);
        let key = (Arc::clone(&share.name), share.kind);
        match self.names.get(&key).copied().unwrap_or_default() {
            0 | 1 => self.names.remove_mut(&key),
            articles => {
                self.names.insert_mut(key, articles - 1);
                true
            }
        };
        self.mentions -= share.mentions.len();
        for (name, count) in &share.surfaces {
            match self.surfaces.get_mut(*name) {
                Some(known) if *known > *count => *known -= count,
                _ => {
                    self.surfaces.remove_mut(*name);
                }
            }
        }
    }
}

/// What one article says of one actor.
#[derive(PartialEq, Eq)]
struct Share<'a> {
    name: Arc<str>,
    kind: Kind,
    mentions: Arc<[u32]>,
    /// The names that mentions spell out, with how many do.
    surfaces: Vec<(&'a str, u32)>,
}

/// The names that some mentions spell out, with how many do.
fn surfaces<'a>(analysis: &'a Analysis, mentions: &[u32]) -> Vec<(&'a str, u32)> {
    let mentions = mentions.iter().filter_map(|n| analysis.cast.mentions.get(*n as usize));
    let spelt = mentions.filter(|mention| mention.form == Form::Name);
    let mut names: Vec<&str> = spelt.map(|mention| mention.span.slice(&analysis.article.text)).collect();
    names.sort_unstable();
    names.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

/// What one article contributes: its actors by id.
fn shares(analysis: &Analysis) -> FxHashMap<&str, Share<'_>> {
    let mut shares: FxHashMap<&str, Share<'_>> = FxHashMap::default();
    for actor in &analysis.cast.actors {
        let share = shares.entry(&actor.id).or_insert_with(|| Share {
            name: actor.name.as_str().into(),
            kind: actor.kind,
            mentions: Arc::default(),
            surfaces: Vec::new(),
        });
        // One id is one actor within an article; should an analysis ever give it twice, nothing is lost.
        let mut mentions: Vec<u32> = share.mentions.iter().chain(&actor.mentions).copied().collect();
        mentions.sort_unstable();
        mentions.dedup();
        share.mentions = mentions.into();
    }
    for share in shares.values_mut() {
        share.surfaces = surfaces(analysis, &share.mentions);
    }
    shares
}

impl Index {
    /// Takes notice that the article at `path` changed from `old` to `new`; `None` where there was or is none.
    pub(super) fn update(&mut self, path: &Arc<Path>, old: Option<&Analysis>, new: Option<&Analysis>) {
        for actor in old.iter().flat_map(|analysis| &analysis.cast.actors) {
            self.linker.remove(actor);
        }
        for actor in new.iter().flat_map(|analysis| &analysis.cast.actors) {
            self.linker.add(actor);
        }
        let old = old.map(shares).unwrap_or_default();
        let new = new.map(shares).unwrap_or_default();
        for (id, share) in &old {
            if new.get(id) == Some(share) {
                continue;
            }
            let emptied = self.actors.get_mut(*id).is_some_and(|presence| {
                presence.remove(path, share);
                presence.articles.is_empty()
            });
            if emptied {
                self.actors.remove_mut(*id);
            }
        }
        for (id, share) in &new {
            if old.get(id) == Some(share) {
                continue;
            }
            if let Some(presence) = self.actors.get_mut(*id) {
                presence.add(path, share);
            } else {
                let mut presence = Presence::default();
                presence.add(path, share);
                self.actors.insert_mut((*id).into(), presence);
            }
        }
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.actors.keys().map(|id| &**id)
    }

    pub(super) fn canonical<'s>(&'s self, id: &'s str) -> &'s str {
        self.linker.resolve(id)
    }

    /// Where the actor is mentioned, under each id that means it.
    pub(super) fn presences(&self, id: &str) -> Vec<&Presence> {
        let id = self.canonical(id);
        [id].into_iter().chain(self.linker.standing_for(id)).filter_map(|id| self.actors.get(id)).collect()
    }

    pub(super) fn known<'s>(&'s self, id: &'s str) -> Option<Known<'s>> {
        let id = self.canonical(id);
        let presences = self.presences(id);
        let (name, kind) = self.actors.get(id)?.fullest()?;
        let mentions = presences.iter().map(|presence| presence.mentions).sum();
        let (first, others) = presences.split_first()?;
        // An article may know the actor under two ids.
        let more: FxHashSet<&Path> =
            others.iter().flat_map(|presence| presence.articles.keys()).map(|path| &**path).collect();
        let more = more.into_iter().filter(|path| !first.articles.contains_key(*path)).count();
        let articles = first.articles.size() + more;
        Some(Known { id, name, kind, mentions, articles })
    }
}

impl PartialEq for Index {
    fn eq(&self, other: &Self) -> bool {
        self.actors.size() == other.actors.size()
            && self.actors.iter().all(|(id, presence)| other.actors.get(id) == Some(presence))
    }
}
