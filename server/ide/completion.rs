//! What could be written here: names that the archive, the registry or the lexicon knows, by what is typed of them in kanji,
//! kana or Latin letters; and behind a claim, the words that give it to a source.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::{Hover, Lang, appearance, hover};
use crate::actors::{Directory, Kind, Profile, ProfileId};
use crate::archive::{Entry, Snapshot};
use crate::language::script::{self, Script};
use crate::language::{Part, romaji};
use crate::text::{Span, Symbol};

/// What an entry of a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A name.
    Name(Kind),
    /// A name with its title, as an article introduces it.
    Introduction(Kind),
    /// Words that give the claim before the cursor to a source.
    Phrase,
}

/// Something that could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is written, on one line.
    pub text: String,
    /// What is replaced by it: what was typed of it, in bytes of the article; empty for a phrase.
    pub replaces: Span,
    /// What it is.
    pub kind: CompletionKind,
    /// The actor; `None` for a phrase.
    pub actor: Option<String>,
    /// Mentions in all articles.
    pub mentions: usize,
}

/// How many names one answer holds.
const LIMIT: usize = 40;

/// The longest piece of a name that is looked for, in characters.
const LONGEST: usize = 16;

/// How many sources are offered behind a claim.
const SOURCES: usize = 3;

/// What could be written at `offset` of the article at `path`, the best first: names by the longest piece before the cursor
/// that begins some; behind the predicate of a sentence, phrases with the sources that the article named last.
///
/// Costs a look at the actors whose names begin with the piece's first letter. More typed letters give other names, so that
/// a client has to ask again.
pub fn completions(snapshot: &Snapshot, path: &Path, offset: u32) -> Vec<Completion> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let text = entry.text();
    let line = entry.lines().line_of(offset);
    let Some(body) = entry.lines().line(text, line) else { return Vec::new() };
    let before = Span::new(body.start, offset.min(body.end)).slice(text);
    let mut found = names(snapshot, before, body.start);
    found.extend(phrases(&entry, offset));
    found
}

/// What is known of an actor that a completion offered; `None` where nothing is.
pub fn explain(snapshot: &Snapshot, id: &str, lang: Lang) -> Option<Hover> {
    let id = Symbol::known(id).map(|id| snapshot.canonical_of(id))?;
    let introductions = appearance::some(snapshot, id, 4).filter_map(appearance::Appearance::introduction);
    let best = introductions.min_by_key(|introduction| introduction.rank())?;
    hover(snapshot, best.card.path(), best.mention.span.start, lang)
}

/// The names that the longest possible piece at the end of `before` begins. `start` is where `before` stands.
fn names(snapshot: &Snapshot, before: &str, start: u32) -> Vec<Completion> {
    let starts: Vec<usize> = before.char_indices().rev().map(|(at, _)| at).take(LONGEST).collect();
    for at in starts.into_iter().rev() {
        let piece = &before[at..];
        if !can_begin(&before[..at], piece) {
            continue;
        }
        let query = Query::new(piece);
        let mut hits = query.hits(snapshot);
        if hits.is_empty() {
            continue;
        }
        let order = |hit: &Hit| (hit.rank, Reverse(hit.mentions), hit.name.clone(), hit.id.clone());
        hits.sort_by_cached_key(order);
        hits.truncate(LIMIT);
        let replaces = Span::new(start + at as u32, start + before.len() as u32);
        return hits.into_iter().flat_map(|hit| hit.offered(snapshot, replaces)).collect();
    }
    Vec::new()
}

/// Whether a piece of text may be the beginning of a name: it begins where a word can, and is long enough to tell
/// something. Hiragana are what the grammar between names is made of, so that two of them tell nothing inside a run.
fn can_begin(before: &str, piece: &str) -> bool {
    let script = |c: char| script::of(c);
    let Some(first) = piece.chars().next() else { return false };
    let previous = before.chars().next_back().map(script);
    let length = piece.chars().count();
    match script(first) {
        Script::Kanji => true,
        Script::Katakana => previous != Some(Script::Katakana),
        Script::Hiragana => length >= 3 || length == 2 && previous != Some(Script::Hiragana),
        Script::Letter => length >= 2 && previous != Some(Script::Letter),
        Script::Digit | Script::Space | Script::Symbol => false,
    }
}

/// A piece of a name in the forms in which names are compared.
struct Query {
    folded: Vec<char>,
    /// The last Kanji of it, without which no name is meant.
    kanji: Option<char>,
    /// As Latin spellings are compared; empty where the piece is not in Latin letters.
    typed: String,
    /// The letters that a name can begin with to be meant.
    letters: Vec<char>,
}

impl Query {
    fn new(piece: &str) -> Self {
        let folded = romaji::folded(piece);
        let latin = !folded.is_empty() && folded.chars().all(|c| c.is_ascii_alphabetic() || "āâīîūûēêōô".contains(c));
        let typed = if latin { romaji::typed(&folded) } else { String::new() };
        // One letter is the beginning of everything.
        let typed = if typed.len() < 2 { String::new() } else { typed };
        let mut letters: Vec<char> = folded.chars().next().into_iter().collect();
        if !typed.is_empty() {
            letters.extend(romaji::initials(&typed));
        }
        let kanji = folded.chars().rev().find(|c| script::of(*c) == Script::Kanji);
        Self { folded: folded.chars().collect(), kanji, typed, letters }
    }

    /// How well a name or a reading fits: 0 where it begins so, 1 where one of its parts does, 2 by its Latin spelling.
    fn fit(&self, name: &str) -> Option<u8> {
        if self.kanji.is_some_and(|kanji| !name.contains(kanji)) {
            return None;
        }
        let folded: SmallVec<[char; 32]> = romaji::folding(name).collect();
        if folded.starts_with(&self.folded) {
            return Some(0);
        }
        let long = self.folded.len() > 1;
        if long && folded.windows(self.folded.len()).any(|letters| letters == self.folded) {
            return Some(1);
        }
        if self.typed.is_empty() {
            return None;
        }
        let parts = name.split(['・', '＝', ' ', '　']);
        let mut spellings = parts.chain([name]).flat_map(|part| romaji::spellings(&romaji::folded(part)));
        spellings.any(|spelling| spelling.starts_with(&self.typed)).then_some(2)
    }

    /// How well the best of some names fits.
    fn best<'n>(&self, names: impl Iterator<Item = &'n str>) -> Option<u8> {
        let mut best: Option<u8> = None;
        for rank in names.filter_map(|name| self.fit(name)) {
            best = best.min(Some(rank)).or(Some(rank));
            if rank == 0 {
                break;
            }
        }
        best
    }

    /// The actors that are meant, each once.
    fn hits(&self, snapshot: &Snapshot) -> Vec<Hit> {
        let directory = snapshot.analyst().directory();
        let mut seen: FxHashSet<String> = FxHashSet::default();
        let mut looked_at: FxHashSet<Symbol> = FxHashSet::default();
        let mut hits = Vec::new();
        for id in self.letters.iter().flat_map(|letter| snapshot.ids_by_letter(*letter)) {
            if !looked_at.insert(id) {
                continue;
            }
            let names = snapshot.names_of(id).map(|(name, _)| name).chain(snapshot.name_of(id));
            let rank = self.best(names);
            // How often it is mentioned is counted for those that are meant only.
            if let Some((rank, known)) = rank.zip(snapshot.actor(id.as_str())) {
                seen.insert(known.id.to_owned());
                let profile = directory.find(known.id).and_then(|id| directory.profile(id));
                let name = profile.map_or(known.name, |profile| profile.name.as_str());
                hits.push(Hit::new(known.id, name, known.kind, rank, known.mentions));
            }
        }
        let readings = by_reading(directory, &self.letters).chain(directory.registered());
        for profile in readings.filter(|profile| !seen.contains(&profile.id)).collect::<Vec<_>>() {
            let fits = [profile.name.as_str(), profile.reading.as_str()].into_iter().filter(|name| !name.is_empty());
            let Some(rank) = self.best(fits) else { continue };
            let known = snapshot.actor(&profile.id);
            // What the lexicon knows and no article mentions comes last.
            let rank = rank + if known.is_some() || !profile.origin.starts_with(LEXICON) { 0 } else { 4 };
            if seen.insert(profile.id.clone()) {
                hits.push(Hit::new(
                    &profile.id,
                    &profile.name,
                    profile.kind,
                    rank,
                    known.map_or(0, |known| known.mentions),
                ));
            }
        }
        hits
    }
}

/// What the origin of the lexicon's profiles begins with.
const LEXICON: &str = "lexicon:";

/// The lexicon's profiles whose readings begin with one of `letters`.
fn by_reading<'d>(directory: &'d Directory, letters: &'d [char]) -> impl Iterator<Item = &'d Profile> {
    static READINGS: OnceLock<Vec<(String, ProfileId)>> = OnceLock::new();
    // The lexicon is the same for every directory.
    let readings = READINGS.get_or_init(|| {
        let profiles = (0..).map(ProfileId).map_while(|id| Some((id, directory.profile(id)?)));
        let lexicon = profiles.take_while(|(_, profile)| profile.origin.starts_with(LEXICON));
        let read = lexicon.filter(|(_, profile)| !profile.reading.is_empty());
        let mut readings: Vec<(String, ProfileId)> =
            read.map(|(id, profile)| (romaji::folded(&profile.reading), id)).collect();
        readings.sort();
        readings
    });
    let begins = |letter: char, reading: &str| reading.starts_with(letter);
    letters.iter().copied().flat_map(move |letter| {
        let from = readings.partition_point(|(reading, _)| reading.chars().next() < Some(letter));
        let run = readings[from..].iter().take_while(move |(reading, _)| begins(letter, reading));
        run.filter_map(|(_, id)| directory.profile(*id))
    })
}

/// An actor that a piece of text may mean.
struct Hit {
    id: String,
    name: String,
    kind: Kind,
    rank: u8,
    mentions: usize,
}

impl Hit {
    fn new(id: &str, name: &str, kind: Kind, rank: u8, mentions: usize) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), kind, rank, mentions }
    }

    /// Its name, and its name with the title as an article introduces it.
    fn offered(self, snapshot: &Snapshot, replaces: Span) -> impl Iterator<Item = Completion> {
        let introduced = self.introduction(snapshot).filter(|introduction| *introduction != self.name);
        let Self { id, name, kind, mentions, .. } = self;
        let offer =
            move |text: String, what| Completion { text, replaces, kind: what, actor: Some(id.clone()), mentions };
        let offers = [
            Some(offer(name, CompletionKind::Name(kind))),
            introduced.map(|text| offer(text, CompletionKind::Introduction(kind))),
        ];
        offers.into_iter().flatten().filter(|one| !one.text.chars().any(char::is_control))
    }

    /// The fullest name with the title that stands directly before or behind it.
    fn introduction(&self, snapshot: &Snapshot) -> Option<String> {
        let id = Symbol::known(&self.id).map(|id| snapshot.canonical_of(id))?;
        let introductions = appearance::some(snapshot, id, 4).filter_map(appearance::Appearance::introduction);
        let best = introductions.min_by_key(|introduction| introduction.rank())?;
        best.spelled()
    }
}

/// What gives the claim before the cursor to a source.
fn phrases(entry: &Entry, offset: u32) -> Vec<Completion> {
    let analysis = entry.analysis();
    let is_claimed = || {
        let (_, placed) = analysis.article.passage_at(offset)?;
        let passage = &placed.passage;
        let end = placed.to_local(offset)?;
        let last = passage.token_at(end.checked_sub(1)?);
        let token = passage.tokens.get(last).filter(|token| token.span.end == end)?;
        matches!(token.part(), Part::Verb | Part::Auxiliary | Part::Adjective).then_some(())
    };
    if is_claimed().is_none() {
        return Vec::new();
    }
    let before = analysis.statements.iter().filter(|statement| statement.span.end <= offset && statement.is_vouched());
    let mut sources: Vec<&str> = Vec::new();
    for source in before.rev().filter_map(|statement| statement.source.as_ref()) {
        let text = source.text.trim();
        if !text.is_empty() && !text.contains(['\n', '\r']) && !sources.contains(&text) {
            sources.push(text);
        }
    }
    let here = Span::new(offset, offset);
    let offers = sources.into_iter().take(SOURCES).flat_map(|source| {
        forms().iter().map(move |form| Completion {
            text: form.replace("{}", source),
            replaces: here,
            kind: CompletionKind::Phrase,
            actor: None,
            mentions: 0,
        })
    });
    offers.collect()
}

fn forms() -> &'static [&'static str] {
    static FORMS: OnceLock<Vec<&'static str>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let rows = include_str!("../lexicon/attribution/source_phrases.tsv").lines();
        rows.filter(|row| !row.starts_with('#') && row.contains("{}")).collect()
    })
}
