//! A sentence as the tagger sees it: its tokens, some cut where names end inside a word.

use std::hint::black_box;
use std::ops::Range;

use super::cues;
use super::groups::{Bracketed, Group};
use super::hash::{Prefixes, pair};
use super::names;
use super::shape::{form, shift_to_first};
use super::unit::Unit;
use crate::language::script::{self, Script};
use crate::language::{Part, Passage, Token};
use crate::text::Span;

/// The most bytes of a name of a dictionary.
pub(super) const LONGEST_NAME_BYTES: u32 = 96;

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
#[repr(C, align(64))]
struct Kept {
    /// What stands for the word, its class, and whether the dictionary has it; never 0 of a word.
    key: u64,
    cuts: u32,
    unit: Unit,
}

impl Kept {
    fn key(word: u32, token: &Token) -> u64 {
        u64::from(word) << 32 | u64::from(token.class_number) << 2 | u64::from(token.is_known()) << 1 | 1
    }
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
    /// The keys of the sentence's tokens, and where they are kept.
    asked: Vec<(u64, usize)>,
    /// Where names of the dictionary may end that begin with a unit.
    pub(super) open: Vec<u32>,
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
        let tokens = &passage.tokens[passage.tokens_in(span)];
        // All are asked for first: memory is then waited for once and not once per word.
        self.asked.clear();
        self.asked.extend(tokens.iter().map(|token| {
            let key = Kept::key(
                self.prefixes.of(token.span.start as usize - self.base, token.span.end as usize - self.base),
                token,
            );
            let slot = pair((key >> 32) as u32, u32::from(token.class_number)) as usize & (KEPT - 1);
            black_box(self.kept[slot].key);
            (key, slot)
        }));
        for (n, token) in tokens.iter().enumerate() {
            let (key, slot) = self.asked[n];
            let kept = &self.kept[slot];
            let same = kept.key == key;
            if same && kept.cuts == 0 {
                self.units.push(Unit { span: token.span, spaced: is_spaced(&passage.text, token.span), ..kept.unit });
                continue;
            }
            let mut start = token.span.start;
            let word = (key >> 32) as u32;
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
            self.kept[slot] = Kept { key, cuts, unit };
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
            let stretch = self.stretch(at)?;
            at = stretch.end;
            Some(stretch)
        })
    }

    /// Lets the stretches of which `hopeless` says that no name stands there stand outside.
    pub(super) fn give_up(&mut self, hopeless: impl Fn(Range<usize>) -> bool) {
        let mut at = 0;
        while let Some(stretch) = self.stretch(at) {
            at = stretch.end;
            if hopeless(stretch.clone()) {
                self.units[stretch].iter_mut().for_each(|unit| unit.outside = true);
            }
        }
    }

    /// The first stretch from unit `from` on.
    fn stretch(&self, from: usize) -> Option<Range<usize>> {
        let start = from + self.units[from..].iter().position(|unit| !unit.outside)?;
        let length = self.units[start..].iter().position(|unit| unit.outside);
        Some(start..length.map_or(self.units.len(), |length| start + length))
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

    pub(super) fn hash(&self, start: usize, end: usize) -> u32 {
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
        unit.phrase_lengths = cues.lengths(unit.heads[1]);
        unit.as_phrase = cues.phrase(unit.word).unwrap_or_default();
        // No name begins with a word of grammar.
        if !matches!(token.part(), Part::Particle | Part::Auxiliary) {
            unit.name_lengths = names::lengths(unit.heads[1]);
            if unit.name_lengths.has(unit.chars) && unit.chars > 1 && span.len() <= LONGEST_NAME_BYTES {
                unit.as_name = names::sorts(unit.word);
            }
        }
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
