//! A statistic with no source in sentence, paragraph or caption.

use super::Rule;
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Figure,
    spot,
    message: |cue| Bilingual {
        ja: format!("「{cue}」という数字の出典がない"),
        en: format!("No source is given for the figure “{cue}”"),
    },
    page: (include_str!("../docs/figure.ja.md"), include_str!("../docs/figure.en.md")),
};

/// Classes of `figures.tsv` that somebody must have counted; dates, ages, ranks, scores are facts by themselves.
const COUNTED: &[&str] = &["people", "share", "times", "money", "amount"];

fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    let number = sentence.numbers.iter().find(|number| !number.quoted && COUNTED.contains(&number.class));
    number.map(|number| number.span)
}
