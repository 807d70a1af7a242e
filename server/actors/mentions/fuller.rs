//! Fuller forms of a name: a town with what it lies in (静岡県三島市), a company with the word for one (アルモンド社). An article that
//! uses no shorter form anywhere goes by the fuller one; in one that does (三島市の…, アルモンドは…) each part is a name.

use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashSet};
use smallvec::SmallVec;

use super::{ENOUGH, Evidence, Proposal, Proposals, addresses};
use crate::actors::Kind;
use crate::actors::directory::words;
use crate::language::Passage;
use crate::text::Span;

/// Weight of a fuller form of which the rest of its article decides.
pub(super) const WAITING: u16 = 0;

/// Weight of one that is taken: more than all its parts together.
pub(super) const TAKEN: u16 = 150;

/// What the user has registered weighs more than this, and is no part of anything.
pub(super) const REGISTERED: u16 = 200;

/// Adds to `found` the companies among the names in `chosen` together with the word for one behind them.
pub(super) fn companies(passage: &Passage, chosen: &[Proposal], found: &mut Vec<Proposal>) {
    for one in chosen.iter().filter(|one| one.kind == Kind::Organization && one.weight < REGISTERED) {
        let behind = passage.tokens.get(passage.tokens_in(one.span).end);
        if let Some(behind) = behind
            && behind.span.start == one.span.end
            && words().companies.contains(behind.surface(&passage.text))
        {
            let span = Span::new(one.span.start, behind.span.end);
            let evidence = Evidence::Fuller(one.span);
            found.push(Proposal { span, kind: Kind::Organization, weight: WAITING, evidence, title: None });
        }
    }
}

/// A name without the word for what it is, as a number.
type Stem = u64;

/// What a passage says about fuller forms.
pub(super) struct Forms {
    /// Those that wait for the rest of the article, with the short forms in each.
    waiting: Vec<(Span, SmallVec<[Stem; 2]>)>,
    /// What it names, or has as a part of another name (静岡 of 静岡県警), outside of fuller forms.
    alone: Vec<Stem>,
}

impl Forms {
    /// Those of a passage with the proposals `found`, of which `chosen` would be taken.
    pub(super) fn of(passage: &Passage, found: &[Proposal], chosen: &[Proposal]) -> Self {
        let text = passage.text.as_str();
        let stem = |span: Span| FxBuildHasher.hash_one(addresses::stem(span.slice(text)));
        let fuller: SmallVec<[&Proposal; 4]> =
            found.iter().filter(|one| matches!(one.evidence, Evidence::Fuller(_))).collect();
        let parts = |whole: &Proposal| {
            let inside = |part: &&Proposal| {
                whole.span.covers(part.span)
                    && part.kind == whole.kind
                    && part.weight >= ENOUGH
                    && part.evidence != Evidence::Letter
            };
            found.iter().filter(inside).map(|part| stem(part.span)).collect()
        };
        let waiting = fuller.iter().filter(|one| one.weight == WAITING).map(|one| (one.span, parts(one))).collect();
        let names = chosen.iter().map(|one| one.span);
        let words = passage.tokens.iter().filter(|token| token.is_proper()).map(|token| token.span);
        let outside = |span: &Span| !fuller.iter().any(|one| one.span.covers(*span));
        let mut alone: Vec<Stem> = names.chain(words).filter(outside).map(stem).collect();
        alone.sort_unstable();
        alone.dedup();
        Self { waiting, alone }
    }
}

/// Takes the fuller forms that wait for it where the article names none of their parts by itself.
pub(super) fn settle(proposals: &mut [Proposals]) {
    let asked: FxHashSet<Stem> = proposals
        .iter()
        .flat_map(|found| &found.read.forms.waiting)
        .flat_map(|(_, parts)| parts.iter().copied())
        .collect();
    if asked.is_empty() {
        return;
    }
    let alone = proposals.iter().flat_map(|found| &found.read.forms.alone).filter(|stem| asked.contains(stem));
    let alone: FxHashSet<Stem> = alone.copied().collect();
    for found in proposals {
        let read = Arc::clone(&found.read);
        for (span, _) in read.forms.waiting.iter().filter(|(_, parts)| !parts.iter().any(|part| alone.contains(part))) {
            let waiting = |one: &&mut Proposal| {
                one.span == *span && one.weight == WAITING && matches!(one.evidence, Evidence::Fuller(_))
            };
            if let Some(one) = found.change().iter_mut().find(waiting) {
                one.weight = TAKEN;
            }
        }
    }
}
