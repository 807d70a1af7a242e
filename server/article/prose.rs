//! Whether a text is an article at all.

use crate::language::script::{self, Script};

/// How many characters are looked at.
const SAMPLE: usize = 20_000;

/// Whether a text is mostly Japanese prose: at least half of its letters and digits are kana or kanji, and one in ten of
/// those is hiragana, which no Japanese sentence does without. Logs, lists of names, programs and Chinese are not.
pub fn is_japanese_prose(text: &str) -> bool {
    let (mut japanese, mut hiragana, mut others) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().take(SAMPLE) {
        match script::of(c) {
            Script::Hiragana => {
                hiragana += 1;
                japanese += 1;
            }
            Script::Katakana | Script::Kanji => japanese += 1,
            Script::Letter | Script::Digit => others += 1,
            Script::Space | Script::Symbol => {}
        }
    }
    hiragana > 0 && japanese >= others && hiragana * 10 >= japanese
}
