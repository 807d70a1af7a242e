//! Sources that the layout names: the outlet that opens a bullet, the speaker before a colon, the credit in brackets.

use super::cues::SentenceCues;
use super::scope::Pass;
use super::{Grade, Mode, Source};
use crate::article::BlockKind;
use crate::language::BracketKind;
use crate::text::Span;

/// The longest name before a colon, in bytes.
const LONGEST_LABEL: u32 = 60;

impl Pass<'_> {
    /// ・BBC – Asia: the outlet that opens a bullet vouches for it; 田中氏：「…」 speaks.
    pub(super) fn label(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let block = &self.article.blocks[n];
        let opening = &self.cues[n].sentences[0];
        if block.kind == BlockKind::Bullet
            && let Some(source) = self.outlet_label(n, opening.span, block.dateline)
        {
            self.push(n, s, sentence.span, Mode::Indirect, None, sentence.span, Some(source), None, false);
            return;
        }
        if s > 0 {
            return;
        }
        let text = sentence.span.slice(self.text(n));
        let lead = (text.len() - text.trim_start_matches(['　', ' ', '・', '●', '○', '■', '―', '—', '-']).len()) as u32;
        let Some(colon) = text.find(['：', ':']).map(|at| at as u32) else { return };
        if colon <= lead || colon > LONGEST_LABEL {
            return;
        }
        let name = Span::new(sentence.span.start + lead, sentence.span.start + colon);
        if let Some(source) =
            self.who.speaker(n, name).filter(|source| source.mention.is_some() && source.grade == Grade::Person)
        {
            let content = Span::new(name.end, sentence.span.end);
            self.push(n, s, sentence.span, Mode::Direct, None, content, Some(source), None, false);
        }
    }

    /// The outlet that a bullet opens with.
    pub(super) fn outlet_label(&self, n: usize, sentence: Span, dateline: Option<Span>) -> Option<Source> {
        if let Some(label) = dateline {
            return self.who.voucher(n, label);
        }
        let text = sentence.slice(self.text(n));
        let lead =
            (text.len() - text.trim_start_matches(['　', ' ', '・', '●', '○', '■', '-', '*', '•', '"']).len()) as u32;
        let colon = text.find(['：', ':']).map(|at| at as u32).filter(|colon| *colon > lead)?;
        self.who.outlet_at(n, Span::new(sentence.start + lead, sentence.start + colon))
    }

    /// （CNN調べ）, （共同通信）: an outlet in brackets vouches for the sentence.
    pub(super) fn credits(&mut self, n: usize, s: usize, sentence: &SentenceCues) {
        let placed = &self.article.passages[n];
        let round = placed
            .passage
            .brackets
            .iter()
            .filter(|b| b.kind == BracketKind::Round && b.depth == 0 && sentence.span.covers(b.outer));
        let named = round.clone().find_map(|b| {
            Some((b.outer, self.who.outlet_at(n, b.inner).filter(|_| is_credit(b.inner.slice(self.text(n))))?))
        });
        if let Some((outer, source)) = named {
            let content = self.trimmed(n, Span::new(sentence.span.start, outer.start));
            self.push(n, s, content.join(outer), Mode::Indirect, None, content, Some(source), None, false);
        }
    }
}

/// Whether what stands in brackets names where something is from and says nothing else: outlets, 調べ, a date.
fn is_credit(inner: &str) -> bool {
    const LONGEST: usize = 40;
    inner.chars().count() <= LONGEST && !inner.contains(['。', 'は', 'が'])
}
