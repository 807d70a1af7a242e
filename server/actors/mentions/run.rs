//! Runs of nouns: the stretches in which a name of several words can stand.

use crate::language::{Passage, Token};

/// A maximal run of nouns and what joins them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::actors) struct Run {
    /// Its tokens' numbers.
    pub(in crate::actors) tokens: std::ops::Range<usize>,
}

/// What joins two nouns of one name: ・, ＝, a hyphen, an ampersand.
pub(in crate::actors) fn joins(mark: &str) -> bool {
    matches!(mark, "・" | "＝" | "=" | "-" | "‐" | "–" | "－" | "＆" | "&" | "·" | "･")
}

/// The runs of a passage, in order.
pub(super) fn runs(passage: &Passage) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = None;
    let mut previous_end = 0;
    for (n, token) in passage.tokens.iter().enumerate() {
        let inside = is_part(token) || start.is_some() && joins_here(passage, n);
        let touches = token.span.start == previous_end;
        if start.is_some() && !(inside && touches) {
            close(passage, &mut start, n, &mut runs);
        }
        if start.is_none() && is_part(token) {
            start = Some(n);
        }
        previous_end = token.span.end;
    }
    close(passage, &mut start, passage.tokens.len(), &mut runs);
    runs
}

fn close(passage: &Passage, start: &mut Option<usize>, end: usize, into: &mut Vec<Run>) {
    if let Some(from) = start.take() {
        let trailing = passage.tokens[from..end].iter().rev().take_while(|token| !is_part(token)).count();
        into.push(Run { tokens: from..end - trailing });
    }
}

/// A joining mark between two nouns without space.
fn joins_here(passage: &Passage, n: usize) -> bool {
    let text = passage.text.as_str();
    let token = &passage.tokens[n];
    joins(token.surface(text))
        && passage.tokens.get(n + 1).is_some_and(|next| is_part(next) && next.span.start == token.span.end)
}

/// Whether a token can be part of a name of several words.
fn is_part(token: &Token) -> bool {
    token.is_joinable()
}

/// Whether a token is a name by the dictionary, or a word that it does not know and that is not hiragana.
pub(in crate::actors) fn is_proper(token: &Token) -> bool {
    token.is_proper()
}
