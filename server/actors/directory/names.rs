//! Many names, found in one pass over a text.

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
/// They are found by their first letters: a bit for each pair says that no name begins so, which is true of nearly all
/// places of a text, and where some do, a bit for the third letter says the same of nearly all the rest. What is left is
/// looked for among the names in order, which lie one behind the other: the last that is not behind the text at hand, and
/// those that it begins with, are all that can stand there. An automaton over all names would follow a pointer for every
/// byte, and take longer to build than all else that is read at the start.
#[derive(Debug, Default)]
pub(in crate::actors) struct NameTable {
    /// Which letters open a name, and which are one.
    letters: Vec<u8>,
    /// The numbers of those.
    singles: FxHashMap<char, u32>,
    /// A bit for the hash of each pair of letters that opens a name.
    openings: Vec<u64>,
    opened: FxHashMap<(char, char), Opening>,
    /// The letters of all names, in order.
    names: String,
    /// By number, which is the place in that order.
    ordered: Vec<Entry>,
    /// By number: whom the name may mean.
    namings: Vec<SmallVec<[Naming; 1]>>,
}

/// The names that a pair of letters opens.
#[derive(Clone, Copy, Debug)]
struct Opening {
    /// The first of them, and behind the last: numbers.
    first: u32,
    end: u32,
    /// A bit for the hash of each third letter.
    thirds: u64,
    /// Whether the pair is a name itself; it stands first then.
    is_name: bool,
}

/// Where a name lies.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// In bytes of all names.
    start: u32,
    end: u32,
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
        let mut all = Vec::new();
        for (name, naming) in names {
            if name.is_empty() || naming.matching == Match::Never {
                continue;
            }
            if name.bytes().all(|b| b.is_ascii_alphanumeric()) {
                all.push((full_width(&name), naming));
            }
            all.push((name, naming));
        }
        // What was listed first of a name stays first.
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let mut table = Self::default();
        for (name, naming) in all {
            table.add(&name, naming);
        }
        table.nest();
        table.open();
        table
    }

    /// Adds a naming of `name`, which stands behind all others or is the last of them.
    fn add(&mut self, name: &str, naming: Naming) {
        let last = self.namings.last_mut().zip(self.ordered.last());
        let Some((known, _)) = last.filter(|(_, entry)| entry.slice(&self.names) == name) else {
            let start = self.names.len() as u32;
            self.names.push_str(name);
            self.ordered.push(Entry { start, end: self.names.len() as u32, within: NONE });
            self.namings.push(SmallVec::from_buf([naming]));
            return;
        };
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
            let name = self.ordered[n].slice(&self.names);
            let mut within = n as u32 - 1;
            while within != NONE && !name.starts_with(self.ordered[within as usize].slice(&self.names)) {
                within = self.ordered[within as usize].within;
            }
            self.ordered[n].within = within;
        }
    }

    /// Fills what says which letters and which pairs open a name.
    fn open(&mut self) {
        for (n, entry) in self.ordered.iter().enumerate() {
            let mut letters = entry.slice(&self.names).chars();
            let Some(first) = letters.next() else { continue };
            if self.letters.len() <= first as usize {
                self.letters.resize(first as usize + 1, 0);
            }
            let Some(second) = letters.next() else {
                self.letters[first as usize] |= SINGLE;
                self.singles.insert(first, n as u32);
                continue;
            };
            self.letters[first as usize] |= OPENS;
            let n = n as u32;
            let opening =
                self.opened.entry((first, second)).or_insert(Opening { first: n, end: n, thirds: 0, is_name: false });
            opening.end = n + 1;
            match letters.next() {
                None => opening.is_name = true,
                Some(letter) => opening.thirds |= third(letter),
            }
        }
        let words = (self.opened.len() * SPARSE / 64).next_power_of_two();
        self.openings = vec![0; words];
        for pair in self.opened.keys() {
            let (word, bit) = place(*pair, words);
            self.openings[word] |= bit;
        }
    }

    /// Every place where a name's letters stand, overlapping ones included, with the name's number: by where they end, the
    /// longer first. `may_begin` says of a byte, with the letter before it and the letter there, whether a name can begin
    /// there at all; the boundaries decide afterwards what is one.
    pub(in crate::actors) fn find(
        &self,
        text: &str,
        may_begin: impl Fn(usize, Option<char>, char) -> bool,
    ) -> Vec<(Span, u32)> {
        let mut found = Vec::new();
        if self.ordered.is_empty() {
            return found;
        }
        let mut opener: Option<(usize, char)> = None;
        let mut before = None;
        for (at, letter) in text.char_indices() {
            if let Some((start, first)) = opener {
                self.opened_by((first, letter), text, start, at + letter.len_utf8(), &mut found);
            }
            let opens = self.opens(letter);
            opener = None;
            if opens != 0 && may_begin(at, before, letter) {
                if opens & SINGLE != 0 {
                    let span = Span::of(at..at + letter.len_utf8());
                    found.extend(self.singles.get(&letter).map(|number| (span, *number)));
                }
                opener = (opens & OPENS != 0).then_some((at, letter));
            }
            before = Some(letter);
        }
        found.sort_unstable_by_key(|(span, _)| (span.end, span.start));
        found
    }

    /// What a letter is to the names.
    fn opens(&self, letter: char) -> u8 {
        self.letters.get(letter as usize).copied().unwrap_or_default()
    }

    /// The names of two letters and more that `pair`, from byte `at` to `behind`, opens.
    fn opened_by(&self, pair: (char, char), text: &str, at: usize, behind: usize, found: &mut Vec<(Span, u32)>) {
        let Some(Opening { first, end, thirds, is_name }) = self.opening(pair) else { return };
        let next = text[behind..].chars().next().map_or(0, third);
        if thirds & next == 0 {
            // No name goes on so.
            found.extend(is_name.then_some((Span::of(at..behind), first)));
            return;
        }
        let rest = &text[at..];
        let group = &self.ordered[first as usize..end as usize];
        let before = group.partition_point(|entry| entry.slice(&self.names) <= rest) as u32;
        let mut number = if before == 0 { NONE } else { first + before - 1 };
        while number != NONE && number >= first {
            let entry = self.ordered[number as usize];
            let name = entry.slice(&self.names);
            if rest.starts_with(name) {
                found.push((Span::of(at..at + name.len()), number));
            }
            number = entry.within;
        }
    }

    /// The names that a pair of letters opens.
    fn opening(&self, pair: (char, char)) -> Option<Opening> {
        let (word, bit) = place(pair, self.openings.len());
        if self.openings[word] & bit == 0 {
            return None;
        }
        self.opened.get(&pair).copied()
    }

    /// Whether there is no name in it.
    pub(super) fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    /// Whom the name `number` may mean.
    pub(in crate::actors) fn namings(&self, number: u32) -> &[Naming] {
        self.namings.get(number as usize).map(SmallVec::as_slice).unwrap_or_default()
    }

    /// The number of `name`.
    pub(in crate::actors) fn number(&self, name: &str) -> Option<u32> {
        let mut letters = name.chars();
        let first = letters.next()?;
        let opens = self.opens(first);
        let (first, end) = match letters.next() {
            None => return self.singles.get(&first).copied(),
            Some(_) if opens & OPENS == 0 => return None,
            Some(second) => {
                let Opening { first, end, thirds, is_name } = self.opening((first, second))?;
                match letters.next() {
                    None => return is_name.then_some(first),
                    Some(letter) if thirds & third(letter) == 0 => return None,
                    Some(_) => (first as usize, end as usize),
                }
            }
        };
        let at = self.ordered[first..end].binary_search_by(|entry| entry.slice(&self.names).cmp(name));
        at.ok().map(|at| (first + at) as u32)
    }
}

impl Entry {
    fn slice(self, names: &str) -> &str {
        &names[self.start as usize..self.end as usize]
    }
}

/// 2^64 over the golden ratio: spreads neighbouring letters (Knuth, The Art of Computer Programming 3, 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The word and the bit of a pair of letters in a table of `words` words, a power of two.
fn place((first, second): (char, char), words: usize) -> (usize, u64) {
    let hash = (u64::from(first) << 21 | u64::from(second)).wrapping_mul(SPREAD);
    ((hash >> 38) as usize & (words - 1), 1 << (hash >> 58))
}

/// The bit of a third letter.
fn third(letter: char) -> u64 {
    1 << (u64::from(letter).wrapping_mul(SPREAD) >> 58)
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
                .find(&text, |_, _, _| true)
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
        assert_eq!(table.find("ＮＨＫとNHK", |_, _, _| true).len(), 2);
        assert!(table.find("ＮＨ", |_, _, _| true).is_empty());
    }
}
