//! On a time: when that is, and what it is counted from.

use super::{Lang, Line, Page, quoted};
use crate::archive::Entry;
use crate::article::Dated;
use crate::ide::wording;

pub(super) fn write(page: &mut Page, entry: &Entry, dated: &Dated, lang: Lang) {
    let line = quoted(Line::new().own(wording::TIME.of(lang)), dated.span.slice(entry.text()), lang).own(" ");
    let line = line.text(&dated.interval.to_string());
    let line = if dated.about { line.own(wording::ABOUT.of(lang)) } else { line };
    page.entry(&match dated.why() {
        Some(why) => line.own(wording::OPEN.of(lang)).text(why.in_lang(lang)).own(wording::CLOSE.of(lang)),
        None => line,
    });
}
