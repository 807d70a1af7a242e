//! What an article has named once, it names again: surnames after full names, abbreviations, names without their title.

use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::{ENOUGH, Evidence, Proposal, Proposals, boundary, fuller};
use crate::actors::directory::{Directory, Listed, lexicon, words};
use crate::actors::{Kind, ProfileId};
use crate::article::Article;
use crate::language::Passage;
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
        let (names, known): (Vec<&str>, Vec<Known>) = known.into_iter().unzip();
        let places = places(article, &names);
        let mut counts = vec![0_usize; names.len()];
        for (name, _) in places.iter().flat_map(|here| &here.found) {
            counts[*name as usize] += 1;
        }
        for (here, proposals) in places.iter().zip(proposals.iter_mut()) {
            for &(name, span) in &here.found {
                let count = counts[name as usize];
                let Known { kind, strong, tagged, settled, .. } = known[name as usize];
                if strong || tagged * 2 >= count {
                    if settled {
                        settle(proposals, span, kind);
                    }
                    // A second proposal of the same letters that weighs no more would not be chosen.
                    if !proposals.all().iter().any(|one| one.span == span && one.weight >= AGAIN) {
                        let evidence = Evidence::Again;
                        proposals.change().push(Proposal { span, kind, weight: AGAIN, evidence, title: None });
                    }
                } else if tagged * 3 < count {
                    let doubted =
                        |one: &Proposal| one.span == span && one.evidence == Evidence::Tagged && one.weight >= ENOUGH;
                    if proposals.all().iter().any(doubted) {
                        let all = proposals.change().iter_mut();
                        all.filter(|one| doubted(one)).for_each(|one| one.weight = ENOUGH - 1);
                    }
                }
            }
        }
    }
    confirm(directory, proposals);
    fuller::settle(proposals);
}

/// Where a passage has names that its article may repeat: kept with it, because few keystrokes change what the article
/// names, and those that do not leave all passages but one as they were looked through.
struct Places {
    /// The names that were looked for, a line each: no passage has a line end.
    names: Arc<str>,
    /// Each with the number of its name, in order.
    found: Vec<(u32, Span)>,
}

/// Where each passage of an article has one of `names` as a word of its own.
fn places(article: &Article, names: &[&str]) -> Vec<Arc<Places>> {
    let mut lines = String::with_capacity(names.iter().map(|name| name.len() + 1).sum());
    for name in names {
        lines.push_str(name);
        lines.push('\n');
    }
    // The list of the version before, where it is the same: what was made of it says so by having it.
    let earlier = article.passages.iter().find_map(|placed| placed.passage.noted::<Places>());
    let lines = earlier.filter(|one| *one.names == *lines).map_or_else(|| lines.into(), |one| Arc::clone(&one.names));
    let index = OnceCell::new();
    let look = |passage: &Passage| {
        let (text, mut found) = (passage.text.as_str(), Vec::new());
        index.get_or_init(|| Names::new(names)).each(text, |name, span| {
            if boundary::stands_alone(passage, span) && !goes_on(text, span) {
                found.push((name, span));
            }
        });
        Places { names: Arc::clone(&lines), found }
    };
    let here = |passage: &Passage| passage.note_if(|known: &Places| Arc::ptr_eq(&known.names, &lines), look);
    article.passages.iter().map(|placed| here(&placed.passage)).collect()
}

/// Names to be found in a text: an automaton would take longer to build than to do without.
struct Names<'a> {
    all: &'a [&'a str],
    /// The letters that begin a name, and those that stand second.
    letters: [Letters; 2],
    by_opening: FxHashMap<[char; 2], SmallVec<[u32; 4]>>,
}

impl<'a> Names<'a> {
    /// `all` are of two letters and more.
    fn new(all: &'a [&'a str]) -> Self {
        let mut found = Self { all, letters: Default::default(), by_opening: FxHashMap::default() };
        for (number, name) in all.iter().enumerate() {
            let mut letters = name.chars();
            if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
                found.letters[0].add(first);
                found.letters[1].add(second);
                found.by_opening.entry([first, second]).or_default().push(number as u32);
            }
        }
        found
    }

    /// Calls `visit` with the number of each name that stands in `text`, and where.
    fn each(&self, text: &str, mut visit: impl FnMut(u32, Span)) {
        let mut opener: Option<(usize, char)> = None;
        for (at, letter) in text.char_indices() {
            if let Some((start, first)) = opener
                && self.letters[1].has(letter)
            {
                for number in self.by_opening.get(&[first, letter]).into_iter().flatten() {
                    let name = self.all[*number as usize];
                    if text[start..].starts_with(name) {
                        visit(*number, Span::of(start..start + name.len()));
                    }
                }
            }
            opener = self.letters[0].has(letter).then_some((at, letter));
        }
    }
}

/// A set of letters, those of other planes taken for those of the first.
struct Letters(Box<[u64; 1024]>);

impl Default for Letters {
    fn default() -> Self {
        Self(Box::new([0; 1024]))
    }
}

impl Letters {
    fn add(&mut self, letter: char) {
        let letter = letter as usize & 0xffff;
        self.0[letter >> 6] |= 1 << (letter & 63);
    }

    fn has(&self, letter: char) -> bool {
        let letter = letter as usize & 0xffff;
        self.0[letter >> 6] >> (letter & 63) & 1 != 0
    }
}

/// What a passage says of names that its article may repeat; it says so as long as the passage stays as it is.
pub(super) struct Lesson {
    /// Names, each with what speaks for it, in bytes of the passage's text.
    named: Vec<(Span, Kind, Evidence)>,
    /// Who is surely meant there by a name of a list.
    sure: Vec<ProfileId>,
    /// Whether a name of a list may be a mere word there.
    doubtful: bool,
}

impl Lesson {
    /// What `passage` says, of `found` and of those `chosen` among it.
    pub(super) fn of(passage: &Passage, directory: &Directory, found: &[Proposal], chosen: &[Proposal]) -> Self {
        let text = passage.text.as_str();
        let mut named = Vec::new();
        let mut add = |name: Span, kind: Kind, evidence: Evidence| {
            let name_here = name.slice(text);
            if name_here.chars().nth(1).is_some() && !words().is_not_name(name_here) {
                named.push((name, kind, evidence));
            }
        };
        for one in chosen {
            match (one.kind, one.evidence) {
                (Kind::Person, Evidence::Title | Evidence::Shape | Evidence::Tagged) => {
                    add(one.span, Kind::Person, one.evidence);
                    let name = one.span.slice(text);
                    let mut at = one.span.start;
                    for part in name.split(PART_ENDS) {
                        let span = Span::new(at, at + part.len() as u32);
                        at = span.end
                            + text[span.end as usize..].chars().next().map_or(0, |joint| joint.len_utf8() as u32);
                        if part != name && !is_listed(part) && !is_common(passage, one.span, part) {
                            add(span, Kind::Person, Evidence::Shape);
                        }
                    }
                    if let Some(surname) = kanji_surname(passage, one.span) {
                        add(surname, Kind::Person, Evidence::Title);
                    }
                }
                (Kind::Organization, Evidence::Shape | Evidence::Organ(_)) | (_, Evidence::Tagged) => {
                    add(one.span, one.kind, one.evidence);
                }
                _ => {}
            }
        }
        let mut sure: Vec<ProfileId> = found
            .iter()
            .filter(|one| one.weight > ENOUGH)
            .filter_map(|one| match one.evidence {
                Evidence::Listed(listed) => only(directory, listed),
                _ => None,
            })
            .collect();
        sure.sort_unstable();
        sure.dedup();
        Self { named, sure, doubtful: found.iter().any(is_doubtful) }
    }
}

/// What stands between the parts of a person's name.
const PART_ENDS: [char; 5] = ['・', '＝', '=', ' ', '･'];

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
    for (placed, proposed) in article.passages.iter().zip(proposals) {
        for (span, kind, evidence) in proposed.read.lesson.named.iter().copied() {
            let name = span.slice(&placed.passage.text);
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
fn is_common(passage: &Passage, span: Span, part: &str) -> bool {
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
fn kanji_surname(passage: &Passage, span: Span) -> Option<Span> {
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
        return Some(start.span.join(end.span)).filter(|surname| is_kanji(surname.slice(&passage.text)));
    }
    let fits = tokens.len() >= 2 && first.is_surname() && surname.chars().count() >= 2;
    (fits && script::of(surname.chars().next()?) == Script::Kanji).then_some(first.span)
}

/// Whether a word goes on behind the span that makes another name of it: 木村市.
fn goes_on(text: &str, span: Span) -> bool {
    let after = &text[span.end as usize..];
    after.starts_with(['県', '市', '町', '村', '区', '駅'])
}

/// Whether a name of a list may be a mere word where it stands.
fn is_doubtful(one: &Proposal) -> bool {
    one.weight < ENOUGH && one.kind != Kind::Place && matches!(one.evidence, Evidence::Listed(_))
}

/// A name that is a word too is believed where the article names its actor otherwise: 朝日 after 朝日新聞.
fn confirm(directory: &Directory, proposals: &mut [Proposals]) {
    if !proposals.iter().any(|found| found.read.lesson.doubtful) {
        return;
    }
    let sure: FxHashSet<ProfileId> = proposals.iter().flat_map(|found| &found.read.lesson.sure).copied().collect();
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
        Evidence::Listed(listed) if is_doubtful(one) => directory
            .namings(listed)
            .iter()
            .any(|naming| sure.contains(&naming.profile) || one.kind == Kind::Organization && local(naming.profile)),
        _ => false,
    };
    for found in proposals.iter_mut().filter(|found| found.read.lesson.doubtful) {
        if found.all().iter().any(confirmed) {
            found.change().iter_mut().filter(|one| confirmed(one)).for_each(|one| one.weight = AGAIN - 10);
        }
    }
}

fn only(directory: &Directory, listed: Listed) -> Option<ProfileId> {
    match directory.namings(listed) {
        [one] => Some(one.profile),
        _ => None,
    }
}
