//! Where an article names somebody: proposals by several readers of one passage, and the choice among them.
//!
//! Each proposer looks at one passage for one sort of evidence and says how much it believes. What one of them has
//! found, the next may build on. [`overlap`] then chooses the set of proposals that do not overlap and weigh most.

use std::cell::OnceCell;
use std::sync::Arc;

use super::Kind;
use super::directory::{Directory, Listed};
use super::tagger::Candidate;
use crate::language::{Passage, Placed};
use crate::text::Span;

mod addresses;
mod again;
pub(super) mod apposition;
mod bodies;
mod boundary;
mod coordination;
mod countries;
mod fuller;
mod kanji_names;
mod latin;
mod listed;
mod overlap;
mod people;
mod places;
mod polity;
mod quoted;
mod run;
mod settled;
mod tagged;
mod things;
mod works;

pub(super) use again::repeat;
pub(super) use people::title_after;

/// What speaks for a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// A name in the lexicon or the registry.
    Listed(Listed),
    /// A single kanji for a country.
    Letter,
    /// A country and one of its organs in one name: 米国務省. Holds where the country's name ends.
    Organ(u32),
    /// More than a name that could stand by itself, which it holds: 静岡県三島市, アルモンド社.
    Fuller(Span),
    /// A title behind a person's name.
    Title,
    /// The shape of the name: its last word, its script, the dictionary's word for it.
    Shape,
    /// The trained tagger.
    Tagged,
    /// Recognised elsewhere in the article.
    Again,
}

/// A span that may name somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proposal {
    /// In bytes of the passage's text.
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// How much is to be believed, per letter, of 100; under 50 it needs more to be taken.
    pub(super) weight: u16,
    pub(super) evidence: Evidence,
    /// The title that stands with the name, in bytes of the passage's text.
    pub(super) title: Option<Span>,
}

/// From here on a proposal is taken without further evidence.
pub(super) const ENOUGH: u16 = 50;

/// A passage under its proposers' eyes.
pub(super) struct Reader<'a> {
    pub(super) passage: &'a Passage,
    pub(super) text: &'a str,
    pub(super) directory: &'a Directory,
    pub(super) found: Vec<Proposal>,
    /// The maximal runs of nouns.
    pub(super) runs: Vec<run::Run>,
    /// Whether the passage is in another language, once somebody has asked.
    pub(super) foreign: OnceCell<bool>,
    /// What the tagger takes for names.
    pub(super) tagged: Vec<Candidate>,
    /// Whether it belongs to an article of which other passages have been read before.
    pub(super) again: bool,
}

impl<'a> Reader<'a> {
    fn new(passage: &'a Passage, directory: &'a Directory, again: bool) -> Self {
        let (text, runs, found) = (passage.text.as_str(), run::runs(passage), Vec::with_capacity(ROOM));
        Self { passage, text, directory, found, runs, foreign: OnceCell::new(), tagged: Vec::new(), again }
    }

    fn add(&mut self, span: Span, kind: Kind, weight: u16, evidence: Evidence) {
        self.found.push(Proposal { span, kind, weight, evidence, title: None });
    }
}

/// What was proposed for a passage, and by what directory.
struct Proposed {
    directory: Directory,
    found: Vec<Proposal>,
    /// Those that would be taken if nothing else were known.
    chosen: Vec<Proposal>,
    /// What is named as a state there.
    states: Vec<Span>,
    /// What the rest of the article may learn from it.
    lesson: again::Lesson,
    /// Fuller forms of names, and what tells whether they are taken.
    forms: fuller::Forms,
}

/// Everything in a passage that may name somebody, in no order, overlaps included: what its reading proposed, copied only
/// once the rest of the article changes something about it.
pub(super) struct Proposals {
    read: Arc<Proposed>,
    changed: Option<Vec<Proposal>>,
}

/// What was chosen in a passage once the rest of its article had been heard: kept with it for the next keystroke.
struct Choice {
    found: Vec<Proposal>,
    chosen: Vec<Proposal>,
}

impl Proposals {
    /// Those of each passage, which is not read again while it stays as it is.
    pub(super) fn of(passages: &[Placed], directory: &Directory) -> Vec<Self> {
        let known = |placed: &Placed| {
            placed.passage.noted().filter(|proposed: &Arc<Proposed>| proposed.directory.is(directory))
        };
        let mut read: Vec<Option<Arc<Proposed>>> = passages.iter().map(known).collect();
        let unread: Vec<usize> = (0..read.len()).filter(|n| read[*n].is_none()).collect();
        for some in unread.chunks(TOGETHER) {
            let texts: Vec<&Passage> = some.iter().map(|n| &*passages[*n].passage).collect();
            for (n, found) in some.iter().zip(propose(&texts, directory, unread.len() < passages.len())) {
                read[*n] = Some(proposed(&passages[*n].passage, directory, found));
            }
        }
        read.into_iter().flatten().map(|read| Self { read, changed: None }).collect()
    }

    fn all(&self) -> &[Proposal] {
        self.changed.as_deref().unwrap_or(&self.read.found)
    }

    fn change(&mut self) -> &mut Vec<Proposal> {
        self.changed.get_or_insert_with(|| self.read.found.clone())
    }

    /// Those that do not overlap and together weigh most, in order; none that the user says is no name.
    pub(super) fn choose(mut self, passage: &Passage, directory: &Directory) -> Vec<Proposal> {
        let text = passage.text.as_str();
        let no_name = |one: &Proposal| directory.is_no_name(one.span.slice(text));
        if self.all().iter().any(no_name) {
            self.change().retain(|one| !no_name(one));
        }
        match self.changed {
            Some(found) => {
                let choose =
                    |_: &Passage| Choice { chosen: overlap::choose(text, found.clone()), found: found.clone() };
                passage.note_if(|known: &Choice| known.found == found, choose).chosen.clone()
            }
            None => self.read.chosen.clone(),
        }
    }
}

fn proposed(passage: &Passage, directory: &Directory, mut found: Vec<Proposal>) -> Arc<Proposed> {
    passage.note_if(
        |proposed: &Proposed| proposed.directory.is(directory),
        |passage| {
            let mut chosen = overlap::choose(&passage.text, found.clone());
            if coordination::align(passage, &chosen, &mut found) {
                chosen = overlap::choose(&passage.text, found.clone());
            }
            if addresses::join(passage, directory, &chosen, &mut found) {
                chosen = overlap::choose(&passage.text, found.clone());
            }
            fuller::companies(passage, &chosen, &mut found);
            let states = polity::states(passage, &chosen);
            let lesson = again::Lesson::of(passage, directory, &found, &chosen);
            let forms = fuller::Forms::of(passage, &found, &chosen);
            Proposed { directory: directory.clone(), found, chosen, states, lesson, forms }
        },
    )
}

/// Proposals for which there is room from the start: few passages have more.
const ROOM: usize = 48;

/// Passages that are read side by side: an article of usual length has no more.
const TOGETHER: usize = 32;

/// The proposers, in order.
const PROPOSERS: [fn(&mut Reader<'_>); 12] = [
    tagged::ask,
    listed::propose,
    countries::propose,
    people::propose,
    kanji_names::propose,
    bodies::propose,
    places::propose,
    things::propose,
    latin::propose,
    quoted::propose,
    tagged::weigh,
    works::propose,
];

/// What is proposed for each of `passages`. Each proposer goes over all of them before the next one does: its code and the
/// tables that it looks things up in stay close at hand.
fn propose(passages: &[&Passage], directory: &Directory, again: bool) -> Vec<Vec<Proposal>> {
    let reader = |passage| Reader::new(passage, directory, again);
    let mut readers: Vec<Reader<'_>> = passages.iter().copied().map(reader).collect();
    for propose in PROPOSERS {
        readers.iter_mut().for_each(propose);
    }
    for reader in &mut readers {
        if let Some(region) = feed_region(reader.text) {
            reader.found.retain(|one| !region.covers(one.span));
        }
    }
    readers.into_iter().map(|reader| reader.found).collect()
}

/// The region of a feed in a bullet's label (・BBC – Asia: …), which names nobody.
fn feed_region(text: &str) -> Option<Span> {
    /// A label is not longer, in bytes.
    const LONGEST: usize = 64;
    let bullet = text.trim_start().starts_with(['・', '•', '-', '*']);
    let end = if bullet { text.find(':').filter(|end| *end <= LONGEST)? } else { return None };
    let dash = text[..end].find(" – ").map(|at| at + " – ".len())?;
    Some(Span::of(dash..end))
}
