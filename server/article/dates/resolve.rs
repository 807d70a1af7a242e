//! When a time is: what an expression says, counted from the day of publication or from the time named before.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use super::grammar::{Clock, Point, Said, Which};
use super::interval::{Interval, Precision};
use super::lexicon::{Base, Length, Part, Unit};

/// What a time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: it says all itself.
    Itself,
    /// The day of publication.
    Publication(Date),
    /// The time named before.
    Earlier(Date),
}

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    pub(super) publication: Option<Date>,
    /// The time named last in the article.
    pub(super) earlier: Option<Date>,
    /// The time with a month of its own that was named last in the same sentence.
    pub(super) sentence: Option<Date>,
    /// The other end of the range, which lies before.
    pub(super) from: Option<Date>,
}

/// An interval, how exact it is, and what it was counted from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) interval: Interval,
    pub(super) precision: Precision,
    pub(super) anchor: Anchor,
}

/// When an expression says it is; `None` where what it is counted from is not known, and for days that no calendar has.
pub(super) fn resolve(said: &Said, context: Context) -> Option<Resolved> {
    match said {
        Said::At(point) => at(point, context).map(|(start, end, precision, anchor)| Resolved {
            interval: Interval::Between { start, end },
            precision,
            anchor,
        }),
        Said::Between(first, second) => {
            let (start, _, precision, anchor) = at(first, context)?;
            let from = Some(start.date());
            let context = Context { from, earlier: from, sentence: from, ..context };
            let (_, end, finer, _) = at(second, context)?;
            let interval = Interval::Between { start, end };
            (start < end).then_some(Resolved { interval, precision: precision.max(finer), anchor })
        }
        Said::Lasting { from, to, unit } => {
            let interval = Interval::lasting(*from, *to, *unit);
            Some(Resolved { interval, precision: of_length(*unit), anchor: Anchor::Itself })
        }
        Said::Away { base, distance, unit } => away(*base, *distance, *unit, context),
    }
}

fn of_length(unit: Length) -> Precision {
    match unit {
        Length::Years => Precision::Year,
        Length::Months => Precision::Month,
        Length::Weeks => Precision::Week,
        Length::Days => Precision::Day,
        Length::Hours => Precision::Hour,
        Length::Minutes => Precision::Minute,
    }
}

/// 3年前, 10日後: the year, month, week or day that lies so far away.
fn away(base: Base, distance: i32, unit: Length, context: Context) -> Option<Resolved> {
    let (from, anchor) = base_of(base, context)?;
    let date = match unit {
        Length::Years => from.checked_add(distance.years()),
        Length::Months => from.checked_add(distance.months()),
        Length::Weeks => from.checked_add(distance.weeks()),
        Length::Days => from.checked_add(distance.days()),
        Length::Hours | Length::Minutes => return None,
    };
    let date = date.ok()?;
    let (start, end) = match unit {
        Length::Years => year(i32::from(date.year()), 1)?,
        Length::Months => (date.first_of_month(), date.last_of_month()),
        Length::Weeks => week(date)?,
        _ => (date, date),
    };
    let (start, end) = days(start, end)?;
    Some(Resolved { interval: Interval::Between { start, end }, precision: of_length(unit), anchor })
}

fn base_of(base: Base, context: Context) -> Option<(Date, Anchor)> {
    let publication = context.publication.map(|date| (date, Anchor::Publication(date)));
    match base {
        Base::Now => publication,
        Base::Then => context.earlier.map(|date| (date, Anchor::Earlier(date))).or(publication),
    }
}

type Found = (DateTime, DateTime, Precision, Anchor);

fn at(point: &Point, context: Context) -> Option<Found> {
    if point.day.is_some() || point.weekday.is_some() {
        let (date, anchor) = day(point, context)?;
        return within_day(date, point.part, point.clock, anchor);
    }
    if let Some((base, distance)) = point.week {
        let (from, anchor) = base_of(base, context)?;
        let (monday, sunday) = week(from.checked_add(distance.weeks()).ok()?)?;
        let Some(part) = point.part else {
            let (start, end) = days(monday, sunday)?;
            return Some((start, end, Precision::Week, anchor));
        };
        let nth = |n: i32| monday.checked_add((n - 1).days()).ok();
        let (start, end) = days(nth(part.first)?, nth(part.last)?)?;
        return Some((start, end, Precision::PartOfWeek, anchor));
    }
    if point.month.is_some() {
        let (first, anchor) = month(point, context)?;
        let last = first.last_of_month();
        let Some(part) = point.part else {
            let (start, end) = days(first, last)?;
            return Some((start, end, Precision::Month, anchor));
        };
        let nth = |n: i32| first.with().day(n.min(i32::from(last.day())) as i8).build().ok();
        // 末 is the last days, however many the month has.
        let (from, to) = if part.last >= 31 && part.first > 21 {
            (last.checked_sub((part.last - part.first).days()).ok()?, last)
        } else {
            (nth(part.first)?, nth(part.last)?)
        };
        let (start, end) = days(from, to)?;
        return Some((start, end, Precision::PartOfMonth, anchor));
    }
    if point.year.is_some() {
        return years(point, context);
    }
    // A part of a day by itself.
    let (date, anchor) = base_of(Base::Then, context)?;
    within_day(date, point.part, point.clock, anchor)
}

/// A year or several, or a part of one.
fn years(point: &Point, context: Context) -> Option<Found> {
    let (mut first, anchor) = year_of(point.year?, context)?;
    let Some(part) = point.part.filter(|_| point.years == 1) else {
        let (start, end) = if point.fiscal {
            (Date::new(i16::try_from(first).ok()?, 4, 1).ok()?, Date::new(i16::try_from(first + 1).ok()?, 3, 31).ok()?)
        } else {
            year(first, point.years)?
        };
        let precision = match point.years {
            100 => Precision::Century,
            10 => Precision::Decade,
            _ => Precision::Year,
        };
        let (start, end) = days(start, end)?;
        return Some((start, end, precision, anchor));
    };
    // In January this winter began last year.
    let runs_over = part.last > 12;
    if runs_over && matches!(anchor, Anchor::Publication(date) | Anchor::Earlier(date) if date.month() <= 2) {
        first -= 1;
    }
    let shift = if point.fiscal { 3 } else { 0 };
    let start = month_of(first, part.first + shift)?;
    let end = month_of(first, part.last + shift)?.last_of_month();
    let (start, end) = days(start, end)?;
    Some((start, end, Precision::PartOfYear, anchor))
}

/// The year that is meant. A year counted from the fiscal one changes in April.
fn year_of(which: Which, context: Context) -> Option<(i32, Anchor)> {
    match which {
        Which::Number(year) => Some((year, Anchor::Itself)),
        Which::From(base, distance) => {
            let (date, anchor) = base_of(base, context)?;
            Some((i32::from(date.year()) + distance, anchor))
        }
    }
}

/// The first day of the month that is meant.
fn month(point: &Point, context: Context) -> Option<(Date, Anchor)> {
    match point.month? {
        Which::From(base, distance) => {
            let (date, anchor) = base_of(base, context)?;
            Some((date.first_of_month().checked_add(distance.months()).ok()?, anchor))
        }
        Which::Number(number) => {
            if let Some(year) = point.year {
                let (year, anchor) = year_of(year, context)?;
                let (year, number) = if point.fiscal && number < 4 { (year + 1, number) } else { (year, number) };
                return Some((valid_month(year, number)?, anchor));
            }
            let (base, anchor) = near(context)?;
            let year = i32::from(base.year());
            let candidates = [year - 1, year, year + 1].into_iter().filter_map(|year| valid_month(year, number));
            // The middle of the month stands for it.
            let middle = |date: &Date| date.checked_add(14.days()).unwrap_or(*date);
            Some((nearest(candidates, middle, base, context)?, anchor))
        }
    }
}

/// The day that is meant.
fn day(point: &Point, context: Context) -> Option<(Date, Anchor)> {
    if let Some(weekday) = point.weekday {
        if let Some((base, distance)) = point.week {
            let (from, anchor) = base_of(base, context)?;
            let (monday, _) = week(from.checked_add(distance.weeks()).ok()?)?;
            return Some((monday.checked_add(weekday.days()).ok()?, anchor));
        }
        // By itself, the last one up to the day of publication.
        let (from, anchor) = base_of(Base::Now, context)?;
        let back = (i32::from(from.weekday().to_monday_zero_offset()) - weekday).rem_euclid(7);
        return Some((from.checked_sub(back.days()).ok()?, anchor));
    }
    match point.day? {
        Which::From(base, distance) => {
            let (from, anchor) = base_of(base, context)?;
            Some((from.checked_add(distance.days()).ok()?, anchor))
        }
        Which::Number(number) if point.month.is_some() => {
            let number = i8::try_from(number).ok()?;
            if point.year.is_some() || matches!(point.month, Some(Which::From(..))) {
                let (first, anchor) = month(point, context)?;
                return Some((first.with().day(number).build().ok()?, anchor));
            }
            let Some(Which::Number(month)) = point.month else { return None };
            let (base, anchor) = near(context)?;
            let year = base.year();
            let candidates = [year - 1, year, year + 1];
            let candidates =
                candidates.into_iter().filter_map(|year| Date::new(year, i8::try_from(month).ok()?, number).ok());
            Some((nearest(candidates, |date| *date, base, context)?, anchor))
        }
        Which::Number(number) => {
            let number = i8::try_from(number).ok()?;
            let (base, anchor) = near(context)?;
            let months =
                [-1, 0, 1].into_iter().filter_map(|by: i32| base.first_of_month().checked_add(by.months()).ok());
            let candidates = months.filter_map(|first| first.with().day(number).build().ok());
            Some((nearest(candidates, |date| *date, base, context)?, anchor))
        }
    }
}

/// What a time without its year or month is near to: the other end of its range, what the sentence named, the day of
/// publication.
fn near(context: Context) -> Option<(Date, Anchor)> {
    let earlier = context.from.or(context.sentence).map(|date| (date, Anchor::Earlier(date)));
    earlier.or_else(|| base_of(Base::Now, context))
}

/// The candidate nearest to `base`, of two the earlier; of those behind the first end of a range where there is one.
fn nearest(
    candidates: impl Iterator<Item = Date>,
    place: impl Fn(&Date) -> Date,
    base: Date,
    context: Context,
) -> Option<Date> {
    let distance = |date: &Date| place(date).since(base).map_or(i32::MAX, |span| span.get_days().abs());
    candidates
        .filter(|date| {
            context.from.is_none_or(|from| *date >= from || date.last_of_month() >= from && place(date) != *date)
        })
        .min_by_key(|date| (distance(date), *date))
}

fn within_day(date: Date, part: Option<&Part>, clock: Option<Clock>, anchor: Anchor) -> Option<Found> {
    let Some(clock) = clock else {
        let Some(part) = part.filter(|part| part.whole == Unit::Day) else {
            let (start, end) = days(date, date)?;
            return Some((start, end, Precision::Day, anchor));
        };
        return Some((hour(date, part.first)?, hour(date, part.last + 1)?, Precision::PartOfDay, anchor));
    };
    let later = part.filter(|part| part.first >= 12 && clock.hour < 12);
    let hours = later
        .map_or(clock.hour, |part| if part.first >= 23 && clock.hour < 6 { clock.hour + 24 } else { clock.hour + 12 });
    let start = hour(date, hours)?;
    match clock.minute {
        Some(minute) => {
            let start = start.checked_add(minute.minutes()).ok()?;
            Some((start, start.checked_add(1.minute()).ok()?, Precision::Minute, anchor))
        }
        None => Some((start, start.checked_add(1.hour()).ok()?, Precision::Hour, anchor)),
    }
}

fn hour(date: Date, hour: i32) -> Option<DateTime> {
    date.to_datetime(Time::midnight()).checked_add(hour.hours()).ok()
}

/// From the beginning of one day to the end of another.
fn days(first: Date, last: Date) -> Option<(DateTime, DateTime)> {
    Some((hour(first, 0)?, hour(last, 24)?))
}

fn year(first: i32, years: i32) -> Option<(Date, Date)> {
    let start = Date::new(i16::try_from(first).ok()?, 1, 1).ok()?;
    Some((start, Date::new(i16::try_from(first + years - 1).ok()?, 12, 31).ok()?))
}

/// The first day of month `month` of a year; 13 is January of the next.
fn month_of(year: i32, month: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, 1, 1).ok()?.checked_add((month - 1).months()).ok()
}

fn valid_month(year: i32, month: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()
}

/// Monday and Sunday of the week of `date`.
fn week(date: Date) -> Option<(Date, Date)> {
    let monday = date.checked_sub(i32::from(date.weekday().to_monday_zero_offset()).days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}
