//! という, とされる, と報じられた … with nobody behind it.

use super::Rule;
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Hearsay,
    spot,
    message: |cue| Bilingual {
        ja: format!("「{cue}」は伝聞だが、誰から聞いたのかが書かれていない"),
        en: format!("“{cue}” passes on what somebody said, and the text does not say who"),
    },
    page: (include_str!("../docs/hearsay.ja.md"), include_str!("../docs/hearsay.en.md")),
};

/// Classes of `hearsay.tsv` that pass on what somebody says; と呼ばれる only names.
const PASSED_ON: &[&str] = &["hearsay_end", "so_held", "reported", "view"];

fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    let end = sentence.cues_of("hearsay", PASSED_ON).rfind(|cue| cue.is_final);
    end.or_else(|| sentence.cues_of("hearsay", &["so_held", "reported", "view"]).next_back()).map(|cue| cue.span)
}
