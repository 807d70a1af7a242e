//! Who is this, and who says so?
//!
//! On a mention, what the archive knows of the actor; on a finding, its reason; on an attributed clause, who says it; on a
//! time, when that is.
//! Where several stand at one place, each has its part of the page, the mention first.

mod actor;
mod dated;
mod finding;
mod statement;

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::appearance::{self, Appearance};
use super::dossier::Glance;
use super::page::{Line, Page};
use super::{Lang, escape, wording};
use crate::archive::{Card, Snapshot};
use crate::article::date_at;
use crate::text::Span;

/// What to show at a place, at most a screenful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about, in bytes of the article.
    pub span: Span,
    /// The text as CommonMark. What comes from articles is escaped; links lead to articles of the archive (`file:`) and
    /// to the registry's `https` addresses.
    pub markdown: String,
    /// The same without markup.
    pub plain: String,
}

/// What is known about the place at byte `offset` of the article at `path`; `None` where nothing stands.
pub fn hover(snapshot: &Snapshot, path: &Path, offset: u32, lang: Lang) -> Option<Hover> {
    let entry = &snapshot.entry(path)?;
    let analysis = entry.analysis();
    let mut page = Page::default();
    let mut span = None;
    let named = appearance::at(snapshot, path, offset)
        .and_then(|(here, mention)| Some((here, analysis.cast.mentions.get(mention as usize)?)));
    if let Some((here, mention)) = named {
        actor::write(&mut page, snapshot, here, entry.text(), mention, lang);
        span = Some(mention.span);
    }
    let touched = analysis.findings.iter().filter(|finding| finding.span.touches(offset));
    if let Some(finding) = touched.min_by_key(|finding| (!finding.span.contains(offset), finding.span.len())) {
        finding::write(&mut page, snapshot, entry, finding, lang);
        span = span.or(Some(finding.span));
    }
    if named.is_none() {
        let around = analysis.statements.iter().filter(|statement| statement.span.contains(offset));
        if let Some(statement) = around.min_by_key(|statement| statement.span.len()) {
            statement::write(&mut page, snapshot, entry, statement, lang);
            span = span.or(Some(statement.span));
        }
    }
    if let Some(dated) = date_at(&analysis.article, offset) {
        dated::write(&mut page, entry, &dated, lang);
        span = span.or(Some(dated.span));
    }
    let (markdown, plain) = page.finish()?;
    Some(Hover { span: span?, markdown, plain })
}

/// Reads the texts that hovers over the names of the article at `path` quote from, so that they are at hand when somebody
/// asks. Costs no more than some hundred hovers do: of a very long article the names at its head are looked at.
pub fn read_quoted(snapshot: &Snapshot, path: &Path) {
    let Some(card) = snapshot.card(path) else { return };
    let mut seen: FxHashSet<&Path> = FxHashSet::default();
    for (number, actor) in (0..NAMES_AHEAD).zip(card.actors()) {
        let dossier = Glance::gather(snapshot, Appearance { card, number, actor });
        for other in actor::quoted_from(&dossier) {
            if seen.len() == TEXTS_AHEAD {
                return;
            }
            if seen.insert(other.path()) {
                snapshot.text(other);
            }
        }
    }
}

/// For how many actors of an article texts are read ahead, and how many texts: half of those that are kept.
const NAMES_AHEAD: u32 = 128;
const TEXTS_AHEAD: usize = 256;

/// Characters of a quoted sentence or statement that a line has room for.
const QUOTE: usize = 70;

/// Characters of a headline.
const HEADLINE: usize = 40;

/// An article: the day, and the headline as a link to byte `offset` of it.
fn article(line: Line, card: &Arc<Card>, offset: u32) -> Line {
    let line = match card.day() {
        Some(day) => line.text(&day.to_string()).own(" "),
        None => line,
    };
    let address = escape::file_address(card.path(), card.line_of(offset));
    // A headline of Markdown comes with its mark.
    let headline = card.title().trim_start_matches(['#', '＃']);
    line.link(&escape::excerpt(headline, HEADLINE), address.as_deref())
}

/// Words of an article in quotation marks, unless they bring their own.
fn quoted(line: Line, text: &str, lang: Lang) -> Line {
    let text = escape::excerpt(text, QUOTE);
    if text.starts_with(['「', '『', '“']) {
        return line.text(&text);
    }
    line.own(wording::OPEN_QUOTE.of(lang)).text(&text).own(wording::CLOSE_QUOTE.of(lang))
}

/// Items with commas between them.
fn list<T>(
    mut line: Line,
    items: impl IntoIterator<Item = T>,
    lang: Lang,
    mut write: impl FnMut(Line, T) -> Line,
) -> Line {
    for (n, item) in items.into_iter().enumerate() {
        if n > 0 {
            line = line.own(wording::COMMA.of(lang));
        }
        line = write(line, item);
    }
    line
}
