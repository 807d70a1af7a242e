//! The words of times, from `server/lexicon/dates`.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
    Fiscal,
}

/// What a distance is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication.
    Now,
    /// The time named before.
    Then,
}

/// A word that names a time by its distance from another.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: &'static str,
    pub(super) unit: Unit,
    pub(super) base: Base,
    pub(super) distance: i32,
    /// The part of the unit that it names as well.
    pub(super) part: Option<&'static str>,
}

/// A part of a unit: from the beginning of `first` to the end of `last`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: &'static str,
    pub(super) whole: Unit,
    pub(super) first: i32,
    pub(super) last: i32,
    /// Whether it says enough to stand without its whole.
    pub(super) alone: bool,
}

/// A unit of a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    Years,
    Months,
    Weeks,
    Days,
    Hours,
    Minutes,
}

/// A unit of a length of time as it follows a number.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) text: &'static str,
    pub(super) unit: Length,
    /// Whether it is a length only before a word of [`After`].
    pub(super) needs_after: bool,
}

/// What the words behind a number and its unit make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Before,
    Later,
    Length,
    Nothing,
    Date,
}

/// All tables.
pub(super) struct Lexicon {
    words: Vec<Word>,
    parts: Vec<Part>,
    eras: Vec<(&'static str, i32)>,
    spans: Vec<Span>,
    after: Vec<(&'static str, After)>,
    not_dates: Vec<&'static str>,
    about: Vec<&'static str>,
    /// Whatever a time can begin with.
    pub(super) beginnings: AhoCorasick,
}

/// Days of the week, from Monday.
pub(super) const WEEKDAYS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];

/// Digits that a number may begin with.
const DIGITS: [&str; 31] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５", "６", "７", "８", "９", "一",
    "二", "三", "四", "五", "六", "七", "八", "九", "十", "〇",
];

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "fiscal" => Unit::Fiscal,
        _ => return None,
    })
}

fn word(row: &[&'static str]) -> Option<Word> {
    let base = match *row.get(2)? {
        "now" => Base::Now,
        "then" => Base::Then,
        _ => return None,
    };
    let part = row.get(4).copied().filter(|part| *part != "-");
    Some(Word { text: row.first()?, unit: unit(row.get(1)?)?, base, distance: row.get(3)?.parse().ok()?, part })
}

fn part(row: &[&'static str]) -> Option<Part> {
    Some(Part {
        text: row.first()?,
        whole: unit(row.get(1)?)?,
        first: row.get(2)?.parse().ok()?,
        last: row.get(3)?.parse().ok()?,
        alone: *row.get(4)? == "alone",
    })
}

fn span(row: &[&'static str]) -> Option<Span> {
    let unit = match *row.get(1)? {
        "Y" => Length::Years,
        "M" => Length::Months,
        "W" => Length::Weeks,
        "D" => Length::Days,
        "TH" => Length::Hours,
        "TM" => Length::Minutes,
        _ => return None,
    };
    Some(Span { text: row.first()?, unit, needs_after: *row.get(2)? == "after" })
}

fn after(row: &[&'static str]) -> Option<(&'static str, After)> {
    let meaning = match *row.get(1)? {
        "before" => After::Before,
        "later" => After::Later,
        "length" => After::Length,
        "none" => After::Nothing,
        "date" => After::Date,
        _ => return None,
    };
    Some((row.first()?, meaning))
}

impl Lexicon {
    fn read() -> Self {
        let words: Vec<Word> =
            rows(include_str!("../../lexicon/dates/words.tsv")).filter_map(|row| word(&row)).collect();
        let parts: Vec<Part> =
            rows(include_str!("../../lexicon/dates/parts.tsv")).filter_map(|row| part(&row)).collect();
        let eras: Vec<(&str, i32)> = rows(include_str!("../../lexicon/dates/eras.tsv"))
            .filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?)))
            .collect();
        let spans = rows(include_str!("../../lexicon/dates/spans.tsv")).filter_map(|row| span(&row)).collect();
        let after = rows(include_str!("../../lexicon/dates/after.tsv")).filter_map(|row| after(&row)).collect();
        let single = |table| rows(table).filter_map(|row| row.first().copied()).collect::<Vec<_>>();
        let weekdays = WEEKDAYS.map(|day| format!("{day}曜"));
        let beginnings = words.iter().map(|word| word.text);
        let beginnings = beginnings.chain(parts.iter().filter(|part| part.whole == Unit::Day).map(|part| part.text));
        let beginnings = beginnings.chain(eras.iter().map(|(name, _)| *name)).chain(DIGITS);
        let beginnings = beginnings.chain(weekdays.iter().map(String::as_str));
        let beginnings = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(beginnings)
            .expect("a few hundred short words make an automaton");
        Self {
            words,
            parts,
            eras,
            spans,
            after,
            not_dates: single(include_str!("../../lexicon/dates/not_dates.tsv")),
            about: single(include_str!("../../lexicon/dates/about.tsv")),
            beginnings,
        }
    }

    /// The longest word that `text` begins with.
    pub(super) fn word(&self, text: &str) -> Option<&Word> {
        let fits = self.words.iter().filter(|word| text.starts_with(word.text));
        fits.max_by_key(|word| word.text.len())
    }

    /// The longest part of a `whole` that `text` begins with.
    pub(super) fn part(&self, whole: Unit, text: &str) -> Option<&Part> {
        let whole = if whole == Unit::Fiscal { Unit::Year } else { whole };
        let fits = self.parts.iter().filter(|part| part.whole == whole && text.starts_with(part.text));
        fits.max_by_key(|part| part.text.len())
    }

    pub(super) fn era(&self, text: &str) -> Option<(&'static str, i32)> {
        self.eras.iter().find(|(name, _)| text.starts_with(name)).copied()
    }

    pub(super) fn span(&self, text: &str) -> Option<&Span> {
        self.spans.iter().filter(|span| text.starts_with(span.text)).max_by_key(|span| span.text.len())
    }

    pub(super) fn after(&self, text: &str) -> Option<(&'static str, After)> {
        let fits = self.after.iter().filter(|(word, _)| text.starts_with(word));
        fits.max_by_key(|(word, _)| word.len()).copied()
    }

    /// Whether what stands behind a time makes something else of it.
    pub(super) fn is_not_date(&self, text: &str) -> bool {
        self.not_dates.iter().any(|word| text.starts_with(word))
    }

    /// The length in bytes of the word that leaves a time open by a little, at the beginning of `text`.
    pub(super) fn about(&self, text: &str) -> usize {
        self.about.iter().filter(|word| text.starts_with(**word)).map(|word| word.len()).max().unwrap_or_default()
    }
}

pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        let lexicon = lexicon();
        assert_eq!(rows(include_str!("../../lexicon/dates/words.tsv")).count(), lexicon.words.len());
        assert_eq!(rows(include_str!("../../lexicon/dates/parts.tsv")).count(), lexicon.parts.len());
        assert_eq!(rows(include_str!("../../lexicon/dates/spans.tsv")).count(), lexicon.spans.len());
        assert_eq!(rows(include_str!("../../lexicon/dates/after.tsv")).count(), lexicon.after.len());
        assert_eq!(rows(include_str!("../../lexicon/dates/eras.tsv")).count(), lexicon.eras.len());
        let unknown = |word: &&Word| word.part.is_some_and(|part| lexicon.part(word.unit, part).is_none());
        assert!(!lexicon.words.iter().any(|word| unknown(&word)));
    }
}
