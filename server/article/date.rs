//! When an article was published.

use jiff::civil::Date;

use super::Block;
use crate::language::Placed;
use crate::text::Span;

/// A publication date and where the text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationDate {
    /// The day.
    pub date: Date,
    /// Where it stands, in bytes of the text.
    pub span: Span,
}

/// The publication date of an article, if the text gives one.
pub(super) fn publication(_text: &str, _passages: &[Placed], _blocks: &[Block]) -> Option<PublicationDate> {
    None
}
