//! What an article has named once, it names again: surnames after full names, abbreviations, names without their title.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{ENOUGH, Evidence, Proposal, boundary};
use crate::actors::Kind;
use crate::actors::directory::{Directory, Listed, lexicon};
use crate::article::Article;
use crate::language::script::{self, Script};
use crate::text::Span;

/// A name that stood elsewhere with better evidence.
const AGAIN: u16 = 70;

/// Adds to each passage's proposals the names that other passages, or other places of the same, give good reason to
/// believe in. `proposals` has an entry per passage.
pub(in crate::actors) fn repeat(article: &Article, directory: &Directory, proposals: &mut [Vec<Proposal>]) {
    let known = learn(article, proposals);
    if !known.is_empty() {
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        let Ok(matcher) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&names) else {
            return;
        };
        for (placed, into) in article.passages.iter().zip(proposals.iter_mut()) {
            let passage = &placed.passage;
            for hit in matcher.find_overlapping_iter(&passage.text) {
                let span = Span::of(hit.start()..hit.end());
                let kind = known[names[hit.pattern().as_usize()]];
                if boundary::stands_alone(passage, span) && !inside_name(&passage.text, span) {
                    into.push(Proposal { span, kind, weight: AGAIN, evidence: Evidence::Again, title: None });
                }
            }
        }
    }
    confirm(directory, proposals);
}

/// The names worth looking for, with what they name.
fn learn(article: &Article, proposals: &[Vec<Proposal>]) -> FxHashMap<String, Kind> {
    let mut known: FxHashMap<String, Kind> = FxHashMap::default();
    for (placed, found) in article.passages.iter().zip(proposals) {
        let text = &placed.passage.text;
        for one in super::choose(text, found.clone()) {
            let name = one.span.slice(text);
            match (one.kind, one.evidence) {
                (Kind::Person, Evidence::Title | Evidence::Shape | Evidence::Tagged) => {
                    for part in name.split(['・', '＝', '=', ' ', '･']) {
                        if part.chars().count() >= 2 && !is_listed(part) && !is_common(placed, one.span, part) {
                            known.insert(part.to_owned(), Kind::Person);
                        }
                    }
                    known.insert(name.to_owned(), Kind::Person);
                    if let Some(surname) = kanji_surname(placed, one.span) {
                        known.entry(surname).or_insert(Kind::Person);
                    }
                }
                (Kind::Organization, Evidence::Shape | Evidence::Organ(_) | Evidence::Tagged)
                    if name.chars().count() >= 2 =>
                {
                    known.entry(name.to_owned()).or_insert(Kind::Organization);
                }
                _ => {}
            }
        }
    }
    known.retain(|name, _| name.chars().count() >= 2);
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

/// Whether a katakana name is a part of a longer one here: ジョン・スミス when スミス is known is decided there.
fn inside_name(text: &str, span: Span) -> bool {
    let after = &text[span.end as usize..];
    // A title or anything may follow; a suffix of a place may not: 木村市.
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
    for one in proposals.iter_mut().flatten().filter(|one| one.weight < ENOUGH) {
        if let Evidence::Listed(listed) = one.evidence
            && directory.namings(listed).iter().any(|naming| sure.contains(&naming.profile))
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
