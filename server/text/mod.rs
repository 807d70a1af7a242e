//! Bytes to text: decoding, edits, and positions as editors count them.
//!
//! Offsets inside the program are bytes into UTF-8 text ([`Span`]); lines and columns exist only where an editor or a
//! reader meets it ([`Position`], [`Lines`]). A line ends at LF, CRLF or a lone CR, and nowhere else: U+2028, U+0085
//! and VT are ordinary characters, as the Language Server Protocol has it. No other folder names `ropey`.

mod decode;
mod document;
mod lines;
mod position;
mod ruler;
mod span;
mod symbol;
pub mod width;

pub use decode::{DecodeError, Decoded, MAX_BYTES, decode};
pub use document::{Document, Edit};
pub use lines::Lines;
pub use position::{Position, PositionEncoding};
pub use ruler::Ruler;
pub use span::Span;
pub use symbol::Symbol;

#[cfg(test)]
mod tests;
