//! How many columns a text takes on a terminal, where Japanese letters are two wide.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of `text`. Tabs and control characters count as they are printed by [`printable`]: one column.
pub fn columns(text: &str) -> usize {
    text.width_cjk()
}

/// `text` with every control character replaced by a space, so that nothing in an article can drive a terminal.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c.width().is_none() { ' ' } else { c }).collect()
}
