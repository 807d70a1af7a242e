//! Addresses: three parts and more, each inside the one before it, are one place (静岡県三島市大社町). Whether a town and what it lies
//! in (静岡県三島市) are one or two, the rest of the article decides.

use smallvec::{SmallVec, smallvec};

use super::fuller::{REGISTERED, TAKEN, WAITING};
use super::{Evidence, Proposal};
use crate::actors::Kind;
use crate::actors::directory::{Directory, Profile, lexicon, words};
use crate::language::Passage;
use crate::text::Span;

/// So many parts may make an address, where their article has nothing against it.
const PARTS: usize = 2;

/// So many make one anywhere.
const SURE_PARTS: usize = 3;

/// How far down from the country a block or lot stands.
const BLOCK: u8 = 5;

/// How far down from the country a part stands; below all others where its name does not say.
type Level = u8;
const UNSAID: Level = Level::MAX;

/// Adds to `found` the addresses that the names in `chosen` make up, which stand in order; says whether any of them is sure.
pub(super) fn join(passage: &Passage, directory: &Directory, chosen: &[Proposal], found: &mut Vec<Proposal>) -> bool {
    let mut sure = false;
    let mut from = 0;
    while from + 1 < chosen.len() {
        if chosen[from].span.end == chosen[from + 1].span.start
            && let Some(address) = Address::opened(passage, directory, &chosen[from..])
        {
            let last = chosen[from + address.names - 1].span;
            let span = Span::new(chosen[from].span.start, lot_end(&passage.text, address.end));
            let weight = if address.parts >= SURE_PARTS { TAKEN } else { WAITING };
            sure |= weight == TAKEN;
            let (kind, evidence) = (Kind::Place, Evidence::Fuller(last));
            found.push(Proposal { span, kind, weight, evidence, title: None });
            from += address.names;
        } else {
            from += 1;
        }
    }
    sure
}

/// A place's name without the word for what it is, where that leaves one: 三島 of 三島市, but 津市.
pub(super) fn stem(name: &str) -> &str {
    let mut starts = name.char_indices().map(|(at, _)| at).skip(2);
    starts.find(|at| words().levels.contains_key(&name[*at..])).map_or(name, |at| &name[..at])
}

/// Names that stand without a gap, each inside the one before it.
struct Address {
    /// Names that it is put together from.
    names: usize,
    /// What those name, of which most name one.
    parts: usize,
    end: u32,
}

impl Address {
    /// The longest that begins with the first of `names`, if that is an address.
    fn opened(passage: &Passage, directory: &Directory, names: &[Proposal]) -> Option<Self> {
        let mut address = Self { names: 0, parts: 0, end: names.first()?.span.start };
        let mut above = None;
        let mut word = None;
        for one in names {
            let place = one.kind == Kind::Place && one.weight < REGISTERED && one.evidence != Evidence::Letter;
            if !place || one.span.start != address.end || above == Some(UNSAID) {
                break;
            }
            let levels = levels(passage, directory, one, above);
            // What does not say what it is can end an address, not begin one.
            if levels.is_empty() || above.is_none() && levels.contains(&UNSAID) {
                break;
            }
            // 新潟県青森県: two of a sort, side by side.
            let said = what(one.span.slice(&passage.text));
            if said.is_some() && said == word {
                break;
            }
            word = said;
            above = levels.last().copied();
            address = Self { names: address.names + 1, parts: address.parts + levels.len(), end: one.span.end };
        }
        (address.names > 1 && address.parts >= PARTS).then_some(address)
    }
}

/// The levels of the parts of one name, of which most names have one (広域市 and 区 in 仁川広域市南洞区), going down from `above`;
/// none where they do not.
fn levels(passage: &Passage, directory: &Directory, one: &Proposal, above: Option<Level>) -> SmallVec<[Level; 2]> {
    let text = passage.text.as_str();
    let profile = profile(directory, one);
    if profile
        .is_some_and(|profile| lexicon().by_id.get(profile.id.as_str()).is_some_and(|id| lexicon().is_country(*id)))
    {
        return if above.is_none() { smallvec![0] } else { SmallVec::new() };
    }
    let mut levels = SmallVec::new();
    let mut last = above;
    let tokens = &passage.tokens[passage.tokens_in(one.span)];
    for token in tokens.iter().skip(1).filter(|token| token.span.end < one.span.end) {
        if let Some(level) = words().levels.get(token.surface(text)).and_then(|level| below(level, last)) {
            levels.push(level);
            last = Some(level);
        }
    }
    let name = one.span.slice(text);
    if levels.is_empty() {
        let inner = words().levels.iter().filter(|(word, _)| word.chars().nth(1).is_some());
        let inner = inner.filter(|(word, _)| name.find(*word).is_some_and(|at| at > 0 && at + word.len() < name.len()));
        if let Some(level) = inner.filter_map(|(_, level)| below(level, last)).min() {
            levels.push(level);
            last = Some(level);
        }
    }
    let whole = last_word(name).or_else(|| last_word(&profile?.name));
    match whole {
        None => levels.push(UNSAID),
        Some(level) => match below(level, last) {
            Some(level) => levels.push(level),
            // A part that is not below another: 横浜市神奈川県, 千代田区港区.
            None => levels.clear(),
        },
    }
    levels
}

/// What a listed name means first.
fn profile<'d>(directory: &'d Directory, one: &Proposal) -> Option<&'d Profile> {
    let Evidence::Listed(listed) = one.evidence else { return None };
    directory.namings(listed).first().and_then(|naming| directory.profile(naming.profile))
}

/// What the longest word says that a name ends with.
fn last_word(name: &str) -> Option<&'static [Level]> {
    words().levels.get(what(name)?).map(Vec::as_slice)
}

/// The longest word for what it is that a name ends with.
fn what(name: &str) -> Option<&str> {
    let mut starts = name.char_indices().map(|(at, _)| at).skip(1);
    starts.find_map(|at| Some(&name[at..]).filter(|word| words().levels.contains_key(*word)))
}

/// The one of a word's levels that is below `above`.
fn below(levels: &[Level], above: Option<Level>) -> Option<Level> {
    levels.iter().copied().find(|level| above.is_none_or(|above| *level > above))
}

/// Where the number of the block, the lot and the house ends that stands at `offset` (二丁目40番14号, 1-2-3); `offset` where none
/// does.
fn lot_end(text: &str, offset: u32) -> u32 {
    let blocks = || words().levels.iter().filter(|(_, levels)| levels.contains(&BLOCK)).map(|(word, _)| *word);
    let mut end = offset as usize;
    let mut at = end;
    let mut joined = false;
    loop {
        let rest = &text[at..];
        let digits: usize = rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
        if digits == 0 {
            break;
        }
        let behind = &rest[digits..];
        if let Some(word) = blocks().filter(|word| behind.starts_with(word)).max_by_key(|word| word.len()) {
            at += digits + word.len();
            end = at;
        } else {
            at += digits;
            if joined {
                end = at;
            }
        }
        let mark = text[at..].chars().next().filter(|c| matches!(c, '-' | '‐' | '−' | '–' | '－'));
        joined = mark.is_some();
        at += mark.map_or(0, char::len_utf8);
    }
    end as u32
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
