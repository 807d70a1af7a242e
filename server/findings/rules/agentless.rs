//! 指摘されている, 懸念が広がっている … by whom?

use super::Rule;
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Agentless,
    spot,
    message: |cue| Bilingual {
        ja: format!("「{cue}」とあるが、誰がそうしているのかが書かれていない"),
        en: format!("“{cue}”: the text does not say by whom"),
    },
    page: (include_str!("../docs/agentless.ja.md"), include_str!("../docs/agentless.en.md")),
};

fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    sentence.cues_of("agentless", &[]).next_back().map(|cue| cue.span)
}
