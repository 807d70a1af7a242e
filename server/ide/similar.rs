//! Where else is this claimed? Sentences of other articles that speak of the same actors in much the same words.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::archive::{Card, Entry, Snapshot};
use crate::text::{Span, Symbol};

/// How many sentences one answer holds.
const LIMIT: usize = 8;

/// How many articles at either end of the archive are read for an actor that very many mention, and how many are read for
/// a claim that names nobody.
const MANY: usize = 64;

/// How much of their pairs of letters two sentences must share (Dice's coefficient), where they share an actor and where
/// not.
const ALIKE: f32 = 0.25;
const ALIKE_WITHOUT_ACTOR: f32 = 0.4;

/// What each shared actor adds, up to three.
const PER_ACTOR: f32 = 0.05;

/// A sentence that says much the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Its article.
    pub path: Arc<Path>,
    /// The sentence, in bytes of that article.
    pub span: Span,
    /// What it says.
    pub text: String,
    /// The actors that both name.
    pub shared: Vec<String>,
    /// Who says so there, where somebody does who can be asked.
    pub source: Option<String>,
    /// How alike they are: from 0 to a little over 1.
    pub score: f32,
}

/// Sentences of other articles like the one at `offset` of the article at `path`, at most eight: those that somebody vouches
/// for first, then the most alike. Empty where no sentence stands.
pub fn similar(snapshot: &Snapshot, path: &Path, offset: u32) -> Vec<Similar> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let Some(claim) = sentence_at(&entry, offset) else { return Vec::new() };
    let actors = actors(snapshot, path, claim);
    let named = snapshot.card(path).map(|card| named(snapshot, card, &actors)).unwrap_or_default();
    let pairs = pairs(entry.text(), claim, &named);
    let mut found: Vec<Similar> = Vec::new();
    for card in candidates(snapshot, &actors) {
        if &**card.path() == path {
            continue;
        }
        let Some(text) = snapshot.text(card) else { continue };
        let named = self::named(snapshot, card, &actors);
        found.extend(sentences(&text).filter_map(|span| {
            let here = named.iter().filter(|(name, _)| span.covers(*name)).map(|(_, id)| *id);
            let shared: FxHashSet<Symbol> = here.collect();
            let alike = dice(&pairs, &self::pairs(&text, span, &named));
            if alike < if shared.is_empty() { ALIKE_WITHOUT_ACTOR } else { ALIKE } {
                return None;
            }
            let names = shared.iter().filter_map(|id| Some(snapshot.actor(id.as_str())?.name.to_owned()));
            let mut names: Vec<String> = names.collect();
            names.sort();
            let score = alike + PER_ACTOR * names.len().min(3) as f32;
            let source = source(card, span, &text);
            Some(Similar {
                path: Arc::clone(card.path()),
                span,
                text: span.slice(&text).to_owned(),
                shared: names,
                source,
                score,
            })
        }));
    }
    found.sort_by(|a, b| {
        (a.source.is_none(), b.score).partial_cmp(&(b.source.is_none(), a.score)).unwrap_or(std::cmp::Ordering::Equal)
    });
    found.truncate(LIMIT);
    found
}

/// The sentence that holds byte `offset` of an article.
fn sentence_at(entry: &Entry, offset: u32) -> Option<Span> {
    let article = &entry.analysis().article;
    let (_, placed) = article.passage_at(offset)?;
    let local = placed.to_local(offset)?;
    let sentences = &placed.passage.sentences;
    let sentence = sentences.iter().find(|sentence| sentence.touches(local))?;
    Some(placed.to_article(*sentence))
}

/// The actors that a sentence names, by the id that they have in all articles.
fn actors(snapshot: &Snapshot, path: &Path, sentence: Span) -> FxHashSet<Symbol> {
    let Some(card) = snapshot.card(path) else { return FxHashSet::default() };
    let all: Vec<_> = card.actors().collect();
    let here = card.mentions().filter(|mention| sentence.covers(mention.span));
    let actors = here.filter_map(|mention| all.get(mention.actor as usize));
    actors.map(|actor| snapshot.canonical_of(actor.id)).collect()
}

/// Where an article names one of `actors`, and which.
fn named(snapshot: &Snapshot, card: &Card, actors: &FxHashSet<Symbol>) -> Vec<(Span, Symbol)> {
    let all: Vec<_> = card.actors().collect();
    let named = card.mentions().filter_map(|mention| {
        let id = snapshot.canonical_of(all.get(mention.actor as usize)?.id);
        actors.contains(&id).then_some((mention.span, id))
    });
    named.collect()
}

/// The articles that are read: those that mention the most of the actors first, or, for a claim that names nobody, the
/// first of the archive.
fn candidates<'s>(snapshot: &'s Snapshot, actors: &FxHashSet<Symbol>) -> Vec<&'s Arc<Card>> {
    if actors.is_empty() {
        return snapshot.articles().take(2 * MANY).collect();
    }
    let mut counts: FxHashMap<&Arc<Path>, (usize, &Arc<Card>)> = FxHashMap::default();
    for actor in actors {
        for (card, ..) in snapshot.mentions_at_ends(*actor, MANY) {
            counts.entry(card.path()).or_insert((0, card)).0 += 1;
        }
    }
    let mut cards: Vec<(usize, &Arc<Card>)> = counts.into_values().collect();
    cards.sort_by_key(|(count, card)| (Reverse(*count), Arc::clone(card.path())));
    cards.into_iter().take(2 * MANY).map(|(_, card)| card).collect()
}

/// Who is heard in a sentence and can be asked.
fn source(card: &Card, sentence: Span, text: &str) -> Option<String> {
    let heard = card.statements().filter(|statement| statement.span.overlaps(sentence));
    let mut vouching = heard.filter(|statement| statement.grade.is_some_and(crate::statements::Grade::can_vouch));
    Some(vouching.find_map(|statement| statement.source)?.slice(text).to_owned())
}

/// A text cut at the marks that end sentences and at empty lines, without the white space around each piece.
fn sentences(text: &str) -> impl Iterator<Item = Span> {
    let mut cuts: Vec<usize> = text.match_indices(['。', '！', '？']).map(|(at, mark)| at + mark.len()).collect();
    cuts.extend(text.match_indices("\n\n").chain(text.match_indices("\r\n\r\n")).map(|(at, _)| at));
    cuts.push(text.len());
    cuts.sort_unstable();
    let starts = std::iter::once(0).chain(cuts.clone());
    let pieces = starts.zip(cuts).filter_map(|(start, end)| {
        let piece = text.get(start..end)?;
        let from = start + (piece.len() - piece.trim_start().len());
        (!piece.trim().is_empty()).then(|| Span::of(from..from + piece.trim().len()))
    });
    pieces.collect::<Vec<_>>().into_iter()
}

/// The pairs of neighbouring letters of a sentence. Those of hiragana alone are left out: they are grammar, and every
/// sentence has them; so are the names, which count by themselves.
fn pairs(text: &str, sentence: Span, names: &[(Span, Symbol)]) -> FxHashSet<(char, char)> {
    /// Stands between letters that are no neighbours.
    const GAP: char = '\0';
    let is_name = |at: u32| names.iter().any(|(name, _)| name.contains(at));
    let mut letters: Vec<char> = Vec::new();
    for (at, c) in sentence.slice(text).char_indices() {
        if is_name(sentence.start + at as u32) {
            letters.push(GAP);
        } else if c.is_alphanumeric() {
            letters.extend(c.to_lowercase());
        }
    }
    let is_grammar = |c: char| ('ぁ'..='ゖ').contains(&c);
    let pairs = letters.windows(2).map(|pair| (pair[0], pair[1])).filter(|(a, b)| *a != GAP && *b != GAP);
    pairs.filter(|(a, b)| !(is_grammar(*a) && is_grammar(*b))).collect()
}

fn dice(a: &FxHashSet<(char, char)>, b: &FxHashSet<(char, char)>) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    2.0 * a.intersection(b).count() as f32 / (a.len() + b.len()) as f32
}
