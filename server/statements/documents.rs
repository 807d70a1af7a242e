//! Texts that the article gives whole: quotations that run over several passages, and blocks that a sentence introduces
//! (ホワイトハウスの声明はこうだ。).

use std::sync::Arc;

use super::cues::{Frame, PassageCues, Shape, VerbCue};
use super::lexicon::{Phrase, lexicon};
use crate::article::{Article, BlockKind};

/// A quotation that opens in one passage and closes in a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LongQuote {
    /// The passage in which it opens.
    pub first: usize,
    /// The byte of the opening mark in that passage.
    pub opens: u32,
    /// The last passage that belongs to it.
    pub last: usize,
    /// The byte of the closing mark in the last passage; `None` where the text never closes it.
    pub closes: Option<u32>,
}

/// Most passages that one quotation runs over.
const LONGEST_QUOTE: usize = 24;

/// Most passages that a quotation is followed over where nothing ever closes it.
const LONGEST_UNCLOSED: usize = 4;

/// The quotations that run over several passages, in order. Each paragraph of such a quotation may open it anew.
pub(super) fn long_quotes(article: &Article, cues: &[Arc<PassageCues>]) -> Vec<LongQuote> {
    let mut found: Vec<LongQuote> = Vec::new();
    let mut at = 0;
    while at < cues.len() {
        if let Some(closes) = cues[at].closes.filter(|_| article.blocks[at].kind.is_body())
            && let Some(first) = unopened(article, cues, at)
        {
            found.push(LongQuote { first, opens: 0, last: at, closes: Some(closes) });
        }
        let Some(opens) = cues[at].opens.filter(|_| article.blocks[at].kind.is_body()) else {
            at += 1;
            continue;
        };
        let mut last = at;
        let mut closes = None;
        for n in at + 1..cues.len().min(at + LONGEST_QUOTE) {
            if !article.blocks[n].kind.is_body() || article.blocks[n].section != article.blocks[at].section {
                break;
            }
            let reopens = cues[n].opens.is_some_and(|mark| !only_space(article, n, mark));
            let speaks = cues[n].closes.is_none() && has_own_speech(article, cues, n);
            if reopens || speaks {
                break;
            }
            if cues[n].closes.is_some() {
                (last, closes) = (n, cues[n].closes);
                break;
            }
            if n - at <= LONGEST_UNCLOSED && last + 1 == n && !names_a_speaker(&cues[n]) {
                last = n;
            }
        }
        // A mark that is never closed and not the last word before more of the same is a slip of the pen.
        let closed_nowhere = closes.is_none();
        if closed_nowhere && !opens_a_speech(article, at, opens) {
            last = at;
        }
        found.push(LongQuote { first: at, opens, last, closes });
        at = last.max(at) + 1;
    }
    found
}

/// Where a quotation began that closes in passage `last` and has lost its opening mark: behind the quotation before it,
/// if only plain paragraphs stand between.
fn unopened(article: &Article, cues: &[Arc<PassageCues>], last: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let plain = |n: usize| {
        article.blocks[n].kind.is_body()
            && cues[n].opens.is_none()
            && cues[n].closes.is_none()
            && !cues[n].brackets.iter().any(|bracket| bracket.class.is_quotation())
            && cues[n].sentences.iter().all(|sentence| sentence.verbs.is_empty() && sentence.markers.is_empty())
    };
    let first = (last.saturating_sub(LONGEST)..last).rev().take_while(|n| plain(*n)).last()?;
    let before = first.checked_sub(1)?;
    let quoted = article.blocks[before].kind.is_body()
        && article.blocks[before].section == article.blocks[last].section
        && cues[before].brackets.iter().any(|bracket| bracket.class.is_quotation());
    quoted.then_some(first)
}

/// Whether a sentence of the passage has both a subject and a verb of saying: then nobody is being quoted any more.
fn names_a_speaker(cues: &PassageCues) -> bool {
    cues.sentences.iter().any(|sentence| {
        let says = |verb: &VerbCue| {
            matches!(verb.frame, Frame::To | Frame::You) && verb.shape == Shape::Final && !verb.passive
        };
        !sentence.topics.is_empty() && sentence.verbs.iter().any(says)
    })
}

/// Whether a passage holds a whole quotation with a verb of saying outside it: then no older quotation is still open.
fn has_own_speech(article: &Article, cues: &[Arc<PassageCues>], n: usize) -> bool {
    let text = &article.passages[n].passage.text;
    cues[n].sentences.iter().any(|sentence| {
        cues[n].brackets_in(sentence.span).any(|bracket| {
            bracket.class.is_quotation()
                && (sentence.span.slice(text).trim_start().starts_with('「') || !sentence.verbs.is_empty())
        })
    })
}

fn only_space(article: &Article, n: usize, mark: u32) -> bool {
    let text = &article.passages[n].passage.text;
    text[..mark as usize].trim().is_empty()
}

/// Whether an unclosed mark opens a paragraph, or follows a colon: then a speech begins here.
fn opens_a_speech(article: &Article, n: usize, mark: u32) -> bool {
    let text = &article.passages[n].passage.text;
    let before = text[..mark as usize].trim_end();
    before.is_empty() || before.ends_with(['：', ':', '。', '、', '」'])
}

/// The passages that a sentence at the end of passage `from` introduces: up to the end of the section, or to the line
/// that says where the text is from.
pub(super) fn introduced_block(article: &Article, from: usize) -> std::ops::Range<usize> {
    let section = article.blocks[from].section;
    let mut end = from + 1;
    while end < article.blocks.len()
        && article.blocks[end].kind.is_body()
        && article.blocks[end].section == section
        && !cites(&article.passages[end].passage.text)
    {
        end += 1;
    }
    from + 1..end
}

/// A line that names where a quoted text comes from.
fn cites(line: &str) -> bool {
    lexicon().phrases(Phrase::Cites).any(|word| line.trim_start().starts_with(word))
}

/// Whether a passage begins something new, so that no speaker lives on over it.
pub(super) fn breaks(article: &Article, n: usize) -> bool {
    matches!(
        article.blocks[n].kind,
        BlockKind::Headline | BlockKind::SectionHead | BlockKind::Reference | BlockKind::Furniture
    )
}
