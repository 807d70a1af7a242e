//! What does nobody vouch for in an article, and which of it did somebody accept? Of articles that nobody has open as well.

use std::sync::Arc;

use super::escape;
use crate::archive::{Card, Snapshot};
use crate::config::Acceptance;
use crate::findings::Finding;
use crate::text::Span;

/// A finding in the list of all.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The article that it stands in.
    pub article: Arc<Card>,
    /// The finding, in bytes of the article.
    pub finding: Finding,
    /// Who accepted it and why, where somebody did.
    pub accepted: Option<Acceptance>,
}

/// The findings of an article, accepted or not, by where they start. Reads the article only where something of it was
/// accepted.
pub fn claims(snapshot: &Snapshot, card: &Arc<Card>) -> Vec<Claim> {
    let entry = snapshot.has_acceptances(card.path()).then(|| snapshot.entry(card.path())).flatten();
    let claims = card.findings().map(|finding| Claim {
        article: Arc::clone(card),
        accepted: entry.as_ref().and_then(|entry| snapshot.accepted(entry, &finding).cloned()),
        finding,
    });
    claims.collect()
}

/// Characters of a claim's surroundings.
const EXCERPT: usize = 120;

/// What stands around a span of an article, from one 。 to the next on the same line, cut to what a list has room for.
pub fn surroundings(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return String::new() };
    let ends = |c: char| matches!(c, '。' | '\n' | '\r');
    let from = before.rfind(ends).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let to = after.find(ends).map_or(text.len(), |at| {
        let stop = after[at..].chars().next().filter(|c| *c == '。').map_or(0, char::len_utf8);
        end + at + stop
    });
    escape::excerpt(&escape::shown(&text[from..to]), EXCERPT)
}
