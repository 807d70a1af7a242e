//! There is a source, and it cannot be asked: 関係者によると, 専門家は…と指摘した.

use super::Rule;
use crate::findings::cues::{Cue, seats};
use crate::findings::sentence::Sentence;
use crate::findings::{Bilingual, Code};
use crate::statements::Grade;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::UnnamedSource,
    spot,
    message: |cue| Bilingual {
        ja: format!("出どころは「{cue}」とあるだけで、誰に確かめればよいか分からない"),
        en: format!("The source is only “{cue}”: it names nobody who could be asked"),
    },
    page: (include_str!("../docs/unnamed-source.ja.md"), include_str!("../docs/unnamed-source.en.md")),
};

fn spot(sentence: &Sentence<'_>) -> Option<Span> {
    if sentence.voucher.own.is_some_and(Grade::can_vouch) {
        return None;
    }
    let by_statement = sentence.statements.iter().find_map(|statement| {
        let source = statement.source.as_ref().filter(|source| !source.grade.can_vouch())?;
        let placed = &sentence.article.passages[sentence.passage_number];
        let local = Span::new(placed.to_local(source.span.start)?, placed.to_local(source.span.end)?);
        sentence.span.covers(local).then_some(local)
    });
    by_statement.or_else(|| by_word(sentence))
}

/// An unnamed noun in the seat of a speaker: before によると, or as the subject of a verb of speech or a stance.
fn by_word(sentence: &Sentence<'_>) -> Option<Span> {
    let text = &sentence.passage.text;
    let speaks = |from: u32| {
        sentence.cues_of("vouching", &["said", "stance", "admitted", "wrote"]).any(|cue| cue.span.start > from)
            || sentence.cues_of("worth", &["motive"]).any(|cue| cue.span.start > from && cue.is_final)
    };
    let seat = |cue: &&Cue| {
        let after = text.get(cue.span.end as usize..).unwrap_or_default();
        let after = seats("plural").find_map(|plural| after.strip_prefix(plural)).unwrap_or(after);
        let by = seats("by").any(|by| after.starts_with(by));
        let subject = seats("subject").any(|mark| after.starts_with(mark));
        by || subject && speaks(cue.span.end)
    };
    sentence.cues_of("unnamed", &[]).filter(|cue| cue.entry.class != "some").find(seat).map(|cue| cue.span)
}
