//! What an article has named once, it names again: surnames after full names, abbreviations, names without their title.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{ENOUGH, Evidence, Proposal, Proposals, boundary};
use crate::actors::Kind;
use crate::actors::directory::{Directory, Listed, lexicon, words};
use crate::article::Article;
use crate::language::script::{self, Script};
use crate::text::Span;

/// A name that stood elsewhere with better evidence.
const AGAIN: u16 = 70;

/// What speaks for a name that the article may repeat.
struct Known {
    kind: Kind,
    /// A title, a shape or the lexicon's grammar spoke for it, not the tagger alone.
    strong: bool,
    /// How often the tagger alone took it for a name.
    tagged: usize,
    /// What it is is so sure that the tagger is not asked.
    settled: bool,
    /// What the tagger took it for, each with how often.
    kinds: SmallVec<[(Kind, usize); 2]>,
}

/// Adds to each passage's proposals the names that other passages, or other places of the same, give good reason to
/// believe in, and doubts what the tagger took for a name in a few of many places. `proposals` has an entry per passage.
pub(in crate::actors) fn repeat(article: &Article, directory: &Directory, proposals: &mut [Proposals]) {
    let known = learn(article, proposals);
    if !known.is_empty() {
        let names = Names::new(known.keys().copied());
        let mut places: Vec<Vec<(usize, Span)>> = vec![Vec::new(); names.all.len()];
        for (number, placed) in article.passages.iter().enumerate() {
            let text = placed.passage.text.as_str();
            names.each(text, |name, span| {
                if boundary::stands_alone(&placed.passage, span) && !goes_on(text, span) {
                    places[name].push((number, span));
                }
            });
        }
        for (name, places) in names.all.iter().zip(places) {
            let Known { kind, strong, tagged, settled, .. } = known[name];
            if strong || tagged * 2 >= places.len() {
                for (number, span) in places {
                    if settled {
                        settle(&mut proposals[number], span, kind);
                    }
                    // A second proposal of the same letters that weighs no more would not be chosen.
                    if !proposals[number].all().iter().any(|one| one.span == span && one.weight >= AGAIN) {
                        let evidence = Evidence::Again;
                        proposals[number].change().push(Proposal { span, kind, weight: AGAIN, evidence, title: None });
                    }
                }
            } else if tagged * 3 < places.len() {
                for (number, span) in places {
                    let doubted =
                        |one: &Proposal| one.span == span && one.evidence == Evidence::Tagged && one.weight >= ENOUGH;
                    if proposals[number].all().iter().any(doubted) {
                        let all = proposals[number].change().iter_mut();
                        all.filter(|one| doubted(one)).for_each(|one| one.weight = ENOUGH - 1);
                    }
                }
            }
        }
    }
    confirm(directory, proposals);
}

/// Names to be found in a text: an automaton would take longer to build than to do without.
struct Names<'a> {
    all: Vec<&'a str>,
    /// A bit for the end of each first letter's number, which says of most letters that no name begins so.
    firsts: [u64; 64],
    by_first: FxHashMap<char, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let mut found = Self { all: names.collect(), firsts: [0; 64], by_first: FxHashMap::default() };
        for (number, name) in found.all.iter().enumerate() {
            let first = name.chars().next().unwrap_or_default();
            found.firsts[first as usize >> 6 & 63] |= 1 << (first as u32 & 63);
            found.by_first.entry(first).or_default().push(number);
        }
        found
    }

    /// Calls `visit` with the number of each name that stands in `text`, and where.
    fn each(&self, text: &str, mut visit: impl FnMut(usize, Span)) {
        for (at, c) in text.char_indices() {
            if self.firsts[c as usize >> 6 & 63] >> (c as u32 & 63) & 1 == 0 {
                continue;
            }
            for name in self.by_first.get(&c).into_iter().flatten() {
                if text[at..].starts_with(self.all[*name]) {
                    visit(*name, Span::of(at..at + self.all[*name].len()));
                }
            }
        }
    }
}

/// The names worth looking for.
fn learn<'a>(article: &'a Article, proposals: &[Proposals]) -> FxHashMap<&'a str, Known> {
    let mut known: FxHashMap<&str, Known> = FxHashMap::default();
    for (placed, proposed) in article.passages.iter().zip(proposals) {
        for span in &proposed.read.states {
            let kind = Kind::Place;
            let state = Known { kind, strong: true, tagged: 0, settled: true, kinds: SmallVec::new() };
            known.insert(span.slice(&placed.passage.text), state);
        }
    }
    let mut add = |name: &'a str, kind: Kind, evidence: Evidence| {
        if name.chars().nth(1).is_none() || words().is_not_name(name) {
            return;
        }
        let tagged = evidence == Evidence::Tagged;
        let one = known.entry(name).or_insert_with(|| Known {
            kind,
            strong: false,
            tagged: 0,
            settled: false,
            kinds: SmallVec::new(),
        });
        if !tagged && !one.strong {
            (one.kind, one.strong) = (kind, true);
        }
        if tagged {
            one.tagged += 1;
            match one.kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => one.kinds.push((kind, 1)),
            }
        }
        // 霧生外相: who bears a title is a person, whatever else the name may be elsewhere.
        one.settled |= one.kind == Kind::Person && evidence == Evidence::Title && is_kanji(name);
    };
    for (placed, proposed) in article.passages.iter().zip(proposals) {
        let text = &placed.passage.text;
        for one in &proposed.read.chosen {
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
                        add(surname, Kind::Person, Evidence::Title);
                    }
                }
                (Kind::Organization, Evidence::Shape | Evidence::Organ(_)) | (_, Evidence::Tagged) => {
                    add(name, one.kind, one.evidence);
                }
                _ => {}
            }
        }
    }
    // What the tagger takes for this here and for that there is what it is most often.
    for one in known.values_mut().filter(|one| !one.strong && one.kinds.len() > 1) {
        if let Some((kind, count)) = one.kinds.iter().max_by_key(|(_, count)| *count)
            && count * 2 > one.tagged
        {
            (one.kind, one.settled) = (*kind, true);
        }
    }
    known
}

/// Whether a name is in kanji throughout.
fn is_kanji(name: &str) -> bool {
    name.chars().all(|c| script::of(c) == Script::Kanji)
}

/// Makes what the tagger, or the look of it, takes for something else at `span` what the article as a whole says it is:
/// 霧生 beside 霧生万里子外相 is no place, エストヴァル beside エストヴァル外務省 nobody.
fn settle(proposals: &mut Proposals, span: Span, kind: Kind) {
    let other = |one: &Proposal| {
        let weak = matches!(one.evidence, Evidence::Tagged | Evidence::Shape)
            || one.evidence == Evidence::Title && kind == Kind::Place;
        one.span == span && one.kind != kind && weak
    };
    if proposals.all().iter().any(other) {
        for one in proposals.change().iter_mut().filter(|one| other(one)) {
            (one.kind, one.title) = (kind, None);
        }
    }
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

/// The surname of a name in kanji whose tokens are surname and given name, or end in a given name behind letters that the
/// dictionary does not know for a surname (霧生 of 霧生万里子).
fn kanji_surname(placed: &crate::language::Placed, span: Span) -> Option<&str> {
    let passage = &placed.passage;
    let tokens = &passage.tokens[passage.tokens_in(span)];
    let first = tokens.first()?;
    let surname = first.surface(&passage.text);
    if let [before @ .., given] = tokens
        && given.is_given()
        && given.span.len() > 3
        && let (Some(start), Some(end)) = (before.first(), before.last())
        && (2..=3).contains(&before.len())
        && before.iter().all(|token| token.span.len() == 3)
    {
        return Some(start.span.join(end.span).slice(&passage.text)).filter(|surname| is_kanji(surname));
    }
    let fits = tokens.len() >= 2 && first.is_surname() && surname.chars().count() >= 2;
    (fits && script::of(surname.chars().next()?) == Script::Kanji).then_some(surname)
}

/// Whether a word goes on behind the span that makes another name of it: 木村市.
fn goes_on(text: &str, span: Span) -> bool {
    let after = &text[span.end as usize..];
    after.starts_with(['県', '市', '町', '村', '区', '駅'])
}

/// A name that is a word too is believed where the article names its actor otherwise: 朝日 after 朝日新聞.
fn confirm(directory: &Directory, proposals: &mut [Proposals]) {
    let in_doubt =
        |one: &Proposal| one.weight < ENOUGH && one.kind != Kind::Place && matches!(one.evidence, Evidence::Listed(_));
    if !proposals.iter().any(|found| found.all().iter().any(in_doubt)) {
        return;
    }
    let sure: FxHashSet<_> = proposals
        .iter()
        .flat_map(Proposals::all)
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
    let confirmed = |one: &Proposal| match one.evidence {
        Evidence::Listed(listed) if in_doubt(one) => directory
            .namings(listed)
            .iter()
            .any(|naming| sure.contains(&naming.profile) || one.kind == Kind::Organization && local(naming.profile)),
        _ => false,
    };
    for found in proposals {
        if found.all().iter().any(confirmed) {
            found.change().iter_mut().filter(|one| confirmed(one)).for_each(|one| one.weight = AGAIN - 10);
        }
    }
}

fn only(directory: &Directory, listed: Listed) -> Option<crate::actors::ProfileId> {
    match directory.namings(listed) {
        [one] => Some(one.profile),
        _ => None,
    }
}
