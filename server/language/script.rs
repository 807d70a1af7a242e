//! The scripts of Japanese text, and where a run of one ends.

use crate::text::Span;

/// What a character is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// ひらがな
    Hiragana,
    /// カタカナ, full or half width, with the long mark.
    Katakana,
    /// 漢字, with 々 and 〇.
    Kanji,
    /// Letters of Latin, Greek, Cyrillic, Hangul … alphabets.
    Letter,
    /// Digits, half or full width.
    Digit,
    /// White space.
    Space,
    /// Punctuation, signs, emoji.
    Symbol,
}

/// The script of `c`: every pass asks it of nearly every letter, so that it is read from a table for nearly all of them.
#[inline]
pub fn of(c: char) -> Script {
    let n = c as usize;
    if n >> 16 == 0 {
        let known = match PAGES[n >> 8] {
            Page::All(script) => Some(script),
            Page::Each(page) => MIXED[page as usize][n & 0xff],
            Page::Ask => None,
        };
        if let Some(script) = known {
            return script;
        }
    }
    by_tables(c)
}

/// What 256 letters with one upper byte are written in.
#[derive(Clone, Copy)]
enum Page {
    All(Script),
    /// Each in its own; says which of [`MIXED`].
    Each(u8),
    /// What Unicode's tables say of each.
    Ask,
}

/// The upper bytes of the pages of [`MIXED`]: Latin, general punctuation, arrows, kana, full and half width.
const EACH: [usize; 5] = [0x00, 0x20, 0x21, 0x30, 0xff];

static PAGES: [Page; 256] = {
    let mut pages = [Page::Ask; 256];
    let mut page = 0;
    while page < pages.len() {
        pages[page] = match page {
            // Operators, lines, shapes, signs.
            0x22 | 0x25..=0x27 => Page::All(Script::Symbol),
            0x34..=0x4c | 0x4e..=0x9f | 0xf9 | 0xfa => Page::All(Script::Kanji),
            _ => Page::Ask,
        };
        page += 1;
    }
    let mut n = 0;
    while n < EACH.len() {
        pages[EACH[n]] = Page::Each(n as u8);
        n += 1;
    }
    pages
};

static MIXED: [[Option<Script>; 256]; EACH.len()] = {
    let mut mixed = [[None; 256]; EACH.len()];
    let mut page = 0;
    while page < EACH.len() {
        let mut low = 0;
        while low < 256 {
            mixed[page][low] = common((EACH[page] << 8 | low) as u32);
            low += 1;
        }
        page += 1;
    }
    mixed
};

/// The script of the commoner letters of the pages of [`MIXED`].
const fn common(letter: u32) -> Option<Script> {
    Some(match letter {
        0x3041..=0x309f => Script::Hiragana,
        0x30a1..=0x30fa | 0x30fc..=0x30ff | 0xff66..=0xff9f => Script::Katakana,
        // 々 〆 〇
        0x3005..=0x3007 => Script::Kanji,
        0x30..=0x39 | 0xff10..=0xff19 => Script::Digit,
        0x41..=0x5a | 0x61..=0x7a | 0xff21..=0xff3a | 0xff41..=0xff5a => Script::Letter,
        0x20 | 0x3000 => Script::Space,
        0x21..=0x7e
        | 0x2010..=0x2027
        | 0x2030..=0x205e
        | 0x2190..=0x21ff
        | 0x3001..=0x3020
        | 0x30a0
        | 0x30fb
        | 0xff01..=0xff65 => Script::Symbol,
        _ => return None,
    })
}

/// The script of any letter.
fn by_tables(c: char) -> Script {
    match c {
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => {
            Script::Katakana
        }
        '々' | '〇' | '〆' => Script::Kanji,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Script::Kanji
        }
        '0'..='9' | '０'..='９' => Script::Digit,
        _ if c.is_whitespace() => Script::Space,
        _ if c.is_alphabetic() => Script::Letter,
        _ => Script::Symbol,
    }
}

/// Whether a character is Japanese (kana or kanji).
pub fn is_japanese(c: char) -> bool {
    matches!(of(c), Script::Hiragana | Script::Katakana | Script::Kanji)
}

/// The runs of one script inside `span` of `text`, in order. Combining marks stay with what they follow, and an
/// apostrophe, a full stop or a hyphen between Latin letters stays inside the word (O'Neill, U.S., Al-Shabaab is
/// three).
pub fn runs(text: &str, span: Span) -> impl Iterator<Item = (Span, Script)> {
    let piece = span.slice(text);
    let mut chars = piece.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.next()?;
        let kind = of(first);
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let inside = kind == Script::Letter && matches!(c, '\'' | '’') && {
                let rest = &piece[at + c.len_utf8()..];
                rest.chars().next().is_some_and(|next| of(next) == Script::Letter)
            };
            let same = of(c) == kind && kind != Script::Symbol;
            if !same && !inside && !is_combining(c) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        Some((Span::of(span.start as usize + start..span.start as usize + end), kind))
    })
}

/// Marks that belong to the character before them: combining dakuten, variation selectors, joiners, accents.
pub fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{3099}' | '\u{309a}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_of_the_script_that_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(of(c), by_tables(c), "{c} {:x}", c as u32);
        }
    }
}
