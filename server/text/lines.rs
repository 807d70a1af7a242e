//! Line starts of a text that does not change, for the articles that nobody has open.

use super::{Position, PositionEncoding, Span};

/// Where the lines of one text begin. Holds no text: every question brings it along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// Byte offset of every line's first byte; the first is 0.
    starts: Vec<u32>,
}

impl Lines {
    /// Finds the lines of `text`.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts }
    }

    /// Number of lines, at least one; a text that ends in a line end has an empty last line.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: even an empty text has one line.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The offset of line `line`'s first byte; past the last line, that of the last.
    pub fn start(&self, line: u32) -> u32 {
        self.starts.get(line as usize).or(self.starts.last()).copied().unwrap_or_default()
    }

    /// The span of line `line` without its line end; `None` past the last line.
    pub fn line(&self, text: &str, line: u32) -> Option<Span> {
        let start = *self.starts.get(line as usize)?;
        let end = self.starts.get(line as usize + 1).map_or(text.len() as u32, |next| *next);
        let body = text.get(start as usize..end as usize)?;
        let body = body.strip_suffix('\n').unwrap_or(body);
        let body = body.strip_suffix('\r').unwrap_or(body);
        Some(Span::new(start, start + body.len() as u32))
    }

    /// The line that holds byte `offset`, from zero.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32 - 1
    }

    /// The position of byte `offset`. An offset past the end gives the end; one inside a character or a line end
    /// gives the start of that character or line end.
    pub fn position(&self, text: &str, offset: u32, encoding: PositionEncoding) -> Position {
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset as u32);
        let body = self.line(text, line).unwrap_or_default();
        let end = (offset as u32).min(body.end);
        Position::new(line, encoding.len(Span::new(body.start, end).slice(text)))
    }

    /// The byte offset of `position`. A line past the last gives the end of the text; a column past the line's end
    /// gives the line's end; a column inside a character gives the character's start.
    pub fn offset(&self, text: &str, position: Position, encoding: PositionEncoding) -> u32 {
        match self.line(text, position.line) {
            None => text.len() as u32,
            Some(body) => body.start + encoding.byte_offset(body.slice(text), position.character),
        }
    }
}
