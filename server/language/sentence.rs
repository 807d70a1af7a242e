//! Where sentences end.

use super::brackets::{self, Bracket};
use crate::text::Span;

/// Marks that end a sentence.
fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '．' | '｡')
}

/// The sentences of a passage, trimmed of white space, in order. A sentence ends at 。！？!? outside every matched
/// pair of brackets, together with the marks and closing brackets that follow; `!` and `?` inside a Latin word or an
/// address (Yahoo!ニュース, page?id=1) end nothing.
pub(super) fn sentences(text: &str, pairs: &[Bracket]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut next_pair = 0;
    let mut enclosed_until = 0;
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        while next_pair < pairs.len() && pairs[next_pair].outer.start as usize <= at {
            enclosed_until = enclosed_until.max(pairs[next_pair].outer.end as usize);
            next_pair += 1;
        }
        if ends(c) && at >= enclosed_until && !inside_word(previous, c, chars.peek().map(|(_, next)| *next)) {
            let mut end = at + c.len_utf8();
            while let Some(&(next, follower)) = chars.peek() {
                if !ends(follower) && !brackets::closes(follower) {
                    break;
                }
                end = next + follower.len_utf8();
                chars.next();
            }
            push(text, start..end, &mut found);
            start = end;
        }
        previous = c;
    }
    push(text, start..text.len(), &mut found);
    found
}

fn inside_word(previous: char, c: char, next: Option<char>) -> bool {
    match c {
        '!' | '?' => previous.is_ascii_alphanumeric() && next.is_some_and(char::is_alphanumeric),
        '．' => previous.is_numeric() || previous.is_alphabetic() && next.is_some_and(char::is_numeric),
        _ => false,
    }
}

fn push(text: &str, range: std::ops::Range<usize>, into: &mut Vec<Span>) {
    let piece = &text[range.clone()];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = range.start + (piece.len() - piece.trim_start().len());
        into.push(Span::of(start..start + trimmed.len()));
    }
}
