//! Blames a named actor for a harmful or illegal act, and nobody stands behind it.

use super::Rule;
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Accusation,
    spot,
    message: |cue| Bilingual {
        ja: format!("「{cue}」は名指しの非難にあたるが、誰の言い分かが書かれていない"),
        en: format!("“{cue}” accuses a named actor, and the text does not say on whose word"),
    },
    page: (include_str!("../docs/accusation.ja.md"), include_str!("../docs/accusation.en.md")),
};

/// Classes of `wrongdoing.tsv` that name an act; the others only colour it.
const ACTS: &[&str] = &["crime", "violence", "deceit", "misrule", "blame"];

fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    if !sentence.names_actor() && sentence.cues_of("wrongdoing", &["role"]).next().is_none() {
        return None;
    }
    let suspected = sentence.cues_of("inference", &["suspected"]).next_back();
    suspected.or_else(|| sentence.cues_of("wrongdoing", ACTS).next_back()).map(|cue| cue.span)
}
