//! Whom does this workspace know? Actors by any of their names.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::appearance;
use crate::actors::Kind;
use crate::archive::{Card, Known, Snapshot};
use crate::config::Registered;
use crate::language::romaji;
use crate::text::{Span, Symbol as Id};

/// How many actors one answer holds.
const LIMIT: usize = 200;

/// How many articles at either end of the archive are looked at for the place to show.
const PLACES: usize = 8;

/// An actor and where to read who it is.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// The fullest name.
    pub name: String,
    /// The name or the reading by which the query found it, where that is another.
    pub matched: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// How often it is mentioned in all articles.
    pub mentions: usize,
    /// The article that introduces it best.
    pub article: Arc<Card>,
    /// The name there, with its title, in bytes of that article.
    pub span: Span,
}

/// The actors that `query` finds, at most 200, the best first: by name before by reading, whole before beginning before
/// middle, then those mentioned most often. A query may be in kana or in Latin letters (Hepburn or Kunrei), in any case
/// and width, with or without spaces and ・. The empty query finds those mentioned most often.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<Symbol> {
    let mut found = matching(snapshot, query);
    found.truncate(LIMIT);
    found.into_iter().filter_map(|(fit, known)| symbol(snapshot, fit, &known)).collect()
}

/// The actors that `query` finds, the best first, however many.
pub(super) fn matching(snapshot: &Snapshot, query: &str) -> Vec<(Fit, Known<'static>)> {
    let query = Query::new(query, snapshot);
    let mut found: Vec<(Fit, Known<'_>)> =
        snapshot.actors().filter_map(|known| Some((query.fit(snapshot, &known)?, known))).collect();
    found.sort_by(|(a, known), (b, other)| {
        (a.level, Reverse(known.mentions), known.name, known.id).cmp(&(
            b.level,
            Reverse(other.mentions),
            other.name,
            other.id,
        ))
    });
    found
}

fn symbol(snapshot: &Snapshot, fit: Fit, known: &Known<'_>) -> Option<Symbol> {
    let id = Id::known(known.id)?;
    let appearances = || appearance::some(snapshot, id, PLACES);
    let introduction = appearances().filter_map(appearance::Appearance::introduction).min_by_key(|one| one.rank());
    let (card, span) = match introduction {
        Some(introduction) => (introduction.card, introduction.focus()),
        // Named in page furniture only.
        None => appearances().find_map(|one| Some((one.card, one.mentions().next()?.1.span)))?,
    };
    Some(Symbol {
        name: known.name.to_owned(),
        matched: fit.by.filter(|by| by != known.name),
        kind: known.kind,
        mentions: known.mentions,
        article: Arc::clone(card),
        span,
    })
}

/// How well a query fits an actor.
pub(super) struct Fit {
    level: u8,
    /// The name or reading that it fits.
    by: Option<String>,
}

/// A query in the forms in which names are compared.
struct Query<'s> {
    /// The registry by id.
    registry: FxHashMap<&'s str, &'s Registered>,
    folded: String,
    /// As Latin spellings are compared; empty where the query is not in Latin letters.
    typed: String,
}

impl<'s> Query<'s> {
    fn new(query: &str, snapshot: &'s Snapshot) -> Self {
        let folded = romaji::folded(query);
        let latin =
            !folded.is_empty() && folded.chars().all(|c| c.is_alphanumeric() && !c.is_numeric() && c < '\u{250}');
        let typed = if latin { romaji::typed(&folded) } else { String::new() };
        // One letter is the beginning of everything.
        let typed = if typed.len() < 2 { String::new() } else { typed };
        let registry = snapshot.analyst().config.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
        Self { registry, folded, typed }
    }

    fn fit(&self, snapshot: &Snapshot, known: &Known<'_>) -> Option<Fit> {
        if self.folded.is_empty() {
            return Some(Fit { level: 0, by: None });
        }
        let directory = snapshot.analyst().directory();
        let profile = directory.find(known.id).and_then(|id| directory.profile(id));
        let aliases =
            self.registry.get(known.id).into_iter().flat_map(|actor| &actor.aliases).map(|alias| alias.name.as_str());
        let names = [known.name].into_iter().chain(profile.map(|profile| profile.name.as_str()));
        let attested = Id::known(known.id).into_iter().flat_map(|id| snapshot.names_of(id));
        let names = names.chain(attested.map(|(name, _)| name)).chain(aliases);
        let by_name = names.filter_map(|name| Some((self.level(name)?, name)));
        let readings = profile.map(|profile| profile.reading.as_str()).filter(|reading| !reading.is_empty());
        let by_reading = readings.and_then(|reading| Some((self.level(reading)? + READ, reading)));
        let best = by_name.chain(by_reading).min_by_key(|(level, _)| *level);
        best.map(|(level, by)| Fit { level, by: Some(by.to_owned()) })
    }

    /// How well one name or reading fits.
    fn level(&self, name: &str) -> Option<u8> {
        let folded = romaji::folded(name);
        if let Some(level) = level(&folded, &self.folded) {
            return Some(level);
        }
        if self.typed.is_empty() {
            return None;
        }
        let spellings = romaji::spellings(&folded);
        spellings.iter().filter_map(|spelling| level(spelling, &self.typed)).min().map(|level| level + SPELT)
    }
}

/// What it costs to be found by a Latin spelling, and by the reading.
const SPELT: u8 = 2;
const READ: u8 = 1;

/// 0 for the whole of a name, 4 for its beginning, 8 for its middle.
fn level(name: &str, query: &str) -> Option<u8> {
    if name == query {
        Some(0)
    } else if name.starts_with(query) {
        Some(4)
    } else {
        name.contains(query).then_some(8)
    }
}
