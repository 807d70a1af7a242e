//! Who said what: source, cue and content of every attribution in an article.
//!
//! [`statements`] reads an article whose mentions are known. A sentence that lives on a source named before has a
//! statement of its own, marked as carried.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::actors::Cast;
use crate::article::Article;
use crate::text::Span;

mod bodies;
mod cues;
mod documents;
mod labels;
mod lexicon;
mod phrases;
mod quotes;
mod scope;
mod sources;
mod speech;
mod subjects;
mod verbs;
mod words;

pub use cues::{
    Ending, EndingCue, Frame, Marker, Particle, PassageCues, SentenceCues, Shape, Topic, VerbClass, VerbCue,
};
pub use lexicon::MarkerKind;
pub use quotes::{BracketClass, BracketReading, brackets};
pub use words::words;

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// In quotation marks.
    Direct,
    /// In the writer's words.
    Indirect,
    /// Both.
    Mixed,
}

/// How well a source can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// A named person.
    Person,
    /// A spokesman, a named post.
    Office,
    /// A named organisation, a government, an outlet.
    Body,
    /// A report, a law, a letter.
    Document,
    /// Unnamed but placed: 同省幹部, 捜査関係者.
    Role,
    /// 関係者, 専門家, 一部.
    Unnamed,
}

impl Grade {
    /// Its name in the machine interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Office => "office",
            Self::Body => "body",
            Self::Document => "document",
            Self::Role => "role",
            Self::Unnamed => "unnamed",
        }
    }

    /// Whether such a source can be identified and asked.
    pub const fn can_vouch(self) -> bool {
        !matches!(self, Self::Role | Self::Unnamed)
    }
}

/// Who is said to have said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The mention that names the source (the innermost voucher): an index into [`Cast::mentions`].
    pub mention: Option<u32>,
    /// The source's expression where it stands, in bytes of the article (for a carried one, where it was named).
    pub span: Span,
    /// The expression as written: ラブロフ外相, 関係者.
    pub text: String,
    /// How well it can be asked.
    pub grade: Grade,
}

/// An attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The attributed clause with cue and source where they stand in the sentence, in bytes of the article.
    pub span: Span,
    /// The passage it stands in: an index into [`Article::passages`].
    pub passage: u32,
    /// The sentence within the passage.
    pub sentence: u32,
    /// How the words are given.
    pub mode: Mode,
    /// The words that attribute: と述べた, によると. In bytes of the article.
    pub cue: Option<Span>,
    /// What is said, in bytes of the article.
    pub content: Span,
    /// The statement that named the source, by index, when this sentence lives on it; `None` also where an earlier
    /// sentence named the source without a statement of its own (see [`Statement::is_carried`]).
    pub carried_from: Option<u32>,
    /// Who says it; `None` where the text does not tell.
    pub source: Option<Source>,
    /// Whether it denies or answers a claim: 否定した, 反論した.
    pub denial: bool,
}

impl Statement {
    /// Whether it lives on a source that another sentence names.
    pub fn is_carried(&self) -> bool {
        self.source.as_ref().is_some_and(|source| !self.span.covers(source.span))
    }

    /// What is said, as a reader wants it quoted, in the words of `text`, the article's.
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        words(text, self.span, self.content)
    }

    /// Whether its source can be identified and asked.
    pub fn is_vouched(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.grade.can_vouch())
    }
}

/// Finds the statements of an article, by where they start.
pub fn statements(article: &Article, cast: &Cast) -> Vec<Statement> {
    statements_of(article, cast, &cues(article))
}

/// The cues of every passage of an article.
pub fn cues(article: &Article) -> Vec<Arc<PassageCues>> {
    article.passages.iter().map(|placed| placed.passage.note(PassageCues::read)).collect()
}

/// [`statements`] over cues that were read before; `cues` is as long as the article's passages.
pub fn statements_of(article: &Article, cast: &Cast, cues: &[Arc<PassageCues>]) -> Vec<Statement> {
    scope::trace(article, sources::Who::new(article, cast), cues)
}

/// The statements that stand in one sentence, with or without a source.
pub fn covering(statements: &[Statement], passage: u32, sentence: u32) -> impl Iterator<Item = &Statement> {
    let start = statements.partition_point(|one| (one.passage, one.sentence) < (passage, sentence));
    statements[start..].iter().take_while(move |one| (one.passage, one.sentence) == (passage, sentence))
}

/// What the political code word that ends `expression` (政府首脳, 首相周辺) conventionally stands for, in Japanese and in
/// English. A convention among reporters, never an identification.
pub fn convention(expression: &str) -> Option<(&'static str, &'static str)> {
    lexicon::lexicon().convention(expression)
}

#[cfg(test)]
mod tests;
