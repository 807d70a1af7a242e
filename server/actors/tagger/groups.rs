//! Units of a sentence that belong together: runs of nouns, chains of foreign words, what stands in brackets.

use crate::language::BracketKind;

/// Units next to each other, by their first and last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Group {
    pub(super) fn is_long(self) -> bool {
        self.last > self.first
    }

    /// How many units stand before and behind unit `at` in it, three at most.
    pub(super) fn around(self, at: usize) -> (u32, u32) {
        let at = at as u32;
        ((at - self.first).min(3), (self.last - at).min(3))
    }
}

/// The inside of a pair of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bracketed {
    pub(super) group: Group,
    /// One more than the number of the [`BracketKind`].
    pub(super) kind: u32,
}

impl Bracketed {
    /// Whether titles of works stand in such brackets: 『』 and 《》.
    pub(super) fn is_for_titles(self) -> bool {
        self.kind == 1 + BracketKind::DoubleQuote as u32 || self.kind == 1 + BracketKind::Angle as u32
    }
}
