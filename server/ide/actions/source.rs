//! Say who says it: …によると、 at the head of the sentence, with the nearest source as a proposal to be confirmed.

use super::{About, Action, Deed};
use crate::findings::Code;
use crate::language::Part;

/// The words behind a source.
const ACCORDING: &str = "によると、";

/// What stands for a source where none is near.
const SOMEBODY: &str = "出典";

/// `None` for speech in brackets, which wants its speaker and no source of hearsay.
pub(super) fn insert(about: &About<'_>) -> Option<Action> {
    if about.finding.code == Code::Quote {
        return None;
    }
    let placed = about.entry.analysis().article.passages.get(about.finding.passage as usize)?;
    let passage = &placed.passage;
    let sentence = passage.sentences.get(about.finding.sentence as usize)?;
    // Behind a conjunction and its comma: また、…によると、
    let tokens = &passage.tokens[passage.tokens_in(*sentence)];
    let conjunction = match tokens {
        [first, comma, ..] if first.part() == Part::Conjunction && comma.surface(&passage.text) == "、" => Some(comma),
        _ => None,
    };
    let local = conjunction.map_or(sentence.start, |comma| comma.span.end);
    let at = placed.to_article(crate::text::Span::new(local, local)).start;
    let nearest = about.finding.related.map(|span| span.slice(about.entry.text()).to_owned());
    let name = nearest.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| SOMEBODY.to_owned());
    let ja = format!("出典を書き入れる：「{name}{ACCORDING}」");
    let en = format!("Write in the source: “{name}{ACCORDING}”");
    let deed = Deed::Insert { at, placeholder: Some(name), text: ACCORDING.to_owned() };
    Some(Action { preferred: true, ..about.action("source", ja, en, deed) })
}
