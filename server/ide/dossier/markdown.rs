//! A dossier as a page to read.

use jiff::civil::Date;

use super::{Dossier, Utterance};
use crate::actors::Kind;
use crate::config::Relation;
use crate::ide::page::{Line, Page};
use crate::ide::{Lang, Place, escape, wording};

/// How much of each thing a page has room for.
const NAMES: usize = 20;
const STATEMENTS: usize = 50;
const COMPANY: usize = 15;

/// Characters of a quotation and of a headline.
const QUOTE: usize = 160;
const HEADLINE: usize = 60;

/// A dossier as CommonMark. What comes from articles is escaped; links lead to articles (`file:`) and to the registry's
/// `https` addresses.
pub fn dossier_markdown(dossier: &Dossier, lang: Lang) -> String {
    let mut page = Page::default();
    let head = Line::new().strong(&dossier.name).own(" ").own(wording::kind(dossier.kind).of(lang));
    let head = match dossier.reading.as_str() {
        "" => head,
        reading => head.own(wording::COMMA.of(lang)).text(reading),
    };
    page.paragraph(&head);
    page.paragraph(&Line::new().text(&dossier.description));
    let counts = wording::introduction_lens(&dossier.id, dossier.mentions, dossier.articles, lang);
    page.entry(&Line::new().text(&counts));
    write_names(&mut page, dossier, lang);
    write_contested(&mut page, dossier, lang);
    write_links(&mut page, dossier, lang);
    if dossier.kind == Kind::Person && !dossier.roles.is_empty() {
        page.heading(&Line::new().own(wording::ROLES_OVER_TIME.of(lang)));
        for role in &dossier.roles {
            let line = Line::new().text(&role.title).own(wording::COLON.of(lang));
            page.entry(&place(line.text(&days(role.days)).own(" "), &role.place));
        }
    }
    write_statements(&mut page, wording::STATEMENTS_BY, &dossier.said, false, lang);
    write_statements(&mut page, wording::STATEMENTS_ABOUT, &dossier.told, true, lang);
    write_weak(&mut page, dossier, lang);
    if !dossier.company.is_empty() {
        page.heading(&Line::new().own(wording::NAMED_TOGETHER.of(lang)));
        for one in dossier.company.iter().take(COMPANY) {
            page.entry(&Line::new().text(&one.name).own(" ").text(&one.sentences.to_string()));
        }
    }
    page.finish().map(|(markdown, _)| markdown + "\n").unwrap_or_default()
}

fn write_names(page: &mut Page, dossier: &Dossier, lang: Lang) {
    let mut line = Line::new().own(wording::OTHER_NAMES.of(lang));
    for (n, (name, count)) in dossier.names.iter().take(NAMES).enumerate() {
        if n > 0 {
            line = line.own(wording::COMMA.of(lang));
        }
        line = line.text(name).own(" ").text(&count.to_string());
    }
    if !dossier.names.is_empty() {
        page.entry(&line);
    }
}

fn write_contested(page: &mut Page, dossier: &Dossier, lang: Lang) {
    for one in &dossier.contested {
        let relation = if one.relation == Relation::Disputed { wording::DISPUTED } else { wording::SUSPECTED };
        let line = Line::new().own(wording::CONTESTED.of(lang)).text(&one.name).own(wording::OPEN.of(lang));
        let line = line.own(relation.of(lang));
        let line = match &one.origin {
            Some(origin) => line.own(wording::COLON.of(lang)).text(origin),
            None => line,
        };
        page.entry(&line.own(wording::CLOSE.of(lang)));
    }
}

fn write_links(page: &mut Page, dossier: &Dossier, lang: Lang) {
    for (link, address) in dossier.links.iter().filter_map(|link| Some((link, escape::web_address(link)?))) {
        page.entry(&Line::new().own(wording::LINKS.of(lang)).link(link, Some(&address)));
    }
}

fn write_statements(page: &mut Page, head: wording::Words, list: &[Utterance], named: bool, lang: Lang) {
    if list.is_empty() {
        return;
    }
    page.heading(&Line::new().own(head.of(lang)));
    for one in list.iter().take(STATEMENTS) {
        let mut line = place(Line::new(), &one.place).own(" ");
        if named {
            let source = one.speaker.as_ref().map_or(one.source.as_str(), |(_, name)| name);
            line = line.text(source).own(wording::COLON.of(lang));
        }
        line = quoted(line, &one.words, lang);
        let weak = one.grade.filter(|grade| !grade.can_vouch()).map(wording::grade);
        let codes = one.findings.iter().map(|finding| finding.code.name());
        let notes: Vec<&str> = weak.map(|words| words.of(lang)).into_iter().chain(codes).collect();
        if !notes.is_empty() {
            let notes = notes.join(wording::COMMA.of(lang));
            line = line.own(wording::OPEN.of(lang)).text(&notes).own(wording::CLOSE.of(lang));
        }
        page.entry(&line);
    }
    if let Some(left) = list.len().checked_sub(STATEMENTS).filter(|left| *left > 0) {
        page.entry(&Line::new().text(&wording::more(left, lang)));
    }
}

fn write_weak(page: &mut Page, dossier: &Dossier, lang: Lang) {
    let mut open = dossier.weak.iter().filter(|weak| weak.claim.accepted.is_none()).peekable();
    if open.peek().is_none() {
        return;
    }
    page.heading(&Line::new().own(wording::WEAK_PLACES.of(lang)));
    for weak in open.take(STATEMENTS) {
        let finding = &weak.claim.finding;
        let at = Place { article: weak.claim.article.clone(), span: finding.span };
        let line = place(Line::new(), &at).own(" ").text(finding.message.in_lang(lang)).own(" ");
        page.entry(&quoted(line, &weak.words, lang));
    }
}

/// Two days, or one.
fn days(days: Option<(Date, Date)>) -> String {
    match days {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} – {last}"),
        None => "—".to_owned(),
    }
}

/// An article: the day, and the headline as a link to the place.
fn place(line: Line, place: &Place) -> Line {
    let card = &place.article;
    let line = match card.day() {
        Some(day) => line.text(&day.to_string()).own(" "),
        None => line,
    };
    let address = escape::file_address(card.path(), card.line_of(place.span.start));
    let headline = card.title().trim_start_matches(['#', '＃']);
    line.link(&escape::excerpt(headline, HEADLINE), address.as_deref())
}

fn quoted(line: Line, text: &str, lang: Lang) -> Line {
    let text = escape::excerpt(text, QUOTE);
    if text.starts_with(['「', '『', '“']) {
        return line.text(&text);
    }
    line.own(wording::OPEN_QUOTE.of(lang)).text(&text).own(wording::CLOSE_QUOTE.of(lang))
}
