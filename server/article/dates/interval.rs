//! Stretches of time, as ISO 8601 writes them.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::lexicon::Length;

/// How exactly a time is given, from the finest to the coarsest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// 午後3時15分
    Minute,
    /// 午後3時
    Hour,
    /// 未明, 午後
    PartOfDay,
    /// 14日
    Day,
    /// 先週末
    PartOfWeek,
    /// 来週
    Week,
    /// 先月末
    PartOfMonth,
    /// 3月
    Month,
    /// 昨秋
    PartOfYear,
    /// ことし
    Year,
    /// 1990年代
    Decade,
    /// 20世紀
    Century,
}

impl Precision {
    /// Its name in the machine interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::PartOfDay => "part-of-day",
            Self::Day => "day",
            Self::PartOfWeek => "part-of-week",
            Self::Week => "week",
            Self::PartOfMonth => "part-of-month",
            Self::Month => "month",
            Self::PartOfYear => "part-of-year",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// A stretch of time. Shown as an interval of ISO 8601: `2026-03-14/2026-03-15`, where an end that is a day includes that
/// day; `2026-03-13T18:00/2026-03-15T00:00` where either end lies within a day, which is then where it ends; `P2M`, or
/// `P2M/P3M` for lengths between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// From here to there, the end excluded.
    Between {
        /// The first moment.
        start: DateTime,
        /// The moment after the last.
        end: DateTime,
    },
    /// So long, or between so long and so long.
    Lasting {
        /// The shorter length, in units.
        from: i32,
        /// The longer.
        to: i32,
        /// The unit as ISO 8601 has it: what stands before and behind the number.
        unit: (&'static str, &'static str),
    },
}

impl Interval {
    pub(super) fn lasting(from: i32, to: i32, unit: Length) -> Self {
        let unit = match unit {
            Length::Years => ("P", "Y"),
            Length::Months => ("P", "M"),
            Length::Weeks => ("P", "W"),
            Length::Days => ("P", "D"),
            Length::Hours => ("PT", "H"),
            Length::Minutes => ("PT", "M"),
        };
        Self::Lasting { from, to, unit }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Between { start, end } => {
                let whole_days = [start, end].iter().all(|at| at.hour() == 0 && at.minute() == 0);
                let last = end.date().checked_sub(1.day()).unwrap_or(end.date());
                if whole_days {
                    write!(f, "{}/{last}", start.date())
                } else {
                    write!(f, "{}/{}", start.strftime("%Y-%m-%dT%H:%M"), end.strftime("%Y-%m-%dT%H:%M"))
                }
            }
            Self::Lasting { from, to, unit: (before, behind) } => {
                write!(f, "{before}{from}{behind}")?;
                if from == to { Ok(()) } else { write!(f, "/{before}{to}{behind}") }
            }
        }
    }
}
