//! Rows of small numbers, packed: how a card takes a third of the memory that its fields would.
//!
//! A [`Page`] is a handful of sections, each a run of rows as [`postcard`] writes them, in which a small number is one byte.
//! Reading a row costs some nanoseconds, so that whatever asks for one reads those before it as well.

use std::hint::black_box;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

/// Sections of rows, one behind the other. Whatever is read from one that is broken is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Page(Box<[u8]>);

impl<'de> Deserialize<'de> for Page {
    /// At one piece, where a list is read byte by byte.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(bytes.into()))
    }
}

/// What a processor gets from memory at once, in bytes.
const LINE: usize = 64;

/// How many sections a page has.
pub(super) const SECTIONS: usize = 8;

/// Where each section ends, counted from the end of this list, in the order of the sections.
type Ends = [u32; SECTIONS];

impl Page {
    /// The page of these sections.
    pub(super) fn of(sections: &[Section; SECTIONS]) -> Self {
        let mut end = 0;
        let ends: Ends = std::array::from_fn(|n| {
            end += sections[n].0.len() as u32;
            end
        });
        // Numbers can always be written.
        let mut bytes = postcard::to_stdvec(&ends).unwrap_or_default();
        for section in sections {
            bytes.extend_from_slice(&section.0);
        }
        Self(bytes.into())
    }

    /// Asks for the memory of all of it, so that it is there when it is wanted.
    pub(super) fn ask(&self) {
        self.0.iter().step_by(LINE).for_each(|byte| {
            black_box(*byte);
        });
    }

    /// The bytes of a section.
    pub(super) fn section(&self, n: usize) -> &[u8] {
        let Ok((ends, rest)) = postcard::take_from_bytes::<Ends>(&self.0) else { return &[] };
        let start = n.checked_sub(1).map_or(0, |before| ends[before] as usize);
        rest.get(start..ends[n] as usize).unwrap_or_default()
    }

    /// The rows of a section.
    pub(super) fn rows<T: DeserializeOwned>(&self, n: usize) -> Rows<'_, T> {
        Rows(self.section(n), PhantomData)
    }
}

/// A section that is being written.
#[derive(Default)]
pub(super) struct Section(Vec<u8>);

impl Section {
    /// Adds a row.
    pub(super) fn push(&mut self, row: &impl Serialize) {
        // Numbers and strings can always be written.
        self.0 = postcard::to_extend(row, std::mem::take(&mut self.0)).unwrap_or_default();
    }
}

/// The rows of a section, one by one.
pub(super) struct Rows<'p, T>(&'p [u8], PhantomData<T>);

impl<T: DeserializeOwned> Iterator for Rows<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.0.is_empty() {
            return None;
        }
        let (row, rest) = postcard::take_from_bytes(self.0).ok()?;
        self.0 = rest;
        Some(row)
    }
}

/// A text in the pieces that many texts share: what is quoted in it, and what stands around that.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?.len_utf8();
        let cut = |(at, mark): (usize, char)| match mark {
            '「' | '『' | '“' | '。' => Some(at + mark.len_utf8()),
            '」' | '』' | '”' => (at > 0).then_some(at),
            _ => None,
        };
        let end = rest.char_indices().find_map(cut).unwrap_or(rest.len()).max(first);
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_section_gives_its_rows_back() {
        let mut sections: [Section; SECTIONS] = Default::default();
        sections[2].push(&(1_u32, -5_i32));
        sections[2].push(&(300_u32, 70_000_i32));
        sections[7].push(&Some("題"));
        let page = Page::of(&sections);
        assert_eq!(page.rows::<(u32, i32)>(2).collect::<Vec<_>>(), [(1, -5), (300, 70_000)]);
        assert_eq!(page.rows::<u32>(3).count(), 0);
        assert_eq!(postcard::from_bytes::<Option<&str>>(page.section(7)), Ok(Some("題")));
        assert_eq!(Page::default().rows::<u32>(0).count(), 0);
    }

    #[test]
    fn a_message_is_cut_where_it_quotes() {
        let cut: Vec<_> = pieces("最も近い出典は「BBC」だが、及ばない。これより前にはない。").collect();
        assert_eq!(cut, ["最も近い出典は「", "BBC", "」だが、及ばない。", "これより前にはない。"]);
    }

    proptest! {
        #[test]
        fn pieces_make_the_text(text in "[「」“”。あa]{0,12}") {
            prop_assert_eq!(pieces(&text).collect::<String>(), text.clone());
            prop_assert!(pieces(&text).all(|piece| !piece.is_empty()));
        }
    }
}
