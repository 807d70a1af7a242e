//! A token as the tagger sees it, or a part of one, with what its features are made of.

use super::cues::Flags;
use super::groups::Group;
use super::lengths::Lengths;
use super::names::Sorts;
use crate::language::Part;
use crate::text::Span;

/// Where in a run of tokens that a list has a unit stands: nowhere, alone, first, inside, last.
pub(super) type Place = u8;

/// A token, or a part of one, and what is known of it by itself. Hashes are of the text's bytes.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a word")]
pub(super) struct Unit {
    /// Bytes of the passage's text.
    pub(super) span: Span,
    /// The whole token, and its first and last one, two and three characters (all of it where it is shorter).
    pub(super) word: u32,
    pub(super) heads: [u32; 3],
    pub(super) tails: [u32; 3],
    /// A number for its grammatical class in four steps, and for the first step.
    pub(super) pos: u32,
    pub(super) part: u32,
    /// The scripts of its characters, runs as runs.
    pub(super) shape: u32,
    /// Characters, at most 15.
    pub(super) chars: u32,
    /// Whether the dictionary has it.
    pub(super) known: bool,
    /// Whether it is a verb or a noun of action (報道, 発売).
    pub(super) predicate: bool,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// Whether it can only stand outside of names: a word of grammar, or a common noun by itself, that no list has and no
    /// short brackets hold.
    pub(super) outside: bool,
    /// Whether it is a common noun of more than one character.
    pub(super) common: bool,
    /// How long the phrases of the lexicon's are that may begin with it, and the names of the dictionary: both by its first
    /// two characters, which of a word of one are known in the sentence only.
    pub(super) phrase_lengths: Lengths,
    pub(super) name_lengths: Lengths,
    /// What the lexicon's lists and the dictionary have under the word alone.
    pub(super) as_phrase: Flags,
    pub(super) as_name: Sorts,
    /// The classes of its longest ending that the lexicon's word lists have.
    pub(super) suffix: Flags,
    /// The classes of the longest listed word or actor that it is part of, and where in it.
    pub(super) phrase: Flags,
    pub(super) phrase_place: Place,
    /// The sorts of the longest name of the dictionary that it is part of, where in it, and of how many units.
    pub(super) names: Sorts,
    pub(super) names_place: Place,
    pub(super) names_units: u32,
    /// The innermost brackets around it: 0 for none, else one more than their index in the sentence.
    pub(super) bracket: u32,
    /// The run of nouns around it; it alone where it is none.
    pub(super) run: Group,
    pub(super) in_run: bool,
    /// The run of katakana or letters joined by ・ or ＝ around it; it alone where it is neither.
    pub(super) chain: Group,
}

impl Unit {
    /// What stands before a sentence (`BEFORE` of the features) or behind it (`AFTER`).
    pub(super) fn edge(which: u32) -> Self {
        Self {
            word: which,
            heads: [which; 3],
            tails: [which; 3],
            pos: which,
            part: which,
            shape: which,
            ..Self::default()
        }
    }

    pub(super) fn is_nominal(&self) -> bool {
        self.part == Part::Noun as u32 || self.part == Part::Prefix as u32
    }
}
