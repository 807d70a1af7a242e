//! A passage: one run of prose with its sentences, brackets and tokens, and the way back to the article.

use std::any::Any;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::brackets::{self, Bracket};
use super::edges::Edges;
use super::notes::Notes;
use super::{Token, sentence, tokenizer, wrap};
use crate::text::Span;

/// One run of prose, independent of where it stands. All spans are bytes of [`Passage::text`].
#[derive(Debug, PartialEq, Eq)]
pub struct Passage {
    /// The text that is analysed: the line, or its lines joined without line ends and indentation.
    pub text: String,
    /// Where the pieces of `text` come from; one for a single line.
    pieces: Vec<Piece>,
    /// Bytes that it takes in the article.
    source_len: u32,
    /// Lines that it takes there.
    lines: usize,
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// Matched brackets, by where they open.
    pub brackets: Vec<Bracket>,
    /// Tokens, in order.
    pub tokens: Vec<Token>,
    edges: Edges,
    notes: Notes,
}

/// A piece of a passage's text and where it stands in the article, counted from the passage's first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    local: u32,
    source: u32,
    len: u32,
}

impl Passage {
    /// Reads the lines of one passage. `lines` are spans of `article`, in order, at least one.
    fn read(article: &str, lines: &[Span]) -> Self {
        let origin = lines.first().map_or(0, |line| line.start);
        let end = lines.last().map_or(origin, |line| line.end);
        let mut text = String::with_capacity((end - origin) as usize);
        let mut pieces = Vec::with_capacity(lines.len());
        for (n, line) in lines.iter().enumerate() {
            let raw = line.slice(article);
            let (body, skipped) = if n == 0 {
                (raw, 0)
            } else {
                let body = raw.trim_start();
                (body, raw.len() - body.len())
            };
            let body = if n + 1 < lines.len() { body.trim_end() } else { body };
            if n > 0 && needs_space(&text, body) {
                // The line end stands for the space between two Latin words.
                pieces.push(Piece { local: text.len() as u32, source: lines[n - 1].end - origin, len: 1 });
                text.push(' ');
            }
            let source = line.start + skipped as u32 - origin;
            pieces.push(Piece { local: text.len() as u32, source, len: body.len() as u32 });
            text.push_str(body);
        }
        let brackets = brackets::pairs(&text);
        let sentences = sentence::sentences(&text, &brackets);
        let tokens = tokenizer::tokens(&text);
        let edges = Edges::of(&tokens, text.len());
        let (source_len, lines, notes) = (end - origin, lines.len(), Notes::default());
        Self { text, pieces, source_len, lines, sentences, brackets, tokens, edges, notes }
    }

    /// Something that depends on this passage alone, made the first time that somebody asks for it and kept as long as the
    /// passage is: the passes over an article that a keystroke changed find it there for all passages but one. There is one
    /// note of each type.
    pub fn note<T: Any + Send + Sync>(&self, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        self.note_if(|_| true, make)
    }

    /// The note of this type, where somebody has made one.
    pub fn noted<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.notes.find()
    }

    /// As [`Passage::note`], for something that depends on more: what is kept is made anew unless it `holds`.
    pub fn note_if<T: Any + Send + Sync>(&self, holds: impl Fn(&T) -> bool, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        self.notes.take(holds, || make(self))
    }

    /// The index of the first token that begins at `offset` or after it.
    pub fn token_from(&self, offset: u32) -> usize {
        self.edges.before(offset)
    }

    /// The index of the first token that ends at `offset` or after it.
    pub fn token_to(&self, offset: u32) -> usize {
        let behind = self.token_from(offset);
        behind - usize::from(behind > 0 && self.tokens[behind - 1].span.end >= offset)
    }

    /// The index of the first token that ends after `offset`.
    pub fn token_at(&self, offset: u32) -> usize {
        let behind = self.token_from(offset);
        behind - usize::from(behind > 0 && self.tokens[behind - 1].span.end > offset)
    }

    /// Whether a token lies across `offset`, beginning before it and ending after it.
    pub fn cuts_token(&self, offset: u32) -> bool {
        self.token_at(offset) < self.token_from(offset)
    }

    /// The indices of the tokens that lie inside `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.token_from(span.start);
        start..self.token_at(span.end).max(start)
    }

    /// The sentence that holds `offset`: its number in [`Passage::sentences`].
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let n = self.sentences.partition_point(|sentence| sentence.end <= offset);
        self.sentences.get(n).filter(|sentence| sentence.start <= offset).map(|_| n)
    }
}

fn needs_space(before: &str, after: &str) -> bool {
    let ends = before.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.'));
    ends && after.chars().next().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// A passage where it stands in an article.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The article's byte at which the passage begins.
    pub start: u32,
    /// What stands there.
    pub passage: Arc<Passage>,
}

impl Placed {
    /// What it covers in the article, from its first line's first byte to its last line's end.
    pub fn source(&self) -> Span {
        Span::new(self.start, self.start + self.passage.source_len)
    }

    /// A span of the passage's text as a span of the article. Where it runs over a line end, so does the result.
    pub fn to_article(&self, local: Span) -> Span {
        let start = self.start_of(local.start);
        let end = if local.is_empty() { start } else { self.start_of(local.end - 1) + 1 };
        Span::new(start, end)
    }

    fn start_of(&self, local: u32) -> u32 {
        let pieces = &self.passage.pieces;
        let n = pieces.partition_point(|piece| piece.local <= local).saturating_sub(1);
        pieces.get(n).map_or(self.start, |piece| {
            // Past the passage's end, the end of its last piece.
            self.start + piece.source + (local - piece.local).min(piece.len)
        })
    }

    /// The article's byte `offset` as a byte of the passage's text; `None` outside the passage, the nearest byte of the
    /// text for line ends and indentation that were joined away.
    pub fn to_local(&self, offset: u32) -> Option<u32> {
        if !self.source().touches(offset) {
            return None;
        }
        let within = offset - self.start;
        let n = self.passage.pieces.partition_point(|piece| piece.source <= within).saturating_sub(1);
        self.passage.pieces.get(n).map(|piece| piece.local + within.saturating_sub(piece.source).min(piece.len))
    }
}

/// An earlier version of an article, whose passages are taken over where their lines did not change.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reuse<'a> {
    text: &'a str,
    placed: &'a [Placed],
}

impl<'a> Reuse<'a> {
    /// The version `text` of an article, which was cut into the passages `placed`.
    pub fn of(text: &'a str, placed: &'a [Placed]) -> Self {
        Self { text, placed }
    }

    /// Cuts both versions at blank lines so that the edit lies between. Whether lines belong together, nothing beyond a
    /// blank line decides.
    fn around_edit(&self, article: &str) -> Edit {
        let (old, new) = (self.text.as_bytes(), article.as_bytes());
        let shorter = old.len().min(new.len());
        let before = common(shorter, |from, to| old[from..to] == new[from..to]);
        let (old_end, new_end) = (old.len(), new.len());
        let after =
            common(shorter - before, |from, to| old[old_end - to..old_end - from] == new[new_end - to..new_end - from]);
        let start = (0..before).rev().find(|at| closes_blank_line(&new[..=*at])).map_or(0, |at| at + 1);
        let from = new.len() - after;
        let end = (from..new.len()).find(|at| closes_blank_line(&new[from..=*at])).map_or(new.len(), |at| at + 1);
        Edit { start, end, old_end: end + old.len() - new.len() }
    }
}

/// The stretch between two blank lines, or the ends of the text, in which an edit lies: in bytes.
struct Edit {
    start: usize,
    /// Where it ends in the new version, and in the old one.
    end: usize,
    old_end: usize,
}

/// The largest number up to `most` up to which everything is the same, where `same` compares from one number to another.
fn common(most: usize, same: impl Fn(usize, usize) -> bool) -> usize {
    const STEP: usize = 256;
    let mut at = 0;
    while at + STEP <= most && same(at, at + STEP) {
        at += STEP;
    }
    (at..most).find(|at| !same(*at, at + 1)).unwrap_or(most)
}

/// Whether `bytes` end in an empty line with its line end.
fn closes_blank_line(bytes: &[u8]) -> bool {
    bytes.ends_with(b"\n\n") || bytes.ends_with(b"\n\r\n")
}

/// Cuts an article into passages, taking unchanged ones over from `reuse`.
pub fn passages(article: &str, reuse: &Reuse<'_>) -> Vec<Placed> {
    let edit = reuse.around_edit(article);
    let first = reuse.placed.partition_point(|one| (one.start as usize) < edit.start);
    let last = reuse.placed.partition_point(|one| (one.start as usize) < edit.old_end).max(first);
    let known: FxHashMap<(&str, usize), &Arc<Passage>> = reuse.placed[first..last]
        .iter()
        .map(|one| ((one.source().slice(reuse.text), one.passage.lines), &one.passage))
        .collect();
    let edited = &article[edit.start..edit.end];
    let read = wrap::groups(edited).into_iter().filter_map(|lines| {
        let (first, last) = (lines.first()?, lines.last()?);
        let source = Span::new(first.start, last.end).slice(edited);
        let passage = known
            .get(&(source, lines.len()))
            .map_or_else(|| Arc::new(Passage::read(edited, &lines)), |passage| Arc::clone(passage));
        Some(Placed { start: edit.start as u32 + first.start, passage })
    });
    let moved = |one: &Placed| Placed {
        start: (one.start as usize - edit.old_end + edit.end) as u32,
        passage: Arc::clone(&one.passage),
    };
    let before = reuse.placed[..first].iter().cloned();
    before.chain(read).chain(reuse.placed[last..].iter().map(moved)).collect()
}
