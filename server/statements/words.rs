//! What a statement says, as a reader wants it quoted.

use crate::text::Span;

/// Characters below which words out of their clause tell nothing: 「関与」を否定.
const TELLING: usize = 8;

/// Marks of lists that stand before a statement which is a whole item.
const BULLETS: [char; 6] = ['・', '•', '●', '○', '*', '-'];

/// What is said by the statement at `span` of `text` whose content is `content`; with the verb behind it where that is
/// only a word or two: 関与を否定した.
pub fn words(text: &str, span: Span, content: Span) -> &str {
    let said = |span: Span| {
        let text = span.slice(text).trim();
        text.strip_prefix(BULLETS).map_or(text, str::trim_start)
    };
    let quoted = said(content);
    if quoted.starts_with(['「', '『', '“']) || quoted.chars().count() >= TELLING {
        return quoted;
    }
    let more = said(Span::new(content.start, span.end));
    if more.chars().count() > quoted.chars().count() { more } else { said(span) }
}
