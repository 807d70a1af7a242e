//! Which passage is what: headline, section head, bullet, caption, reference, page furniture.
//!
//! Each line is first taken by itself ([`Line`], kept as [`Look`]); then what stands around it decides where it alone does not: which of
//! the first lines is the headline, how far a list of references or a stretch of furniture goes.

use std::ops::Deref;
use std::sync::Arc;

use super::lexicon::{LineClass, classify};
use super::line::Line;
use super::{Block, BlockKind, Section, dates};
use crate::language::{Passage, Placed};
use crate::text::Span;

/// Columns up to which an unended line is a section head: one that stands alone between blank lines, and any other.
const HEAD: usize = 80;
const TIGHT_HEAD: usize = 26;

/// Columns up to which a line can be a headline.
const HEADLINE: usize = 200;

/// Passages among which a headline is looked for.
const OPENING: usize = 20;

/// Columns from which a line says more than the name of a page's section.
const TELLING: usize = 20;

/// What a line is without those around it: made once for each passage and kept with it.
#[expect(clippy::struct_excessive_bools, reason = "answers to questions that have nothing to do with each other")]
struct Look {
    /// The text without white space around it, and without a bullet mark too: in bytes of the passage's text.
    text: Span,
    content: Span,
    /// Terminal columns of the former.
    columns: usize,
    /// See [`Line`].
    bullet: u32,
    numbered: bool,
    is_prose: bool,
    ends_sentence: bool,
    has_japanese: bool,
    tells: bool,
    is_bracketed: bool,
    /// What it is by its own look, where that is enough.
    kind: Option<BlockKind>,
    /// Whether page furniture begins here.
    opens_furniture: bool,
    /// Whether it is the head of a list of references.
    heads_references: bool,
    /// Whether it ends in the time of an article that begins here.
    is_dated: bool,
    /// Where the content begins behind a dateline or the label of a feed, and that.
    lead: Option<(u32, Span)>,
    sentences: usize,
}

impl Look {
    fn of(passage: &Passage) -> Self {
        let line = Line::of(passage);
        let within = |part: &str| {
            let start = part.as_ptr() as usize - passage.text.as_ptr() as usize;
            Span::of(start..start + part.len())
        };
        let is_prose = line.is_prose();
        let heads_references = classify(line.unbracketed(), &[LineClass::Reference]).is_some();
        let opens_furniture = !is_prose && classify(line.unbracketed(), &[LineClass::Region]).is_some()
            || passage.sentences.len() <= 2 && classify(line.text, &[LineClass::Rights]).is_some();
        Self {
            text: within(line.text),
            content: within(line.content()),
            columns: line.columns,
            bullet: line.bullet,
            numbered: line.numbered,
            is_prose,
            ends_sentence: line.ends_sentence(),
            has_japanese: line.has_japanese(),
            tells: line.tells(),
            is_bracketed: line.is_bracketed(),
            kind: by_itself(&line, heads_references),
            opens_furniture,
            heads_references,
            is_dated: is_dated(&line),
            lead: line.feed_label().or_else(|| line.dateline()),
            sentences: passage.sentences.len(),
        }
    }
}

/// A line of the article at hand.
struct Seen<'p> {
    text: &'p str,
    content: &'p str,
    look: Arc<Look>,
}

impl<'p> Seen<'p> {
    fn of(passage: &'p Passage) -> Self {
        let look = passage.note(Look::of);
        Self { text: look.text.slice(&passage.text), content: look.content.slice(&passage.text), look }
    }
}

impl Deref for Seen<'_> {
    type Target = Look;

    fn deref(&self) -> &Look {
        &self.look
    }
}

/// Labels every passage, and finds the sections.
pub(super) fn label(text: &str, passages: &[Placed]) -> (Vec<Block>, Vec<Section>) {
    let lines: Vec<Seen<'_>> = passages.iter().map(|placed| Seen::of(&placed.passage)).collect();
    let alone: Vec<bool> = (0..passages.len()).map(|n| stands_alone(text, passages, n)).collect();
    let mut kinds: Vec<Option<BlockKind>> = lines.iter().map(|line| line.kind).collect();
    headlines(&lines, &mut kinds);
    regions(&lines, &mut kinds);
    let kinds: Vec<BlockKind> = (0..lines.len()).map(|n| kinds[n].unwrap_or_else(|| body(&lines, &alone, n))).collect();
    let sections = sections(&lines, &kinds);
    let mut blocks: Vec<Block> = lines.iter().zip(&kinds).map(|(line, kind)| block(line, *kind)).collect();
    for (n, section) in sections.iter().enumerate() {
        for passage in section.passages.clone() {
            blocks[passage as usize].section = Some(n as u32);
        }
    }
    (blocks, sections)
}

/// Whether a blank line, or the edge of the text, is on both sides of a passage.
fn stands_alone(text: &str, passages: &[Placed], n: usize) -> bool {
    let gap = |from: u32, to: u32| {
        let gap = text.get(from as usize..to as usize).unwrap_or_default();
        gap.matches('\n').count() > 1 || gap.matches('\r').count() > 1
    };
    let span = passages[n].source();
    let before = n == 0 || gap(passages[n - 1].source().end, span.start);
    let after = n + 1 == passages.len() || gap(span.end, passages[n + 1].source().start);
    before && after
}

/// What a line is by its own look, where that is enough.
fn by_itself(line: &Line<'_>, heads_references: bool) -> Option<BlockKind> {
    if line.is_link() {
        return Some(BlockKind::Link);
    }
    if line.text.chars().all(|c| !c.is_alphanumeric())
        || line.text.chars().all(|c| c.is_numeric() || !c.is_alphanumeric())
    {
        // Rules, dots, the numbers of a ranking.
        return Some(BlockKind::Furniture);
    }
    if heads_references && !line.is_prose() {
        return Some(BlockKind::Reference);
    }
    if line.is_bracketed() {
        return Some(BlockKind::SectionHead);
    }
    if !line.ends_sentence() && classify(line.text, &[LineClass::Caption]).is_some()
        || line.text.starts_with("写真は")
        || (line.text.starts_with("(写真") || line.text.starts_with("（写真")) && line.text.ends_with([')', '）'])
    {
        return Some(BlockKind::Caption);
    }
    if !line.ends_sentence() && classify(line.text, &[LineClass::Byline]).is_some() || is_date_line(line) {
        return Some(BlockKind::Byline);
    }
    if !line.is_prose() && classify(line.text, &[LineClass::Furniture]).is_some() {
        return Some(BlockKind::Furniture);
    }
    line.is_reference().then_some(BlockKind::Reference)
}

/// A line that says when, and little else: 2020年09月26日(土)01時01分.
fn is_date_line(line: &Line<'_>) -> bool {
    !line.ends_sentence()
        && dates::find(line.text).is_some_and(|(_, span)| {
            line.columns <= crate::text::width::columns(span.slice(line.text)) + 22 && span.start < 12
        })
}

/// The headline: of the lines before the first prose, one that the page repeats, else the first that is long enough; and
/// everywhere the lines that end in the time of a new article, or repeat the headline.
fn headlines(lines: &[Seen<'_>], kinds: &mut [Option<BlockKind>]) {
    let first_prose = (0..lines.len()).find(|n| kinds[*n].is_none() && lines[*n].is_prose);
    // A text that begins with a short sentence between blank lines has that for its headline.
    let ended_headline = first_prose == Some(0) && lines[0].columns <= 70 && lines[0].sentences == 1 && lines.len() > 2;
    let lead = if ended_headline { 1 } else { first_prose.unwrap_or(lines.len()) };
    let candidates: Vec<usize> = (0..lead)
        .filter(|n| {
            kinds[*n].is_none() && (lines[*n].bullet == 0 || lines[*n].numbered) && lines[*n].columns <= HEADLINE
        })
        .filter(|n| ended_headline || !lines[*n].text.ends_with('。'))
        .collect();
    let chosen = repeated(lines, kinds)
        .or_else(|| candidates.iter().copied().find(|n| lines[*n].columns >= TELLING && lines[*n].has_japanese))
        .or_else(|| candidates.first().copied());
    if let Some(chosen) = chosen {
        for n in 0..lead.max(chosen + 1) {
            if kinds[n].is_none() {
                let kind = match n.cmp(&chosen) {
                    std::cmp::Ordering::Less => BlockKind::Furniture,
                    std::cmp::Ordering::Equal => BlockKind::Headline,
                    std::cmp::Ordering::Greater if lines[n].bullet > 0 => continue,
                    std::cmp::Ordering::Greater if lines[n].ends_sentence || lines[n].tells => continue,
                    std::cmp::Ordering::Greater if lines[n].columns > HEAD => continue,
                    std::cmp::Ordering::Greater => BlockKind::SectionHead,
                };
                kinds[n] = Some(kind);
            }
        }
        let headline = lines[chosen].text;
        for n in 0..lines.len() {
            if n != chosen && repeats(&lines[n], headline) {
                kinds[n] = Some(if n < chosen { BlockKind::Furniture } else { BlockKind::Headline });
            }
        }
    }
    for n in 0..lines.len() {
        if lines[n].is_dated && (kinds[n].is_none() || kinds[n] == Some(BlockKind::Reference)) {
            kinds[n] = Some(BlockKind::Headline);
        }
    }
}

/// Whether a line ends in the time of a new article.
fn is_dated(line: &Line<'_>) -> bool {
    line.columns <= HEADLINE
        && !line.ends_sentence()
        && line.text.ends_with(|c: char| c.is_numeric())
        && line.has_japanese()
        && dates::find(line.text)
            .is_some_and(|(_, span)| span.start > 0 && line.text[span.end as usize..].contains(':'))
}

/// The first line that the page shows again: as its path of menus, above the text, as a teaser.
fn repeated(lines: &[Seen<'_>], kinds: &[Option<BlockKind>]) -> Option<usize> {
    let telling = |line: &Seen<'_>| line.columns >= TELLING && line.columns <= HEADLINE && !line.text.ends_with('。');
    (0..lines.len().min(OPENING)).find(|n| {
        kinds[*n].is_none()
            && lines[*n].bullet == 0
            && telling(&lines[*n])
            && lines.iter().filter(|other| other.content == lines[*n].text).count() > 1
    })
}

/// Whether a line says the headline again, or the beginning of it.
fn repeats(line: &Seen<'_>, headline: &str) -> bool {
    line.columns >= TELLING && headline.starts_with(line.content)
}

/// Stretches that a line opens: a list of references goes on to the next head or prose, furniture to the next prose.
fn regions(lines: &[Seen<'_>], kinds: &mut [Option<BlockKind>]) {
    let mut region: Option<BlockKind> = None;
    for n in 0..lines.len() {
        let line = &lines[n];
        if line.opens_furniture {
            region = Some(BlockKind::Furniture);
            kinds[n] = region;
            continue;
        }
        if kinds[n] == Some(BlockKind::Reference) && line.heads_references {
            region = (!line.text.contains("://")).then_some(BlockKind::Reference);
            continue;
        }
        let head = kinds[n] == Some(BlockKind::Headline) || line.is_bracketed && region == Some(BlockKind::Reference);
        let prose = kinds[n].is_none() && line.is_prose && line.columns >= 60;
        if head || prose {
            region = None;
        }
        if let Some(kind) = region
            && kinds[n] != Some(BlockKind::Link)
        {
            kinds[n] = Some(kind);
        }
    }
}

/// What a line of the body is.
fn body(lines: &[Seen<'_>], alone: &[bool], n: usize) -> BlockKind {
    let line = &lines[n];
    let next = lines.get(n + 1);
    if line.bullet > 0 {
        let heads = !line.ends_sentence
            && !line.tells
            && line.columns <= HEAD
            && alone[n]
            && next.is_some_and(|next| line.numbered && !next.numbered || next.bullet == 0);
        return if heads { BlockKind::SectionHead } else { BlockKind::Bullet };
    }
    let colon = line.text.ends_with([':', '：']) && line.columns <= HEAD;
    let short = !line.ends_sentence && !line.tells && line.columns <= HEAD && next.is_some();
    if colon || short && (alone[n] || line.columns <= TIGHT_HEAD) {
        BlockKind::SectionHead
    } else {
        BlockKind::Paragraph
    }
}

fn block(line: &Seen<'_>, kind: BlockKind) -> Block {
    let (lead, dateline) = match line.lead {
        Some((lead, span)) if kind.is_body() => (lead, Some(span)),
        _ => (line.bullet, None),
    };
    Block { kind, lead, dateline, section: None }
}

fn sections(lines: &[Seen<'_>], kinds: &[BlockKind]) -> Vec<Section> {
    let level = |n: usize| match kinds[n] {
        BlockKind::Headline => Some(0),
        BlockKind::SectionHead if lines[n].is_bracketed => Some(1),
        BlockKind::SectionHead => Some(2),
        _ => None,
    };
    let mut sections = Vec::new();
    for n in 0..kinds.len() {
        if let Some(this) = level(n) {
            let end =
                (n + 1..kinds.len()).find(|later| level(*later).is_some_and(|l| l <= this)).unwrap_or(kinds.len());
            sections.push(Section { head: n as u32, level: this, passages: n as u32..end as u32 });
        }
    }
    sections
}
