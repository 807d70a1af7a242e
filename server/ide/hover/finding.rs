//! On a finding: what is missing, what was searched, and the nearest source that does not reach the claim.

use std::sync::Arc;

use super::{Lang, Line, Page, quoted};
use crate::archive::{Entry, Snapshot};
use crate::findings::Finding;
use crate::ide::{escape, wording};

pub(super) fn write(page: &mut Page, snapshot: &Snapshot, entry: &Arc<Entry>, finding: &Finding, lang: Lang) {
    let heading = Line::new().strong(finding.code.name()).own(" ").own(wording::severity(finding.severity).of(lang));
    page.paragraph(&heading);
    page.paragraph(&Line::new().own(wording::FINDING.of(lang)).text(finding.message.in_lang(lang)));
    if let Some(row) = snapshot.accepted(entry, finding) {
        let line =
            Line::new().own(wording::ACCEPTED.of(lang)).text(&row.reason).own(wording::OPEN.of(lang)).text(&row.by);
        let line = line.own(wording::COMMA.of(lang)).text(&row.on.to_string());
        page.entry(&line.own(wording::CLOSE.of(lang)));
    }
    page.entry(&Line::new().text(finding.why.in_lang(lang)));
    if let Some(related) = finding.related {
        let line = quoted(Line::new().own(wording::NEAREST.of(lang)), related.slice(entry.text()), lang);
        page.entry(&at_line(line, entry, related.start, lang));
    }
}

/// Where in the article, as a link.
pub(super) fn at_line(line: Line, entry: &Arc<Entry>, offset: u32, lang: Lang) -> Line {
    let number = entry.lines().line_of(offset);
    let address = escape::file_address(entry.path(), number);
    line.own(wording::OPEN.of(lang)).link(&wording::line(number, lang), address.as_deref()).own(wording::CLOSE.of(lang))
}
