//! Bracket pairs, matched so that a missing half spoils nothing but itself.

use crate::text::Span;

/// What kind of brackets a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BracketKind {
    /// 「」, “”, and straight double quotes are not counted: they have no direction.
    Quote,
    /// 『』
    DoubleQuote,
    /// （）, ()
    Round,
    /// 【】, ［］, 〔〕, []
    Square,
    /// 《》, 〈〉
    Angle,
}

/// A matched pair of brackets in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// From the opening mark to behind the closing one, in bytes of the passage's text.
    pub outer: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// Which marks.
    pub kind: BracketKind,
    /// How many matched pairs enclose this one.
    pub depth: u32,
}

/// The opening marks with their closing ones.
const PAIRS: [(char, char, BracketKind); 12] = [
    ('「', '」', BracketKind::Quote),
    ('“', '”', BracketKind::Quote),
    ('｢', '｣', BracketKind::Quote),
    ('『', '』', BracketKind::DoubleQuote),
    ('（', '）', BracketKind::Round),
    ('(', ')', BracketKind::Round),
    ('【', '】', BracketKind::Square),
    ('［', '］', BracketKind::Square),
    ('[', ']', BracketKind::Square),
    ('〔', '〕', BracketKind::Square),
    ('《', '》', BracketKind::Angle),
    ('〈', '〉', BracketKind::Angle),
];

/// Whether `c` closes a bracket of any kind.
pub(super) fn closes(c: char) -> bool {
    PAIRS.iter().any(|(_, close, _)| *close == c)
}

/// The matched pairs of `text`, by where they open. A closing mark takes the nearest open mark of its kind (full and
/// half width of one kind go together), and whatever was opened in between has lost its other half.
pub(super) fn pairs(text: &str) -> Vec<Bracket> {
    let mut open: Vec<(usize, usize, BracketKind)> = Vec::new();
    let mut found: Vec<Bracket> = Vec::new();
    for (at, c) in text.char_indices() {
        // Letters are no marks, and nearly all of a text is letters.
        if matches!(c, 'ぁ'..='\u{9fff}' | 'A'..='Z' | 'a'..='z' | '0'..='9' | '、' | '。') {
            continue;
        }
        if let Some((_, _, kind)) = PAIRS.iter().find(|(opening, _, _)| *opening == c) {
            open.push((at, at + c.len_utf8(), *kind));
        } else if let Some((_, _, kind)) = PAIRS.iter().find(|(_, closing, _)| *closing == c)
            && let Some(partner) = open.iter().rposition(|(_, _, opened)| opened == kind)
        {
            let (start, inner, kind) = open[partner];
            open.truncate(partner);
            found.push(Bracket {
                outer: Span::of(start..at + c.len_utf8()),
                inner: Span::of(inner..at),
                kind,
                depth: 0,
            });
        }
    }
    found.sort_by_key(|pair| pair.outer.start);
    let mut enclosing: Vec<Span> = Vec::new();
    for pair in &mut found {
        enclosing.retain(|outer| outer.end > pair.outer.start);
        pair.depth = enclosing.len() as u32;
        enclosing.push(pair.outer);
    }
    found
}
