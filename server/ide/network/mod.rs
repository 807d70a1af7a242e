//! Who is named together, and who speaks about whom?

mod layout;
mod picture;
#[cfg(test)]
mod tests;

pub use picture::{BASELINE, LETTERS, Picture, Spot, picture};

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::appearance;
use crate::actors::Kind;
use crate::archive::{Card, Known, Snapshot};
use crate::text::Symbol;

/// The actors of an archive and what lies between them.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The actors, the one in the middle first, then the most often mentioned.
    pub nodes: Vec<Node>,
    /// What lies between two of them, the strongest first.
    pub edges: Vec<Edge>,
}

/// An actor.
pub type Node = Known<'static>;

/// What lies between two actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The id of one of them; of whoever speaks.
    pub from: &'static str,
    /// The id of the other; of who is spoken about.
    pub to: &'static str,
    /// Of what sort it is.
    pub kind: EdgeKind,
    /// In how many sentences, or in how many statements.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
}

/// What can lie between two actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// They are named in the same sentence. Has no direction; `from` is the smaller id.
    Beside,
    /// The one speaks about the other.
    SpeaksAbout,
}

impl EdgeKind {
    /// Its name in the machine interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Beside => "beside",
            Self::SpeaksAbout => "speaks-about",
        }
    }
}

/// How many articles at either end of the archive are looked at for the actor in the middle.
const READ: usize = 256;

/// How many edges there may be for each node, so that a picture of them can be read.
const EDGES_PER_NODE: usize = 3;

type Pair = (Symbol, Symbol, EdgeKind);

#[derive(Clone, Copy, Default)]
struct Weight {
    count: usize,
    articles: usize,
}

/// Persons, bodies and places: the `limit` with most between them and `centre`, or mentioned most often where there is no
/// centre, and the strongest edges among them, at most three times as many, with the strongest of each actor. Empty where
/// nobody knows the centre.
pub fn network(snapshot: &Snapshot, centre: Option<&str>, limit: usize) -> Network {
    let limit = limit.max(1);
    let centre = match centre {
        None => None,
        Some(id) => match Symbol::known(id).filter(|_| snapshot.actor(id).is_some()) {
            Some(id) => Some(snapshot.canonical_of(id)),
            None => return Network::default(),
        },
    };
    let (chosen, weights) = if let Some(centre) = centre {
        let near = appearance::some(snapshot, centre, READ).map(|one| one.card);
        let weights = weigh(snapshot, near, |id, kind| id == centre || acts(kind));
        (around(centre, &weights, limit), weights)
    } else {
        let chosen = foremost(snapshot, limit);
        let weights = weigh(snapshot, snapshot.articles(), |id, _| chosen.contains(&id));
        (chosen, weights)
    };
    let mut nodes: Vec<Node> = chosen.iter().filter_map(|id| snapshot.actor(id.as_str())).collect();
    let middle = centre.map(Symbol::as_str);
    nodes.sort_by_key(|node| (Some(node.id) != middle, Reverse(node.mentions), node.id));
    let among = weights.into_iter().filter(|((from, to, _), _)| chosen.contains(from) && chosen.contains(to));
    let mut edges: Vec<Edge> = among
        .map(|((from, to, kind), weight)| Edge {
            from: from.as_str(),
            to: to.as_str(),
            kind,
            count: weight.count,
            articles: weight.articles,
        })
        .collect();
    edges.sort_by_key(|edge| (Reverse(edge.count), Reverse(edge.articles), edge.from, edge.to, edge.kind));
    Network { nodes, edges: strongest(edges, limit * EDGES_PER_NODE) }
}

/// The first `most` edges, and before them the first that each actor has: who has to do with anybody is not left alone.
fn strongest(edges: Vec<Edge>, most: usize) -> Vec<Edge> {
    let mut met = FxHashSet::default();
    // Both ends are met, whether or not the other one was.
    let firsts: Vec<bool> = edges.iter().map(|edge| met.insert(edge.from) | met.insert(edge.to)).collect();
    let mut room = most.saturating_sub(firsts.iter().filter(|first| **first).count());
    let kept = edges.into_iter().zip(firsts).filter(|(_, first)| {
        let more = !first && room > 0;
        room -= usize::from(more);
        *first || more
    });
    kept.map(|(edge, _)| edge).collect()
}

/// Whether one expects an actor of that kind in a picture of who has to do with whom.
const fn acts(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Place)
}

/// The actors mentioned most often.
fn foremost(snapshot: &Snapshot, limit: usize) -> FxHashSet<Symbol> {
    let mut actors: Vec<Known<'_>> = snapshot.actors().filter(|actor| acts(actor.kind)).collect();
    actors.sort_by_key(|actor| (Reverse(actor.mentions), actor.id));
    actors.into_iter().take(limit).filter_map(|actor| Symbol::known(actor.id)).collect()
}

/// The actor in the middle, and those with most between them and it.
fn around(centre: Symbol, weights: &FxHashMap<Pair, Weight>, limit: usize) -> FxHashSet<Symbol> {
    let mut near: FxHashMap<Symbol, usize> = FxHashMap::default();
    for ((from, to, _), weight) in weights {
        if *from == centre {
            *near.entry(*to).or_default() += weight.count;
        } else if *to == centre {
            *near.entry(*from).or_default() += weight.count;
        }
    }
    let mut near: Vec<(Symbol, usize)> = near.into_iter().collect();
    near.sort_by_key(|(id, count)| (Reverse(*count), id.as_str()));
    let neighbours = near.into_iter().take(limit.saturating_sub(1)).map(|(id, _)| id);
    [centre].into_iter().chain(neighbours).collect()
}

/// What lies between the actors of some articles, as far as `wanted` wants them. An article is counted once.
fn weigh<'s>(
    snapshot: &Snapshot,
    cards: impl Iterator<Item = &'s Arc<Card>>,
    wanted: impl Fn(Symbol, Kind) -> bool,
) -> FxHashMap<Pair, Weight> {
    let mut weights: FxHashMap<Pair, Weight> = FxHashMap::default();
    let mut seen = FxHashSet::default();
    for card in cards.filter(|card| seen.insert(Arc::as_ptr(card))) {
        let actors: Vec<Option<Symbol>> = card
            .actors()
            .map(|actor| Some(snapshot.canonical_of(actor.id)).filter(|id| wanted(*id, actor.kind)))
            .collect();
        let mut here: FxHashMap<Pair, usize> = FxHashMap::default();
        beside(card, &actors, &mut here);
        speaking(card, &actors, &mut here);
        for (pair, count) in here {
            let weight = weights.entry(pair).or_default();
            weight.count += count;
            weight.articles += 1;
        }
    }
    weights
}

fn actor(actors: &[Option<Symbol>], number: u32) -> Option<Symbol> {
    actors.get(number as usize).copied().flatten()
}

/// Pairs that are named in one sentence.
fn beside(card: &Card, actors: &[Option<Symbol>], counts: &mut FxHashMap<Pair, usize>) {
    let (mentions, sentences) = (card.mentions().collect::<Vec<_>>(), card.sentences());
    let sentences = mentions.chunk_by(|a, b| sentences.around(a.span) == sentences.around(b.span));
    for mentions in sentences {
        let mut named: Vec<Symbol> = mentions.iter().filter_map(|mention| actor(actors, mention.actor)).collect();
        named.sort_unstable_by_key(|id| id.as_str());
        named.dedup();
        for (n, from) in named.iter().enumerate() {
            for to in &named[n + 1..] {
                *counts.entry((*from, *to, EdgeKind::Beside)).or_default() += 1;
            }
        }
    }
}

/// Pairs of which one speaks about the other.
fn speaking(card: &Card, actors: &[Option<Symbol>], counts: &mut FxHashMap<Pair, usize>) {
    let mentions: Vec<_> = card.mentions().collect();
    for statement in card.statements() {
        let Some(speaker) = statement.speaker.and_then(|number| actor(actors, number)) else { continue };
        let first = mentions.partition_point(|mention| mention.span.start < statement.content.start);
        let said = mentions[first..].iter().take_while(|mention| mention.span.start < statement.content.end);
        let said = said.filter(|mention| statement.content.covers(mention.span));
        let mut about: Vec<Symbol> = said.filter_map(|mention| actor(actors, mention.actor)).collect();
        about.sort_unstable();
        about.dedup();
        for to in about.into_iter().filter(|to| *to != speaker) {
            *counts.entry((speaker, to, EdgeKind::SpeaksAbout)).or_default() += 1;
        }
    }
}
