//! How long the listed words are that begin with the same two letters.

/// A set of lengths in characters: a bit each for two (or one) to eight, and one for all that is longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths(pub(super) u8);

/// Lengths from here on are one.
const LONG: u32 = 9;

impl Lengths {
    /// The set of `chars` alone.
    pub(super) fn one(chars: u32) -> Self {
        Self(1 << (chars.clamp(2, LONG) - 2))
    }

    /// Adds a length to the set.
    pub(super) fn put(&mut self, chars: u32) {
        self.0 |= Self::one(chars).0;
    }

    /// Whether something is so long.
    #[inline]
    pub(super) fn has(self, chars: u32) -> bool {
        self.0 & Self::one(chars).0 != 0
    }

    /// The most characters that something has.
    #[inline]
    pub(super) fn longest(self) -> u32 {
        match self.0.checked_ilog2() {
            None => 0,
            Some(bit) if bit + 2 == LONG => u32::MAX,
            Some(bit) => bit + 2,
        }
    }
}
