//! Which lines belong together: prose that an editor or a mail program wrapped at a fixed width is one run.

use crate::text::{Lines, Span, width};

/// Narrowest and widest fill, in terminal columns, that counts as wrapping.
const FILL: std::ops::RangeInclusive<usize> = 36..=110;

/// How many columns a full line may fall short: a full-width letter and what Japanese line breaking pushes over.
const SLACK: usize = 6;

/// So many lines of a block, at least, break in the middle of a sentence where it is wrapped.
const BROKEN: usize = 2;

/// The lines of `text` grouped into passages: each group is the spans of its lines, without their line ends. Blank
/// lines belong to no group.
pub(super) fn groups(text: &str) -> Vec<Vec<Span>> {
    let lines = Lines::of(text);
    let spans: Vec<Span> = (0..lines.len() as u32).filter_map(|n| lines.line(text, n)).collect();
    let blank = |n: usize| spans[n].slice(text).trim().is_empty();
    let mut groups = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        if blank(at) {
            at += 1;
            continue;
        }
        let end = (at..spans.len()).find(|n| blank(*n)).unwrap_or(spans.len());
        group_block(text, &spans[at..end], &mut groups);
        at = end;
    }
    groups
}

/// Groups the lines of one block between blank lines. The block is wrapped where its lines, but for the last of each
/// paragraph, fill one width and most break in the middle of a sentence.
fn group_block(text: &str, spans: &[Span], groups: &mut Vec<Vec<Span>>) {
    if spans.len() <= BROKEN {
        groups.extend(spans.iter().map(|span| vec![*span]));
        return;
    }
    let widths: Vec<usize> = spans.iter().map(|span| width::columns(span.slice(text).trim_end())).collect();
    let fill = widths.iter().copied().max().unwrap_or_default();
    let full = |n: usize| widths[n] + SLACK >= fill;
    let broken = |n: usize| full(n) && !ends_paragraph(spans[n].slice(text)) && is_prose(spans[n].slice(text));
    let candidates = (0..spans.len().saturating_sub(1)).filter(|n| broken(*n)).count();
    let whole = (0..spans.len().saturating_sub(1)).filter(|n| !full(*n)).count();
    let wrapped = FILL.contains(&fill) && candidates >= BROKEN && candidates > whole;
    let mut current: Vec<Span> = Vec::new();
    for n in 0..spans.len() {
        current.push(spans[n]);
        let joins = wrapped && n + 1 < spans.len() && broken(n) && !opens_paragraph(spans[n + 1].slice(text));
        if !joins {
            groups.push(std::mem::take(&mut current));
        }
    }
}

fn ends_paragraph(line: &str) -> bool {
    line.trim_end().ends_with(['。', '！', '？', '】', '!', '?'])
}

/// A line that starts something new: a bullet, a head, an indented paragraph, a quotation mark of mail.
fn opens_paragraph(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some(
            '　' | '・' | '•' | '●' | '○' | '◯' | '■' | '□' | '◆' | '◇' | '▼' | '▽' | '★' | '☆' | '※' | '【' | '＞'
            | '>' | '#' | '＃' | '-' | '*' | '－' | '―',
        ) => true,
        Some(c) if c.is_numeric() => matches!(chars.next(), Some('.' | '．' | '、' | ')' | '）')),
        _ => false,
    }
}

/// Whether a line is Japanese prose rather than an address, a table or a line of code.
fn is_prose(line: &str) -> bool {
    let japanese = line.chars().filter(|c| super::script::is_japanese(*c)).count();
    japanese * 2 > line.chars().count()
}
