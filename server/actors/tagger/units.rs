//! A sentence as the tagger sees it: its tokens, some cut where names end inside a word.

use std::ops::Range;

use super::cues::{self, Cues};
use super::groups::{Bracketed, Group};
use super::hash::{Prefixes, pair};
use super::names;
use super::shape::{form, shift_to_first};
use super::unit::{Place, Unit};
use crate::language::script::{self, Script};
use crate::language::{Part, Passage, Token};
use crate::text::Span;

/// The most tokens of a name in a dictionary, and of a word in the lexicon's lists.
const LONGEST_NAME: usize = 8;
const LONGEST_CUE: usize = 5;

/// The most tokens in brackets that may be the title of a work.
const LONGEST_TITLE: u32 = 16;

/// What a whole sentence says of its tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// It ends with a mark that ends sentences; headlines do not.
    pub(super) stopped: bool,
    /// It holds 『』 and a date: an entry in a list of references.
    pub(super) reference: bool,
}

/// Words that are kept, a power of two.
const KEPT: usize = 8192;

/// A word of a class of the dictionary, where it is to be cut (a bit per byte), and what is known of it if it is not.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    word: u32,
    class: u16,
    full: bool,
    cuts: u32,
    unit: Unit,
}

/// The units of one sentence; its buffers are kept from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub(super) units: Vec<Unit>,
    pub(super) brackets: Vec<Bracketed>,
    pub(super) line: Line,
    prefixes: Prefixes,
    /// Words met before, with what is known of them by themselves.
    kept: Vec<Kept>,
    /// The first byte of the sentence in its passage.
    base: usize,
}

impl Sentence {
    /// Reads the sentence of `passage` at `span`.
    pub(super) fn read(&mut self, passage: &Passage, span: Span) {
        self.units.clear();
        self.brackets.clear();
        self.base = span.start as usize;
        let text = span.slice(&passage.text);
        self.prefixes.read(text.as_bytes());
        self.kept.resize(KEPT, Kept::default());
        for token in &passage.tokens[passage.tokens_in(span)] {
            let word = self.hash(token.span.start as usize, token.span.end as usize);
            let slot = pair(word, u32::from(token.class_number)) as usize & (KEPT - 1);
            let kept = self.kept[slot];
            let same = kept.full && kept.word == word && kept.class == token.class_number;
            if same && kept.unit.known == token.is_known() && kept.cuts == 0 {
                self.units.push(Unit { span: token.span, spaced: is_spaced(&passage.text, token.span), ..kept.unit });
                continue;
            }
            let mut start = token.span.start;
            let cuts = if token.span.len() < 32 { cues::cuts().get(&word).copied().unwrap_or_default() } else { 0 };
            let mut left = cuts;
            while left != 0 {
                let end = token.span.start + left.trailing_zeros();
                let unit = self.unit(token, Span::new(start, end), &passage.text);
                self.units.push(unit);
                start = end;
                left &= left - 1;
            }
            let unit = self.unit(token, Span::new(start, token.span.end), &passage.text);
            self.units.push(unit);
            self.kept[slot] = Kept { word, class: token.class_number, full: true, cuts, unit };
        }
        self.line.stopped = text.ends_with(['。', '！', '？', '」', '.', '!', '?']);
        self.line.reference = text.contains('『') && text.contains('年') && text.contains('日');
        self.find_brackets(passage);
        self.find_phrases(cues::shipped(), &passage.text);
        self.find_names(&passage.text);
        self.find_runs();
        self.find_chains(&passage.text);
        self.find_outside();
    }

    /// The stretches of units in which a name may stand: those between units that can only stand outside.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at + self.units[at..].iter().position(|unit| !unit.outside)?;
            let length = self.units[start..].iter().position(|unit| unit.outside);
            at = length.map_or(self.units.len(), |length| start + length);
            Some(start..at)
        })
    }

    /// The bytes of the passage's text that some units cover.
    pub(super) fn span(&self, units: Range<usize>) -> Span {
        Span::new(self.units[units.start].span.start, self.units[units.end - 1].span.end)
    }

    /// Whether unit `at` stands directly in 『』 or 《》.
    pub(super) fn in_title_brackets(&self, at: usize) -> bool {
        let bracket = (self.units[at].bracket as usize).checked_sub(1).and_then(|n| self.brackets.get(n));
        bracket.is_some_and(|bracket| bracket.is_for_titles())
    }

    /// The hash of the bytes that some units cover.
    pub(super) fn hash_of(&self, units: Range<usize>) -> u32 {
        let span = self.span(units);
        self.hash(span.start as usize, span.end as usize)
    }

    fn hash(&self, start: usize, end: usize) -> u32 {
        self.prefixes.of(start - self.base, end - self.base)
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
            predicate: token.part() == Part::Verb || token.class().sub == "サ変接続",
            outside: token.is_functional() && token.is_known() && (token.part() == Part::Symbol || is_native(surface)),
            common: token.is_common() && token.is_known() && is_native(surface) && surface.chars().nth(1).is_some(),
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
        unit.begins_phrase = cues.leads.has(unit.heads[1]);
        unit.begins_name = names::longest(unit.heads[1]);
        unit.spaced = is_spaced(text, span);
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
                if start < end {
                    let group = Group { first: start as u32, last: end as u32 - 1 };
                    self.brackets.push(Bracketed { group, kind: 1 + pair.kind as u32 });
                    for unit in &mut self.units[start..end] {
                        unit.bracket = self.brackets.len() as u32;
                    }
                }
            }
        }
    }

    /// The hash of a unit of one character and the character behind it, which may be a space.
    fn lead(&self, at: usize, text: &str) -> Option<u32> {
        let Span { start, end } = self.units[at].span;
        let stop = self.units.last()?.span.end as usize;
        let next = text[end as usize..stop].chars().next()?;
        Some(self.hash(start as usize, end as usize + next.len_utf8()))
    }

    fn find_phrases(&mut self, cues: &Cues, text: &str) {
        let mut at = 0;
        while at < self.units.len() {
            let unit = &self.units[at];
            let start = unit.span.start as usize;
            let furthest = match unit.chars {
                1 if self.lead(at, text).is_some_and(|lead| cues.leads.has(lead)) => at + LONGEST_CUE,
                1 => at + 1,
                _ if unit.begins_phrase => at + LONGEST_CUE,
                _ => at,
            };
            let hit = (at + 1..=furthest.min(self.units.len())).rev().find_map(|end| {
                let hash = self.hash(start, self.units[end - 1].span.end as usize);
                cues.phrase(hash).map(|flags| (end, flags))
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

    fn find_names(&mut self, text: &str) {
        let mut at = 0;
        while at < self.units.len() {
            let unit = &self.units[at];
            let start = unit.span.start as usize;
            let longest = match unit.chars {
                // No name begins with a word of grammar.
                _ if unit.part == Part::Particle as u32 || unit.part == Part::Auxiliary as u32 => 0,
                1 => self.lead(at, text).map_or(0, names::longest),
                _ => unit.begins_name,
            };
            let mut chars = 0;
            let within = self.units[at..].iter().take(LONGEST_NAME).take_while(|unit| {
                chars += unit.chars;
                chars <= longest
            });
            let hit = (at + 1..=at + within.count()).rev().find_map(|end| {
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

    /// The first verb or noun of action from unit `from` on, a few units ahead at most.
    pub(super) fn predicate(&self, from: usize) -> Option<&Unit> {
        /// So far ahead.
        const FAR: usize = 6;
        let ahead = &self.units[from.min(self.units.len())..(from + FAR).min(self.units.len())];
        ahead.iter().find(|unit| unit.predicate)
    }

    /// Titles of works hold words of grammar too, and stand in brackets; a longer quotation is prose.
    fn find_outside(&mut self) {
        let Self { units, brackets, .. } = self;
        for unit in units.iter_mut() {
            unit.outside |= unit.common && !unit.run.is_long();
            if !unit.outside {
                continue;
            }
            let bracket = (unit.bracket as usize).checked_sub(1).map(|n| &brackets[n]);
            let titled = bracket.is_some_and(|bracket| bracket.group.last - bracket.group.first < LONGEST_TITLE);
            unit.outside = !titled && unit.phrase == 0 && unit.names == 0;
        }
    }

    fn find_runs(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            let mut end = at + 1;
            let nominal = self.units[at].is_nominal();
            if nominal {
                while end < self.units.len() && self.units[end].is_nominal() {
                    end += 1;
                }
            }
            let run = Group { first: at as u32, last: end as u32 - 1 };
            for unit in &mut self.units[at..end] {
                (unit.run, unit.in_run) = (run, nominal);
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
            let chain = Group { first: at as u32, last: end as u32 - 1 };
            for unit in &mut self.units[at..end] {
                unit.chain = chain;
            }
            at = end;
        }
    }
}

/// Whether a word is written as words of grammar and verbs are: not in katakana or Latin letters.
fn is_native(surface: &str) -> bool {
    surface.chars().all(|c| matches!(script::of(c), Script::Hiragana | Script::Kanji))
}

fn is_spaced(text: &str, span: Span) -> bool {
    // Only white space lies between tokens, and most of it is a space or an ideographic one.
    text[..span.start as usize].ends_with(char::is_whitespace)
}

fn place(n: usize, start: usize, end: usize) -> Place {
    match (n == start, n + 1 == end) {
        (true, true) => 1,
        (true, false) => 2,
        (false, false) => 3,
        (false, true) => 4,
    }
}
