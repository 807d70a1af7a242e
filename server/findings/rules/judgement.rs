//! Worth, cause or motive asserted in the article's own voice.

use super::Rule;
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::language::Part;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Judgement,
    spot,
    message: |cue| Bilingual {
        ja: format!("「{cue}」は書き手の判断で、よりどころが示されていない"),
        en: format!("“{cue}” is the writer's own judgement, and nothing is given to support it"),
    },
    page: (include_str!("../docs/judgement.ja.md"), include_str!("../docs/judgement.en.md")),
};

/// The word of worth, cause or motive nearest to the end; without one, the last word of content: a judgement needs no
/// cue, which is why the model decides whether it is one.
fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    let text = &sentence.passage.text;
    let word = sentence.cues_of("worth", &["worth", "cause", "motive", "certain", "change"]).next_back();
    word.map(|cue| cue.span).or_else(|| {
        let content = sentence.tokens.iter().rev().find(|token| {
            matches!(token.part(), Part::Noun | Part::Verb | Part::Adjective)
                && !crate::findings::cues::is_functional(token.base(text))
        });
        content.map(|token| token.span)
    })
}
