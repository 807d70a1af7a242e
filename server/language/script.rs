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

/// The script of `c`.
#[inline]
pub fn of(c: char) -> Script {
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
        'A'..='Z' | 'a'..='z' => Script::Letter,
        // The commonest marks, before the tables are asked.
        '、'..='〄' | '〈'..='〠' | '・' | '！'..='／' | '!'..='~' => Script::Symbol,
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
