//! What sort of text an article is.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::lexicon::{LineClass, classify, opinions};
use super::{Block, BlockKind};
use crate::language::{Passage, Placed};
use crate::text::Span;

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
        let voice = placed.passage.note(Voice::of);
        paragraphs += 1;
        questions += usize::from(voice.asks);
        sentences += placed.passage.sentences.len();
        own += voice.own;
    }
    if questions >= 3 && questions * 4 >= paragraphs {
        Genre::Interview
    } else if own >= 3 && own * OWN_VOICE.1 >= sentences * OWN_VOICE.0 {
        Genre::Opinion
    } else {
        Genre::Report
    }
}

/// In whose voice a passage speaks.
struct Voice {
    /// Whether it is a question of an interview.
    asks: bool,
    /// How many of its sentences speak in the writer's own voice.
    own: usize,
}

impl Voice {
    fn of(passage: &Passage) -> Self {
        let asks = ["――", "──", "Ｑ", "Q.", "Q："].iter().any(|mark| passage.text.trim_start().starts_with(mark));
        let speaks = |sentence: &&Span| {
            static OPINIONS: LazyLock<AhoCorasick> =
                LazyLock::new(|| AhoCorasick::new(opinions()).expect("the words are few and short"));
            OPINIONS.is_match(&outside_quotes(passage, **sentence))
        };
        Self { asks, own: passage.sentences.iter().filter(speaks).count() }
    }
}

/// A sentence without what it quotes.
fn outside_quotes(passage: &Passage, sentence: Span) -> String {
    let mut kept = String::new();
    let mut at = sentence.start;
    for pair in passage.brackets.iter().filter(|pair| pair.depth == 0 && sentence.covers(pair.outer)) {
        kept.push_str(Span::new(at, pair.outer.start).slice(&passage.text));
        at = pair.outer.end;
    }
    kept.push_str(Span::new(at, sentence.end).slice(&passage.text));
    kept
}
