//! A sentence as the tagger sees it: its tokens, some cut where names end inside a word, each with what its features are made of.

use std::ops::Range;

use super::cues::{self, Cues, Flags};
use super::hash::Prefixes;
use super::names::{self, Sorts};
use crate::language::script::{self, Script};
use crate::language::{BracketKind, Part, Passage, Token};
use crate::text::Span;

/// The most tokens of a name in a dictionary, and of a word in the lexicon's lists.
const LONGEST_NAME: usize = 8;
const LONGEST_CUE: usize = 5;

/// Where in a run of tokens that a list has a unit stands: nowhere, alone, first, inside, last.
pub(super) type Place = u8;

/// A token, or a part of one, and what is known of it by itself. Hashes are of the text's bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unit {
    /// Bytes of the passage's text.
    pub(super) span: Span,
    /// The whole token, and its first and last one, two and three characters (all of it where it is shorter).
    pub(super) word: u32,
    pub(super) heads: [u32; 3],
    pub(super) tails: [u32; 3],
    /// A number for its grammatical class in four steps, and for the first step.
    pub(super) pos: u32,
    pub(super) part: u32,
    /// The scripts of its characters, runs as runs.
    pub(super) shape: u32,
    /// Characters, at most 15.
    pub(super) chars: u32,
    /// Whether the dictionary has it.
    pub(super) known: bool,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// The classes of its longest ending that the lexicon's word lists have.
    pub(super) suffix: Flags,
    /// The classes of the longest listed word or actor that it is part of, and where in it.
    pub(super) phrase: Flags,
    pub(super) phrase_place: Place,
    /// The sorts of the longest name of the dictionary that it is part of, where in it, and of how many units.
    pub(super) names: Sorts,
    pub(super) names_place: Place,
    pub(super) names_units: u32,
    /// The innermost brackets around it: 0 for none, else one more than the kind.
    pub(super) bracket: u32,
    /// The first and the last unit of the run of nouns around it.
    pub(super) run: (u32, u32),
    /// The first and the last unit of the run of katakana or letters joined by ・ or ＝ around it.
    pub(super) chain: (u32, u32),
}

impl Unit {
    /// Whether it stands directly in 『』 or 《》.
    pub(super) fn in_title_brackets(&self) -> bool {
        self.bracket == 1 + BracketKind::DoubleQuote as u32 || self.bracket == 1 + BracketKind::Angle as u32
    }
}

/// What a whole sentence says of its tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// It ends with a mark that ends sentences; headlines do not.
    pub(super) stopped: bool,
    /// It holds 『』 and a date: an entry in a list of references.
    pub(super) reference: bool,
}

/// The units of one sentence; its buffers are kept from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub(super) units: Vec<Unit>,
    pub(super) line: Line,
    prefixes: Prefixes,
    /// The first byte of the sentence in its passage.
    base: usize,
}

impl Sentence {
    /// Reads the sentence of `passage` at `span`.
    pub(super) fn read(&mut self, passage: &Passage, span: Span) {
        self.units.clear();
        self.base = span.start as usize;
        let text = span.slice(&passage.text);
        self.prefixes.read(text.as_bytes());
        for token in &passage.tokens[passage.tokens_in(span)] {
            let mut start = token.span.start;
            let mut cuts = if token.span.len() < 32 { self.cuts(token.span) } else { 0 };
            while cuts != 0 {
                let end = token.span.start + cuts.trailing_zeros();
                let unit = self.unit(token, Span::new(start, end), &passage.text);
                self.units.push(unit);
                start = end;
                cuts &= cuts - 1;
            }
            let unit = self.unit(token, Span::new(start, token.span.end), &passage.text);
            self.units.push(unit);
        }
        self.line.stopped = text.ends_with(['。', '！', '？', '」', '.', '!', '?']);
        self.line.reference = text.contains('『') && text.contains('年') && text.contains('日');
        self.find_brackets(passage);
        self.find_phrases(cues::shipped());
        self.find_names();
        self.find_runs();
        self.find_chains(&passage.text);
    }

    /// The bytes of the passage's text that some units cover.
    pub(super) fn span(&self, units: Range<usize>) -> Span {
        Span::new(self.units[units.start].span.start, self.units[units.end - 1].span.end)
    }

    /// The hash of the bytes that some units cover.
    pub(super) fn hash_of(&self, units: Range<usize>) -> u32 {
        let span = self.span(units);
        self.hash(span.start as usize, span.end as usize)
    }

    fn hash(&self, start: usize, end: usize) -> u32 {
        self.prefixes.of(start - self.base, end - self.base)
    }

    /// Where a token is to be cut: a bit per byte.
    fn cuts(&self, span: Span) -> u32 {
        let word = self.hash(span.start as usize, span.end as usize);
        cues::cuts().get(&word).copied().unwrap_or_default()
    }

    /// What is known of `span`, which is `token` or a part of it.
    fn unit(&self, token: &Token, span: Span, text: &str) -> Unit {
        let (start, end) = (span.start as usize, span.end as usize);
        let surface = span.slice(text);
        let mut unit = Unit {
            span,
            word: self.hash(start, end),
            pos: u32::from(token.pos_number()),
            part: token.part() as u32,
            known: token.is_known(),
            ..Unit::default()
        };
        let mut at = start;
        let mut runs = 0;
        let mut shape = 0_u32;
        let mut previous = 0;
        let mut length = 0;
        let mut ends = [0_usize; 16];
        for c in surface.chars() {
            at += c.len_utf8();
            let form = form(c);
            length = if form == previous { length + 1 } else { 1 };
            if length == 1 {
                runs += 1;
            }
            if length <= 2 && runs <= 4 {
                shape = shape << 4 | form;
            }
            previous = form;
            unit.chars += 1;
            ends[unit.chars as usize & 15] = at;
            if unit.chars <= 3 {
                unit.heads[unit.chars as usize - 1] = self.hash(start, at);
            }
        }
        ends[0] = start;
        unit.shape = shape;
        let count = unit.chars as usize;
        for n in count..3 {
            unit.heads[n] = unit.word;
        }
        let cues = cues::shipped();
        for n in 1..=count.min(4) {
            let from = if n == count { start } else { ends[(count - n) & 15] };
            let tail = self.hash(from, end);
            if n <= 3 {
                unit.tails[n - 1] = tail;
            }
            if let Some(flags) = cues.words.get(&tail) {
                unit.suffix = *flags;
            }
        }
        for n in count..3 {
            unit.tails[n] = unit.word;
        }
        unit.chars = unit.chars.min(15);
        unit.spaced = text[..start].ends_with(char::is_whitespace);
        unit
    }

    fn find_brackets(&mut self, passage: &Passage) {
        for pair in &passage.brackets {
            if let (Some(first), Some(last)) = (self.units.first(), self.units.last())
                && pair.outer.start < last.span.end
                && first.span.start < pair.outer.end
            {
                // Pairs come by where they open, so an inner one overwrites what encloses it.
                let start = self.units.partition_point(|unit| unit.span.start < pair.inner.start);
                let end = self.units.partition_point(|unit| unit.span.end <= pair.inner.end);
                for unit in &mut self.units[start..end.max(start)] {
                    unit.bracket = 1 + pair.kind as u32;
                }
            }
        }
    }

    fn find_phrases(&mut self, cues: &Cues) {
        let mut at = 0;
        while at < self.units.len() {
            let start = self.units[at].span.start as usize;
            let furthest = (at + LONGEST_CUE).min(self.units.len());
            let hit = (at + 1..=furthest).rev().find_map(|end| {
                let hash = self.hash(start, self.units[end - 1].span.end as usize);
                cues.phrases.get(&hash).map(|flags| (end, *flags))
            });
            let Some((end, flags)) = hit else {
                at += 1;
                continue;
            };
            for n in at..end {
                self.units[n].phrase = flags;
                self.units[n].phrase_place = place(n, at, end);
            }
            at = end;
        }
    }

    fn find_names(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            let unit = &self.units[at];
            let start = unit.span.start as usize;
            let may_begin = unit.part != Part::Particle as u32 && unit.part != Part::Auxiliary as u32;
            let furthest = if may_begin { (at + LONGEST_NAME).min(self.units.len()) } else { at };
            let hit = (at + 1..=furthest).rev().find_map(|end| {
                let stop = self.units[end - 1].span.end as usize;
                if end == at + 1 && self.units[at].chars < 2 || stop - start > 96 {
                    return None;
                }
                let sorts = names::sorts(self.hash(start, stop));
                (sorts != 0).then_some((end, sorts))
            });
            let Some((end, sorts)) = hit else {
                at += 1;
                continue;
            };
            for n in at..end {
                self.units[n].names = sorts;
                self.units[n].names_place = place(n, at, end);
                self.units[n].names_units = (end - at).min(4) as u32;
            }
            at = end;
        }
    }

    fn find_runs(&mut self) {
        let nominal = |unit: &Unit| unit.part == Part::Noun as u32 || unit.part == Part::Prefix as u32;
        let mut at = 0;
        while at < self.units.len() {
            let mut end = at + 1;
            if nominal(&self.units[at]) {
                while end < self.units.len() && nominal(&self.units[end]) {
                    end += 1;
                }
            }
            for n in at..end {
                self.units[n].run = (at as u32, end as u32 - 1);
            }
            at = end;
        }
    }

    fn find_chains(&mut self, text: &str) {
        let word = |unit: &Unit| matches!(unit.shape >> shift_to_first(unit.shape), 2 | 4 | 5);
        let joint = |unit: &Unit| matches!(unit.span.slice(text), "・" | "＝" | "=" | "-" | "‐" | "゠" | "･");
        let mut at = 0;
        while at < self.units.len() {
            let mut end = at + 1;
            if word(&self.units[at]) {
                while end < self.units.len() {
                    if word(&self.units[end]) {
                        end += 1;
                    } else if joint(&self.units[end]) && self.units.get(end + 1).is_some_and(word) {
                        end += 2;
                    } else {
                        break;
                    }
                }
            }
            for n in at..end {
                self.units[n].chain = (at as u32, end as u32 - 1);
            }
            at = end;
        }
    }
}

fn place(n: usize, start: usize, end: usize) -> Place {
    match (n == start, n + 1 == end) {
        (true, true) => 1,
        (true, false) => 2,
        (false, false) => 3,
        (false, true) => 4,
    }
}

/// The bits before the first character's form in a shape.
fn shift_to_first(shape: u32) -> u32 {
    (shape | 1).ilog2() & !3
}

/// What a character looks like, never 0.
fn form(c: char) -> u32 {
    match script::of(c) {
        Script::Hiragana => 1,
        Script::Katakana => 2,
        Script::Kanji => 3,
        Script::Letter if c.is_uppercase() => 4,
        Script::Letter => 5,
        Script::Digit => 6,
        Script::Space => 7,
        Script::Symbol => match c {
            '・' | '･' => 8,
            '「' | '『' | '（' | '(' | '【' | '〈' | '《' | '"' | '“' => 9,
            '」' | '』' | '）' | ')' | '】' | '〉' | '》' | '”' => 10,
            '、' | ',' | '，' => 11,
            '。' | '.' | '．' => 12,
            _ => 13,
        },
    }
}
