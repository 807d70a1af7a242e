//! Names in Latin letters that no list has: OFAC, Flax Typhoon, Integrity Technology Group.

use super::{Evidence, Reader};
use crate::actors::Kind;
use crate::language::script::{self, Script};
use crate::text::Span;

/// Capitalised words in a row inside Japanese prose.
const WORDS: u16 = 54;
/// Capitals only: an abbreviation.
const CAPITALS: u16 = 52;

pub(super) fn propose(reader: &mut Reader<'_>) {
    if !reader.text.bytes().any(|b| b.is_ascii_uppercase()) {
        return;
    }
    let mut japanese = None;
    for (span, words) in phrases(reader.text) {
        let name = span.slice(reader.text);
        if name.split(' ').any(|word| crate::actors::directory::words().is_not_name(word)) {
            continue;
        }
        let weight = match words {
            1 if name.chars().count() >= 3 && name.chars().all(char::is_uppercase) => CAPITALS,
            2..=5 => WORDS,
            _ => continue,
        };
        if !*japanese.get_or_insert_with(|| is_japanese(reader.text)) {
            return;
        }
        reader.add(span, Kind::Organization, weight, Evidence::Shape);
    }
}

/// Whether a passage is Japanese prose: in an English headline capitals say nothing.
fn is_japanese(text: &str) -> bool {
    let (japanese, letters) = count(text);
    japanese > letters
}

/// Whether a passage is in another language, with a Japanese word or two at most.
pub(super) fn is_foreign(text: &str) -> bool {
    let (japanese, letters) = count(text);
    japanese * 4 < letters
}

/// How many Japanese and how many other letters a text has.
fn count(text: &str) -> (usize, usize) {
    text.chars().fold((0, 0), |(japanese, letters), c| match script::of(c) {
        Script::Hiragana | Script::Katakana | Script::Kanji => (japanese + 1, letters),
        Script::Letter => (japanese, letters + 1),
        _ => (japanese, letters),
    })
}

/// Runs of capitalised words, each with how many they are.
fn phrases(text: &str) -> Vec<(Span, usize)> {
    let mut found = Vec::new();
    let mut current: Option<(usize, usize, usize)> = None;
    for (start, word) in words(text) {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        match current {
            Some((from, end, count)) if capital && text[end..start] == *" " => {
                current = Some((from, start + word.len(), count + 1));
            }
            _ => {
                found.extend(current.map(|(from, end, count)| (Span::of(from..end), count)));
                current = capital.then_some((start, start + word.len(), 1));
            }
        }
    }
    found.extend(current.map(|(from, end, count)| (Span::of(from..end), count)));
    found
}

/// Words of Latin letters and digits with where they start.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        // No byte of a longer letter is one of these.
        let start = rest + text.as_bytes()[rest..].iter().position(u8::is_ascii_alphabetic)?;
        let end = text.as_bytes()[start..]
            .iter()
            .position(|b| !b.is_ascii_alphanumeric() && *b != b'-' && *b != b'\'')
            .map_or(text.len(), |len| start + len);
        rest = end;
        Some((start, &text[start..end]))
    })
}
