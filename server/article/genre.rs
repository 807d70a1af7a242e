//! What sort of text an article is.

use super::lexicon::{LineClass, classify, opinions};
use super::{Block, BlockKind};
use crate::language::Placed;

/// Genres that change how strictly claims are judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Genre {
    /// News reports, and whatever else speaks in nobody's voice.
    #[default]
    Report,
    /// A column or a blog in its writer's own voice.
    Opinion,
    /// Questions and answers with one speaker.
    Interview,
}

/// How many of the body's sentences must speak in the writer's own voice.
const OWN_VOICE: (usize, usize) = (1, 5);

/// The genre of an article: by the label in its headline, else by how its sentences speak.
pub(super) fn of(passages: &[Placed], blocks: &[Block]) -> Genre {
    let headline = passages.iter().zip(blocks).find(|(_, block)| block.kind == BlockKind::Headline);
    let label =
        headline.and_then(|(placed, _)| classify(&placed.passage.text, &[LineClass::Opinion, LineClass::Interview]));
    match label {
        Some(LineClass::Opinion) => return Genre::Opinion,
        Some(LineClass::Interview) => return Genre::Interview,
        _ => {}
    }
    let (mut sentences, mut own, mut questions, mut paragraphs) = (0, 0, 0, 0);
    for (placed, _) in passages.iter().zip(blocks).filter(|(_, block)| block.kind.is_body()) {
        let passage = &placed.passage;
        paragraphs += 1;
        let asks = ["――", "──", "Ｑ", "Q.", "Q："].iter().any(|mark| passage.text.trim_start().starts_with(mark));
        questions += usize::from(asks);
        for sentence in &passage.sentences {
            sentences += 1;
            let outside = outside_quotes(passage, *sentence);
            own += usize::from(opinions().iter().any(|words| outside.contains(words)));
        }
    }
    if questions >= 3 && questions * 4 >= paragraphs {
        Genre::Interview
    } else if own >= 3 && own * OWN_VOICE.1 >= sentences * OWN_VOICE.0 {
        Genre::Opinion
    } else {
        Genre::Report
    }
}

/// A sentence without what it quotes.
fn outside_quotes(passage: &crate::language::Passage, sentence: crate::text::Span) -> String {
    let mut kept = String::new();
    let mut at = sentence.start;
    for pair in passage.brackets.iter().filter(|pair| pair.depth == 0 && sentence.covers(pair.outer)) {
        kept.push_str(crate::text::Span::new(at, pair.outer.start).slice(&passage.text));
        at = pair.outer.end;
    }
    kept.push_str(crate::text::Span::new(at, sentence.end).slice(&passage.text));
    kept
}
