//! Speech in brackets whose speaker the text does not give.

use super::Rule;
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Quote,
    spot,
    message: |cue| Bilingual {
        ja: format!("発言「{cue}」の話し手が書かれていない"),
        en: format!("The text does not say who said “{cue}”"),
    },
    page: (include_str!("../docs/quote.ja.md"), include_str!("../docs/quote.en.md")),
};

/// Words from which on a quotation is speech rather than a term in scare quotes.
const SPEECH: usize = 5;

fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    if sentence.voucher.own.is_some() || sentence.voucher.carried.is_some() {
        return None;
    }
    let speech = sentence.quotations().find(|quote| sentence.passage.tokens_in(quote.inner).len() >= SPEECH);
    speech.map(|quote| quote.inner)
}
