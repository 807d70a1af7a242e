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
    let long = |offset: u32| name.chars().count() >= LONG && !cuts_word(passage, offset);
    edge(before, first, || starts_token(passage, span.start) || long(span.start))
        && edge(after, last, || municipal || member || ends_token(passage, span.end) || long(span.end))
}

/// Whether a name may begin at byte `offset` with `first`, behind `before`: nothing that [`stands_alone`] begins elsewhere.
pub(super) fn may_begin(passage: &Passage, offset: u32, before: Option<char>, first: char) -> bool {
    !passage.cuts_token(offset) || edge(before, first, || !cuts_word(passage, offset))
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

/// Whether a token starts at `offset`, or none lies there.
pub(in crate::actors) fn starts_token(passage: &Passage, offset: u32) -> bool {
    !passage.cuts_token(offset)
}

/// Whether a token ends at `offset`, or none lies there.
pub(in crate::actors) fn ends_token(passage: &Passage, offset: u32) -> bool {
    !passage.cuts_token(offset)
}

/// Whether a word that the dictionary knows lies across `offset`: 社員 in 東京新聞|社員.
fn cuts_word(passage: &Passage, offset: u32) -> bool {
    passage.cuts_token(offset) && passage.tokens[passage.token_at(offset)].is_known()
}
