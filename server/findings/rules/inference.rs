//! とみられる, 可能性がある, おそれ … nobody's.

use super::Rule;
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Inference,
    spot,
    message: |cue| Bilingual {
        ja: format!("「{cue}」は推測だが、誰の推測かが書かれていない"),
        en: format!("“{cue}” is an inference, and the text does not say whose"),
    },
    page: (include_str!("../docs/inference.ja.md"), include_str!("../docs/inference.en.md")),
};

fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    let end = sentence.cues_of("inference", &[]).rfind(|cue| cue.is_final);
    end.or_else(|| sentence.cues_of("inference", &["inferred", "maybe", "will", "looks", "suspected"]).next_back())
        .map(|cue| cue.span)
}
