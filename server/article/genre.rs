//! What sort of text an article is.

use super::Block;
use crate::language::Placed;

/// Genres that change how strictly claims are judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Genre {
    /// News reports, and whatever else speaks in nobody's voice.
    #[default]
    Report,
    /// A column or a blog in its writer's own voice.
    Opinion,
    /// Questions and answers with one speaker.
    Interview,
}

/// The genre of an article.
pub(super) fn of(_passages: &[Placed], _blocks: &[Block]) -> Genre {
    Genre::Report
}
