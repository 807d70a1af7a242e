//! The trained tagger as one more proposer, and as a second opinion on the others.

use super::{Evidence, Proposal, Reader, boundary, countries, latin, listed, people, settled};
use crate::actors::Kind;
use crate::actors::directory::words;
use crate::actors::tagger::{self, Candidate};
use crate::language::script::{self, Script};
use crate::language::{BracketKind, Passage, Token};
use crate::text::Span;

/// Weight of a candidate of which the tagger is certain, and of one that is merely on its best path.
const CERTAIN: u16 = 96;
/// What weighs this much is no opinion: names of the registry.
const SURELY: u16 = 200;
const MERE: u16 = 54;

/// From here on the tagger contradicts: a span that cuts across one of these, or holds more than one, is doubted.
const CONFIDENT: f32 = 0.8;

/// A body that goes by common words is believed where the tagger is this sure.
const SURE_BODY: f32 = 0.98;

/// A title lighter than this follows common words too.
const SURE_TITLE: u16 = 70;

/// What a name by its looks alone loses where the tagger sees nothing there. A place or facility needs the tagger's word
/// then, but for those that have a government.
const UNSEEN: i16 = -14;
const UNSEEN_PLACE: i16 = -16;

/// What a common word before a title (スタッフさん) loses where the tagger sees nothing there.
const COMMON: i16 = -50;

/// Asks the tagger.
pub(super) fn ask(reader: &mut Reader<'_>) {
    reader.tagged = if reader.again { tagger::tag_again(reader.passage) } else { tagger::tag(reader.passage) };
}

/// Adds the tagger's candidates, and lets them speak for and against what the rules propose.
pub(super) fn weigh(reader: &mut Reader<'_>) {
    let mut candidates = std::mem::take(&mut reader.tagged);
    candidates.retain(|one| !is_word(reader, one) && !is_stretch(reader, one) && !is_of_countries(reader, one));
    candidates.retain(|one| one.kind != Kind::Organization || one.confidence >= SURE_BODY || !is_common(reader, one));
    for one in &mut candidates {
        one.local = named(reader, one);
        one.kind = settled::kind(one.kind, one.local.slice(reader.text));
        if reader.found.iter().any(|other| other.span == one.local && is_minister(reader, other)) {
            one.kind = Kind::Person;
        }
    }
    for one in reader.found.iter_mut().filter(|one| one.weight < SURELY) {
        second(reader.passage, one, &candidates);
    }
    for one in &candidates {
        // In tenths, which is as fine as the weights are.
        let tenths = (1..=10_u16).filter(|tenth| f32::from(*tenth) <= one.confidence * 10.0).count() as u16;
        reader.add(one.local, one.kind, MERE + (CERTAIN - MERE) * tenths / 10, Evidence::Tagged);
    }
}

/// Whether the lists say that a candidate is no name: サイバー, 議会, 下院 of 下院議長.
fn is_word(reader: &Reader<'_>, one: &Candidate) -> bool {
    let name = one.local.slice(reader.text);
    if countries::is_of_word(reader, one.local) {
        return true;
    }
    let stands_in = words().heads.contains_key(name) && !words().bare_bodies.contains(name);
    // （なりた・ゆきまろ）: how a name is read.
    let reading = name.chars().all(|c| script::of(c) == Script::Hiragana || matches!(c, '・' | ' ' | 'ー'))
        && reader
            .passage
            .brackets
            .iter()
            .any(|bracket| bracket.kind == BracketKind::Round && bracket.inner.covers(one.local));
    stands_in || reading || words().titles.contains_key(name) || listed::misleads(reader, one.local)
}

/// Whether a candidate is a stretch of text rather than a name: an address, an English sentence, an abbreviation and what
/// it stands for in one. Of text that is not Japanese
/// the tagger has seen little.
fn is_stretch(reader: &Reader<'_>, one: &Candidate) -> bool {
    let name = one.local.slice(reader.text);
    // Most names have nothing of the kind.
    if name.chars().all(|c| script::is_japanese(c) || c == '・') {
        return false;
    }
    let count = |marks: &[char]| name.matches(marks).count();
    let titled = matches!(one.kind, Kind::Event | Kind::Work | Kind::Product | Kind::Law);
    if count(&['【', '（', '(', '「', '『', '〈', '《', '[']) != count(&['】', '）', ')', '」', '』', '〉', '》', ']'])
        || name.contains(['<', '>', '@', '→'])
        || !titled && name.contains([':', '：'])
    {
        return true;
    }
    if let Some((left, right)) = name.split_once(['=', '＝']) {
        let edge = |c: Option<char>| c.map(script::of);
        if edge(left.chars().next_back()) != edge(right.chars().next()) {
            return true;
        }
    }
    if name.chars().any(script::is_japanese) {
        return false;
    }
    let address = name.contains(['/', '_', '=', '@', '?'])
        || name.contains(['.', '-']) && !name.chars().any(char::is_uppercase) && name.chars().any(char::is_alphabetic);
    let mut words = name.split_whitespace();
    let several = words.clone().nth(1).is_some();
    let letters = words.clone().filter(|word| word.chars().count() == 1).count();
    let sentence =
        words.any(|word| word.starts_with(|c: char| c.is_ascii_lowercase()) && !is_particle(word)) || letters > 2;
    address || several && (sentence || *reader.foreign.get_or_init(|| latin::is_foreign(reader.text)))
}

/// Whether a proposal is a name in kanji before an office of state, which no place is unless a list has it: 霧生外相. What has a
/// mayor or a governor is one.
fn is_minister(reader: &Reader<'_>, one: &Proposal) -> bool {
    one.evidence == Evidence::Title
        && one.title.is_some_and(|title| people::is_of_state(title.slice(reader.text)))
        && one.span.slice(reader.text).chars().all(|c| script::of(c) == Script::Kanji)
}

/// The name in a candidate: アルモンド of アルモンド社; of a place and one inside it the inner, for the outer is a name of its own
/// (タイ・バンコク, 佐賀県佐賀市).
fn named(reader: &Reader<'_>, one: &Candidate) -> Span {
    let name = one.local.slice(reader.text);
    let foreign = |c: char| matches!(script::of(c), Script::Katakana | Script::Letter) || c == '・';
    if one.kind == Kind::Organization
        && let Some(stem) = name.strip_suffix('社')
        && stem.chars().all(foreign)
    {
        return Span::new(one.local.start, one.local.start + stem.len() as u32);
    }
    let listed = |other: &Proposal| other.span == one.local && matches!(other.evidence, Evidence::Listed(_));
    if one.kind != Kind::Place || reader.found.iter().any(listed) {
        return one.local;
    }
    let mut local = one.local;
    while let Some(rest) = inner(reader, local) {
        local = rest;
    }
    local
}

/// What is left of a place's name behind another place that it begins with, where that is a name too.
fn inner(reader: &Reader<'_>, local: Span) -> Option<Span> {
    let places = || reader.found.iter().filter(|other| other.kind == Kind::Place && other.weight >= super::ENOUGH);
    let begins = |other: &&Proposal| other.span.start == local.start && other.span.end < local.end;
    let outer = places().filter(begins).max_by_key(|other| other.span.end)?.span;
    let joined = Span::new(outer.end, local.end).slice(reader.text).trim_start_matches(['・', ' ', '　']);
    let rest = Span::new(local.end - joined.len() as u32, local.end);
    // 東京都心, ニューヨーク市: a word that goes with the name, not a name.
    let named = places().any(|other| other.span.start == rest.start && other.span.end <= rest.end);
    let region = outer.slice(reader.text).ends_with(['県', '州', '都', '府', '市', '区']);
    let word = region && joined.chars().count() >= 2 && boundary::starts_token(reader.passage, rest.start);
    (named || word).then_some(rest)
}

fn is_particle(word: &str) -> bool {
    words().latin_particles.contains(word)
}

/// Whether an event is named after two countries that are names of their own: 日米首脳会談.
fn is_of_countries(reader: &Reader<'_>, one: &Candidate) -> bool {
    let inside = |other: &&Proposal| other.evidence == Evidence::Letter && one.local.covers(other.span);
    one.kind == Kind::Event && reader.found.iter().filter(inside).nth(1).is_some()
}

/// Whether a body is spoken of by common words alone, the last of which many bodies share: 反乱軍, 治安部隊.
fn is_common(reader: &Reader<'_>, one: &Candidate) -> bool {
    /// More words than these describe one body only.
    const SHORT: usize = 2;
    let passage = reader.passage;
    let tokens = &passage.tokens[passage.tokens_in(one.local)];
    let common =
        |token: &Token| token.is_known() && matches!(token.class().sub, "一般" | "サ変接続" | "接尾" | "形容動詞語幹");
    tokens.len() <= SHORT
        && tokens.iter().all(common)
        && tokens.last().is_some_and(|last| {
            let word = last.surface(reader.text);
            words().heads.contains_key(word) || words().generic_heads.contains(word)
        })
        && !reader.found.iter().any(|other| matches!(other.evidence, Evidence::Listed(_)) && other.span == one.local)
}

/// Whether one of a name's words is in the dictionary, and not as a name: フリー記者, 政治記者.
fn has_common_word(passage: &Passage, span: Span) -> bool {
    passage.tokens[passage.tokens_in(span)].iter().any(|token| token.is_known() && !token.is_proper())
}

/// Whether a name is in katakana throughout and made of words that the dictionary has, and not as names: スタッフ.
fn is_common_katakana(passage: &Passage, span: Span) -> bool {
    let katakana = |c: char| script::of(c) == Script::Katakana || c == 'ー';
    let common = |token: &Token| token.is_known() && !token.is_proper();
    span.slice(&passage.text).chars().all(katakana) && passage.tokens[passage.tokens_in(span)].iter().all(common)
}

/// The tagger's opinion on a proposal.
fn second(passage: &Passage, one: &mut Proposal, candidates: &[Candidate]) {
    let first = candidates.partition_point(|candidate| candidate.local.end <= one.span.start);
    let touching = candidates[first..].iter().take_while(|candidate| candidate.local.start < one.span.end);
    let mut opinion: i16 = match one.evidence {
        Evidence::Shape if matches!(one.kind, Kind::Place | Kind::Facility) => UNSEEN_PLACE,
        Evidence::Shape => UNSEEN,
        Evidence::Title if is_common_katakana(passage, one.span) => COMMON,
        Evidence::Title if one.weight < SURE_TITLE && has_common_word(passage, one.span) => -18,
        _ => 0,
    };
    for candidate in touching {
        if candidate.local == one.span {
            opinion = 8;
            if one.evidence == Evidence::Shape {
                one.kind = candidate.kind;
            }
            break;
        }
        // A model that was trained without probabilities gives none.
        if candidate.confidence >= CONFIDENT || candidate.confidence == 0.0 {
            let inside = one.span.covers(candidate.local);
            opinion = match one.evidence {
                Evidence::Shape => -24,
                Evidence::Listed(_) if inside => -6,
                Evidence::Organ(_) if inside => -12,
                _ => opinion,
            };
        }
    }
    one.weight = one.weight.saturating_add_signed(opinion).min(100);
}
