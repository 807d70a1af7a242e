//! Names of persons in kanji that no title announces: surname and given name, authors in a line.

use super::people::{LONGEST, is_personal};
use super::{Evidence, Reader, boundary};
use crate::actors::Kind;
use crate::actors::directory::words;
use crate::language::script::{self, Script};
use crate::text::Span;

/// Surname and given name by the dictionary.
const FULL: u16 = 74;
/// A surname by the dictionary and nothing else.
const SURNAME: u16 = 26;

pub(super) fn propose(reader: &mut Reader<'_>) {
    full_kanji(reader);
    blocks(reader);
}

/// Surname and given name by the dictionary: 山田花子.
fn full_kanji(reader: &mut Reader<'_>) {
    let passage = reader.passage;
    let text = reader.text;
    let mut n = 0;
    while n < passage.tokens.len() {
        let token = &passage.tokens[n];
        if token.is_surname() {
            let mut end = n + 1;
            while end < passage.tokens.len()
                && passage.tokens[end].span.start == passage.tokens[end - 1].span.end
                && passage.tokens[end].is_given()
                && end < n + 3
            {
                end += 1;
            }
            let span = Span::new(token.span.start, passage.tokens[end - 1].span.end);
            let letters = span.slice(text).chars().count();
            // オークション is a word that the dictionary takes for two names.
            let katakana = || span.slice(text).chars().all(|c| script::of(c) == Script::Katakana || c == 'ー');
            if end > n + 1 && (3..=LONGEST).contains(&letters) && !katakana() {
                reader.add(span, Kind::Person, FULL, Evidence::Shape);
            } else if end == n + 1 && letters >= 2 && boundary::stands_alone(passage, span) {
                reader.add(span, Kind::Person, SURNAME, Evidence::Shape);
            }
            n = end;
        } else {
            n += 1;
        }
    }
}

/// A block of three to five kanji between marks that holds a personal name, as in a line of authors: 林大文、李小明『…』.
fn blocks(reader: &mut Reader<'_>) {
    let passage = reader.passage;
    let text = reader.text;
    let mut n = 0;
    while n < passage.tokens.len() {
        let before = text[..passage.tokens[n].span.start as usize].chars().next_back();
        if !before.is_none_or(|c| matches!(c, '、' | ' ' | '　' | '(' | '（' | '・')) {
            n += 1;
            continue;
        }
        let mut end = n;
        while end < passage.tokens.len()
            && (end == n || passage.tokens[end].span.start == passage.tokens[end - 1].span.end)
            && passage.tokens[end].surface(text).chars().all(|c| script::of(c) == Script::Kanji)
        {
            end += 1;
        }
        if end > n {
            let span = Span::new(passage.tokens[n].span.start, passage.tokens[end - 1].span.end);
            let after = text[span.end as usize..].chars().next();
            let byline = matches!(after, Some('『' | '「' | '、' | '(' | '（' | ',' | '・'));
            let tokens = &passage.tokens[n..end];
            let opens = || tokens[0].is_surname() || words().kanji_surnames.contains(tokens[0].surface(text));
            let fits =
                || tokens.iter().skip(1).all(|token| is_personal(token) || token.surface(text).chars().count() <= 1);
            let letters = || span.slice(text).chars().count();
            if byline && tokens.len() >= 2 && opens() && fits() && (3..=5).contains(&letters()) {
                reader.add(span, Kind::Person, FULL - 10, Evidence::Shape);
            }
        }
        n = end.max(n + 1);
    }
}
