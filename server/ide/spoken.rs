//! What a statement says, as a reader wants it quoted.

use crate::archive::Entry;
use crate::statements::Statement;
use crate::text::Span;

/// Characters below which words out of their clause tell nothing: 「関与」を否定.
const TELLING: usize = 8;

/// Marks of lists that stand before a statement which is a whole item.
const BULLETS: [char; 6] = ['・', '•', '●', '○', '*', '-'];

/// What is said, in the words of the article; with the verb behind it where that is only a word or two: 関与を否定した.
pub(super) fn words<'s>(entry: &'s Entry, statement: &Statement) -> &'s str {
    let said = |span: Span| {
        let text = span.slice(entry.text()).trim();
        text.strip_prefix(BULLETS).map_or(text, str::trim_start)
    };
    let content = said(statement.content);
    if content.starts_with(['「', '『', '“']) || content.chars().count() >= TELLING {
        return content;
    }
    let more = said(Span::new(statement.content.start, statement.span.end));
    if more.chars().count() > content.chars().count() { more } else { said(statement.span) }
}
