//! Whether letters that spell a name stand as a name: the rule at each edge goes by the script of the letter there.

use crate::language::Passage;
use crate::language::script::{self, Script};
use crate::text::Span;

/// A name of Japanese letters at least this long is taken even where the tokenizer cuts otherwise: it knows few
/// long names, and chance does not spell them.
const LONG: usize = 4;

/// Whether the letters of `span` stand as a word of their own: no Latin word, number or katakana word is cut, and an
/// edge in kanji or hiragana is an edge of a token.
pub(in crate::actors) fn stands_alone(passage: &Passage, span: Span) -> bool {
    let text = passage.text.as_str();
    let name = span.slice(text);
    let before = text[..span.start as usize].chars().next_back();
    let after = text[span.end as usize..].chars().next();
    let (Some(first), Some(last)) = (name.chars().next(), name.chars().next_back()) else {
        return false;
    };
    // 大阪市内: the tokenizer cuts before 市内.
    let municipal = after == Some('内') && matches!(last, '都' | '道' | '府' | '県' | '市' | '区' | '町' | '村' | '州');
    // 民主党員: a member of the party that is named.
    let member = after == Some('員') && last == '党';
    let long = |offset: u32| municipal || member || name.chars().count() >= LONG && !cuts_word(passage, offset);
    edge(before, first, || starts_token(passage, span.start) || long(span.start))
        && edge(after, last, || ends_token(passage, span.end) || long(span.end))
}

/// The rule for one edge: `outer` is the letter outside the name, `inner` the name's own.
fn edge(outer: Option<char>, inner: char, at_token: impl Fn() -> bool) -> bool {
    let Some(outer) = outer else {
        return true;
    };
    match (script::of(inner), script::of(outer)) {
        (Script::Letter, other) => other != Script::Letter && (other != Script::Digit || !inner.is_ascii()),
        (Script::Digit, other) => other != Script::Digit,
        (Script::Katakana, other) => other != Script::Katakana,
        (Script::Kanji | Script::Hiragana, Script::Kanji | Script::Hiragana) => at_token(),
        _ => true,
    }
}

/// Whether a token starts at `offset`.
pub(in crate::actors) fn starts_token(passage: &Passage, offset: u32) -> bool {
    let n = passage.tokens.partition_point(|token| token.span.start < offset);
    passage.tokens.get(n).is_none_or(|token| token.span.start == offset) || outside_tokens(passage, offset)
}

/// Whether a token ends at `offset`.
pub(in crate::actors) fn ends_token(passage: &Passage, offset: u32) -> bool {
    let n = passage.tokens.partition_point(|token| token.span.end < offset);
    passage.tokens.get(n).is_none_or(|token| token.span.end == offset || token.span.start >= offset)
}

fn outside_tokens(passage: &Passage, offset: u32) -> bool {
    let n = passage.tokens.partition_point(|token| token.span.end <= offset);
    passage.tokens.get(n).is_none_or(|token| token.span.start >= offset)
}

/// Whether a word of two letters and more that the dictionary knows lies across `offset`: 社員 in 東京新聞|社員.
fn cuts_word(passage: &Passage, offset: u32) -> bool {
    let token = passage.tokens.get(passage.token_at(offset));
    token.is_some_and(|token| {
        token.span.start < offset && token.is_known() && token.surface(&passage.text).chars().count() >= 2
    })
}
