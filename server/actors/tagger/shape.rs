//! What a word looks like: the scripts of its characters, four bits each.

use crate::language::script::{self, Script};

/// The bits before the first character's form in a shape.
pub(super) fn shift_to_first(shape: u32) -> u32 {
    (shape | 1).ilog2() & !3
}

/// What a character looks like, never 0.
pub(super) fn form(c: char) -> u32 {
    match script::of(c) {
        Script::Hiragana => 1,
        Script::Katakana => 2,
        Script::Kanji => 3,
        Script::Letter if c.is_uppercase() => 4,
        Script::Letter => 5,
        Script::Digit => 6,
        Script::Space => 7,
        Script::Symbol => match c {
            '・' | '･' => 8,
            '「' | '『' | '（' | '(' | '【' | '〈' | '《' | '"' | '“' => 9,
            '」' | '』' | '）' | ')' | '】' | '〉' | '》' | '”' => 10,
            '、' | ',' | '，' => 11,
            '。' | '.' | '．' => 12,
            _ => 13,
        },
    }
}
