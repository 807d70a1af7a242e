//! Organisations by the last word of their name: ○○省, ○○新聞, ○○大学, トランプ政権, ドゥテルテ派.

use super::people::title_after;
use super::{Evidence, Reader, run};
use crate::actors::Kind;
use crate::actors::directory::words;
use crate::language::script::{self, Script};
use crate::language::{Part, Passage, Token};
use crate::text::Span;

/// With a proper name in front of the last word.
const NAMED: u16 = 66;

/// With capital letters in front of it, as in what is no name (B級2組).
const LETTERED: u16 = 62;

/// With a place in front of a word for those who govern it: 広州市政府. With a ministry in front of the word for a part of one.
const GOVERNING: u16 = 84;

pub(super) fn propose(reader: &mut Reader<'_>) {
    for n in 0..reader.runs.len() {
        let tokens = reader.runs[n].tokens.clone();
        in_run(reader, tokens);
    }
}

/// Every token of the run that can be a name's last word, with what stands before it.
fn in_run(reader: &mut Reader<'_>, run: std::ops::Range<usize>) {
    let passage = reader.passage;
    let text = reader.text;
    let mut start = run.start;
    for last in run.clone() {
        let end = passage.tokens[last].span.end;
        let longest = u32::from(words().reach(passage.tokens[last].last_letter(text)).body);
        if longest == 0 {
            continue;
        }
        // The longest suffix that ends here and is not the whole run.
        let suffix = (start + 1..=last).find(|from| {
            let word = Span::new(passage.tokens[*from].span.start, end);
            word.len() <= longest && words().bodies.contains_key(word.slice(text))
        });
        let Some(suffix) = suffix else {
            continue;
        };
        let next = passage.tokens.get(last + 1).filter(|_| last + 1 < run.end);
        // 省 of 省内, 部 of 部分: a longer word goes on; 県 of 県警 too.
        let goes_on = next.is_some_and(|next| {
            let class = next.class();
            class.sub == "接尾"
                && !words().titles.contains_key(next.surface(text))
                && words().bodies.contains_key(Span::new(passage.tokens[suffix].span.start, next.span.end).slice(text))
        });
        if goes_on {
            continue;
        }
        let word = Span::new(passage.tokens[suffix].span.start, end).slice(text);
        // 安倍内閣総理大臣: a title begins with the word.
        let titled = title_after(passage, passage.tokens[suffix].span.start).is_some_and(|(title, _)| title.end > end);
        if titled
            || words().bare_bodies.contains(word)
            || words().titles.contains_key(word)
            || words().is_not_name(word)
            || words().generic_heads.contains(word)
        {
            continue;
        }
        let Some(from) = name_start(reader, start, suffix).or_else(|| party_start(reader, start, suffix, word)) else {
            continue;
        };
        if passage.tokens[from].span.start >= 3 && text[..passage.tokens[from].span.start as usize].ends_with('同') {
            continue;
        }
        let stem = Span::new(passage.tokens[from].span.start, passage.tokens[suffix].span.start);
        // アルモンド社: the company is named without 社.
        let span = if word == "社" { stem } else { Span::new(stem.start, end) };
        let place = |span: Span| reader.found.iter().any(|one| one.span == span && one.kind == Kind::Place);
        if matches!(words().bodies.get(word), Some(&("team" | "company"))) && place(stem) {
            continue;
        }
        // 公益社団法人 by itself, 日中; and what stands before 株式会社東横 says what sort of company that is.
        let form = words().legal_forms.contains(word);
        let letters = |span: Span| span.slice(text).chars().count();
        if words().bodies.contains_key(span.slice(text))
            || form && next.is_some()
            || letters(stem) == 1 && letters(span) <= 2
        {
            continue;
        }
        // 親中国派, 反政府勢力: a stance is no name.
        if stem.slice(text).starts_with(['親', '反', '対', '各', '両']) {
            continue;
        }
        let governing = matches!(words().bodies.get(word), Some(&("government" | "police" | "parliament")));
        let dictionary = passage.tokens[from..suffix].iter().any(run::is_proper);
        let weight = match governing && place(stem) || is_bureau(reader, stem, word) {
            true => GOVERNING,
            false if !dictionary && stem.slice(text).chars().any(|c| script::of(c) == Script::Letter) => LETTERED,
            false => NAMED,
        };
        reader.add(span, Kind::Organization, weight, Evidence::Shape);
        // 千葉県警東金警察署: a name of a place behind the police begins another body.
        if words().bodies.get(word) == Some(&"police") && next.is_some_and(run::is_proper) {
            start = last + 1;
        }
    }
}

/// Whether `stem` and `word` name a part of a ministry that a list has: 法務省矯正局.
fn is_bureau(reader: &Reader<'_>, stem: Span, word: &str) -> bool {
    let class = |word: &str| words().bodies.get(word).copied();
    let ministry = |one: &super::Proposal| {
        let last = one.span.slice(reader.text).char_indices().next_back().map_or(0, |(at, _)| at);
        matches!(one.evidence, Evidence::Listed(_) | Evidence::Organ(_))
            && one.kind == Kind::Organization
            && one.span.start == stem.start
            && one.span.end < stem.end
            && class(&one.span.slice(reader.text)[last..]) == Some("ministry")
    };
    class(word) == Some("agency") && reader.found.iter().any(ministry)
}

/// Where the name before the suffix at token `suffix` begins, not before token `first`; `None` where nothing there is
/// a name.
fn name_start(reader: &Reader<'_>, first: usize, suffix: usize) -> Option<usize> {
    let passage = reader.passage;
    let text = reader.text;
    let mut from = first;
    // 同日米国防総省, 3日警視庁: numbers, ordinals and prefixes in front are not the name's.
    for n in first..suffix {
        let class = passage.tokens[n].class();
        let surface = passage.tokens[n].surface(text);
        let title = n > first && words().titles.contains_key(surface) && !run::is_proper(&passage.tokens[n]);
        let dot = n > from && run::joins(surface) && !joins_katakana(passage, n);
        if dot
            || class.sub == "数" && n == from
            || class.sub == "接尾" && class.detail == "助数詞"
            || title
            || run::joins(surface) && n == from
        {
            from = n + 1;
        }
    }
    // A headline's words in front: 書類送検北海道警 begins at its first name.
    let first_name = (from..suffix).find(|n| run::is_proper(&passage.tokens[*n]));
    if let Some(first_name) = first_name
        && passage.tokens[from..first_name].iter().any(|token| token.class().sub == "サ変接続")
    {
        from = first_name;
    }
    let tokens = &passage.tokens[from..suffix];
    let proper = tokens.iter().any(|token| {
        let surface = token.surface(text);
        run::is_proper(token)
            || surface.chars().all(|c| matches!(script::of(c), Script::Letter))
                && surface.chars().next().is_some_and(char::is_uppercase)
    });
    let single = tokens.iter().all(|token| token.part() == Part::Prefix);
    (proper && !single).then_some(from)
}

/// Where the name of a party begins that goes by common words: 共生党.
fn party_start(reader: &Reader<'_>, first: usize, suffix: usize, word: &str) -> Option<usize> {
    /// Letters before 党.
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=4;
    let passage = reader.passage;
    if word != "党" {
        return None;
    }
    let from = (first..suffix).find(|n| passage.tokens[*n].class().sub != "数")?;
    let tokens = &passage.tokens[from..suffix];
    let stem = Span::new(tokens.first()?.span.start, tokens.last()?.span.end);
    let kanji = stem.slice(reader.text).chars().all(|c| script::of(c) == Script::Kanji);
    let common = |token: &Token| token.part() == Part::Noun && !matches!(token.class().sub, "接尾" | "非自立");
    let fits = kanji && LETTERS.contains(&(stem.len() as usize / 3)) && tokens.iter().all(common);
    fits.then_some(from)
}

/// Whether the mark at token `n` stands between katakana or Latin words, which make one name; 民主党・自民党 are two.
fn joins_katakana(passage: &Passage, n: usize) -> bool {
    let foreign = |token: Option<&Token>, last: bool| {
        let surface = token.map_or("", |token| token.surface(&passage.text));
        let c = if last { surface.chars().next_back() } else { surface.chars().next() };
        c.is_some_and(|c| matches!(script::of(c), Script::Katakana | Script::Letter))
    };
    foreign(passage.tokens.get(n.wrapping_sub(1)), true) && foreign(passage.tokens.get(n + 1), false)
}
