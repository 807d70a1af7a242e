//! The trained tagger as one more proposer, and as a second opinion on the others.

use super::{Evidence, Proposal, Reader, listed};
use crate::actors::directory::words;
use crate::actors::tagger::{self, Candidate};
use crate::language::script::{self, Script};

/// Weight of a candidate of which the tagger is certain, and of one that is merely on its best path.
const CERTAIN: u16 = 96;
/// What weighs this much is no opinion: names of the registry.
const SURELY: u16 = 200;
const MERE: u16 = 54;

/// From here on the tagger contradicts: a span that cuts across one of these, or holds more than one, is doubted.
const CONFIDENT: f32 = 0.8;

/// A title lighter than this follows common words too.
const SURE_TITLE: u16 = 70;

/// Adds the tagger's candidates, and lets them speak for and against what the rules propose.
pub(super) fn weigh(reader: &mut Reader<'_>) {
    let mut candidates = tagger::tag(reader.passage);
    candidates.retain(|one| !is_word(reader, one));
    for one in reader.found.iter_mut().filter(|one| one.weight < SURELY) {
        second(one, &candidates);
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
    let stands_in = words().heads.contains_key(name) && !words().bare_bodies.contains(name);
    // （なりた・ゆきまろ）: how a name is read.
    let reading = name.chars().all(|c| script::of(c) == Script::Hiragana || matches!(c, '・' | ' ' | 'ー'))
        && reader.passage.brackets.iter().any(|bracket| bracket.inner.covers(one.local));
    stands_in || reading || words().titles.contains_key(name) || listed::misleads(reader, one.local)
}

/// The tagger's opinion on a proposal.
fn second(one: &mut Proposal, candidates: &[Candidate]) {
    let first = candidates.partition_point(|candidate| candidate.local.end <= one.span.start);
    let touching = candidates[first..].iter().take_while(|candidate| candidate.local.start < one.span.end);
    let mut opinion: i16 = match one.evidence {
        // By its looks alone, and the tagger sees nothing there.
        Evidence::Shape => -14,
        Evidence::Title if one.weight < SURE_TITLE => -18,
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
