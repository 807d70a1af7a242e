//! The door for `server/trainer`: features and labels of annotated passages, by the code that runs in the product.

use super::features::{self, AFTER, BEFORE, REACH};
pub use super::labels::Class;
use super::labels::{self, OUTSIDE};
pub use super::model::{Model, install, shipped};
use super::unit::Unit;
use super::units::Sentence;
use super::{cues, hash, names};
use crate::language::Passage;
use crate::text::Span;

/// How many labels there are: outside, and the first and the following tokens of each [`Class`].
pub const LABELS: usize = labels::COUNT;

/// A sentence for training: per token its label and its features.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// A label per token.
    pub labels: Vec<u8>,
    /// The features of each token.
    pub features: Vec<Vec<Feature>>,
}

/// A feature of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Feature {
    /// Its key in a model.
    pub key: u32,
    /// Whether corpora differ in what it means.
    pub copied: bool,
}

/// The key, outside of every model, of the copy of a feature for the corpus with this number.
pub fn copy(key: u32, corpus: u32) -> u32 {
    hash::pair(key, u32::MAX - corpus)
}

/// What became of the names of a passage.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fit {
    /// Names whose ends are ends of tokens.
    pub labelled: usize,
    /// Names that tokens straddle; they cannot be learned.
    pub lost: usize,
}

/// The examples of a passage with names at `spans` of its text.
pub fn examples(passage: &Passage, spans: &[(Span, Class)]) -> (Vec<Example>, Fit) {
    let mut sentence = Sentence::default();
    let mut fit = Fit::default();
    let mut found = Vec::new();
    for span in &passage.sentences {
        sentence.read(passage, *span);
        let units = &sentence.units;
        let mut example = Example { labels: vec![OUTSIDE; units.len()], features: Vec::with_capacity(units.len()) };
        for (name, class) in spans.iter().filter(|(name, _)| span.contains(name.start)) {
            let start = units.iter().position(|unit| unit.span.start == name.start);
            let end = units.iter().position(|unit| unit.span.end == name.end);
            match (start, end) {
                (Some(start), Some(end)) if start <= end => {
                    fit.labelled += 1;
                    example.labels[start..=end].fill(class.first() + 1);
                    example.labels[start] = class.first();
                }
                _ => fit.lost += 1,
            }
        }
        example.features.extend((0..units.len()).map(|at| features_of(&sentence, at)));
        found.push(example);
    }
    (found, fit)
}

/// All features of a unit: what [`super::scores`] adds up.
pub(super) fn features_of(sentence: &Sentence, at: usize) -> Vec<Feature> {
    let units = &sentence.units;
    let mut found = Vec::with_capacity(96);
    let sink = &mut |key, copied| found.push(Feature { key, copied });
    for distance in -REACH..=REACH {
        let word = at.checked_add_signed(distance).and_then(|n| units.get(n)).copied();
        let word = word.unwrap_or_else(|| Unit::edge(if distance < 0 { BEFORE } else { AFTER }));
        features::of_word(&word, distance, sink);
    }
    let near = |distance: isize| at.checked_add_signed(distance).and_then(|n| units.get(n));
    let of = |read: fn(&Unit) -> u32| [near(-1).map_or(BEFORE, read), read(&units[at]), near(1).map_or(AFTER, read)];
    features::of_classes(of(|unit| unit.pos), sink);
    features::of_shapes(of(|unit| unit.shape), sink);
    for distance in features::PHRASE_REACH {
        if let Some(word) = near(distance) {
            features::of_phrase(word, distance, sink);
        }
    }
    for distance in features::NAMES_REACH {
        if let Some(name) = near(distance).filter(|word| word.names != 0) {
            features::of_names(name, distance, sink);
        }
    }
    features::of_line(sentence.line, at, sink);
    features::in_place(sentence, at, sink);
    let unit = &units[at];
    if unit.in_run {
        let head = &units[unit.run.last as usize];
        features::of_head(head, sink);
        features::of_head_at(head, unit.run.around(at).1, sink);
        features::of_run(sentence, unit.run, sink);
    }
    if unit.chain.is_long() {
        features::of_chain(sentence, unit.chain, sink);
    }
    if let Some(bracket) = (unit.bracket as usize).checked_sub(1) {
        features::of_bracket(sentence, &sentence.brackets[bracket], sink);
    }
    found
}

/// The class for a name of which only the last word tells what it is: an event, or anything else.
pub fn miscellaneous(name: &str) -> Class {
    if ends(name) & cues::EVENT != 0 { Class::Event } else { Class::Product }
}

/// The class for a name of a place that may be a building.
pub fn place(name: &str) -> Class {
    if ends(name) & cues::FACILITY != 0 { Class::Facility } else { Class::Place }
}

/// What the lexicon says of the longest ending of a name, at most eight characters.
fn ends(name: &str) -> cues::Flags {
    let words = &cues::shipped().words;
    let starts = name.char_indices().rev().take(8).map(|(at, _)| at);
    starts.filter_map(|at| words.get(&hash::of(&name[at..]))).last().copied().unwrap_or_default()
}

/// Packs a table of names for `names.bin`: each name with its sorts, a bit each in the order that is documented there.
pub fn pack_names<'n>(names: impl Iterator<Item = (&'n str, u8)>) -> Vec<u8> {
    names::pack(names)
}
