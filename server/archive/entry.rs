//! One article of the archive.

use std::path::Path;
use std::sync::Arc;

use super::{Analysis, Analyst, guard};
use crate::text::{Decoded, Lines, Position, PositionEncoding, Span};

/// One version of one article: where it lies, how it was written, and all that is known of it. Never changed once made.
#[derive(Debug)]
pub struct Entry {
    path: Arc<Path>,
    uri: Option<Arc<str>>,
    encoding: &'static str,
    malformed: bool,
    lines: Lines,
    analysis: Arc<Analysis>,
    open: Option<i32>,
}

impl Entry {
    /// An article as it lies on disk.
    pub fn on_disk(path: Arc<Path>, decoded: Decoded, analyst: &Analyst) -> Self {
        let Decoded { text, encoding, malformed } = decoded;
        let lines = Lines::of(&text);
        let analysis = Arc::new(guard::analyze(analyst, text.into(), None, &path));
        Self { path, uri: None, encoding, malformed, lines, analysis, open: None }
    }

    /// An article that an editor has open, in version `version`, under the address that the editor gave it.
    pub fn in_editor(path: Arc<Path>, uri: Arc<str>, version: i32, analysis: Arc<Analysis>) -> Self {
        let lines = Lines::of(&analysis.article.text);
        Self { path, uri: Some(uri), encoding: "UTF-8", malformed: false, lines, analysis, open: Some(version) }
    }

    /// Where it lies.
    pub fn path(&self) -> &Arc<Path> {
        &self.path
    }

    /// Its address letter for letter as the editor wrote it; `None` where no editor has it open.
    pub fn uri(&self) -> Option<&Arc<str>> {
        self.uri.as_ref()
    }

    /// The name of the encoding in which it lies on disk (WHATWG); `UTF-8` for an open one.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Whether some of its bytes were not valid in that encoding.
    pub fn is_malformed(&self) -> bool {
        self.malformed
    }

    /// The version that the editor shows; `None` where no editor has it open.
    pub fn version(&self) -> Option<i32> {
        self.open
    }

    /// What is known of it.
    pub fn analysis(&self) -> &Arc<Analysis> {
        &self.analysis
    }

    /// Its text.
    pub fn text(&self) -> &Arc<str> {
        &self.analysis.article.text
    }

    /// Where its lines begin.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Its headline, or its file name where it has none.
    pub fn title(&self) -> &str {
        let title = self.analysis.article.title.map(|span| span.slice(self.text())).filter(|title| !title.is_empty());
        title.unwrap_or_else(|| self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default())
    }

    /// The byte offset of a position, clamped as [`Lines::offset`] says.
    pub fn offset(&self, position: Position, encoding: PositionEncoding) -> u32 {
        self.lines.offset(self.text(), position, encoding)
    }

    /// Where a span begins and ends, as [`Lines::position`] says.
    pub fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        let at = |offset| self.lines.position(self.text(), offset, encoding);
        (at(span.start), at(span.end))
    }
}
