//! What can be said of one line by looking at it alone.

use crate::language::{BracketKind, Part, Passage, Token, script};
use crate::text::{Span, width};

use super::lexicon;

/// A passage's text as a line of a page.
pub(super) struct Line<'p> {
    pub(super) passage: &'p Passage,
    /// The text without white space around it.
    pub(super) text: &'p str,
    /// Terminal columns of `text`.
    pub(super) columns: usize,
    /// Bytes of the passage's text before what follows a bullet mark or an item's number; 0 where there is none.
    pub(super) bullet: u32,
    /// Whether that mark is a number.
    pub(super) numbered: bool,
}

/// Marks that open an item of a list.
const BULLETS: &[char] = &[
    '・', '•', '●', '○', '◯', '■', '□', '◆', '◇', '▼', '▽', '▲', '△', '★', '☆', '※', '→', '⇒', '-', '*', '－', '―',
    '–', '·', '‣', '▪', '►', '▶',
];

impl<'p> Line<'p> {
    pub(super) fn of(passage: &'p Passage) -> Self {
        let text = passage.text.trim();
        let (bullet, numbered) = bullet(&passage.text);
        Self { passage, text, columns: width::columns(text), bullet, numbered }
    }

    /// What follows the bullet mark.
    pub(super) fn content(&self) -> &'p str {
        self.passage.text[self.bullet as usize..].trim()
    }

    /// Whether it has a sentence that is ended as one.
    pub(super) fn is_prose(&self) -> bool {
        self.columns >= 40 && self.ends_sentence() && self.has_japanese()
    }

    /// Whether its last sentence is ended by a mark, closing brackets aside.
    pub(super) fn ends_sentence(&self) -> bool {
        let end = self.text.trim_end_matches(['」', '』', '）', ')', '”', '"', ' ', '　']);
        end.ends_with(['。', '！', '？', '!', '?', '．', '｡'])
    }

    /// Whether it tells something as a sentence does, although its end may not be written yet: a sentence is ended in it, or
    /// it has a subject and closes in the past or politely. A head names (首脳会談の行方), and where it tells it does so in
    /// the present (大統領が辞任、支援を急ぐ).
    pub(super) fn tells(&self) -> bool {
        let (passage, text) = (self.passage, self.passage.text.as_str());
        let is_subject = |token: &Token| {
            token.part() == Part::Particle
                && matches!((token.surface(text), token.class().sub), ("は", "係助詞") | ("が", "格助詞"))
        };
        let inflects = |token: &Token| {
            let class = token.class();
            class.part == Part::Auxiliary
                && class.form == "基本形"
                && matches!(class.conjugation, "特殊・タ" | "特殊・デス" | "特殊・マス")
        };
        let ended = |sentence: &Span| sentence.slice(text).trim_end_matches(['」', '』', '）', ')']).ends_with('。');
        passage.sentences.split_last().is_some_and(|(_, before)| before.iter().any(ended))
            || passage.tokens.last().is_some_and(inflects) && passage.tokens.iter().any(is_subject)
    }

    pub(super) fn has_japanese(&self) -> bool {
        self.text.chars().any(script::is_japanese)
    }

    /// An address, or nothing but hash tags.
    pub(super) fn is_link(&self) -> bool {
        let mut words = self.text.split_whitespace();
        self.text.contains("://") && !self.has_japanese()
            || is_host(self.text)
            || self.text.starts_with(['#', '＃']) && words.all(|word| word.starts_with(['#', '＃']))
    }

    /// A heading in square brackets and nothing else: 【概要】.
    pub(super) fn is_bracketed(&self) -> bool {
        self.outer(BracketKind::Square).is_some_and(|pair| pair.slice(&self.passage.text).trim() == self.text)
    }

    fn outer(&self, kind: BracketKind) -> Option<Span> {
        self.passage.brackets.iter().find(|pair| pair.kind == kind && pair.depth == 0).map(|pair| pair.outer)
    }

    /// The text without the brackets of a bracketed heading.
    pub(super) fn unbracketed(&self) -> &'p str {
        if self.is_bracketed() {
            self.text.trim_matches(|c| "【】[]［］〔〕".contains(c)).trim()
        } else {
            self.text.trim_end_matches([':', '：']).trim()
        }
    }

    /// Where the content begins after a dateline, and the dateline: a bracket at the start that names a day or ends in
    /// the name of an agency.
    pub(super) fn dateline(&self) -> Option<(u32, Span)> {
        let text = &self.passage.text;
        let first = self.passage.brackets.iter().find(|pair| pair.depth == 0)?;
        let before = text[..first.outer.start as usize].trim();
        let inner = first.inner.slice(text).trim();
        let place = matches!(first.kind, BracketKind::Square | BracketKind::Round) && before.is_empty();
        if !place || width::columns(inner) > 48 || text[first.outer.end as usize..].trim().is_empty() {
            return None;
        }
        let by_wire = lexicon::wires().iter().any(|wire| inner.ends_with(wire));
        let by_day =
            inner.contains('日') && inner.chars().any(char::is_numeric) && inner.contains([' ', '　', '＝', '=']);
        if !by_wire && !by_day {
            return None;
        }
        let rest = &text[first.outer.end as usize..];
        let lead = text.len() - rest.trim_start_matches([' ', '　', '-', '－', '―', '–', '—']).len();
        Some((lead as u32, first.inner))
    }

    /// Where the content begins after the label of a feed's item, and the label: `BBC – Asia: …`.
    pub(super) fn feed_label(&self) -> Option<(u32, Span)> {
        if self.bullet == 0 {
            return None;
        }
        let text = &self.passage.text;
        let start = self.bullet as usize;
        let colon = text[start..].find([':', '：'])? + start;
        let label = &text[start..colon];
        let outlet = label.split_once(" – ").or_else(|| label.split_once(" - ")).or_else(|| label.split_once(" — "))?.0;
        if width::columns(label) > 60 || outlet.trim().is_empty() {
            return None;
        }
        let mark = text[colon..].chars().next().map_or(0, char::len_utf8);
        let rest = &text[colon + mark..];
        let lead = text.len() - rest.trim_start().len();
        let from = start + (outlet.len() - outlet.trim_start().len());
        Some((lead as u32, Span::of(from..from + outlet.trim().len())))
    }

    /// An entry of a list of references: a title in quotation marks, then an outlet and a date; or Latin text that ends
    /// in a date.
    pub(super) fn is_reference(&self) -> bool {
        let titles = || {
            let quoted = |kind| matches!(kind, BracketKind::Quote | BracketKind::DoubleQuote);
            self.passage.brackets.iter().filter(move |pair| pair.depth == 0 && quoted(pair.kind)).map(|pair| pair.outer)
        };
        let first = titles().map(|title| title.start).chain(self.passage.text.find('"').map(|at| at as u32)).min();
        let author = first.map_or("", |at| &self.passage.text[..at as usize]);
        if width::columns(author) > 90 || author.contains('。') {
            return false;
        }
        let tail_start = titles().map(|title| title.end).max();
        if let Some(end) = tail_start {
            let tail = self.passage.text[end as usize..].trim();
            let follows = tail.starts_with(['。', '.', '．', '、', '（', '(']);
            if follows && width::columns(tail) <= 90 && ends_in_date(tail) {
                return true;
            }
        }
        let straight = || self.text.matches('"').count() >= 2;
        self.columns >= 24 && ends_in_date(self.text) && (straight() || !self.has_japanese())
    }
}

/// Whether a line closes with a day, a year or a time, whatever marks follow.
fn ends_in_date(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let dated = || text.contains('年') || super::dates::find(text).is_some();
    let closes =
        end.ends_with(['日', '年', '月', '時', '分', '付', '覧', '号']) || end.ends_with(|c: char| c.is_numeric());
    closes && (dated() || end.is_ascii() && end.chars().rev().take(4).all(|c| c.is_ascii_digit()))
}

fn is_host(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() >= 2
        && text.is_ascii()
        && !text.contains(' ')
        && labels.iter().all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        && labels.last().is_some_and(|last| last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic()))
}

/// The bytes before an item's content, and whether its mark is a number. A mark must be followed by something.
fn bullet(text: &str) -> (u32, bool) {
    let body = text.trim_start();
    let indent = text.len() - body.len();
    let after = |len: usize| {
        let rest = &body[len..];
        let spaces = rest.len() - rest.trim_start().len();
        if rest.trim().is_empty() { 0 } else { (indent + len + spaces) as u32 }
    };
    let Some(first) = body.chars().next() else { return (0, false) };
    if BULLETS.contains(&first) {
        let spaced =
            !matches!(first, '-' | '*' | '－' | '―' | '–' | '→') || body[first.len_utf8()..].starts_with([' ', '　']);
        return if spaced { (after(first.len_utf8()), false) } else { (0, false) };
    }
    if ('①'..='⑳').contains(&first) {
        return (after(first.len_utf8()), true);
    }
    let digits: usize = body.chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum();
    let mut rest = body[digits..].chars();
    match (rest.next(), rest.next()) {
        (Some(mark @ ('.' | '．' | ')' | '）' | '、')), next)
            if digits > 0 && digits <= 6 && !next.is_some_and(char::is_numeric) =>
        {
            (after(digits + mark.len_utf8()), true)
        }
        _ => (0, false),
    }
}
