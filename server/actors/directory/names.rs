//! Many names, found in one pass over a text.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::ProfileId;
use crate::config::{Match, Relation};
use crate::text::Span;

/// One profile under one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::actors) struct Naming {
    /// Whom the name may mean.
    pub profile: ProfileId,
    /// When it is taken for that profile.
    pub matching: Match,
    /// How sure the registry is; [`Relation::Same`] in the lexicon.
    pub relation: Relation,
    /// Whether it is the name by which the profile goes.
    pub main: bool,
    /// The registry's line; 0 in the lexicon.
    pub line: u32,
}

/// Which table of names a name was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::actors) enum Table {
    Lexicon,
    Registry,
}

/// A name in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::actors) struct Listed {
    pub table: Table,
    pub number: u32,
}

/// Names, each with the profiles that it may mean.
///
/// They are found by their first two letters: a bit for each pair says that no name begins so, which is true of nearly all
/// places of a text. Where some do, they lie in order: the last that is not behind the text at hand, and those that it
/// begins with, are all that can stand there. An automaton over all names would follow a pointer for every byte, and take
/// longer to build than all else that is read at the start.
#[derive(Debug, Default)]
pub(in crate::actors) struct NameTable {
    /// Which letters open a name, and which are one.
    letters: Vec<u8>,
    /// A bit for the hash of each pair of letters that opens a name.
    openings: Vec<u64>,
    /// Where the names that a pair opens lie in `ordered`.
    opened: FxHashMap<(char, char), Range<u32>>,
    /// The names, in order.
    ordered: Vec<Entry>,
    /// By number: whom the name may mean.
    namings: Vec<SmallVec<[Naming; 1]>>,
    by_name: FxHashMap<Box<str>, u32>,
}

/// A name among those in order.
#[derive(Debug)]
struct Entry {
    name: Box<str>,
    number: u32,
    /// The longest other name that it begins with; [`NONE`].
    within: u32,
}

const NONE: u32 = u32::MAX;

/// A letter opens a name; it is one by itself.
const OPENS: u8 = 1;
const SINGLE: u8 = 2;

/// Bits for each opening, so that few pairs that open nothing share one with a pair that does.
const SPARSE: usize = 16;

impl NameTable {
    /// A table of `names`. Names of Latin letters are found in full width too.
    pub(super) fn new(names: impl IntoIterator<Item = (String, Naming)>) -> Self {
        let mut table = Self::default();
        for (name, naming) in names {
            if name.is_empty() || naming.matching == Match::Never {
                continue;
            }
            if name.bytes().all(|b| b.is_ascii_alphanumeric()) {
                table.add(&full_width(&name), naming);
            }
            table.add(&name, naming);
        }
        let names = table.by_name.iter();
        table.ordered =
            names.map(|(name, number)| Entry { name: name.clone(), number: *number, within: NONE }).collect();
        table.ordered.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        table.nest();
        table.open();
        table
    }

    fn add(&mut self, name: &str, naming: Naming) {
        let Some(number) = self.by_name.get(name) else {
            self.by_name.insert(name.into(), self.namings.len() as u32);
            self.namings.push(SmallVec::from_buf([naming]));
            return;
        };
        let known = &mut self.namings[*number as usize];
        match known.iter_mut().find(|other| other.profile == naming.profile) {
            Some(other) => {
                other.main |= naming.main;
                if naming.matching == Match::Always {
                    other.matching = Match::Always;
                }
            }
            None => known.push(naming),
        }
    }

    /// Finds for each name the longest other that it begins with: it stands before, and so do all that it lies within.
    fn nest(&mut self) {
        for n in 1..self.ordered.len() {
            let mut within = n as u32 - 1;
            while within != NONE && !self.ordered[n].name.starts_with(&*self.ordered[within as usize].name) {
                within = self.ordered[within as usize].within;
            }
            self.ordered[n].within = within;
        }
    }

    /// Fills what says which letters and which pairs open a name.
    fn open(&mut self) {
        for (n, entry) in self.ordered.iter().enumerate() {
            let mut letters = entry.name.chars();
            let Some(first) = letters.next() else { continue };
            if self.letters.len() <= first as usize {
                self.letters.resize(first as usize + 1, 0);
            }
            let Some(second) = letters.next() else {
                self.letters[first as usize] |= SINGLE;
                continue;
            };
            self.letters[first as usize] |= OPENS;
            let n = n as u32;
            self.opened.entry((first, second)).or_insert(n..n).end = n + 1;
        }
        let words = (self.opened.len() * SPARSE / 64).next_power_of_two();
        self.openings = vec![0; words];
        for pair in self.opened.keys() {
            let (word, bit) = place(*pair, words);
            self.openings[word] |= bit;
        }
    }

    /// Every place where a name's letters stand, overlapping ones included, with the name's number: by where they end, the
    /// longer first. The boundaries decide afterwards what is a name.
    pub(in crate::actors) fn find(&self, text: &str) -> Vec<(Span, u32)> {
        let mut found = Vec::new();
        if self.ordered.is_empty() {
            return found;
        }
        let mut letters = text.char_indices().peekable();
        while let Some((at, first)) = letters.next() {
            let opens = self.letters.get(first as usize).copied().unwrap_or_default();
            if opens == 0 {
                continue;
            }
            if opens & SINGLE != 0 {
                let end = at + first.len_utf8();
                found.extend(self.number(&text[at..end]).map(|number| (Span::of(at..end), number)));
            }
            if let Some((_, second)) = letters.peek()
                && opens & OPENS != 0
            {
                self.opened_by((first, *second), text, at, &mut found);
            }
        }
        found.sort_unstable_by_key(|(span, _)| (span.end, span.start));
        found
    }

    /// The names of two letters and more that `pair` opens at byte `at`.
    fn opened_by(&self, pair: (char, char), text: &str, at: usize, found: &mut Vec<(Span, u32)>) {
        let (word, bit) = place(pair, self.openings.len());
        if self.openings[word] & bit == 0 {
            return;
        }
        let Some(range) = self.opened.get(&pair) else { return };
        let (first, rest) = (range.start, &text[at..]);
        let group = &self.ordered[range.start as usize..range.end as usize];
        let behind = group.partition_point(|entry| *entry.name <= *rest) as u32;
        let mut next = if behind == 0 { NONE } else { first + behind - 1 };
        while next != NONE && next >= first {
            let entry = &self.ordered[next as usize];
            if rest.starts_with(&*entry.name) {
                found.push((Span::of(at..at + entry.name.len()), entry.number));
            }
            next = entry.within;
        }
    }

    /// Whom the name `number` may mean.
    pub(in crate::actors) fn namings(&self, number: u32) -> &[Naming] {
        self.namings.get(number as usize).map(SmallVec::as_slice).unwrap_or_default()
    }

    /// The number of `name`.
    pub(in crate::actors) fn number(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).copied()
    }
}

/// The word and the bit of a pair of letters in a table of `words` words, a power of two.
fn place((first, second): (char, char), words: usize) -> (usize, u64) {
    /// 2^64 over the golden ratio: spreads neighbouring letters (Knuth, The Art of Computer Programming 3, 6.4).
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let hash = (u64::from(first) << 21 | u64::from(second)).wrapping_mul(SPREAD);
    ((hash >> 38) as usize & (words - 1), 1 << (hash >> 58))
}

fn full_width(name: &str) -> String {
    name.chars().map(|c| char::from_u32(c as u32 + 0xfee0).filter(|_| c.is_ascii_graphic()).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naming(profile: u32) -> Naming {
        Naming { profile: ProfileId(profile), matching: Match::Always, relation: Relation::Same, main: true, line: 0 }
    }

    proptest! {
        #[test]
        fn every_name_is_found_wherever_its_letters_stand(
            names in proptest::collection::vec("[東京都a🗾]{1,4}", 1..8),
            text in "[東京都a🗾の]{0,12}",
        ) {
            let table = NameTable::new(names.iter().cloned().zip((0..).map(naming)));
            let mut expected: Vec<(usize, usize, &str)> = Vec::new();
            for (at, _) in text.char_indices() {
                for name in &names {
                    if text[at..].starts_with(name.as_str()) {
                        expected.push((at + name.len(), at, name));
                    }
                }
            }
            expected.sort_unstable();
            expected.dedup();
            let found: Vec<(usize, usize, &str)> = table
                .find(&text)
                .into_iter()
                .inspect(|(span, number)| assert_eq!(table.number(span.slice(&text)), Some(*number)))
                .map(|(span, _)| (span.end as usize, span.start as usize, span.slice(&text)))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_name_of_latin_letters_is_found_in_full_width() {
        let table = NameTable::new([("NHK".to_owned(), naming(1))]);
        assert_eq!(table.find("ＮＨＫとNHK").len(), 2);
        assert!(table.find("ＮＨ").is_empty());
    }
}
