//! The words that give a claim away, or vouch for it: classes of words in `server/lexicon/claims`, found in one pass.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::language::{BracketKind, Part, Passage};
use crate::text::Span;

/// The lists, by name.
const LISTS: [(&str, &str); 12] = [
    ("hearsay", include_str!("../lexicon/claims/hearsay.tsv")),
    ("agentless", include_str!("../lexicon/claims/agentless.tsv")),
    ("inference", include_str!("../lexicon/claims/inference.tsv")),
    ("wrongdoing", include_str!("../lexicon/claims/wrongdoing.tsv")),
    ("worth", include_str!("../lexicon/claims/worth.tsv")),
    ("unnamed", include_str!("../lexicon/claims/unnamed.tsv")),
    ("public_acts", include_str!("../lexicon/claims/public_acts.tsv")),
    ("framing", include_str!("../lexicon/claims/framing.tsv")),
    ("vouching", include_str!("../lexicon/claims/vouching.tsv")),
    ("figures", include_str!("../lexicon/claims/figures.tsv")),
    ("degrees", include_str!("../lexicon/claims/degrees.tsv")),
    ("functional", include_str!("../lexicon/claims/functional.tsv")),
];

/// Where in a sentence a word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Wherever it stands.
    Any,
    /// In the last predicate: only words of grammar may follow.
    Final,
}

/// One row of a list.
#[derive(Debug)]
pub(super) struct Entry {
    /// The words.
    pub(super) words: &'static str,
    /// Its list.
    pub(super) list: &'static str,
    /// Its class.
    pub(super) class: &'static str,
    place: Place,
}

/// All lists.
struct Lexicon {
    entries: Vec<Entry>,
    /// The different words, each with its rows, by their first letter. A cue begins where a token does, so that only few
    /// places of a text are looked at, and few words at each.
    words: FxHashMap<char, Vec<(&'static str, Vec<u32>)>>,
}

/// A word of a list where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// In bytes of the passage's text.
    pub(super) span: Span,
    /// Which row.
    pub(super) entry: &'static Entry,
    /// Whether only words of grammar follow it in its sentence.
    pub(super) is_final: bool,
    /// Whether it stands in somebody's words: inside 「」 or “”.
    pub(super) quoted: bool,
}

impl Cue {
    /// Whether it is of that list and class.
    pub(super) fn is(&self, list: &str, classes: &[&str]) -> bool {
        self.entry.list == list && (classes.is_empty() || classes.contains(&self.entry.class))
    }
}

/// Whether a suffix makes an abstract noun of the word before it: 可能性, 主体性.
pub(super) fn makes_abstract(suffix: &str) -> bool {
    const TABLE: &str = include_str!("../lexicon/claims/abstracts.tsv");
    TABLE.lines().filter(|row| !row.starts_with('#')).any(|row| row == suffix)
}

/// The words of one class of `seats.tsv`: what puts the noun before it into the seat of a speaker.
pub(super) fn seats(class: &str) -> impl Iterator<Item = &'static str> + '_ {
    const TABLE: &str = include_str!("../lexicon/claims/seats.tsv");
    let rows = TABLE.lines().filter(|row| !row.starts_with('#')).map(|row| {
        let mut fields = row.split('\t');
        (fields.next().unwrap_or_default(), fields.next().unwrap_or_default())
    });
    rows.filter(move |(_, one)| *one == class).map(|(words, _)| words)
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut entries: Vec<Entry> = Vec::new();
        for (list, table) in LISTS {
            for row in table.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
                let mut fields = row.split('\t');
                let (Some(words), Some(class)) = (fields.next(), fields.next()) else { continue };
                let place = if fields.next() == Some("final") { Place::Final } else { Place::Any };
                entries.push(Entry { words, list, class, place });
            }
        }
        let mut words: FxHashMap<char, Vec<(&'static str, Vec<u32>)>> = FxHashMap::default();
        for (n, entry) in entries.iter().enumerate() {
            let Some(first) = entry.words.chars().next() else { continue };
            let known = words.entry(first).or_default();
            match known.iter_mut().find(|(words, _)| *words == entry.words) {
                Some((_, rows)) => rows.push(n as u32),
                None => known.push((entry.words, vec![n as u32])),
            }
        }
        Lexicon { entries, words }
    })
}

/// The cues of a passage, by where they start. A cue begins and ends where tokens do.
pub(super) fn find(passage: &Passage) -> Vec<Cue> {
    let lexicon = lexicon();
    let speech: Vec<Span> = passage
        .brackets
        .iter()
        .filter(|pair| matches!(pair.kind, BracketKind::Quote) && pair.depth == 0)
        .map(|pair| pair.inner)
        .collect();
    let tails: Vec<u32> = passage.sentences.iter().map(|sentence| tail(passage, *sentence)).collect();
    let mut found = Vec::new();
    for token in &passage.tokens {
        let rest = &passage.text[token.span.start as usize..];
        let words = rest.chars().next().and_then(|first| lexicon.words.get(&first));
        for (words, rows) in words.into_iter().flatten().filter(|(words, _)| rest.starts_with(words)) {
            let span = Span::new(token.span.start, token.span.start + words.len() as u32);
            if !ends_well(passage, span) {
                continue;
            }
            let sentence = passage.sentences.partition_point(|sentence| sentence.end < span.end);
            let is_final = tails.get(sentence).is_some_and(|tail| span.end > *tail);
            let quoted = speech.iter().any(|inner| inner.covers(span));
            for row in rows {
                let entry = &lexicon.entries[*row as usize];
                if entry.place == Place::Any || is_final {
                    found.push(Cue { span, entry, is_final, quoted });
                }
            }
        }
    }
    found.sort_by_key(|cue| (cue.span.start, std::cmp::Reverse(cue.span.end)));
    found
}

/// Whether `span` ends with a token, or in the stem of a verb or an adjective that begins in it (懸念が高ま|った).
fn ends_well(passage: &Passage, span: Span) -> bool {
    let n = passage.tokens.partition_point(|token| token.span.end < span.end);
    passage.tokens.get(n).is_some_and(|token| {
        let inflects = matches!(token.part(), Part::Verb | Part::Adjective | Part::Auxiliary);
        token.span.end == span.end || inflects && token.span.start >= span.start
    })
}

/// Where the tail of grammar words that closes a sentence begins: behind its last word of content.
fn tail(passage: &Passage, sentence: Span) -> u32 {
    let range = passage.tokens_in(sentence);
    passage.tokens[range]
        .iter()
        .rev()
        .find(|token| {
            let class = token.class();
            let word = match class.part {
                Part::Noun => class.sub != "非自立" && class.sub != "接尾",
                Part::Verb | Part::Adjective => class.sub == "自立",
                Part::Adverb | Part::Adnominal | Part::Conjunction | Part::Prefix | Part::Other => true,
                _ => false,
            };
            word && !is_functional(token.base(&passage.text))
        })
        .map_or(sentence.start, |token| token.span.start)
}

/// Whether a verb or a noun only carries grammar: ある, いる, なる, こと.
pub(super) fn is_functional(base: &str) -> bool {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words: Vec<_> =
            lexicon().entries.iter().filter(|entry| entry.list == "functional").map(|entry| entry.words).collect();
        words.sort_unstable();
        words
    });
    words.binary_search(&base).is_ok()
}
