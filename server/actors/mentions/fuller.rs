//! Fuller forms of a name: a town with what it lies in (静岡県三島市), a company with the word for one (アルモンド社). An article that
//! uses no shorter form anywhere goes by the fuller one; in one that does (三島市の…, アルモンドは…) each part is a name.

use memchr::memmem::Finder;

use super::{ENOUGH, Evidence, Proposal, Proposals, addresses};
use crate::actors::Kind;
use crate::article::Article;
use crate::language::Passage;
use crate::text::Span;

/// Weight of a fuller form of which the rest of its article decides.
pub(super) const WAITING: u16 = 0;

/// Weight of one that is taken: more than all its parts together.
pub(super) const TAKEN: u16 = 150;

/// What the user has registered weighs more than this, and is no part of anything.
pub(super) const REGISTERED: u16 = 200;

/// The word for a company behind its name.
const COMPANY: &str = "社";

/// Adds to `found` the companies among the names in `chosen` together with the word for one behind them.
pub(super) fn companies(passage: &Passage, chosen: &[Proposal], found: &mut Vec<Proposal>) {
    for one in chosen.iter().filter(|one| one.kind == Kind::Organization && one.weight < REGISTERED) {
        let behind = passage.tokens.get(passage.tokens_in(one.span).end);
        if let Some(behind) = behind
            && behind.span.start == one.span.end
            && behind.surface(&passage.text) == COMPANY
        {
            let span = Span::new(one.span.start, behind.span.end);
            let evidence = Evidence::Fuller(one.span);
            found.push(Proposal { span, kind: Kind::Organization, weight: WAITING, evidence, title: None });
        }
    }
}

/// Takes the fuller forms that wait for it where the article names none of their parts by itself.
pub(super) fn settle(article: &Article, proposals: &mut [Proposals]) {
    let waiting = |one: &Proposal| one.weight == WAITING && matches!(one.evidence, Evidence::Fuller(_));
    let fuller = |one: &&Proposal| matches!(one.evidence, Evidence::Fuller(_));
    let alone = |name: &str| {
        let finder = Finder::new(name);
        article.passages.iter().zip(&*proposals).any(|(placed, found)| {
            finder.find_iter(placed.passage.text.as_bytes()).any(|at| {
                let span = Span::of(at..at + name.len());
                !found.all().iter().filter(fuller).any(|one| one.span.covers(span))
            })
        })
    };
    let mut taken = Vec::new();
    for (number, (placed, found)) in article.passages.iter().zip(&*proposals).enumerate() {
        let text = placed.passage.text.as_str();
        for one in found.all().iter().filter(|one| waiting(one)) {
            let inside = |part: &&Proposal| {
                one.span.covers(part.span)
                    && part.kind == one.kind
                    && part.weight >= ENOUGH
                    && part.evidence != Evidence::Letter
            };
            if !found.all().iter().filter(inside).any(|part| alone(addresses::stem(part.span.slice(text)))) {
                taken.push((number, one.span));
            }
        }
    }
    for (number, span) in taken {
        let one = proposals[number].change().iter_mut().find(|one| one.span == span && waiting(one));
        if let Some(one) = one {
            one.weight = TAKEN;
        }
    }
}
