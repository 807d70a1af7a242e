//! What a time says, before anybody knows when that is: 昨年3月14日（土）午後3時ごろ, 13日夜から14日にかけて, 2か月から3か月.

mod point;

use super::lexicon::{After, Base, Length, Part, lexicon};
use super::number::{Number, number};

/// A number, or a distance from another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Number(i32),
    From(Base, i32),
}

/// A time of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i32,
    pub(super) minute: Option<i32>,
}

/// One time. What is not said is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<Which>,
    /// How many years from `year` on: 1, of a decade 10, of a century 100.
    pub(super) years: i32,
    pub(super) fiscal: bool,
    pub(super) month: Option<Which>,
    pub(super) week: Option<(Base, i32)>,
    pub(super) weekday: Option<i32>,
    pub(super) day: Option<Which>,
    /// A part of the finest of these.
    pub(super) part: Option<&'static Part>,
    pub(super) clock: Option<Clock>,
    /// ごろ, すぎ
    pub(super) about: bool,
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    At(Point),
    Between(Point, Point),
    Lasting {
        from: i32,
        to: i32,
        unit: Length,
    },
    /// So long before or after something else.
    Away {
        base: Base,
        distance: i32,
        unit: Length,
    },
}

/// An expression at the beginning of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    pub(super) said: Said,
    /// Bytes that it takes.
    pub(super) len: usize,
    /// Whether it is so clearly a time that words around it need not be looked at: it begins with a digit.
    pub(super) digits: bool,
}

/// Marks that join two ends of a range.
const DASHES: [char; 8] = ['〜', '～', '~', '－', '–', '—', '-', '―'];

/// Reads the expression at the beginning of `text`.
pub(super) fn expression(text: &str) -> Option<Expression> {
    let digits = text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let mut reader = Reader { rest: text };
    let said = reader.length().or_else(|| reader.short_range()).or_else(|| reader.range())?;
    if lexicon().is_not_date(reader.rest) {
        return None;
    }
    Some(Expression { said, len: text.len() - reader.rest.len(), digits })
}

#[derive(Clone, Copy)]
struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn skip(&mut self, len: usize) {
        self.rest = self.rest.get(len..).unwrap_or_default();
    }

    fn eat(&mut self, word: &str) -> bool {
        let eats = self.rest.starts_with(word);
        if eats {
            self.skip(word.len());
        }
        eats
    }

    fn eat_one(&mut self, chars: &[char]) -> bool {
        let first = self.rest.chars().next().filter(|c| chars.contains(c));
        if let Some(first) = first {
            self.skip(first.len_utf8());
        }
        first.is_some()
    }

    fn number(&mut self) -> Option<Number> {
        let found = number(self.rest)?;
        self.skip(found.len);
        Some(found)
    }

    /// Does what `read` does, or nothing where that finds nothing.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = *self;
        let found = read(self);
        if found.is_none() {
            *self = before;
        }
        found
    }

    // Lengths

    /// 2か月, 2か月から3か月, 2〜3年前, 10日後.
    fn length(&mut self) -> Option<Said> {
        self.attempt(|reader| {
            let from = reader.number()?;
            let bare = reader.eat_one(&DASHES) || reader.eat_one(&['、', '・']);
            if bare {
                let to = reader.number()?;
                return reader.length_of(from.value, to.value);
            }
            let first = reader.unit_of_length()?;
            let second = reader.attempt(|reader| {
                if !(reader.eat("から") || reader.eat_one(&DASHES)) {
                    return None;
                }
                let to = reader.number()?;
                let unit = reader.unit_of_length()?;
                (unit == first).then_some(to.value)
            });
            let clear = second.is_some() || first.1;
            reader.meaning(from.value, second.unwrap_or(from.value), first.0, clear)
        })
    }

    fn length_of(&mut self, from: i32, to: i32) -> Option<Said> {
        let (unit, clear) = self.unit_of_length()?;
        self.meaning(from, to, unit, clear)
    }

    /// A unit, and whether it can be nothing but one of a length.
    fn unit_of_length(&mut self) -> Option<(Length, bool)> {
        let span = lexicon().span(self.rest)?;
        self.skip(span.text.len());
        Some((span.unit, !span.needs_after))
    }

    fn meaning(&mut self, from: i32, to: i32, unit: Length, clear: bool) -> Option<Said> {
        if from > to || to > 999 {
            return None;
        }
        let Some((word, after)) = lexicon().after(self.rest) else {
            return clear.then_some(Said::Lasting { from, to, unit });
        };
        let away = |base, distance| Some(Said::Away { base, distance, unit });
        let said = match after {
            After::Before if from == to => away(Base::Now, -from),
            After::Later if from == to => away(Base::Then, from),
            After::Length | After::Before | After::Later => Some(Said::Lasting { from, to, unit }),
            After::Nothing | After::Date => return clear.then_some(Said::Lasting { from, to, unit }),
        };
        self.skip(word.len());
        said
    }

    // Ranges

    /// 13〜15日, 13、14両日, 3〜5月, 2019〜21年: two numbers that share their unit.
    fn short_range(&mut self) -> Option<Said> {
        self.attempt(|reader| {
            let mut month = None;
            let mut from = reader.number()?;
            if reader.eat("月") {
                month = Some(Which::Number(from.value));
                from = reader.number()?;
            }
            let listed = reader.eat_one(&['、', '・']);
            if !listed && !reader.eat_one(&DASHES) {
                return None;
            }
            let to = reader.number()?;
            let _ = reader.eat("の");
            let _ = reader.eat("両");
            let (first, second) = if reader.eat("日") && !reader.is_no_day() {
                let day = |number: Number| Point { month, day: Some(Which::Number(number.value)), ..Point::default() };
                (day(from), day(to))
            } else if !listed && month.is_none() && reader.eat("月") {
                let month = |number: Number| Point { month: Some(Which::Number(number.value)), ..Point::default() };
                (month(from), month(to))
            } else if !listed && month.is_none() && from.digits == 4 && reader.eat("年") {
                let last = if to.digits == 2 { from.value / 100 * 100 + to.value } else { to.value };
                let year = |value| Point { year: Some(Which::Number(value)), years: 1, ..Point::default() };
                (year(from.value), year(last))
            } else {
                return None;
            };
            Some(Said::Between(first, second))
        })
    }

    /// One time, or from one to another.
    fn range(&mut self) -> Option<Said> {
        let first = self.attempt(Self::point)?;
        let second = self.attempt(|reader| {
            if !(reader.eat("から") || reader.eat_one(&DASHES)) {
                return None;
            }
            let second = reader.point()?;
            let _ = reader.eat("にかけて");
            Some(second)
        });
        Some(second.map_or(Said::At(first), |second| Said::Between(first, second)))
    }
}
