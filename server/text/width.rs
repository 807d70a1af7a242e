//! How many columns a text takes on a terminal, where Japanese letters are two wide.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of `text`. Tabs and control characters count as they are printed by [`printable`]: one column.
pub fn columns(text: &str) -> usize {
    let mut columns = 0;
    for c in text.chars() {
        columns += match c {
            ' '..='~' => 1,
            // Nearly all of Japanese: kana, the commonest marks and kanji.
            'ぁ'..='ゖ' | '゛'..='ヿ' | '一'..='\u{9fff}' | '、' | '。' | '「'..='』' | '（' | '）' | '０'..='９' => {
                2
            }
            // Others may join with what stands beside them.
            _ => return text.width_cjk(),
        };
    }
    columns
}

/// `text` with every control character replaced by a space, so that nothing in an article can drive a terminal.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c.width().is_none() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn common_letters_are_as_wide_as_the_tables_say(text in "[ -~ぁ-ゖ゛-ヿ、。「-』（）０-９一-\u{9fff}]{0,12}") {
            prop_assert_eq!(columns(&text), text.width_cjk());
        }
    }
}
