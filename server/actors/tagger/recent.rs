//! Sentences that were tagged lately: a keystroke leaves all sentences of its paragraph but one as they were.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Candidate;
use crate::language::Passage;
use crate::text::Span;

/// Sentences that are remembered, a power of two: those of a few long paragraphs. One displaces another with the same slot.
const REMEMBERED: usize = 128;

/// What was found in some sentences.
#[derive(Debug, Default)]
pub(super) struct Recent {
    slots: Vec<Option<Known>>,
    looks: Vec<u32>,
}

/// A sentence, and what was found in it.
#[derive(Debug)]
struct Known {
    text: Box<str>,
    looks: Box<[u32]>,
    /// Their spans count from the beginning of the sentence.
    found: Box<[Candidate]>,
}

impl Recent {
    /// Adds to `found` what stands in the sentence of `passage` at `span`: what was found in it when it was last read just as it
    /// is, else what `tag` adds.
    pub(super) fn of(
        &mut self,
        passage: &Passage,
        span: Span,
        found: &mut Vec<Candidate>,
        tag: impl FnOnce(&mut Vec<Candidate>),
    ) {
        self.slots.resize_with(REMEMBERED, || None);
        let text = span.slice(&passage.text);
        look(passage, span, &mut self.looks);
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let slot = &mut self.slots[(hasher.finish() >> 32) as usize & (REMEMBERED - 1)];
        if let Some(known) = slot.as_ref().filter(|known| *known.text == *text && *known.looks == *self.looks) {
            let here = |local: Span| Span::new(local.start + span.start, local.end + span.start);
            found.extend(known.found.iter().map(|one| Candidate { local: here(one.local), ..*one }));
            return;
        }
        let first = found.len();
        tag(found);
        let inside = |local: Span| Span::new(local.start - span.start, local.end - span.start);
        let new = found[first..].iter().map(|one| Candidate { local: inside(one.local), ..*one });
        *slot = Some(Known { text: text.into(), looks: self.looks.as_slice().into(), found: new.collect() });
    }
}

/// All that the tagger asks of a sentence beside its letters, in numbers that do not change when the sentence moves: where its
/// tokens lie and what they are, the brackets in and around it, and whether it stands behind a space.
fn look(passage: &Passage, span: Span, looks: &mut Vec<u32>) {
    looks.clear();
    looks.push(passage.text[..span.start as usize].ends_with(char::is_whitespace).into());
    let within = |offset: u32| offset.wrapping_sub(span.start);
    for token in &passage.tokens[passage.tokens_in(span)] {
        let class = u32::from(token.class_number) << 1 | u32::from(token.is_known());
        looks.extend([within(token.span.start), within(token.span.end), class]);
    }
    for pair in passage.brackets.iter().filter(|pair| pair.outer.overlaps(span)) {
        let (inner, outer) = (pair.inner, pair.outer);
        looks.extend([inner.start, inner.end, outer.start, outer.end].map(within));
        looks.push(pair.kind as u32);
    }
}
