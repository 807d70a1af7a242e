//! The trained sequence tagger: which tokens of a sentence name somebody or something, by their looks and company.
//!
//! A linear-chain conditional random field over Lindera's tokens. Features are integers, hashed from the bytes of the
//! passage and looked up in one flat table of quantised weights; nothing is allocated per token. `server/trainer`
//! rebuilds the model with the very same feature code (see [`training`]).

use std::cell::RefCell;

use crate::config::Kind;
use crate::language::Passage;
use crate::text::Span;

mod cues;
mod decode;
mod features;
mod groups;
mod hash;
mod labels;
mod lengths;
mod lookups;
mod model;
mod names;
mod recent;
mod scores;
mod shape;
pub mod training;
mod unit;
mod units;

/// A span that the model takes for a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// In bytes of the passage's text.
    pub local: Span,
    /// What it seems to name.
    pub kind: Kind,
    /// The model's probability of exactly this span with this label, 0 to 1.
    pub confidence: f32,
}

/// The names in a passage, in order; none overlap.
pub fn tag(passage: &Passage) -> Vec<Candidate> {
    model::shipped().map(|model| tag_with(passage, model)).unwrap_or_default()
}

/// As [`tag`], for a passage that was read before and has changed a little: what is found in its other sentences is remembered.
pub(super) fn tag_again(passage: &Passage) -> Vec<Candidate> {
    thread_local! {
        static RECENT: RefCell<recent::Recent> = RefCell::default();
    }
    let mut found = Vec::new();
    if let Some(model) = model::shipped() {
        for span in &passage.sentences {
            RECENT.with_borrow_mut(|recent| {
                recent.of(passage, *span, &mut found, |found| tag_sentence(passage, *span, model, found));
            });
        }
    }
    found
}

/// The names that `model` finds in a passage.
fn tag_with(passage: &Passage, model: &model::Model) -> Vec<Candidate> {
    let mut found = Vec::new();
    for span in &passage.sentences {
        tag_sentence(passage, *span, model, &mut found);
    }
    found
}

/// Adds the names that `model` finds in the sentence at `span`.
fn tag_sentence(passage: &Passage, span: Span, model: &model::Model, found: &mut Vec<Candidate>) {
    thread_local! {
        // Its buffers are used again for every sentence that this thread reads.
        static SCRATCH: RefCell<(units::Sentence, scores::Scores, decode::Lattice)> = RefCell::default();
    }
    SCRATCH.with_borrow_mut(|(sentence, scores, lattice)| {
        sentence.read(passage, span);
        let rows = scores.of(sentence, model);
        for stretch in sentence.stretches() {
            let ends = [stretch.start > 0, stretch.end < rows.len()];
            for named in lattice.best(model, &rows[stretch.clone()], ends) {
                let units = stretch.start + named.units.start..stretch.start + named.units.end;
                let local = sentence.span(units.clone());
                let kind = labels::kind(named.label, sentence, &units);
                found.push(Candidate { local, kind, confidence: named.confidence });
            }
        }
    });
}

#[cfg(test)]
mod tests;
