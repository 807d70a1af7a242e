//! The text of an open document, kept in step with the editor.

use ropey::Rope;

use super::{Position, PositionEncoding, Span};

/// One change of a document: what to replace, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// From where to where, in the encoding in force; `None` replaces the whole text.
    pub range: Option<(Position, Position)>,
    /// The new text.
    pub text: String,
}

/// A text under edit. Every change costs what it touches, not the length of the text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    rope: Rope,
}

impl Document {
    /// A document that holds `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// Number of lines, at least one.
    pub fn lines(&self) -> usize {
        self.rope.len_lines()
    }

    /// The position of byte `offset`, by the same rules as [`super::Lines::position`].
    pub fn position(&self, offset: u32, encoding: PositionEncoding) -> Position {
        let offset = (offset as usize).min(self.rope.len_bytes());
        let char = self.rope.byte_to_char(offset);
        let line = self.rope.char_to_line(char);
        let start = self.rope.line_to_char(line);
        let char = char.min(start + self.body_chars(line));
        let units = match encoding {
            PositionEncoding::Utf32 => char - start,
            PositionEncoding::Utf8 => self.rope.char_to_byte(char) - self.rope.char_to_byte(start),
            PositionEncoding::Utf16 => self.rope.char_to_utf16_cu(char) - self.rope.char_to_utf16_cu(start),
        };
        Position::new(line as u32, units as u32)
    }

    /// The byte offset of `position`, by the same rules as [`super::Lines::offset`].
    pub fn offset(&self, position: Position, encoding: PositionEncoding) -> u32 {
        self.rope.char_to_byte(self.char_of(position, encoding)) as u32
    }

    /// Applies one change. Positions outside the text are clamped; a range that ends before it starts is taken as
    /// empty at its start.
    pub fn apply(&mut self, edit: &Edit, encoding: PositionEncoding) {
        match edit.range {
            None => self.rope = Rope::from_str(&edit.text),
            Some((from, to)) => {
                let start = self.char_of(from, encoding);
                let end = self.char_of(to, encoding).max(start);
                self.rope.remove(start..end);
                self.rope.insert(start, &edit.text);
            }
        }
    }

    /// The text under `span`, copied.
    pub fn slice(&self, span: Span) -> String {
        let end = (span.end as usize).min(self.rope.len_bytes());
        let start = (span.start as usize).min(end);
        let range = self.rope.byte_to_char(start)..self.rope.byte_to_char(end);
        self.rope.slice(range).to_string()
    }

    /// Characters of line `line` without its line end.
    fn body_chars(&self, line: usize) -> usize {
        let slice = self.rope.line(line);
        let mut chars = slice.len_chars();
        if chars > 0 && slice.char(chars - 1) == '\n' {
            chars -= 1;
        }
        if chars > 0 && slice.char(chars - 1) == '\r' {
            chars -= 1;
        }
        chars
    }

    fn char_of(&self, position: Position, encoding: PositionEncoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let start = self.rope.line_to_char(line);
        let body = self.body_chars(line);
        let slice = self.rope.line(line);
        let units = position.character as usize;
        let within = match encoding {
            PositionEncoding::Utf32 => units.min(body),
            PositionEncoding::Utf8 => slice.byte_to_char(units.min(slice.char_to_byte(body))),
            PositionEncoding::Utf16 => slice.utf16_cu_to_char(units.min(slice.char_to_utf16_cu(body))),
        };
        start + within
    }
}

impl std::fmt::Display for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}
