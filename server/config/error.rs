//! What is wrong with a configuration, and where.

use std::fmt;

use crate::text::Span;

/// An `uradori.toml` that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Line, from one.
    pub line: u32,
    /// Column in Unicode scalar values, from one.
    pub column: u32,
    /// The place, in bytes of the file's text.
    pub span: Span,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl ConfigError {
    /// An error at `span` of `text`.
    pub(super) fn at(text: &str, span: Span, message: impl Into<String>) -> Self {
        let before = text.get(..span.start as usize).unwrap_or(text);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        Self { line, column, span, message: message.into() }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", super::FILE_NAME, self.line, self.column, self.message)
    }
}

impl std::error::Error for ConfigError {}
