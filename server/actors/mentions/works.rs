//! Titles in quotation marks behind a word for what they name: 映画「…」, アルバム『…』.

use super::{Evidence, Reader};
use crate::actors::directory::words;
use crate::language::BracketKind;

/// A word for a work leaves little doubt, and names inside the title are no names.
const TITLED: u16 = 92;

/// Longer quotations, in letters, say something.
const LONGEST: usize = 30;

/// The longest word for a work, in letters.
const NOUN: usize = 7;

pub(super) fn propose(reader: &mut Reader<'_>) {
    let text = reader.text;
    for bracket in &reader.passage.brackets {
        let title = bracket.inner.slice(text);
        if !matches!(bracket.kind, BracketKind::Quote | BracketKind::DoubleQuote)
            || title.chars().nth(LONGEST).is_some()
            || title.contains('。')
        {
            continue;
        }
        let head = &text[..bracket.outer.start as usize];
        let starts = head.char_indices().rev().take(NOUN).map(|(at, _)| at);
        if let Some(kind) = starts.filter_map(|at| words().work_nouns.get(&head[at..])).last() {
            reader.found.push(super::Proposal {
                span: bracket.inner,
                kind: *kind,
                weight: TITLED,
                evidence: Evidence::Shape,
                title: None,
            });
        }
    }
}
