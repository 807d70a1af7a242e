//! Names side by side: what one sentence lists (ピネラス、マナティー、サラソタ) is of one kind.

use super::{ENOUGH, Evidence, Proposal};
use crate::actors::Kind;
use crate::language::Passage;
use crate::language::script::{self, Script};
use crate::text::Span;

/// What stands between what is listed.
const COMMA: char = '、';

/// So many have to be of one kind for others to follow them.
const AGREED: usize = 2;

/// The longest word in katakana, in letters, that is taken for a name because of its company.
const LONGEST: usize = 12;

/// Weight of a word that is a name because of its company.
const FOLLOWED: u16 = ENOUGH + 4;

/// Has the one of a list that is thought of another kind be of the kind of the others, and what stands between them
/// unrecognised be a name too; where that changes `found`, what was `chosen` from it has to be chosen again.
pub(super) fn align(passage: &Passage, chosen: &[Proposal], found: &mut Vec<Proposal>) -> bool {
    let mut changed = false;
    let mut first = 0;
    while first < chosen.len() {
        let mut last = first;
        let mut between = Vec::new();
        while let Some(words) = chosen.get(last + 1).and_then(|next| listed(passage, chosen[last].span, next.span)) {
            between.extend(words);
            last += 1;
        }
        let list = &chosen[first..=last];
        if let Some(kind) = shared(list) {
            for one in found.iter_mut().filter(|one| one.kind != kind && is_guess(passage, one)) {
                if list.iter().any(|other| other.span == one.span) {
                    one.kind = kind;
                    changed = true;
                }
            }
            changed |= !between.is_empty();
            let follow = |span| Proposal { span, kind, weight: FOLLOWED, evidence: Evidence::Shape, title: None };
            found.extend(between.into_iter().map(follow));
        }
        first = last + 1;
    }
    changed
}

/// The kind of all in a list, but for one at most.
fn shared(list: &[Proposal]) -> Option<Kind> {
    let kinds = [Kind::Person, Kind::Place, Kind::Organization];
    let count = |kind: Kind| list.iter().filter(|one| one.kind == kind).count();
    kinds.into_iter().find(|kind| count(*kind) >= AGREED && count(*kind) + 1 >= list.len())
}

/// Whether a proposal in katakana rests on nothing better than its looks.
fn is_guess(passage: &Passage, one: &Proposal) -> bool {
    matches!(one.evidence, Evidence::Tagged | Evidence::Shape) && is_katakana(one.span.slice(&passage.text))
}

/// The words between two names in one list, all of them foreign and unknown; `None` where it is no list.
fn listed(passage: &Passage, left: Span, right: Span) -> Option<Vec<Span>> {
    let between = Span::new(left.end, right.start);
    let inner = between.slice(&passage.text).strip_prefix(COMMA)?;
    if inner.is_empty() {
        return Some(Vec::new());
    }
    let mut at = between.start + COMMA.len_utf8() as u32;
    let mut words = Vec::new();
    for word in inner.strip_suffix(COMMA)?.split(COMMA) {
        let span = Span::new(at, at + word.len() as u32);
        at = span.end + COMMA.len_utf8() as u32;
        let foreign = is_katakana(word) && word.chars().count() <= LONGEST;
        let tokens = &passage.tokens[passage.tokens_in(span)];
        if !foreign || tokens.iter().any(|token| token.is_known() && !token.is_proper()) {
            return None;
        }
        words.push(span);
    }
    Some(words)
}

fn is_katakana(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| script::of(c) == Script::Katakana || c == '・')
}
