//! Where addresses in the text lead: `https://…` and `http://…`, and lines that are nothing but a host, as clipping blogs
//! write them.

use std::path::Path;

use url::Url;

use crate::archive::Snapshot;
use crate::article::BlockKind;
use crate::text::Span;

/// An address in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Where it stands, in bytes of the article.
    pub span: Span,
    /// Where it leads; `http` or `https`.
    pub target: String,
}

/// How many links one answer holds.
const LIMIT: usize = 1000;

/// The addresses in the article at `path`, in order.
pub fn links(snapshot: &Snapshot, path: &Path) -> Vec<Address> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let article = &entry.analysis().article;
    let mut found: Vec<Address> = schemes(&article.text).collect();
    for (placed, block) in article.passages.iter().zip(&article.blocks) {
        let text = &placed.passage.text;
        if block.kind != BlockKind::Link || text.contains("://") || text.trim_start().starts_with(['#', '＃']) {
            continue;
        }
        let start = text.len() - text.trim_start().len();
        let host = text.trim();
        if let Some(target) = address(&format!("https://{host}")) {
            found.push(Address { span: placed.to_article(Span::of(start..start + host.len())), target });
        }
    }
    found.sort_by_key(|link| link.span);
    found.truncate(LIMIT);
    found
}

/// Addresses with their scheme.
fn schemes(text: &str) -> impl Iterator<Item = Address> {
    text.match_indices("://").filter_map(|(at, _)| {
        let start =
            ["https", "http"].iter().find(|scheme| text[..at].ends_with(**scheme)).map(|scheme| at - scheme.len())?;
        // A letter before the scheme makes another word of it.
        if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let end = start + length(&text[start..]);
        let target = address(&text[start..end])?;
        Some(Address { span: Span::of(start..end), target })
    })
}

/// How much of `text` is address: up to what no address holds, without the marks of the sentence around it. What follows
/// in Japanese belongs to the sentence.
fn length(text: &str) -> usize {
    let holds = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^');
    let mut end = text.find(|c: char| !holds(c)).unwrap_or(text.len());
    loop {
        let piece = &text[..end];
        let unopened = |close: char, open: char| {
            piece.ends_with(close) && piece.matches(close).count() > piece.matches(open).count()
        };
        let mark = piece.ends_with(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        if !(mark || unopened(')', '(') || unopened(']', '[')) {
            return end;
        }
        end -= 1;
    }
}

/// An address in the form in which it may be opened; `None` for what is none.
fn address(written: &str) -> Option<String> {
    let url = Url::parse(written).ok()?;
    let host = url.host_str()?;
    // A name before the host only serves to look like another host.
    let plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && plain && host.contains(['.', ':'])).then(|| url.into())
}
