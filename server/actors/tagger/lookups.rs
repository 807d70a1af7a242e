//! Which units of a sentence are words of the lexicon's lists, and which are names of the dictionary.

use super::cues::Cues;
use super::lengths::Lengths;
use super::names;
use super::unit::Place;
use super::units::{LONGEST_NAME_BYTES, Sentence};
use crate::language::Part;
use crate::text::Span;

/// The most tokens of a name in a dictionary, and of a word in the lexicon's lists.
const LONGEST_NAME: usize = 8;
const LONGEST_CUE: usize = 5;

impl Sentence {
    /// The hash of a unit of one character and the character behind it, which may be a space.
    fn lead(&self, at: usize, text: &str) -> Option<u32> {
        let Span { start, end } = self.units[at].span;
        let stop = self.units.last()?.span.end as usize;
        let next = text[end as usize..stop].chars().next()?;
        Some(self.hash(start as usize, end as usize + next.len_utf8()))
    }

    /// Finds the words of the lexicon's lists, the longest from left to right.
    pub(super) fn find_phrases(&mut self, cues: &Cues, text: &str) {
        let mut at = 0;
        while at < self.units.len() {
            let unit = &self.units[at];
            let lengths = match unit.chars {
                1 => self.lead(at, text).map_or_else(Lengths::default, |lead| cues.lengths(lead)),
                _ => unit.phrase_lengths,
            };
            // A word of one character may be a phrase by itself.
            let hit = latest(at, self.ends(at, lengths, LONGEST_CUE))
                .find_map(|end| cues.phrase(self.hash_of(at..end)).map(|flags| (end, flags)))
                .or_else(|| (unit.as_phrase != 0).then_some((at + 1, unit.as_phrase)));
            let Some((end, flags)) = hit else {
                at += 1;
                continue;
            };
            for n in at..end {
                self.units[n].phrase = flags;
                self.units[n].phrase_place = place(n, at, end);
            }
            at = end;
        }
    }

    /// Finds the names of the dictionary, the longest from left to right.
    pub(super) fn find_names(&mut self, text: &str) {
        // All are asked for first, as in [`Sentence::read`]: of which units the hash has been seen that begin here and end so many
        // units on, a bit each.
        self.open.clear();
        for (at, unit) in self.units.iter().enumerate() {
            let lengths = match unit.chars {
                // No name begins with a word of grammar.
                _ if unit.part == Part::Particle as u32 || unit.part == Part::Auxiliary as u32 => Lengths::default(),
                1 => self.lead(at, text).map_or_else(Lengths::default, names::lengths),
                _ => unit.name_lengths,
            };
            let mut ends = self.ends(at, lengths, LONGEST_NAME);
            let mut left = ends;
            while left != 0 {
                let n = left.trailing_zeros();
                left &= left - 1;
                let hash = self.hash_of(at..at + n as usize + 1);
                ends &= !(u32::from(!names::is_seen(hash)) << n);
            }
            self.open.push(ends);
        }
        let mut at = 0;
        while at < self.units.len() {
            let unit = &self.units[at];
            let several = latest(at, self.open[at]).find_map(|end| {
                let short = self.span(at..end).len() <= LONGEST_NAME_BYTES;
                let sorts = if short { names::sorts(self.hash_of(at..end)) } else { 0 };
                (sorts != 0).then_some((end, sorts))
            });
            let Some((end, sorts)) = several.or_else(|| (unit.as_name != 0).then_some((at + 1, unit.as_name))) else {
                at += 1;
                continue;
            };
            for n in at..end {
                self.units[n].names = sorts;
                self.units[n].names_place = place(n, at, end);
                self.units[n].names_units = (end - at).min(4) as u32;
            }
            at = end;
        }
    }

    /// Where something may end that begins with unit `at`, is of two units to `most`, and of one of these lengths in
    /// characters: a bit for each unit behind which it may, the first of them for `at` itself.
    #[inline]
    fn ends(&self, at: usize, lengths: Lengths, most: usize) -> u32 {
        let (mut ends, mut chars) = (0_u32, 0);
        let longest = lengths.longest();
        for (n, unit) in self.units[at..].iter().take(if longest == 0 { 0 } else { most }).enumerate() {
            // The space between two words is a letter of a phrase too.
            chars += unit.chars + u32::from(unit.spaced && n > 0);
            if chars > longest {
                break;
            }
            ends |= u32::from(n > 0 && lengths.has(chars)) << n;
        }
        ends
    }
}

/// The ends in a set that [`Sentence::ends`] gave for unit `at`, the furthest first.
fn latest(at: usize, mut ends: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let last = ends.checked_ilog2()?;
        ends ^= 1 << last;
        Some(at + last as usize + 1)
    })
}

fn place(n: usize, start: usize, end: usize) -> Place {
    match (n == start, n + 1 == end) {
        (true, true) => 1,
        (true, false) => 2,
        (false, false) => 3,
        (false, true) => 4,
    }
}
