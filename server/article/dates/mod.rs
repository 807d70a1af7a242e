//! Times in an article: which stretch of text names one, and when that is.
//!
//! Days and parts of days are seldom given in full (14日, 同日未明, 昨秋); they are counted from the day of publication or
//! from the time named before. There is no clock in this: the same text gives the same times for ever. [`dates`] looks
//! through an article whenever somebody asks; nothing of it is kept.

mod grammar;
mod interval;
mod lexicon;
mod number;
mod publication;
mod resolve;

use jiff::civil::Date;

pub use interval::{Interval, Precision};
pub use publication::PublicationDate;
pub(in crate::article) use publication::{find, publication};
pub use resolve::Anchor;

use super::{Article, BlockKind};
use crate::config::Bilingual;
use crate::language::Passage;
use crate::text::Span;
use grammar::{Expression, Point, Said, Which};
use lexicon::lexicon;
use resolve::Context;

/// A time that an article names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Where, in bytes of the article.
    pub span: Span,
    /// When that is.
    pub interval: Interval,
    /// How exactly it is given.
    pub precision: Precision,
    /// Whether the text leaves it open by a little: ごろ, すぎ.
    pub about: bool,
    /// What it is counted from.
    pub anchor: Anchor,
}

impl Dated {
    /// What it is counted from, in a sentence; `None` for a time that says all itself.
    pub fn why(&self) -> Option<Bilingual> {
        match self.anchor {
            Anchor::Itself => None,
            Anchor::Publication(date) => Some(Bilingual {
                ja: format!("発行日 {date} から"),
                en: format!("from the day of publication, {date}"),
            }),
            Anchor::Earlier(date) => Some(Bilingual {
                ja: format!("前に出た {date} から"),
                en: format!("from the time named before, {date}"),
            }),
        }
    }
}

/// The times that an article names, in order. Those whose day nothing tells are left out, and page furniture is not
/// looked at.
pub fn dates(article: &Article) -> Vec<Dated> {
    let mut found = Vec::new();
    let mut earlier: Option<Date> = None;
    for (placed, block) in article.passages.iter().zip(&article.blocks) {
        if matches!(block.kind, BlockKind::Furniture | BlockKind::Link) {
            continue;
        }
        let passage = &placed.passage;
        let mut sentence: (Option<usize>, Option<Date>) = (None, None);
        each(passage, Span::of(0..passage.text.len()), |local, expression| {
            let number = passage.sentence_at(local.start);
            if sentence.0 != number {
                sentence = (number, None);
            }
            let publication = article.date.map(|date| date.date);
            let context = Context { publication, earlier, sentence: sentence.1, from: None };
            let Some(resolved) = resolve::resolve(&expression.said, context) else { return };
            if let Interval::Between { start, .. } = resolved.interval {
                if is_day(&expression.said) {
                    earlier = Some(start.date());
                }
                if has_own_month(&expression.said) {
                    sentence.1 = Some(start.date());
                }
            }
            found.push(Dated {
                span: placed.to_article(local),
                interval: resolved.interval,
                precision: resolved.precision,
                about: is_about(&expression.said),
                anchor: resolved.anchor,
            });
        });
    }
    found
}

/// The time that is spoken of at byte `offset`; `None` where none is, which nearly always the sentence there tells by itself.
pub fn date_at(article: &Article, offset: u32) -> Option<Dated> {
    let (_, placed) = article.passage_at(offset)?;
    let sentences = placed.passage.sentences.iter().filter(|sentence| placed.to_article(**sentence).touches(offset));
    let mut is_any = false;
    // Sentences do not share times.
    for sentence in sentences {
        each(&placed.passage, *sentence, |local, _| is_any |= placed.to_article(local).touches(offset));
    }
    let all = if is_any { dates(article) } else { Vec::new() };
    all.into_iter().find(|dated| dated.span.touches(offset))
}

/// Calls `visit` with each expression that begins in a part of a passage, and where it stands there.
fn each(passage: &Passage, part: Span, mut visit: impl FnMut(Span, &Expression)) {
    let text = &passage.text;
    let mut from = part.start as usize;
    let end = part.end as usize;
    while let Some(hit) = text.get(from..end).and_then(|rest| lexicon().beginnings.find(rest)) {
        let start = from + hit.start();
        if let Some(expression) = expression_at(passage, start) {
            from = start + expression.len;
            visit(Span::of(start..from), &expression);
        } else {
            // The rest of a number that is no time is none either.
            let number = number::number(&text[start..]).map_or(0, |number| number.len);
            let run: usize = text[start..].chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum();
            from = start + (hit.end() - hit.start()).max(number).max(run);
        }
    }
}

fn expression_at(passage: &Passage, start: usize) -> Option<Expression> {
    let text = &passage.text;
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_numeric() || matches!(c, '.' | ',' | '．' | '，' | '第' | '$' | ':' | '数')) {
        return None;
    }
    let expression = grammar::expression(&text[start..])?;
    if matches!(expression.said, Said::Away { .. }) && before == Some('の') {
        // 事件の2日前: counted from something else than a day.
        return None;
    }
    // 四日市 and 三日月 are words of their own.
    let end = start + expression.len;
    let is_edge = |at: usize| {
        let token = passage.tokens.get(passage.token_at(at as u32));
        token.is_none_or(|token| token.span.start as usize >= at)
    };
    (expression.digits || is_edge(start) && is_edge(end)).then_some(expression)
}

fn points(said: &Said) -> impl Iterator<Item = &Point> {
    let (first, second) = match said {
        Said::At(point) => (Some(point), None),
        Said::Between(first, second) => (Some(first), Some(second)),
        Said::Lasting { .. } | Said::Away { .. } => (None, None),
    };
    first.into_iter().chain(second)
}

/// Whether it names a day, which 同日 can mean.
fn is_day(said: &Said) -> bool {
    points(said).any(|point| point.day.is_some() || point.weekday.is_some() || point.month.is_some())
}

fn has_own_month(said: &Said) -> bool {
    points(said).any(|point| matches!(point.month, Some(Which::Number(_))) || point.year.is_some())
}

fn is_about(said: &Said) -> bool {
    points(said).any(|point| point.about)
}

#[cfg(test)]
mod tests;
