//! When an article was published.

use jiff::civil::Date;

use crate::article::{Block, BlockKind};
use crate::language::Placed;
use crate::text::Span;

/// A publication date and where the text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationDate {
    /// The day.
    pub date: Date,
    /// Where it stands, in bytes of the text.
    pub span: Span,
}

/// The publication date of an article: the first date of its headline or byline; else the latest date of its list of
/// references, which an article is not older than; else the first full date of its body.
pub(in crate::article) fn publication(_text: &str, passages: &[Placed], blocks: &[Block]) -> Option<PublicationDate> {
    let dated = |kinds: &'static [BlockKind]| {
        passages.iter().zip(blocks).filter(|(_, block)| kinds.contains(&block.kind)).filter_map(|(placed, _)| {
            let (date, local) = find(&placed.passage.text)?;
            Some(PublicationDate { date, span: placed.to_article(local) })
        })
    };
    dated(&[BlockKind::Headline, BlockKind::Byline, BlockKind::SectionHead])
        .next()
        .or_else(|| dated(&[BlockKind::Reference]).max_by_key(|found| found.date))
        .or_else(|| dated(&[BlockKind::Paragraph]).next())
}

/// The first full date in `text`: 2020年09月26日, 令和2年9月26日, 2020-09-26, 2020/9/26, 2020.09.26, 2026 - 03 - 01, in half-
/// or full-width digits.
pub(in crate::article) fn find(text: &str) -> Option<(Date, Span)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(is_numeric).map(|at| at + from) {
        if let Some((date, len)) = at_digits(&text[at..], era_before(&text[..at])) {
            return Some((date, Span::of(at..at + len)));
        }
        let run: usize = text[at..].chars().take_while(|c| is_numeric(*c)).map(char::len_utf8).sum();
        from = at + run.max(1);
    }
    None
}

/// [`char::is_numeric`], with kana and the common kanji, which are not, passed over before its tables are asked.
fn is_numeric(c: char) -> bool {
    !matches!(c, 'ぁ'..='ヿ' | '一'..='\u{9fff}') && c.is_numeric()
}

/// The Gregorian year before year one of the era whose name ends `before`.
fn era_before(before: &str) -> i32 {
    const ERAS: [(&str, i32); 3] = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];
    ERAS.iter().find(|(name, _)| before.ends_with(name)).map_or(0, |(_, offset)| *offset)
}

/// A date at the start of `text`, which begins with a digit, and its length in bytes.
fn at_digits(text: &str, era: i32) -> Option<(Date, usize)> {
    let mut at = 0;
    let year = number(text, &mut at)?;
    if !(era > 0 || (1900..2100).contains(&year)) {
        return None;
    }
    separator(text, &mut at, '年')?;
    let month = number(text, &mut at)?;
    separator(text, &mut at, '月')?;
    let day = number(text, &mut at)?;
    let date = Date::new((year + era) as i16, month as i8, day as i8).ok()?;
    if text[at..].starts_with('日') {
        at += '日'.len_utf8();
    }
    Some((date, at))
}

fn number(text: &str, at: &mut usize) -> Option<i32> {
    let mut value = 0;
    let mut digits = 0;
    for c in text[*at..].chars() {
        let digit = match c {
            '0'..='9' => c as i32 - '0' as i32,
            '０'..='９' => c as i32 - '０' as i32,
            _ => break,
        };
        digits += 1;
        if digits > 4 {
            return None;
        }
        value = value * 10 + digit;
        *at += c.len_utf8();
    }
    (digits > 0).then_some(value)
}

fn separator(text: &str, at: &mut usize, sign: char) -> Option<()> {
    let rest = &text[*at..];
    let body = rest.trim_start_matches(' ');
    let c = body.chars().next()?;
    if c != sign && !matches!(c, '-' | '/' | '.' | '／' | '．' | '－') {
        return None;
    }
    let tail = body[c.len_utf8()..].trim_start_matches(' ');
    *at = text.len() - tail.len();
    Some(())
}
