//! What is wrong with a configuration, and where.

use std::fmt;

use crate::text::Span;

/// A file of ours that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file's name.
    pub file: &'static str,
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
    /// An error at `span` of `text`, an `uradori.toml`.
    pub(super) fn at(text: &str, span: Span, message: impl Into<String>) -> Self {
        let before = text.get(..span.start as usize).unwrap_or(text);
        let line = before.matches('\n').count() as u32 + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
        Self { file: super::FILE_NAME, line, column, span, message: message.into() }
    }

    /// The same in another file.
    #[must_use]
    pub(super) fn of(self, file: &'static str) -> Self {
        Self { file, ..self }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for ConfigError {}
