//! A hover's text, written once and read twice: as Markdown and as plain text.
//!
//! Whatever comes from an article, from the registry or from a file name enters by [`Line::text`], [`Line::strong`] or
//! [`Line::link`], which escape it; only words of the program itself (`&'static str`) are taken as they are.

use super::escape;

/// Bytes that most lines do with.
const LINE: usize = 384;

/// A line of a page.
pub(super) struct Line {
    markdown: String,
    plain: String,
}

impl Line {
    pub(super) fn new() -> Self {
        Self { markdown: String::with_capacity(LINE), plain: String::with_capacity(LINE) }
    }

    /// Words of the program, free of markup.
    pub(super) fn own(mut self, words: &'static str) -> Self {
        self.markdown.push_str(words);
        self.plain.push_str(words);
        self
    }

    /// Anybody's words.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.add(&escape::shown(text));
        self
    }

    /// Words that [`escape::shown`] gave.
    fn add(&mut self, shown: &str) {
        escape::markdown(shown, &mut self.markdown);
        self.plain.push_str(shown);
    }

    /// Anybody's words, emphasised. To stand at the beginning of a line and before a space or its end: between
    /// Japanese letters and brackets CommonMark does not see emphasis.
    pub(super) fn strong(mut self, text: &str) -> Self {
        let shown = escape::shown(text);
        let shown = shown.trim();
        if !shown.is_empty() {
            self.markdown.push_str("**");
            self.add(shown);
            self.markdown.push_str("**");
        }
        self
    }

    /// Anybody's words, leading to `address` (from [`escape::file_address`] or [`escape::web_address`]) where there is
    /// one.
    pub(super) fn link(mut self, text: &str, address: Option<&str>) -> Self {
        match address {
            Some(address) if !text.trim().is_empty() => {
                self.markdown.push('[');
                self.add(&escape::shown(text));
                self.markdown.push_str("](");
                self.markdown.push_str(address);
                self.markdown.push(')');
                self
            }
            _ => self.text(text),
        }
    }
}

/// A page.
#[derive(Default)]
pub(super) struct Page {
    markdown: String,
    plain: String,
    in_list: bool,
}

impl Page {
    /// A paragraph of one line.
    pub(super) fn paragraph(&mut self, line: &Line) {
        self.in_list = false;
        self.write("", "", line, true);
    }

    /// The heading of a part of the page.
    pub(super) fn heading(&mut self, line: &Line) {
        self.in_list = false;
        self.write("## ", "■ ", line, true);
    }

    /// An entry of a list.
    pub(super) fn entry(&mut self, line: &Line) {
        let first = !std::mem::replace(&mut self.in_list, true);
        self.write("- ", "・", line, first);
    }

    /// An entry below an entry.
    pub(super) fn sub_entry(&mut self, line: &Line) {
        self.write("  - ", "　・", line, false);
    }

    fn write(&mut self, markdown: &str, plain: &str, line: &Line, apart: bool) {
        if line.plain.trim().is_empty() {
            return;
        }
        if !self.markdown.is_empty() {
            self.markdown.push_str(if apart { "\n\n" } else { "\n" });
            self.plain.push('\n');
        }
        self.markdown.push_str(markdown);
        self.markdown.push_str(line.markdown.trim());
        self.plain.push_str(plain);
        self.plain.push_str(line.plain.trim());
    }

    /// The page as Markdown and as plain text; `None` where nothing was written.
    pub(super) fn finish(self) -> Option<(String, String)> {
        (!self.plain.is_empty()).then_some((self.markdown, self.plain))
    }
}
