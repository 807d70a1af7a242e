//! Times as articles write them. All articles are made up.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Dated, date_at, dates};
use crate::article::Article;
use crate::language::Reuse;

fn read(text: &str) -> Article {
    Article::read(Arc::from(text), &Reuse::default())
}

/// The times of a body published on Sunday, 15 March 2026.
fn times(body: &str) -> Vec<(String, String, &'static str)> {
    let text = format!("霧ヶ浦で停電が続く見通し、復旧は遅れる\n2026年3月15日\n\n{body}\n");
    let article = read(&text);
    let found: Vec<Dated> = dates(&article);
    let body = found.iter().filter(|dated| dated.span.start > article.date.unwrap().span.start + 3);
    body.map(|dated| (dated.span.slice(&text).to_owned(), dated.interval.to_string(), dated.precision.name())).collect()
}

/// Checks that the body names these times, and no others.
fn says(body: &str, expected: &[(&str, &str, &str)]) {
    let found = times(body);
    let found: Vec<(&str, &str, &str)> =
        found.iter().map(|(text, interval, precision)| (text.as_str(), interval.as_str(), *precision)).collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn days_of_the_month() {
    says("市は14日、会見した。", &[("14日", "2026-03-14/2026-03-14", "day")]);
    says("会議は20日に開かれる。", &[("20日", "2026-03-20/2026-03-20", "day")]);
    says("市は１４日（土）に発表した。", &[("１４日（土）", "2026-03-14/2026-03-14", "day")]);
    says("市は十四日に発表した。", &[("十四日", "2026-03-14/2026-03-14", "day")]);
}

#[test]
fn early_in_a_month_a_high_day_is_one_of_the_month_before() {
    let text = "霧ヶ浦で停電が続く見通し、復旧は遅れる\n2026年3月2日\n\n船は28日に出た。\n";
    assert_eq!(
        dates(&read(text)).last().map(|dated| dated.interval.to_string()).as_deref(),
        Some("2026-02-28/2026-02-28")
    );
}

#[test]
fn from_one_day_to_the_next() {
    says(
        "停電は13日夜から14日にかけて続いた。",
        &[("13日夜から14日にかけて", "2026-03-13T18:00/2026-03-15T00:00", "day")],
    );
    says("会議は2月27日から3月1日まで開かれた。", &[("2月27日から3月1日", "2026-02-27/2026-03-01", "day")]);
    says("会議は13〜15日に開かれた。", &[("13〜15日", "2026-03-13/2026-03-15", "day")]);
    says("会議は13、14の両日に開かれた。", &[("13、14の両日", "2026-03-13/2026-03-14", "day")]);
    says("調査は2019〜21年に行われた。", &[("2019〜21年", "2019-01-01/2021-12-31", "year")]);
    says("会議は30日から4月2日まで続く。", &[("30日から4月2日", "2026-03-30/2026-04-02", "day")]);
}

#[test]
fn the_day_named_before() {
    says(
        "市は3月2日に会見した。同日未明に停電が起き、翌日も続いた。",
        &[
            ("3月2日", "2026-03-02/2026-03-02", "day"),
            ("同日未明", "2026-03-02T00:00/2026-03-02T03:00", "part-of-day"),
            ("翌日", "2026-03-03/2026-03-03", "day"),
        ],
    );
}

#[test]
fn parts_of_a_day_and_times_of_the_clock() {
    says("停電は14日未明に起きた。", &[("14日未明", "2026-03-14T00:00/2026-03-14T03:00", "part-of-day")]);
    says("停電は14日午後3時ごろに起きた。", &[("14日午後3時ごろ", "2026-03-14T15:00/2026-03-14T16:00", "hour")]);
    says("停電は14日の夜8時半に起きた。", &[("14日の夜8時半", "2026-03-14T20:30/2026-03-14T20:31", "minute")]);
    says("停電は14日15時20分に起きた。", &[("14日15時20分", "2026-03-14T15:20/2026-03-14T15:21", "minute")]);
    says("けさ、停電が起きた。", &[("けさ", "2026-03-15T06:00/2026-03-15T09:00", "part-of-day")]);
}

#[test]
fn seasons_and_parts_of_months_and_years() {
    says("橋は昨秋に閉じた。", &[("昨秋", "2025-09-01/2025-11-30", "part-of-year")]);
    says("橋はことし春ごろに開く。", &[("ことし春ごろ", "2026-03-01/2026-05-31", "part-of-year")]);
    says("橋は先月末に閉じた。", &[("先月末", "2026-02-23/2026-02-28", "part-of-month")]);
    says("橋は来月上旬に開く。", &[("来月上旬", "2026-04-01/2026-04-10", "part-of-month")]);
    says("橋は昨年末に閉じた。", &[("昨年末", "2025-12-01/2025-12-31", "part-of-year")]);
    says("橋は2020年の夏に閉じた。", &[("2020年の夏", "2020-06-01/2020-08-31", "part-of-year")]);
}

#[test]
fn this_winter_began_last_year() {
    let text = "霧ヶ浦で停電が続く見通し、復旧は遅れる\n2026年1月20日\n\n今冬は雪が多い。\n";
    assert_eq!(
        dates(&read(text)).last().map(|dated| dated.interval.to_string()).as_deref(),
        Some("2025-12-01/2026-02-28")
    );
}

#[test]
fn weeks() {
    says("市は来週に会見する。", &[("来週", "2026-03-16/2026-03-22", "week")]);
    says("市は来週の火曜日に会見する。", &[("来週の火曜日", "2026-03-17/2026-03-17", "day")]);
    says("市は先週末に会見した。", &[("先週末", "2026-03-07/2026-03-08", "part-of-week")]);
    says("市は金曜日に会見した。", &[("金曜日", "2026-03-13/2026-03-13", "day")]);
}

#[test]
fn full_dates_and_eras() {
    says("法は令和8年3月に定まった。", &[("令和8年3月", "2026-03-01/2026-03-31", "month")]);
    says("法は平成元年4月1日に定まった。", &[("平成元年4月1日", "1989-04-01/1989-04-01", "day")]);
    says("法は2024-02-29に定まった。", &[("2024-02-29", "2024-02-29/2024-02-29", "day")]);
    says("記録は2024-02-29T09:30から残る。", &[("2024-02-29T09:30", "2024-02-29T09:30/2024-02-29T09:31", "minute")]);
    says("法は1990年代に定まった。", &[("1990年代", "1990-01-01/1999-12-31", "decade")]);
    says("法は20世紀に定まった。", &[("20世紀", "1901-01-01/2000-12-31", "century")]);
    says("法は2025年度に定まった。", &[("2025年度", "2025-04-01/2026-03-31", "year")]);
    says("法は24年3月に定まった。", &[("24年3月", "2024-03-01/2024-03-31", "month")]);
}

#[test]
fn months_without_a_year_lie_near_the_day_of_publication() {
    says("橋は12月に閉じた。", &[("12月", "2025-12-01/2025-12-31", "month")]);
    says("橋は3月14日に閉じた。", &[("3月14日", "2026-03-14/2026-03-14", "day")]);
    says("橋は6月に開く。", &[("6月", "2026-06-01/2026-06-30", "month")]);
}

#[test]
fn a_day_follows_the_month_of_its_sentence() {
    says(
        "橋は2019年5月3日に閉じ、8日に開いた。",
        &[("2019年5月3日", "2019-05-03/2019-05-03", "day"), ("8日", "2019-05-08/2019-05-08", "day")],
    );
}

#[test]
fn lengths_of_time() {
    says("復旧には2か月から3か月かかる。", &[("2か月から3か月", "P2M/P3M", "month")]);
    says("復旧には2〜3週間かかる。", &[("2〜3週間", "P2W/P3W", "week")]);
    says("停電は10日間続いた。", &[("10日間", "P10D", "day")]);
    says("橋は3年前に閉じた。", &[("3年前", "2023-01-01/2023-12-31", "year")]);
    says("停電は12時間続いた。", &[("12時間", "PT12H", "hour")]);
}

#[test]
fn what_only_looks_like_a_time() {
    for body in [
        "前年同期比で増えた。",
        "四日市港に着いた。",
        "1日当たり3千人が通る。",
        "懲役5年の判決だった。",
        "会期2日目だった。",
        "第14日程を終えた。",
        "1.5倍に増えた。",
        "電話は03-1234-5678だ。",
        "三日月が出た。",
        "99月99日はない。",
        "十分な説明がない。",
    ] {
        says(body, &[]);
    }
}

#[test]
fn nothing_is_guessed_without_a_day_of_publication() {
    let found = dates(&read("市は14日、昨秋の停電について会見した。復旧には2か月かかる。\n"));
    let shown: Vec<String> = found.iter().map(|dated| dated.interval.to_string()).collect();
    assert_eq!(shown, ["P2M"]);
}

#[test]
fn it_says_what_it_counts_from() {
    let text = "霧ヶ浦で停電が続く見通し、復旧は遅れる\n2026年3月15日\n\n市は14日に会見した。同日夜に終えた。\n";
    let why: Vec<String> = dates(&read(text)).iter().filter_map(|dated| Some(dated.why()?.ja)).collect();
    assert_eq!(why, ["発行日 2026-03-15 から", "前に出た 2026-03-14 から"]);
}

proptest! {
    #[test]
    fn any_text_has_times_in_order_inside_it(text in "(昨|今|来|前|翌|同|[0-9０-９一-九十]|年|月|日|週|末|時|から|〜|の|午後|か月|前|後|、|。|\n|x){0,60}") {
        let text = format!("題\n2026年3月15日\n\n{text}");
        let found = dates(&read(&text));
        for dated in &found {
            prop_assert!(text.get(dated.span.range()).is_some_and(|piece| !piece.is_empty()));
        }
        prop_assert!(found.windows(2).all(|two| two[0].span.end <= two[1].span.start));
    }

    #[test]
    fn a_time_is_found_from_any_place_in_it(text in "(昨|今|来|前|翌|同|[0-9一-九十]|年|月|日|週|から|〜|の|午後|か月|、|。|．|！|「|」|（|）|\n|\n\n|　| ){0,60}") {
        let article = read(&format!("題\n2026年3月15日\n\n{text}"));
        let all = dates(&article);
        for offset in 0..=article.text.len() as u32 {
            let expected = all.iter().find(|dated| dated.span.touches(offset)).copied();
            prop_assert_eq!(date_at(&article, offset), expected, "{}", offset);
        }
    }
}
