//! One time: 昨年3月14日（土）午後3時ごろ.

use super::{Clock, Point, Reader, Which};
use crate::article::dates::lexicon::{After, Unit, WEEKDAYS, lexicon};

impl Reader<'_> {
    pub(super) fn point(&mut self) -> Option<Point> {
        let mut point = Point { years: 1, ..Point::default() };
        if let Some(word) = lexicon().word(self.rest) {
            self.skip(word.text.len());
            self.after_word(&mut point, word.unit, Which::From(word.base, word.distance));
            if let Some(part) = word.part {
                point.part = lexicon().part(word.unit, part);
            }
        } else if !(self.attempt(|reader| reader.numbered(&mut point)).is_some() || self.alone(&mut point)) {
            return None;
        }
        let is_day = point.day.is_some() || point.weekday.is_some();
        if is_day {
            self.bracketed_weekday();
        }
        if is_day && point.clock.is_none() {
            self.time_of_day(&mut point);
        }
        let about = lexicon().about(self.rest);
        self.skip(about);
        point.about = about > 0;
        Some(point)
    }

    /// What stands behind a word for a day, a week, a month or a year.
    fn after_word(&mut self, point: &mut Point, unit: Unit, which: Which) {
        match unit {
            Unit::Day => point.day = Some(which),
            Unit::Week => {
                let Which::From(base, distance) = which else { return };
                point.week = Some((base, distance));
                let weekday = self.attempt(|reader| {
                    let _ = reader.eat("の");
                    reader.weekday()
                });
                match weekday {
                    Some(weekday) => point.weekday = Some(weekday),
                    None => self.part(point, Unit::Week),
                }
            }
            Unit::Month => {
                point.month = Some(which);
                self.below_month(point);
            }
            Unit::Year | Unit::Fiscal => {
                point.year = Some(which);
                point.fiscal = unit == Unit::Fiscal;
                self.below_year(point);
            }
        }
    }

    fn below_year(&mut self, point: &mut Point) {
        let month = self.attempt(|reader| {
            let _ = reader.eat("の") || reader.eat(" ");
            let month = reader.number()?;
            reader.eat("月").then_some(month.value)
        });
        match month {
            Some(month) => {
                point.month = Some(Which::Number(month));
                self.below_month(point);
            }
            None => self.part(point, if point.fiscal { Unit::Fiscal } else { Unit::Year }),
        }
    }

    fn below_month(&mut self, point: &mut Point) {
        let day = self.attempt(|reader| {
            let _ = reader.eat("の") || reader.eat(" ");
            let day = reader.number()?;
            (reader.eat("日") && !reader.is_no_day()).then_some(day.value)
        });
        match day {
            Some(day) => point.day = Some(Which::Number(day)),
            None => self.part(point, Unit::Month),
        }
    }

    /// A part of the unit before: 末, の上旬.
    fn part(&mut self, point: &mut Point, whole: Unit) {
        let part = self.attempt(|reader| {
            let linked = reader.eat("の");
            let part = lexicon().part(whole, reader.rest)?;
            reader.skip(part.text.len());
            // 2020年の暮れ, but no 3月のはじめに見た夢.
            (!linked || !matches!(part.text, "はじめ" | "初め" | "半ば" | "なかば")).then_some(part)
        });
        point.part = part.or(point.part);
    }

    /// A time that begins with an era or a number.
    fn numbered(&mut self, point: &mut Point) -> Option<()> {
        let era = lexicon().era(self.rest);
        if let Some((name, offset)) = era {
            self.skip(name.len());
            let year = if self.eat("元") { 1 } else { self.number()?.value };
            if !self.eat("年") {
                return None;
            }
            self.year(point, year + offset);
            return Some(());
        }
        let first = self.number()?;
        if first.digits == 4 && (1000..3000).contains(&first.value) {
            if self.attempt(|reader| reader.iso(point, first.value)).is_some() {
                return Some(());
            }
            if !self.eat("年") {
                return None;
            }
            if self.eat("代") {
                point.years = 10;
                point.year = Some(Which::Number(first.value));
                return Some(());
            }
            self.year(point, first.value);
            return Some(());
        }
        if first.digits <= 2 && self.eat("世紀") {
            point.years = 100;
            point.year = Some(Which::Number((first.value - 1) * 100 + 1));
            return Some(());
        }
        if first.digits == 2 && !first.kanji && self.eat("年") {
            // 26年3月; without a month it is a length of time.
            self.year(point, 2000 + first.value);
            return point.month.is_some().then_some(());
        }
        if self.eat("月") {
            point.month = Some(Which::Number(first.value));
            self.below_month(point);
            return Some(());
        }
        if self.eat("日") {
            // 一日, 二日 … are words for how long as well.
            if self.is_no_day() || first.kanji && first.value < 10 {
                return None;
            }
            point.day = Some(Which::Number(first.value));
            return Some(());
        }
        None
    }

    fn year(&mut self, point: &mut Point, year: i32) {
        point.year = Some(Which::Number(year));
        point.fiscal = self.eat("度");
        self.below_year(point);
    }

    /// What stands behind a four-digit year in 2026-03-14, 2026/3/14, 2026.3.14T09:30.
    fn iso(&mut self, point: &mut Point, year: i32) -> Option<()> {
        let marks = ['-', '/', '.', '／', '．', '－'];
        if !self.eat_one(&marks) {
            return None;
        }
        let month = self.number()?;
        if !self.eat_one(&marks) {
            return None;
        }
        let day = self.number()?;
        if month.digits > 2 || day.digits > 2 {
            return None;
        }
        point.year = Some(Which::Number(year));
        point.month = Some(Which::Number(month.value));
        point.day = Some(Which::Number(day.value));
        let clock = self.attempt(|reader| {
            let _ = reader.eat("T") || reader.eat(" ");
            reader.clock()
        });
        point.clock = clock;
        Some(())
    }

    /// A part of a day that stands by itself, a day of the week, or a time of the clock.
    fn alone(&mut self, point: &mut Point) -> bool {
        if let Some(weekday) = self.attempt(Self::weekday) {
            point.weekday = Some(weekday);
            return true;
        }
        let Some(part) = lexicon().part(Unit::Day, self.rest) else { return false };
        self.skip(part.text.len());
        point.part = Some(part);
        point.clock = self.attempt(Self::clock);
        part.alone || point.clock.is_some()
    }

    fn weekday(&mut self) -> Option<i32> {
        let first = self.rest.chars().next()?;
        let weekday = (0..).zip(WEEKDAYS).find(|(_, day)| *day == first)?.0;
        self.skip(first.len_utf8());
        if !self.eat("曜") {
            return None;
        }
        let _ = self.eat("日");
        Some(weekday)
    }

    /// （土）, (土曜日)
    fn bracketed_weekday(&mut self) {
        self.attempt(|reader| {
            if !reader.eat_one(&['（', '(']) {
                return None;
            }
            let first = reader.rest.chars().next().filter(|c| WEEKDAYS.contains(c))?;
            reader.skip(first.len_utf8());
            let _ = reader.eat("曜日") || reader.eat("曜");
            reader.eat_one(&['）', ')']).then_some(())
        });
    }

    /// の未明, 午後3時, 15時半, 09:30 behind a day.
    fn time_of_day(&mut self, point: &mut Point) {
        self.attempt(|reader| {
            let _ = reader.eat("の") || reader.eat(" ") || reader.eat("　");
            let part = lexicon().part(Unit::Day, reader.rest);
            if let Some(part) = part {
                reader.skip(part.text.len());
                point.part = Some(part);
            }
            point.clock = reader.attempt(Self::clock);
            (part.is_some() || point.clock.is_some()).then_some(())
        });
    }

    fn clock(&mut self) -> Option<Clock> {
        let hour = if self.eat("零") { 0 } else { self.number().filter(|hour| hour.digits <= 2)?.value };
        let colon = self.eat_one(&[':', '：']);
        if !colon && (!self.eat("時") || self.rest.starts_with("間")) {
            return None;
        }
        let minute = if self.eat("半") {
            Some(30)
        } else {
            self.attempt(|reader| {
                let minute = reader.number()?;
                (colon || reader.eat("分")).then_some(minute.value)
            })
        };
        if colon && minute.is_none() {
            return None;
        }
        let valid = (0..=24).contains(&hour) && minute.is_none_or(|minute| (0..60).contains(&minute));
        valid.then_some(Clock { hour, minute })
    }

    /// Whether what stands behind a number and 日 makes no day of it: 3日間, 2日目, 1日当たり.
    pub(super) fn is_no_day(&self) -> bool {
        self.rest.starts_with('間') || lexicon().after(self.rest).is_some_and(|(_, after)| after != After::Date)
    }
}
