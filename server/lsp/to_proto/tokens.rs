//! Colours as semantic tokens. The protocol has types for programs only: each of ours takes the standard one that common
//! themes colour, and colour apart from the others.

use tower_lsp::gen_lsp_types as proto;

use crate::archive::Entry;
use crate::ide::{Token, TokenKind};
use crate::statements::Grade;
use crate::text::{PositionEncoding, Span};

/// The standard types, in the order of [`kind`].
const TYPES: [&str; 7] = ["class", "function", "enumMember", "property", "string", "keyword", "regexp"];

/// The modifiers: the grades of a quotation's source, and what a mention does. `declaration` is standard; the others can be
/// given colours of their own (`string.unnamed`).
const MODIFIERS: [&str; 9] =
    ["person", "office", "body", "document", "role", "unnamed", "speakerless", "declaration", "reference"];

/// What the numbers in [`semantic_tokens`] mean.
pub(in crate::lsp) fn legend() -> proto::SemanticTokensLegend {
    proto::SemanticTokensLegend {
        token_types: TYPES.map(str::to_owned).to_vec(),
        token_modifiers: MODIFIERS.map(str::to_owned).to_vec(),
    }
}

const fn kind(kind: TokenKind) -> u32 {
    match kind {
        TokenKind::Person => 0,
        TokenKind::Organization => 1,
        TokenKind::Place => 2,
        TokenKind::OtherName => 3,
        TokenKind::Quotation => 4,
        TokenKind::Cue => 5,
        TokenKind::Finding => 6,
    }
}

/// The modifiers of a token, as bits.
fn modifiers(token: &Token) -> u32 {
    let grade = match token.grade {
        Some(Grade::Person) => 1,
        Some(Grade::Office) => 1 << 1,
        Some(Grade::Body) => 1 << 2,
        Some(Grade::Document) => 1 << 3,
        Some(Grade::Role) => 1 << 4,
        Some(Grade::Unnamed) => 1 << 5,
        None if token.kind == TokenKind::Quotation => 1 << 6,
        None => 0,
    };
    grade | u32::from(token.introduces) << 7 | u32::from(token.stands_for) << 8
}

/// Tokens in order as the protocol counts them: five numbers each, the place from the token before.
pub(in crate::lsp) fn semantic_tokens(entry: &Entry, tokens: &[Token], encoding: PositionEncoding) -> Vec<u32> {
    let mut numbers = Vec::with_capacity(tokens.len() * 5);
    let (mut line, mut column) = (0, 0);
    for token in tokens {
        let start = entry.positions(Span::new(token.span.start, token.span.start), encoding).0;
        let length = encoding.len(token.span.slice(entry.text()));
        let right = if start.line == line { start.character - column } else { start.character };
        numbers.extend([start.line - line, right, length, kind(token.kind), modifiers(token)]);
        (line, column) = (start.line, start.character);
    }
    numbers
}
