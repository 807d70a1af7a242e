//! Where the tokens of a passage begin, so that the token at a byte is found without a search.

use super::Token;

/// A bit per byte of a text, set where a token begins, sixty-four to a word, each with the number of those before it: rank in
/// constant time (G. Jacobson, Space-efficient static trees and graphs, 1989).
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Edges(Vec<(u64, u32)>);

impl Edges {
    /// The edges of `tokens`, in order, in a text of `length` bytes.
    pub(super) fn of(tokens: &[Token], length: usize) -> Self {
        let mut words = vec![(0_u64, 0_u32); length / 64 + 1];
        for token in tokens {
            let start = token.span.start as usize;
            words[start / 64].0 |= 1 << (start % 64);
        }
        let mut before = 0;
        for (bits, count) in &mut words {
            *count = before;
            before += bits.count_ones();
        }
        Self(words)
    }

    /// How many tokens begin before byte `offset`.
    #[inline]
    pub(super) fn before(&self, offset: u32) -> usize {
        let at = (offset as usize / 64).min(self.0.len().saturating_sub(1));
        let Some((bits, count)) = self.0.get(at) else { return 0 };
        let within = offset as usize - at * 64;
        let mask = if within < 64 { (1 << within) - 1 } else { u64::MAX };
        (count + (bits & mask).count_ones()) as usize
    }
}
