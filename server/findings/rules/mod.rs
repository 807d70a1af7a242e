//! One rule per code: where in a sentence the claim gives itself away, and what to say about it.
//!
//! A rule only spots; whether the sentence is a claim at all, and whether somebody vouches for it, is weighed by the
//! model ([`super::model`]).

use super::sentence::Sentence;
use super::{Bilingual, Code};
use crate::text::Span;

mod accusation;
mod agentless;
mod figure;
mod hearsay;
mod inference;
mod judgement;
mod quote;
mod unnamed_source;

/// A rule.
pub(super) struct Rule {
    /// Its code.
    pub(super) code: Code,
    /// The words that give a claim of this sort away, in bytes of the passage's text.
    pub(super) spot: fn(&Sentence<'_>) -> Option<Span>,
    /// What is missing, given those words.
    pub(super) message: fn(&str) -> Bilingual,
    /// Its page in Japanese and in English, in Markdown.
    pub(super) page: (&'static str, &'static str),
}

/// All rules, in the order of [`Code::ALL`].
pub(super) const RULES: [Rule; 8] = [
    unnamed_source::RULE,
    accusation::RULE,
    hearsay::RULE,
    agentless::RULE,
    figure::RULE,
    quote::RULE,
    inference::RULE,
    judgement::RULE,
];
