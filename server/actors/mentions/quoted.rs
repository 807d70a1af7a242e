//! A name in quotation marks: 「REvil」, “Flax Typhoon”.

use super::{Evidence, Reader};
use crate::actors::Kind;
use crate::language::BracketKind;
use crate::language::script::{self, Script};

const QUOTED: u16 = 53;

pub(super) fn propose(reader: &mut Reader<'_>) {
    let text = reader.text;
    for bracket in &reader.passage.brackets {
        if bracket.kind != BracketKind::Quote {
            continue;
        }
        let name = bracket.inner.slice(text);
        let latin = name
            .chars()
            .all(|c| script::of(c) == Script::Letter && c.is_ascii() || c == ' ' || c == '-' || c.is_ascii_digit());
        let capital = name.chars().next().is_some_and(char::is_uppercase);
        if latin && capital && (2..=40).contains(&name.len()) && !name.chars().all(|c| script::of(c) == Script::Digit) {
            let span = bracket.inner;
            reader.found.push(super::Proposal {
                span,
                kind: Kind::Organization,
                weight: QUOTED,
                evidence: Evidence::Shape,
                title: None,
            });
        }
    }
}
