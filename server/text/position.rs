//! Lines and columns in the unit that an editor counts in.

/// The unit of [`Position::character`]. Declared from the least to the most convenient for UTF-8 text, so that
/// negotiation is a `max()` over what the client offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PositionEncoding {
    /// UTF-16 code units: what every client speaks.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
    /// Bytes of UTF-8.
    Utf8,
}

/// A place in a text: line and column from zero, the column in units of a [`PositionEncoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from zero.
    pub line: u32,
    /// Column, from zero, in units of the encoding in force.
    pub character: u32,
}

impl Position {
    /// The position of a line and a column.
    pub const fn new(line: u32, character: u32) -> Self {
        Self { line, character }
    }
}

impl PositionEncoding {
    /// The three encodings, for tests and negotiation.
    pub const ALL: [Self; 3] = [Self::Utf16, Self::Utf32, Self::Utf8];

    /// How many units `text` takes.
    pub fn len(self, text: &str) -> u32 {
        match self {
            Self::Utf8 => text.len() as u32,
            Self::Utf16 => text.chars().map(|c| c.len_utf16() as u32).sum(),
            Self::Utf32 => text.chars().count() as u32,
        }
    }

    /// The byte offset of column `units` in `line` (without its line end). A column past the end gives the end; one
    /// inside a character gives the character's start.
    pub fn byte_offset(self, line: &str, units: u32) -> u32 {
        let mut seen = 0;
        for (at, c) in line.char_indices() {
            let width = match self {
                Self::Utf8 => c.len_utf8(),
                Self::Utf16 => c.len_utf16(),
                Self::Utf32 => 1,
            } as u32;
            if seen + width > units {
                return at as u32;
            }
            seen += width;
        }
        line.len() as u32
    }
}
