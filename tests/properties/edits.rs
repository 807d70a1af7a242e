//! Edits give the text that the same edits give a plain string.

use uradori::text::{Document, Edit, Lines, Position, PositionEncoding};

/// An edit as numbers, which any bytes can be: lines and columns from and to, and the new text.
pub type Numbers = (u32, u32, u32, u32, String);

/// Checks the property for edits made one upon the other. Panics where it does not hold.
pub fn edits_give_the_text_of_a_string(text: &str, edits: &[Numbers], encoding: PositionEncoding) {
    let mut document = Document::new(text);
    let mut plain = text.to_owned();
    for (line, column, to_line, to_column, by) in edits {
        let lines = Lines::of(&plain);
        let place = |line: u32, column: u32| Position::new(line % (lines.len() as u32 + 2), column);
        let (from, to) = (place(*line, *column), place(*to_line, *to_column));
        document.apply(&Edit { range: Some((from, to)), text: by.clone() }, encoding);
        let start = lines.offset(&plain, from, encoding) as usize;
        let end = (lines.offset(&plain, to, encoding) as usize).max(start);
        plain.replace_range(start..end, by);
        assert_eq!(document.to_string(), plain);
    }
}
