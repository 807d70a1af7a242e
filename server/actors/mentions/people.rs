//! Names of persons: before a title, in full, with an age in brackets.

use super::{Evidence, Proposal, Reader};
use crate::actors::Kind;
use crate::actors::directory::{TitleClass, lexicon, words};
use crate::language::script::{self, Script};
use crate::language::{BracketKind, Part, Passage, Token};
use crate::text::Span;

/// 氏, 容疑者 and the like follow persons only.
const WITH_HONORIFIC: u16 = 92;
/// 外相, 社長 follow a country or a company too.
const WITH_OFFICE: u16 = 80;
/// 選手, 教授, 店員 follow common words too.
const WITH_CALLING: u16 = 66;
/// Katakana words joined by ・.
const FULL_KATAKANA: u16 = 56;
/// A name with an age behind it.
const WITH_AGE: u16 = 84;

/// Longest name in kanji, in letters.
pub(super) const LONGEST: usize = 7;

pub(super) fn propose(reader: &mut Reader<'_>) {
    before_titles(reader);
    full_katakana(reader);
    with_age(reader);
}

/// The longest title that begins at byte `offset`, with 元, 前 … before it and 兼 between two.
pub(in crate::actors) fn title_after(passage: &Passage, offset: u32) -> Option<(Span, TitleClass)> {
    let first = passage.token_at(offset);
    passage.tokens.get(first).filter(|token| token.span.start == offset)?;
    title_at(passage, first)
}

/// The longest title that begins with token `first`: see [`title_after`].
fn title_at(passage: &Passage, first: usize) -> Option<(Span, TitleClass)> {
    let text = passage.text.as_str();
    let offset = passage.tokens.get(first)?.span.start;
    let words = words();
    let longest = u32::from(words.reach(passage.tokens[first].first_letter()).title);
    if longest == 0 {
        return None;
    }
    let mut best = None;
    for n in first..(first + 6).min(passage.tokens.len()) {
        let token = &passage.tokens[n];
        let span = Span::new(offset, token.span.end);
        if n > first && token.span.start != passage.tokens[n - 1].span.end
            || span.len() > longest
            || token.part() == Part::Particle
        {
            break;
        }
        match words.titles.get(span.slice(text)) {
            Some(TitleClass::Prefix) => {
                if let Some((rest, class)) = title_at(passage, n + 1).filter(|(rest, _)| rest.start == token.span.end) {
                    best = Some((Span::new(offset, rest.end), class));
                }
            }
            Some(class) => best = Some((span, *class)),
            None => {}
        }
    }
    best
}

/// Whatever stands before a title, where it can be a person's name.
fn before_titles(reader: &mut Reader<'_>) {
    let passage = reader.passage;
    for n in 1..passage.tokens.len() {
        let token = &passage.tokens[n];
        if matches!(token.part(), Part::Particle | Part::Auxiliary | Part::Verb | Part::Symbol) {
            continue;
        }
        let at = token.span.start;
        let Some((title, class)) = title_at(passage, n) else {
            continue;
        };
        let found = name_before(reader, at, class).or_else(|| {
            // トランプ米大統領, スミス英国外相: a country between name and post.
            let country = |one: &&Proposal| one.span.end == at && one.kind == Kind::Place;
            let between = || reader.found.iter().filter(country).map(|one| one.span.start).min();
            (class == TitleClass::Office).then(between).flatten().and_then(|start| name_before(reader, start, class))
        });
        let Some(span) = found else {
            continue;
        };
        let weight = match class {
            TitleClass::Honorific | TitleClass::Suspect => WITH_HONORIFIC,
            TitleClass::Calling => WITH_CALLING,
            _ => WITH_OFFICE,
        };
        let title = Span::new(span.end, title.end);
        reader.found.push(Proposal { span, kind: Kind::Person, weight, evidence: Evidence::Title, title: Some(title) });
    }
}

/// The name that ends at byte `end`.
fn name_before(reader: &Reader<'_>, end: u32, class: TitleClass) -> Option<Span> {
    let text = reader.text;
    let end = end as usize;
    let head = &text[..end];
    let last = head.chars().next_back()?;
    let span = match script::of(last) {
        Script::Katakana => katakana_name(text, end),
        Script::Letter => latin_name(text, end),
        Script::Kanji | Script::Hiragana => return kanji_name(reader, end as u32, class),
        Script::Space => {
            let trimmed = head.trim_end();
            let c = trimmed.chars().next_back()?;
            // サラ・スミス 氏: the space of a machine translation.
            (end - trimmed.len() <= 3 && script::of(c) == Script::Katakana && class == TitleClass::Honorific)
                .then(|| katakana_name(text, trimmed.len()))?
        }
        _ => return None,
    };
    let taken = reader.found.iter().any(|one| {
        one.span.end == span.end
            && one.weight >= super::ENOUGH
            && one.kind != Kind::Person
            && (one.span.start <= span.start || class == TitleClass::Office)
    });
    let short = span.slice(text).chars().count() < 2 && class != TitleClass::Honorific;
    let common = words().is_not_name(span.slice(text)) || words().before_titles.contains(span.slice(text));
    (!taken && !short && !common && !is_common_noun(reader, span, class)).then_some(span)
}

/// Whether one katakana word is a common noun that goes with a calling: サッカー選手, クーデター容疑者. トランプ is one too,
/// and goes with an office.
fn is_common_noun(reader: &Reader<'_>, span: Span, class: TitleClass) -> bool {
    let tokens = &reader.passage.tokens[reader.passage.tokens_in(span)];
    let [token] = tokens else {
        return false;
    };
    let common = token.is_known() && matches!(token.class().sub, "一般" | "サ変接続" | "形容動詞語幹");
    common && !matches!(class, TitleClass::Honorific | TitleClass::Office)
}

/// The katakana name that ends at `end`: words joined by ・, ＝ or one space.
fn katakana_name(text: &str, end: usize) -> Span {
    let mut start = end;
    let mut pending = end;
    for (at, c) in text[..end].char_indices().rev() {
        if script::of(c) == Script::Katakana {
            start = at;
            pending = at;
        } else if matches!(c, '・' | '＝' | '=' | '-' | '‐' | ' ' | '･') && pending == start && start != end {
            // Only if katakana goes on before the mark.
            pending = at;
            let before = text[..at].chars().next_back();
            if before.is_none_or(|c| script::of(c) != Script::Katakana) {
                break;
            }
            start = at;
        } else {
            break;
        }
    }
    let piece = &text[start..end];
    let start = start + (piece.len() - piece.trim_start_matches(['・', '＝', '=', '-', '‐', ' ', '･', 'ー']).len());
    Span::of(start..end)
}

/// The Latin name that ends at `end`: capitalised words with spaces.
fn latin_name(text: &str, end: usize) -> Span {
    let mut start = end;
    let mut word = end;
    for (at, c) in text[..end].char_indices().rev() {
        match c {
            _ if script::of(c) == Script::Letter && c.is_ascii_alphabetic()
                || c == '.'
                || c == '-'
                || c == '’'
                || c == '\'' =>
            {
                word = at;
                if c.is_uppercase() {
                    start = at;
                }
            }
            _ if script::of(c) == Script::Letter => {
                word = at;
                start = at;
            }
            ' ' if word == start => {}
            _ => break,
        }
    }
    Span::of(start..end)
}

/// Whether a title is an office of a whole state: 外相, 首相, and not 市長, 知事.
pub(super) fn is_of_state(title: &str) -> bool {
    words().state_offices.contains(title) && !title.ends_with(['長', '事'])
}

/// The name in kanji (and kana: つよし, 海ノ山) that ends at byte `end`.
fn kanji_name(reader: &Reader<'_>, end: u32, class: TitleClass) -> Option<Span> {
    let passage = reader.passage;
    let text = reader.text;
    let last = passage.token_to(end);
    passage.tokens.get(last).filter(|token| token.span.end == end)?;
    let mut start = last + 1;
    let mut named = false;
    let mut given = false;
    while start > 0 {
        let token = &passage.tokens[start - 1];
        if start <= last && token.span.end != passage.tokens[start].span.start {
            break;
        }
        let letters = Span::new(token.span.start, end).slice(text).chars().count();
        // 霧生誠: most surnames are places' names too.
        let class = token.class();
        let surname = given && class.detail == "地域" && class.fine == "一般" && token.span.len() <= 9;
        if letters > LONGEST || !surname && !may_be_in_name(token, text, named) {
            break;
        }
        named |= is_personal(token);
        given = token.is_given();
        start -= 1;
        if surname {
            break;
        }
        if token.is_surname() && (start == 0 || !is_personal(&passage.tokens[start - 1])) {
            break;
        }
    }
    if start > last {
        return None;
    }
    let span = Span::new(passage.tokens[start].span.start, end);
    let name = span.slice(text);
    let letters = name.chars().count();
    let taken = reader.found.iter().any(|one| {
        let sure = one.weight >= super::ENOUGH && one.kind != Kind::Person;
        sure && one.span.end == end
            && (one.weight > 70 || !named)
            && !(named && letters <= 2 && class == TitleClass::Suspect)
    });
    let word = lexicon().organ_names.contains(name)
        || words().bodies.contains_key(name)
        || words().heads.contains_key(name)
        || words().titles.contains_key(name)
        || words().places.contains_key(name);
    let strict = !matches!(class, TitleClass::Honorific | TitleClass::Suspect);
    // 習主席, 金委員長
    let before = text[..span.start as usize].chars().next_back();
    let apart = before.is_none_or(|c| !matches!(script::of(c), Script::Kanji | Script::Katakana | Script::Letter));
    // 大江参議院議員: the chamber is the title's.
    if words().chambers.iter().any(|chamber| name.ends_with(chamber)) {
        return None;
    }
    if letters == 1 && class == TitleClass::Office && apart && words().kanji_surnames.contains(name) {
        return Some(span);
    }
    // 霧生外相: letters that make no word, right before an office of state.
    let surname = || {
        let tokens = &passage.tokens[start..=last];
        let alone = |token: &Token| token.span.len() == 3 && words().reach(token.first_letter()).country == 0;
        let unlisted = |word: &str| lexicon().names.number(word).is_none();
        // Most surnames are places' names too; 誠 of 霧生誠 is a word.
        let placed = tokens[0].is_proper() && unlisted(tokens[0].surface(text));
        (2..=4).contains(&letters)
            && apart
            && (placed || tokens[0].span.len() == 3 && letters <= 3 && alone(&tokens[0]))
            && tokens[1..].iter().all(alone)
            && tokens[0].part() == Part::Noun
            && unlisted(name)
            && title_after(passage, end).is_some_and(|(title, _)| is_of_state(title.slice(text)))
    };
    if taken || word || letters < 1 || strict && !named && !surname() || !named && letters < 2 {
        return None;
    }
    Some(span)
}

/// Whether a token can belong to a name in kanji: a name by the dictionary, a word that it does not know, or one letter
/// (庚 of 庚太, 海 of 海ノ山). `named` is whether a personal name stands behind it already.
fn may_be_in_name(token: &Token, text: &str, named: bool) -> bool {
    let class = token.class();
    let surface = token.surface(text);
    if token.part() != Part::Noun && token.part() != Part::Prefix && surface.chars().count() > 1
        || surface.chars().any(|c| !script::is_japanese(c))
    {
        return false;
    }
    let single =
        surface.chars().count() == 1 && !matches!(surface, "同" | "両" | "各" | "元" | "前" | "現" | "新" | "故");
    match class.detail {
        "人名" => true,
        "地域" | "組織" => !named && surface.chars().count() <= 3,
        _ => {
            class.sub == "固有名詞" && !named
                || single && script::of(surface.chars().next().unwrap_or(' ')) != Script::Hiragana
        }
    }
}

pub(super) fn is_personal(token: &Token) -> bool {
    token.is_personal()
}

/// モリス・ジュニア, アルド・モリス: two to four katakana words joined by ・, not ending like a body or a thing.
fn full_katakana(reader: &mut Reader<'_>) {
    let text = reader.text;
    let mut from = 0;
    while let Some(at) = text[from..].find(['・', '＝', '･', ' ']).map(|at| from + at) {
        let mut end = at;
        let mut parts = 1;
        // Go on over every further part.
        loop {
            let mark = text[end..].chars().next().filter(|c| matches!(c, '・' | '＝' | '･' | ' '));
            let Some(mark) = mark else { break };
            let word: usize = text[end + mark.len_utf8()..]
                .chars()
                .take_while(|c| script::of(*c) == Script::Katakana)
                .map(char::len_utf8)
                .sum();
            if word < 6 {
                break;
            }
            end += mark.len_utf8() + word;
            parts += 1;
        }
        from = end.max(at + text[at..].chars().next().map_or(1, char::len_utf8));
        if parts < 2 {
            continue;
        }
        let mut span = katakana_name(text, end);
        let name = span.slice(text);
        let shortest = name.split(['・', '＝', '･', ' ']).map(|part| part.chars().count()).min().unwrap_or(0);
        let places = reader
            .found
            .iter()
            .filter(|one| span.covers(one.span) && one.kind == Kind::Place && one.weight >= super::ENOUGH)
            .count();
        if span.end as usize != end || shortest < 2 || parts > 4 || places >= 2 || ends_otherwise(reader, span) {
            continue;
        }
        let listed = reader
            .found
            .iter()
            .any(|one| span.covers(one.span) && one.weight >= super::ENOUGH && one.kind != Kind::Person);
        let mut weight = if listed { FULL_KATAKANA - 4 } else { FULL_KATAKANA };
        // アルド・モリスJr
        if let Some(rest) = text[end..].strip_prefix("Jr") {
            span.end += 2 + u32::from(rest.starts_with('.'));
            weight = WITH_HONORIFIC;
        }
        reader.add(span, Kind::Person, weight, Evidence::Shape);
    }
}

/// Whether the last word, or what follows, says that this is no person: センター, 社, 島, 戦争.
fn ends_otherwise(reader: &Reader<'_>, span: Span) -> bool {
    let last = span.slice(reader.text).rsplit(['・', '＝', '･', ' ']).next().unwrap_or_default();
    if words().is_not_name(last) || words().titles.contains_key(last) {
        return true;
    }
    let other = |word: &str| {
        words().bodies.contains_key(word) || words().places.contains_key(word) || words().things.contains_key(word)
    };
    if other(last) {
        return true;
    }
    let next = reader.passage.token_at(span.end);
    reader.passage.tokens.get(next).is_some_and(|token| {
        token.span.start == span.end
            && token.part() == Part::Noun
            && other(token.surface(reader.text))
            && !words().titles.contains_key(token.surface(reader.text))
    })
}

/// 山田花子ちゃん（5）, 鈴木容疑者(37) are found by their titles; 鈴木一郎（37） by the age.
fn with_age(reader: &mut Reader<'_>) {
    let text = reader.text;
    for bracket in reader.passage.brackets.iter().filter(|bracket| bracket.kind == BracketKind::Round) {
        let inner = bracket.inner.slice(text);
        let digits: String = inner.chars().take_while(|c| c.is_numeric()).collect();
        let rest = &inner[digits.len()..];
        let age = !digits.is_empty()
            && digits.chars().count() <= 2
            && (rest.is_empty() || rest.starts_with(['歳', '＝', '=', '、', '才']));
        if !age {
            continue;
        }
        let titled = reader.found.iter().any(|one| one.title.is_some_and(|title| title.end == bracket.outer.start));
        if !titled
            && let Some(span) = name_before(reader, bracket.outer.start, TitleClass::Suspect)
            && span.slice(text).chars().count() >= 3
        {
            reader.add(span, Kind::Person, WITH_AGE, Evidence::Title);
        }
    }
}
