//! What an article has named once, it names again: surnames after full names, abbreviations, names without their title.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ENOUGH, Evidence, Proposal, boundary};
use crate::actors::Kind;
use crate::actors::directory::{Directory, Listed, lexicon, words};
use crate::article::Article;
use crate::language::script::{self, Script};
use crate::text::Span;

/// A name that stood elsewhere with better evidence.
const AGAIN: u16 = 70;

/// What speaks for a name that the article may repeat.
#[derive(Clone, Copy)]
struct Known {
    kind: Kind,
    /// A title, a shape or the lexicon's grammar spoke for it, not the tagger alone.
    strong: bool,
    /// How often the tagger alone took it for a name.
    tagged: usize,
}

/// Adds to each passage's proposals the names that other passages, or other places of the same, give good reason to
/// believe in, and doubts what the tagger took for a name in a few of many places. `proposals` has an entry per passage.
pub(in crate::actors) fn repeat(article: &Article, directory: &Directory, proposals: &mut [Vec<Proposal>]) {
    let known = learn(article, directory);
    let names: Vec<&str> = known.keys().map(String::as_str).collect();
    if !names.is_empty() {
        let mut places: Vec<Vec<(usize, Span)>> = vec![Vec::new(); names.len()];
        let by_first = by_first(&names);
        for (number, placed) in article.passages.iter().enumerate() {
            let text = placed.passage.text.as_str();
            for (at, c) in text.char_indices() {
                for name in by_first.get(&c).into_iter().flatten() {
                    let span = Span::of(at..at + names[*name].len());
                    if text[at..].starts_with(names[*name])
                        && boundary::stands_alone(&placed.passage, span)
                        && !goes_on(text, span)
                    {
                        places[*name].push((number, span));
                    }
                }
            }
        }
        for (name, places) in names.iter().zip(places) {
            let Known { kind, strong, tagged } = known[*name];
            if strong || tagged * 2 >= places.len() {
                for (number, span) in places {
                    let evidence = Evidence::Again;
                    proposals[number].push(Proposal { span, kind, weight: AGAIN, evidence, title: None });
                }
            } else if tagged * 3 < places.len() {
                for (number, span) in places {
                    let doubted =
                        proposals[number].iter_mut().filter(|one| one.span == span && one.evidence == Evidence::Tagged);
                    doubted.for_each(|one| one.weight = one.weight.min(ENOUGH - 1));
                }
            }
        }
    }
    confirm(directory, proposals);
}

/// The numbers of `names` by their first letter: an automaton would take longer to build than to do without.
fn by_first(names: &[&str]) -> FxHashMap<char, Vec<usize>> {
    let mut by_first: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        by_first.entry(name.chars().next().unwrap_or_default()).or_default().push(number);
    }
    by_first
}

/// The names worth looking for.
fn learn(article: &Article, directory: &Directory) -> FxHashMap<String, Known> {
    let mut known: FxHashMap<String, Known> = FxHashMap::default();
    let mut add = |name: &str, kind: Kind, evidence: Evidence| {
        if name.chars().count() < 2 || words().not_names.contains(name) {
            return;
        }
        let tagged = evidence == Evidence::Tagged;
        let one = known.entry(name.to_owned()).or_insert(Known { kind, strong: false, tagged: 0 });
        if !tagged && !one.strong {
            (one.kind, one.strong) = (kind, true);
        }
        one.tagged += usize::from(tagged);
    };
    for placed in &article.passages {
        let text = &placed.passage.text;
        for one in &super::proposed(&placed.passage, directory).chosen {
            let name = one.span.slice(text);
            match (one.kind, one.evidence) {
                (Kind::Person, Evidence::Title | Evidence::Shape | Evidence::Tagged) => {
                    add(name, Kind::Person, one.evidence);
                    let parts = name.split(['・', '＝', '=', ' ', '･']);
                    for part in
                        parts.filter(|part| *part != name && !is_listed(part) && !is_common(placed, one.span, part))
                    {
                        add(part, Kind::Person, Evidence::Shape);
                    }
                    if let Some(surname) = kanji_surname(placed, one.span) {
                        add(&surname, Kind::Person, Evidence::Shape);
                    }
                }
                (Kind::Organization, Evidence::Shape | Evidence::Organ(_)) | (_, Evidence::Tagged) => {
                    add(name, one.kind, one.evidence);
                }
                _ => {}
            }
        }
    }
    known
}

/// Whether a part of a name is a common noun by the dictionary: ミス, ホテル.
fn is_common(placed: &crate::language::Placed, span: Span, part: &str) -> bool {
    let passage = &placed.passage;
    passage.tokens[passage.tokens_in(span)].iter().any(|token| {
        token.surface(&passage.text) == part
            && token.is_known()
            && matches!(token.class().sub, "一般" | "サ変接続" | "形容動詞語幹")
    })
}

/// Whether the lexicon has a name that always means its actor: トランプ・タワー must not make タワー a person.
fn is_listed(part: &str) -> bool {
    lexicon().names.number(part).is_some()
}

/// The surname of a name in kanji whose tokens are surname and given name.
fn kanji_surname(placed: &crate::language::Placed, span: Span) -> Option<String> {
    let passage = &placed.passage;
    let tokens = &passage.tokens[passage.tokens_in(span)];
    let first = tokens.first()?;
    let surname = first.surface(&passage.text);
    let fits = tokens.len() >= 2 && first.class().fine == "姓" && surname.chars().count() >= 2;
    (fits && script::of(surname.chars().next()?) == Script::Kanji).then(|| surname.to_owned())
}

/// Whether a word goes on behind the span that makes another name of it: 木村市.
fn goes_on(text: &str, span: Span) -> bool {
    let after = &text[span.end as usize..];
    after.starts_with(['県', '市', '町', '村', '区', '駅'])
}

/// A name that is a word too is believed where the article names its actor otherwise: 朝日 after 朝日新聞.
fn confirm(directory: &Directory, proposals: &mut [Vec<Proposal>]) {
    let sure: FxHashSet<_> = proposals
        .iter()
        .flatten()
        .filter(|one| one.weight > ENOUGH)
        .filter_map(|one| match one.evidence {
            Evidence::Listed(listed) => only(directory, listed),
            _ => None,
        })
        .collect();
    // The regions that the article is about: 県警 where a city of the prefecture is named.
    let regions: FxHashSet<_> =
        sure.iter().flat_map(|id| directory.above(*id)).filter(|id| !lexicon().is_country(*id)).collect();
    let local = |id| {
        directory
            .above(id)
            .next()
            .is_some_and(|of| sure.contains(&of) && !lexicon().is_country(of) || regions.contains(&of))
    };
    for one in proposals.iter_mut().flatten().filter(|one| one.weight < ENOUGH) {
        if let Evidence::Listed(listed) = one.evidence
            && directory
                .namings(listed)
                .iter()
                .any(|naming| sure.contains(&naming.profile) || one.kind == Kind::Organization && local(naming.profile))
            && one.kind != Kind::Place
        {
            one.weight = AGAIN - 10;
        }
    }
}

fn only(directory: &Directory, listed: Listed) -> Option<crate::actors::ProfileId> {
    match directory.namings(listed) {
        [one] => Some(one.profile),
        _ => None,
    }
}
