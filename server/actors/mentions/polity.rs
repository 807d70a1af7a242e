//! States that no list has, by the company they keep: 北嶺 in 北嶺外務省, 北嶺の外務省 and 北嶺の霧生外相.

use super::{Proposal, title_after};
use crate::actors::Kind;
use crate::actors::directory::{lexicon, words};
use crate::language::script::{self, Script};
use crate::language::{Part, Passage, Token};
use crate::text::Span;

/// Letters of such a name.
const SHORTEST: usize = 2;
const LONGEST: usize = 12;

/// What a passage names as a state, in bytes of its text: what stands before an organ that several listed states have, or
/// owns one, or owns somebody in an office of state. `chosen` is what is taken for a name there.
pub(super) fn states(passage: &Passage, chosen: &[Proposal]) -> Vec<Span> {
    let mut found = Vec::new();
    let text = passage.text.as_str();
    for (n, token) in passage.tokens.iter().enumerate().skip(1) {
        if is_organ(passage, n) {
            let before = || name_before(passage, token.span.start).filter(|span| is_name(passage, *span));
            found.extend(owner(passage, token.span.start).or_else(before));
        }
    }
    for one in chosen.iter().filter(|one| one.kind == Kind::Person) {
        let title = one.title.or_else(|| title_after(passage, one.span.end).map(|(title, _)| title));
        if title.is_some_and(|title| words().state_offices.contains(title.slice(text))) {
            found.extend(owner(passage, one.span.start));
        }
    }
    found
}

/// Whether an organ of a state begins at token `n`.
fn is_organ(passage: &Passage, n: usize) -> bool {
    /// Tokens of an organ's name.
    const TOKENS: usize = 3;
    let initial = passage.tokens[n].first_letter();
    if !lexicon().opens_organ(initial) {
        return false;
    }
    let tokens = &passage.tokens[n..(n + TOKENS).min(passage.tokens.len())];
    (0..tokens.len()).any(|last| {
        let word = tokens[0].span.join(tokens[last].span).slice(&passage.text);
        lexicon().shared_organs.contains(word)
    })
}

/// The name of whom what begins at `offset` is said to be: 北嶺の.
fn owner(passage: &Passage, offset: u32) -> Option<Span> {
    let before = passage.text[..offset as usize].strip_suffix('の')?;
    name_before(passage, before.len() as u32)
}

/// Whether the dictionary has one of its words for a name, or not at all: right before an organ stands much else (反政府).
fn is_name(passage: &Passage, span: Span) -> bool {
    passage.tokens[passage.tokens_in(span)].iter().any(|token| !token.is_known() || token.is_proper())
}

/// The word in kanji or katakana that ends at `end`, where it can be a name.
fn name_before(passage: &Passage, end: u32) -> Option<Span> {
    let text = passage.text.as_str();
    let head = &text[..end as usize];
    let kind = script::of(head.chars().next_back()?);
    if !matches!(kind, Script::Kanji | Script::Katakana) {
        return None;
    }
    let letters = head.chars().rev().take_while(|c| script::of(*c) == kind);
    let (count, bytes) = letters.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()));
    let span = Span::new(end - bytes as u32, end);
    let name = span.slice(text);
    let tokens = &passage.tokens[passage.tokens_in(span)];
    let whole = tokens.first().is_some_and(|token| token.span.start == span.start)
        && tokens.last().is_some_and(|token| token.span.end == span.end);
    // アルド・モリスの外務省: a part of a longer name.
    let apart = !matches!(head[..head.len() - bytes].chars().next_back(), Some('・' | '＝' | '=' | '-'));
    let known = lexicon().names.number(name).is_some()
        || words().is_not_name(name)
        || words().heads.contains_key(name)
        || words().titles.contains_key(name);
    let fits = (SHORTEST..=LONGEST).contains(&count) && whole && apart && !known;
    (fits && tokens.iter().all(|token| may_name(token, kind))).then_some(span)
}

/// Whether a token can be in such a name: a name by the dictionary or none of its words, or a single kanji (北 of 北嶺);
/// not the last word of something else (各国, 与党).
fn may_name(token: &Token, kind: Script) -> bool {
    let single = kind == Script::Kanji && token.span.len() == 3;
    let class = token.class();
    let noun = token.part() == Part::Noun && !matches!(class.sub, "接尾" | "非自立" | "代名詞" | "数");
    !token.is_known() || token.is_proper() || single && noun
}
