//! Names of the lexicon and of the registry.

use super::{Evidence, Reader, boundary, run};
use crate::actors::Kind;
use crate::actors::directory::{Listed, NameTable, Reference, Table, lexicon, words};
use crate::config::Match;
use crate::language::Part;
use crate::text::Span;

/// A name of the registry: the user knows, and no reader of names knows better.
const REGISTERED: u16 = 400;
/// A name of the lexicon that means its actor wherever it stands.
const SURE: u16 = 88;
/// A name that is a word too, where the dictionary says that it is a name of this kind.
const LIKELY: u16 = 60;
/// A name that is a word too: taken where the article names the same actor otherwise.
const DOUBTFUL: u16 = 30;

pub(super) fn propose(reader: &mut Reader<'_>) {
    from(reader, &lexicon().names, Table::Lexicon);
    let directory = reader.directory;
    from(reader, directory.registry_names(), Table::Registry);
}

fn from(reader: &mut Reader<'_>, names: &NameTable, table: Table) {
    let passage = reader.passage;
    let may_begin = |at: usize, before, first| boundary::may_begin(passage, at as u32, before, first);
    for (span, number) in names.find(reader.text, may_begin) {
        let stands = boundary::stands_alone(reader.passage, span) || is_people(reader, span, names, number);
        if !stands || misleads(reader, span) {
            continue;
        }
        let namings = names.namings(number);
        let Some(best) = namings.iter().min_by_key(|naming| (naming.matching != Match::Always, !naming.main)) else {
            continue;
        };
        let kind = reader.directory.profile(best.profile).map_or(Kind::Other, |profile| profile.kind);
        let weight = match (best.matching, table) {
            (Match::Always, Table::Registry) => REGISTERED,
            (Match::Always, Table::Lexicon) => SURE,
            _ => doubtful(reader, span, kind),
        };
        reader.add(span, kind, weight, Evidence::Listed(Listed { table, number }));
    }
}

/// A country in the word for its people, which the tokenizer does not cut: 日本人.
fn is_people(reader: &Reader<'_>, span: Span, names: &NameTable, number: u32) -> bool {
    reader.text[span.end as usize..].starts_with('人')
        && boundary::starts_token(reader.passage, span.start)
        && names.namings(number).iter().any(|naming| naming.main && lexicon().is_country(naming.profile))
}

/// Whether the letters belong to another word: フランス語, 同県警, 上院議員, and words that are no names.
pub(super) fn misleads(reader: &Reader<'_>, span: Span) -> bool {
    let (text, words) = (reader.text, words());
    let name = span.slice(text);
    let after = &text[span.end as usize..];
    let before = text[..span.start as usize].chars().next_back();
    let next = after.chars().next();
    let last = words.reach(name.chars().next_back().unwrap_or_default());
    let goes_on = next.is_some_and(|next| words.reach(next).longer > 0);
    next == Some('語') && !after.starts_with("語学")
        || goes_on && words.after_any.iter().any(|word| after.starts_with(word))
        || before == Some('同') && boundary::starts_token(reader.passage, span.start - 3)
        || next == Some('総') && name.ends_with("内閣") && after.starts_with("総理")
        || words.is_not_name(name)
        || name.len() <= usize::from(last.organ) && words.organs.contains(name) && words.titles.contains_key(name)
        || goes_on
            && last.chamber > 0
            && words.chambers.iter().any(|chamber| name.ends_with(chamber))
            && words.after_chamber.iter().any(|word| after.starts_with(word))
}

/// How much a name weighs that may be a common word, a surname, or another's.
fn doubtful(reader: &Reader<'_>, span: Span, kind: Kind) -> u16 {
    let tokens = &reader.passage.tokens[reader.passage.tokens_in(span)];
    let is_organ =
        lexicon().organ_names.contains(span.slice(reader.text)) && span.slice(reader.text).chars().count() > 2;
    let name = span.slice(reader.text);
    if words().bare_bodies.contains(name) {
        return LIKELY + 8;
    }
    // 政府, 議会, 県警 stand for a body named before; they are no names.
    if words().heads.get(name).is_some_and(|head| head.reference == Reference::Title && !is_organ)
        || name.chars().count() < 2
    {
        return 0;
    }
    if name.is_ascii() {
        // A country's code is one in brackets by itself: （FR）.
        let bracketed = reader.passage.brackets.iter().any(|bracket| bracket.inner == span);
        return if bracketed || name.len() > 4 { LIKELY } else { DOUBTFUL };
    }
    if kind == Kind::Organization && is_organ {
        return LIKELY;
    }
    let detail = match kind {
        Kind::Place => "地域",
        Kind::Person => "人名",
        _ => "組織",
    };
    let named = tokens.iter().any(|token| {
        let class = token.class();
        token.part() == Part::Noun && run::is_proper(token) && (class.detail == detail || !token.is_known())
    });
    if named { LIKELY } else { DOUBTFUL }
}
