//! What nobody vouches for: the registry of codes, and one rule per file.

use crate::actors::Cast;
use crate::article::Article;
use crate::config::Config;
use crate::statements::Statement;
use crate::text::Span;

mod code;

pub use crate::config::{Bilingual, Lang, Severity};
pub use code::Code;

/// A claim whose source is missing, unnamed or out of reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The cue that gives it away, in bytes of the article.
    pub span: Span,
    /// The passage it stands in: an index into [`Article::passages`].
    pub passage: u32,
    /// The sentence within the passage.
    pub sentence: u32,
    /// Which rule.
    pub code: Code,
    /// How loudly to say so.
    pub severity: Severity,
    /// What is missing, in one sentence.
    pub message: Bilingual,
    /// What was searched, and why it failed.
    pub why: Bilingual,
    /// The nearest source, which does not reach this claim: in bytes of the article.
    pub related: Option<Span>,
}

/// Finds the claims of an article that nobody vouches for, by where they start; at most one a sentence.
pub fn findings(_article: &Article, _cast: &Cast, _statements: &[Statement], _config: &Config) -> Vec<Finding> {
    Vec::new()
}
