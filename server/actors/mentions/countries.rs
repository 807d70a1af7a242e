//! Countries by one kanji: 日米, 英中関係, 米大統領, 対中, 訪日; and a country with its organ in one name: 米国務省.

use super::{Evidence, Reader, boundary};
use crate::actors::Kind;
use crate::actors::directory::{Strength, lexicon, words};
use crate::language::script::{self, Script};
use crate::language::{Part, Token};
use crate::text::Span;

const LETTER: u16 = 80;

pub(super) fn propose(reader: &mut Reader<'_>) {
    letters(reader);
    organs(reader);
}

/// A letter at its place in the passage.
struct Letter {
    at: u32,
    end: u32,
    strength: Strength,
}

/// Runs of letters that stand for countries, and what is around them.
fn letters(reader: &mut Reader<'_>) {
    let text = reader.text;
    let mut run: Vec<Letter> = Vec::new();
    let mut previous = None;
    let mut before = None;
    let (words, countries) = (words(), &lexicon().kanji);
    for (at, c) in text.char_indices() {
        let country = if words.reach(c).country > 0 { countries.get(&c) } else { None };
        // A dot between two letters (米・英) goes with them.
        if let Some((_, strength)) = country {
            if run.is_empty() {
                before = previous;
            }
            run.push(Letter { at: at as u32, end: (at + c.len_utf8()) as u32, strength: *strength });
        } else if c != '・' && !run.is_empty() {
            take(reader, &run, before, Some(c));
            run.clear();
        }
        previous = Some(c);
    }
    take(reader, &run, before, None);
}

/// Decides on one run of letters.
fn take(reader: &mut Reader<'_>, mut run: &[Letter], mut before: Option<char>, after: Option<char>) {
    if let [first, rest @ ..] = run
        && (ends_time(reader, first) || is_counter(reader, first))
    {
        // A new word begins here.
        before = None;
        run = rest;
    }
    let [first, ..] = run else {
        return;
    };
    let last = &run[run.len() - 1];
    let whole = Span::new(first.at, last.end);
    let accepted: Vec<Span> = if run.len() >= 2 {
        pair(reader, run, before, after)
    } else if alone(reader, first, before, after) {
        vec![whole]
    } else {
        Vec::new()
    };
    for span in accepted {
        reader.add(span, Kind::Place, LETTER, Evidence::Letter);
    }
}

/// Whether a letter is the end of a word that says when: 前日比, 翌日米大統領は.
fn ends_time(reader: &Reader<'_>, letter: &Letter) -> bool {
    let token = reader.passage.tokens.get(reader.passage.token_at(letter.at));
    token.is_some_and(|token| {
        token.span.start < letter.at && token.span.end == letter.end && token.class().sub == "副詞可能"
    })
}

/// Whether a letter counts what stands before it: the day of a date in 16日米大統領は.
fn is_counter(reader: &Reader<'_>, letter: &Letter) -> bool {
    let token = reader.passage.tokens.get(reader.passage.token_at(letter.at));
    token.is_some_and(|token| token.span == Span::new(letter.at, letter.end) && token.class().detail == "助数詞")
}

/// Two and more letters in a row: 日米, 日中韓, 日米英 …
fn pair(reader: &Reader<'_>, run: &[Letter], before: Option<char>, after: Option<char>) -> Vec<Span> {
    let dotted = run.windows(2).any(|two| two[0].end != two[1].at);
    let counted = before.is_some_and(|c| script::of(c) == Script::Digit);
    if counted || cuts_katakana(reader, run, before, after) {
        return Vec::new();
    }
    let joined_before = before.is_some_and(|c| script::of(c) == Script::Kanji) && !goes_before(before);
    // Two letters with a strong one, or three: 日米, 日中韓. 中東, 中南米 and 中西 are no pairs.
    let strong = run.iter().filter(|letter| letter.strength == Strength::Strong).count();
    let whole = Span::new(run[0].at, run[run.len() - 1].end);
    if strong < 2 && !dotted || joined_before || is_word(reader, whole, after) {
        return Vec::new();
    }
    run.iter().map(|letter| Span::new(letter.at, letter.end)).collect()
}

/// Whether one of the letters is a part of a word in katakana: ソロ, 米ロック.
fn cuts_katakana(reader: &Reader<'_>, run: &[Letter], before: Option<char>, after: Option<char>) -> bool {
    let script_at = |one: &Letter| reader.text[one.at as usize..].chars().next().map(script::of);
    let katakana = |one: &Letter| script_at(one) == Some(Script::Katakana);
    let around = |c: Option<char>| c.is_some_and(|c| script::of(c) == Script::Katakana);
    run.windows(2).any(|two| two[0].end == two[1].at && katakana(&two[0]) && katakana(&two[1]))
        || run.first().is_some_and(|first| katakana(first) && around(before))
        || run.last().is_some_and(|last| katakana(last) && around(after))
}

/// A word of the dictionary that is no pair of countries: 中日 the paper, 中米, 朝日, 加西市.
fn is_word(reader: &Reader<'_>, whole: Span, after: Option<char>) -> bool {
    let n = reader.passage.token_at(whole.start);
    let Some(token) = reader.passage.tokens.get(n) else {
        return false;
    };
    // A longer token that swallows the run, or a name of a person or a company.
    let name = whole.slice(reader.text);
    let listed = lexicon()
        .names
        .number(name)
        .is_some_and(|number| lexicon().names.namings(number).iter().any(|one| !lexicon().is_country(one.profile)));
    listed
        || words().no_letters.contains(name) && !of_states(reader, whole.end)
        || token.span.covers(whole) && token.span != whole
        || token.span.covers(whole) && token.is_personal()
        || matches!(after, Some('市' | '県' | '区' | '町' | '村' | '新'))
}

/// Whether what follows speaks of states rather than of a time of the day: 日中関係, 日中の首脳, 日中が合意した, but 日中に.
fn of_states(reader: &Reader<'_>, offset: u32) -> bool {
    let rest = &reader.text[offset as usize..];
    let behind = offset + if rest.starts_with('の') { 'の'.len_utf8() as u32 } else { 0 };
    let noun = reader.passage.tokens.get(reader.passage.token_at(offset)).is_some_and(Token::is_joinable);
    noun || rest.starts_with('が') || behind > offset && before_organ(reader, behind)
}

/// What may stand before a country's letter: 対中, 訪日, 在日, 駐米, 反米, 親ロ, 旧ソ, 脱北.
fn goes_before(c: Option<char>) -> bool {
    matches!(
        c,
        Some(
            '対' | '訪'
                | '在'
                | '駐'
                | '反'
                | '親'
                | '来'
                | '渡'
                | '離'
                | '嫌'
                | '滞'
                | '脱'
                | '知'
                | '抗'
                | '両'
                | '各'
                | '旧'
                | '元'
                | '前'
                | '現'
        )
    )
}

/// One letter by itself.
fn alone(reader: &Reader<'_>, letter: &Letter, before: Option<char>, after: Option<char>) -> bool {
    let text = reader.text;
    let span = Span::new(letter.at, letter.end);
    let kanji_before = before.is_some_and(|c| matches!(script::of(c), Script::Kanji));
    if kanji_before && visits(reader, span, before) {
        return true;
    }
    let katakana = span.slice(text).chars().next().is_some_and(|c| script::of(c) == Script::Katakana);
    let katakana_around = |c: Option<char>| c.is_some_and(|c| script::of(c) == Script::Katakana);
    if katakana && (katakana_around(before) || katakana_around(after)) {
        return false;
    }
    if letter.strength == Strength::Weak || is_of_word(reader, span) {
        return false;
    }
    // A headline's 米、…: the letter by itself before a comma at the start of a passage or behind a mark.
    let behind_mark = before.is_none_or(|c| {
        !matches!(script::of(c), Script::Kanji | Script::Hiragana | Script::Katakana | Script::Letter | Script::Digit)
    });
    if behind_mark && matches!(after, Some('、' | '＝')) {
        return boundary::starts_token(reader.passage, span.start) && boundary::ends_token(reader.passage, span.end);
    }
    // 米大統領, 英紙, 露軍: right before a post, an organ or an outlet; behind a name (トランプ米大統領) too.
    let person_before = before.is_some_and(|c| script::of(c) == Script::Katakana);
    (!kanji_before || person_before || ends_name(reader, span.start)) && before_organ(reader, span.end)
}

/// Whether a letter is part of one of the words that have nothing to do with its country here: 中核事業, 日中に.
pub(super) fn is_of_word(reader: &Reader<'_>, letter: Span) -> bool {
    let text = reader.text;
    let mut letters = letter.slice(text).chars();
    let single = letters.next().is_some_and(|c| words().reach(c).country > 0) && letters.next().is_none();
    let before = text[..letter.start as usize].chars().next_back().map_or(0, char::len_utf8) as u32;
    let after = text[letter.end as usize..].chars().next().map_or(0, char::len_utf8) as u32;
    // A word of two countries' letters means the two where it goes on like that; any other never.
    let pair = |word: &str| word.chars().all(|c| words().reach(c).country > 0);
    let other = |word: Span| {
        let letters = word.slice(text);
        words().no_letters.contains(letters) && !(pair(letters) && of_states(reader, word.end))
    };
    single
        && (other(Span::new(letter.start, letter.end + after)) || other(Span::new(letter.start - before, letter.end)))
}

/// Whether what ends at `offset` is a name by the dictionary: 習近平中国…, 岸田日…
fn ends_name(reader: &Reader<'_>, offset: u32) -> bool {
    let n = reader.passage.token_to(offset);
    reader.passage.tokens.get(n).is_some_and(|token| token.span.end == offset && super::run::is_proper(token))
}

/// 訪日, 対中, 在米: a verb's kanji before the letter, and the two a word of their own.
fn visits(reader: &Reader<'_>, span: Span, before: Option<char>) -> bool {
    if !matches!(
        before,
        Some('対' | '訪' | '在' | '駐' | '反' | '親' | '来' | '渡' | '離' | '嫌' | '滞' | '脱' | '知' | '抗')
    ) {
        return false;
    }
    let start = span.start - before.map_or(0, |c| c.len_utf8() as u32);
    if words().is_not_name(Span::new(start, span.end).slice(reader.text)) {
        return false;
    }
    let starts = boundary::starts_token(reader.passage, start);
    let ends = boundary::ends_token(reader.passage, span.end);
    starts && ends
}

/// Whether a post, an organ of a state, an outlet's word or the like follows at `offset`.
fn before_organ(reader: &Reader<'_>, offset: u32) -> bool {
    let passage = reader.passage;
    let first = passage.token_at(offset);
    let Some(token) = passage.tokens.get(first).filter(|token| token.span.start == offset) else {
        // 英紙, 米紙 are words of the dictionary.
        let one = reader.text[offset as usize..].chars().next().map_or(0, char::len_utf8) as u32;
        let rest = Span::new(offset, offset + one);
        return words().country_heads.contains(rest.slice(reader.text)) && boundary::ends_token(passage, rest.end);
    };
    if token.part() != Part::Noun && token.part() != Part::Prefix {
        return false;
    }
    let mut end = first;
    // The longest of the next words that is a title, an organ or a word that goes with a country.
    while end < passage.tokens.len() && end < first + 4 {
        let word = Span::new(offset, passage.tokens[end].span.end).slice(reader.text);
        if words().titles.contains_key(word)
            || words().bodies.contains_key(word)
            || lexicon().organ_names.contains(word)
            || words().country_heads.contains(word)
        {
            return true;
        }
        end += 1;
    }
    // 英アルモンド社, 米グーグル: a name in katakana or Latin letters.
    let c = reader.text[offset as usize..].chars().next();
    c.is_some_and(|c| matches!(script::of(c), Script::Katakana | Script::Letter))
}

/// A country's name and one of its organs behind it, in one name: 中国政府, 米国務省, ウクライナ外務省, 米国保健当局.
fn organs(reader: &mut Reader<'_>) {
    let countries: Vec<(Span, bool)> = reader
        .found
        .iter()
        .filter(|one| one.kind == Kind::Place)
        .filter_map(|one| match one.evidence {
            Evidence::Letter => Some((one.span, true)),
            Evidence::Listed(listed) => {
                let namings = reader.directory.namings(listed);
                namings.iter().any(|naming| lexicon().is_country(naming.profile)).then_some((one.span, false))
            }
            _ => None,
        })
        .collect();
    for (country, letter) in countries {
        // 英米政府: the government of the two is nobody's.
        let paired = letter
            && reader.text[..country.start as usize]
                .chars()
                .next_back()
                .is_some_and(|c| lexicon().kanji.contains_key(&c) && script::of(c) == Script::Kanji);
        if let Some(end) = organ_end(reader, country.end).filter(|_| !paired) {
            let weight = if letter { 82 } else { 90 };
            let span = Span::new(country.start, end);
            reader.add(span, Kind::Organization, weight, Evidence::Organ(country.end));
        }
    }
}

/// The end of the longest organ's name that begins at `offset`.
fn organ_end(reader: &Reader<'_>, offset: u32) -> Option<u32> {
    let passage = reader.passage;
    let first = passage.token_at(offset);
    passage.tokens.get(first).filter(|token| token.span.start == offset)?;
    let run = reader.runs.iter().find(|run| run.tokens.contains(&first))?;
    let mut best = None;
    for n in first..run.tokens.end.min(first + 8) {
        let end = passage.tokens[n].span.end;
        let word = Span::new(offset, end).slice(reader.text);
        if n == first && passage.tokens[n].part() == Part::Prefix || word.starts_with(['両', '各', '派', '系']) {
            return None;
        }
        let kanji = word.chars().all(|c| !matches!(script::of(c), Script::Letter | Script::Katakana | Script::Symbol));
        let body = kanji
            && word.chars().count() >= 3
            && reader.found.iter().any(|one| one.span == Span::new(offset, end) && one.kind == Kind::Organization);
        let tail = (first..=n).find(|from| {
            words().organs.contains(passage.tokens[*from].span.join(passage.tokens[n].span).slice(reader.text))
        });
        let generic = passage.tokens[first..=n]
            .iter()
            .all(|token| !super::run::is_proper(token) || is_common(token.surface(reader.text)));
        let member = reader.text[end as usize..].starts_with("議員") || reader.text[end as usize..].starts_with('選');
        if !member && (body || lexicon().organ_names.contains(word) || tail.is_some() && generic) {
            best = Some(end);
        }
    }
    best
}

/// Parts of organs' names that the dictionary takes for names.
fn is_common(word: &str) -> bool {
    words().bodies.contains_key(word) || lexicon().organ_names.contains(word)
}
