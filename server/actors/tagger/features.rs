//! The features of a token, as integers.
//!
//! They come in groups by what they depend on, so that in use each is looked up no oftener than it must be: those of a
//! word by itself ([`of_word`], the same wherever the word stands), of what lists say of it ([`of_phrase`], [`of_names`]),
//! those of three classes or shapes ([`of_classes`], [`of_shapes`]), those of a run of nouns, of a chain of katakana or
//! letters and of a bracket ([`of_head`], [`of_run`], [`of_chain`], [`of_bracket`], the same for all units inside), and
//! those of one place ([`of_line`], [`in_place`]).

use std::ops::Range;

use super::cues::{Flags, TITLES};
use super::groups::{Bracketed, Group};
use super::hash::pair;
use super::names::SORTS;
use super::unit::Unit;
use super::units::{Line, Sentence};

/// Receives a feature, and whether corpora differ in what it means: of such a feature training keeps a copy per corpus.
pub(super) trait Sink {
    fn take(&mut self, key: u32, copied: bool);
}

impl<F: FnMut(u32, bool)> Sink for F {
    #[inline]
    fn take(&mut self, key: u32, copied: bool) {
        self(key, copied);
    }
}

/// Templates are numbered as they come; the number is part of every key.
struct Keys<'s, S: Sink> {
    template: u32,
    sink: &'s mut S,
}

impl<S: Sink> Keys<'_, S> {
    #[inline]
    fn put(&mut self, value: u32, copied: bool) {
        self.template += 1;
        self.sink.take(pair(self.template, value), copied);
    }

    #[inline]
    fn one(&mut self, value: u32) {
        self.put(value, false);
    }

    #[inline]
    fn two(&mut self, a: u32, b: u32) {
        self.put(pair(a, b), false);
    }

    #[inline]
    fn copied(&mut self, value: u32) {
        self.put(value, true);
    }

    /// A key per bit of `flags`.
    #[inline]
    fn bits(&mut self, flags: Flags, with: u32, copied: bool) {
        self.template += 1;
        let mut left = flags;
        while left != 0 {
            self.sink.take(pair(self.template, left.trailing_zeros() | with << 8), copied);
            left &= left - 1;
        }
    }

    #[inline]
    fn skip(&mut self, templates: u32) {
        self.template += templates;
    }
}

/// How far a word's own features reach: to the units this many before and after it.
pub(super) const REACH: isize = 2;

/// What stands in for units beyond the sentence's ends.
pub(super) const BEFORE: u32 = 1;
pub(super) const AFTER: u32 = 2;

/// The features that a word gives to the unit that stands so that the word is `distance` units behind it.
#[inline]
pub(super) fn of_word<S: Sink>(word: &Unit, distance: isize, sink: &mut S) {
    let mut keys = Keys { template: (distance + REACH) as u32 * 0x20, sink };
    let near = distance.abs() <= 1;
    let here = distance == 0;
    keys.put(word.word, near);
    keys.put(word.pos, near);
    keys.put(word.shape, here);
    if distance >= -1 {
        keys.bits(word.suffix, 0, here);
    } else {
        keys.skip(1);
    }
    if near {
        keys.one(word.part << 1 | u32::from(word.known));
        keys.put(word.tails[0], here);
        keys.put(word.tails[1], here);
        keys.one(word.heads[0]);
    }
    if here {
        keys.copied(0);
        keys.one(word.heads[1]);
        keys.one(word.heads[2]);
        keys.one(word.tails[2]);
        keys.two(word.chars, word.shape & 15);
    }
}

/// The features that the last of a run of nouns gives to each of them: it tells what the whole names.
#[inline]
pub(super) fn of_head<S: Sink>(head: &Unit, sink: &mut S) {
    let mut keys = Keys { template: 0x100, sink };
    keys.one(head.word);
    keys.copied(head.tails[0]);
    keys.one(head.tails[1]);
    keys.one(head.tails[2]);
    keys.bits(head.suffix, 0, false);
}

/// The feature that the last of a run of nouns gives to the unit that stands `to` before it.
#[inline]
pub(super) fn of_head_at<S: Sink>(head: &Unit, to: u32, sink: &mut S) {
    let mut keys = Keys { template: 0x17b, sink };
    keys.two(to, head.tails[0]);
}

/// The features that a run of nouns gives to each of its units by what stands around it: how it is spoken of.
#[inline]
pub(super) fn of_run<S: Sink>(sentence: &Sentence, run: Group, sink: &mut S) {
    let mut keys = Keys { template: 0x105, sink };
    let around = Around::of(sentence, run);
    keys.one(sentence.units[run.first as usize].word);
    keys.one(around.after);
    keys.one(around.before);
    keys.one(around.after2);
    keys.one(around.before2);
    keys.two(around.after, around.after2);
    keys.two(around.before2, around.before);
    keys.two(around.after, around.predicate);
    keys.one(around.predicate);
}

/// The words around a group of units.
struct Around {
    before2: u32,
    before: u32,
    after: u32,
    after2: u32,
    /// The first verb or noun of action behind it.
    predicate: u32,
}

impl Around {
    fn of(sentence: &Sentence, group: Group) -> Self {
        let word = |at: Option<usize>, edge| at.and_then(|at| sentence.units.get(at)).map_or(edge, |unit| unit.word);
        let (first, next) = (group.first as usize, group.last as usize + 1);
        Self {
            before2: word(first.checked_sub(2), BEFORE),
            before: word(first.checked_sub(1), BEFORE),
            after: word(Some(next), AFTER),
            after2: word(Some(next + 1), AFTER),
            predicate: sentence.predicate(next).map_or(AFTER, |unit| unit.word),
        }
    }
}

/// The features that a chain of katakana or Latin words gives to each of its units: a full name, a foreign title.
#[inline]
pub(super) fn of_chain<S: Sink>(sentence: &Sentence, chain: Group, sink: &mut S) {
    let units = &sentence.units;
    let mut keys = Keys { template: 0x120, sink };
    let (first, last) = (&units[chain.first as usize], &units[chain.last as usize]);
    let after = units.get(chain.last as usize + 1);
    let around = Around::of(sentence, chain);
    keys.one(around.after);
    keys.one(after.map_or(AFTER, |u| u.pos));
    keys.one(after.map_or(AFTER, |u| u32::from(u.phrase & TITLES != 0) | u32::from(u.suffix & TITLES != 0) << 1));
    keys.one(around.before);
    keys.one(u32::from(first.names) | u32::from(last.names) << 8);
    keys.bits(after.map_or(0, |u| u.phrase), 0, false);
    keys.one(last.word);
    keys.one(last.tails[1]);
    keys.one(last.tails[2]);
    keys.one(first.heads[1]);
    keys.one(sentence.hash_of(chain.first as usize..chain.last as usize + 1));
}

/// The features that a pair of brackets gives to each unit directly inside.
#[inline]
pub(super) fn of_bracket<S: Sink>(sentence: &Sentence, bracket: &Bracketed, sink: &mut S) {
    let mut keys = Keys { template: 0x140, sink };
    let units = &sentence.units;
    let (first, next) = (bracket.group.first as usize, bracket.group.last as usize + 1);
    let before = first.checked_sub(2).map(|at| &units[at]);
    let after = units.get(next + 1);
    let length = (next - first).min(8) as u32;
    keys.copied(bracket.kind);
    keys.two(bracket.kind, length);
    keys.two(bracket.kind, before.map_or(BEFORE, |u| u.word));
    keys.two(bracket.kind, before.map_or(BEFORE, |u| u.tails[0]));
    keys.two(bracket.kind, after.map_or(AFTER, |u| u.word));
    keys.bits(before.map_or(0, |u| u.suffix | u.phrase), 0, false);
    keys.bits(after.map_or(0, |u| u.suffix | u.phrase), 0, false);
    keys.two(before.map_or(BEFORE, |u| u.word), after.map_or(AFTER, |u| u.word));
    keys.two(bracket.kind, units[next - 1].tails[0]);
}

/// The features of a unit with these grammatical classes before it, of it and behind it.
#[inline]
pub(super) fn of_classes<S: Sink>([before, here, after]: [u32; 3], sink: &mut S) {
    let mut keys = Keys { template: 0x162, sink };
    keys.two(before, here);
    keys.two(here, after);
    keys.two(pair(before, here), after);
}

/// The features of a unit with these shapes before it, of it and behind it.
#[inline]
pub(super) fn of_shapes<S: Sink>([before, here, after]: [u32; 3], sink: &mut S) {
    let mut keys = Keys { template: 0x165, sink };
    keys.two(before, here);
    keys.two(here, after);
}

/// How far a listed word's features reach: to the units this many behind and before it.
pub(super) const PHRASE_REACH: Range<isize> = -1..3;

/// The features that a listed word or actor gives to the unit that stands so that the word is `distance` units behind it.
#[inline]
pub(super) fn of_phrase<S: Sink>(word: &Unit, distance: isize, sink: &mut S) {
    let mut keys = Keys { template: 0x16b + (distance - PHRASE_REACH.start) as u32, sink };
    keys.bits(word.phrase, u32::from(word.phrase_place), distance == 0);
}

/// How far the features of a name of the dictionary reach.
pub(super) const NAMES_REACH: Range<isize> = -1..2;

/// The features that a name of the dictionary gives to the unit that stands so that the name is `distance` units behind it.
#[inline]
pub(super) fn of_names<S: Sink>(word: &Unit, distance: isize, sink: &mut S) {
    let mut keys = Keys { template: 0x16f + 2 * (distance - NAMES_REACH.start) as u32, sink };
    keys.bits(Flags::from(word.names), u32::from(word.names_place), distance == 0);
    keys.one(u32::from(word.names) | word.names_units << SORTS);
}

/// The features of the units of a sentence by where in it they stand: first, second, further on.
#[inline]
pub(super) fn of_line<S: Sink>(line: Line, at: usize, sink: &mut S) {
    let mut keys = Keys { template: 0x184, sink };
    keys.one(u32::from(line.stopped) | u32::from(line.reference) << 1 | (at.min(2) as u32) << 2);
}

/// The features of unit `at` that depend on its place and on no other group of features.
#[inline]
pub(super) fn in_place<S: Sink>(sentence: &Sentence, at: usize, sink: &mut S) {
    let units = &sentence.units;
    let unit = &units[at];
    let near = |distance: isize| at.checked_add_signed(distance).and_then(|n| units.get(n));
    let value = |distance: isize, of: fn(&Unit) -> u32| near(distance).map_or(edge(distance), of);
    let (before, after) = (value(-1, |u| u.word), value(1, |u| u.word));
    let mut keys = Keys { template: 0x160, sink };

    keys.two(before, unit.word);
    keys.two(unit.word, after);
    keys.template = 0x167;
    keys.two(unit.pos, after);
    keys.two(before, unit.pos);
    let spaced = u32::from(unit.spaced) | u32::from(near(1).is_some_and(|u| u.spaced)) << 1;
    if spaced != 0 {
        keys.copied(spaced);
        keys.two(spaced, unit.shape);
    } else {
        keys.skip(2);
    }

    // What the dictionary says of it and its neighbours.
    keys.template = 0x175;
    let sorts = |u: &Unit| u32::from(u.names) | u32::from(u.names_place) << 8;
    let (here, before, after) = (sorts(unit), value(-1, sorts), value(1, sorts));
    if here | after > AFTER {
        keys.two(here, after);
    } else {
        keys.skip(1);
    }
    if here | before > BEFORE {
        keys.two(before, here);
    } else {
        keys.skip(1);
    }
    // A name and the title behind it.
    let title = near(1).map_or(0, |u| ((u.phrase | u.suffix) & TITLES) as u32);
    if title != 0 {
        keys.two(title, here);
        keys.two(title, unit.shape);
        keys.bits(near(1).map_or(0, |u| u.phrase & TITLES), 1 + (unit.shape & 15), false);
    } else {
        keys.skip(3);
    }

    // Where in its run, its chain and its brackets it stands.
    if unit.in_run {
        let (from, to) = unit.run.around(at);
        let head = &units[unit.run.last as usize];
        keys.copied(to | from << 2);
        keys.skip(1);
        let whole = sentence.hash_of(unit.run.first as usize..unit.run.last as usize + 1);
        keys.two(whole, from << 2 | to);
        keys.bits(if to > 0 { head.phrase } else { 0 }, 1, false);
    } else {
        keys.skip(4);
    }
    if unit.chain.is_long() {
        let (from, to) = unit.chain.around(at);
        keys.copied((unit.chain.last - unit.chain.first).min(6) | from << 3 | to << 5);
        keys.two(sentence.hash_of(unit.chain.first as usize..unit.chain.last as usize + 1), from << 2 | to);
        keys.two(units[unit.chain.first as usize].word, from);
    } else {
        keys.skip(3);
    }
    if unit.bracket != 0 {
        let bracket = &sentence.brackets[unit.bracket as usize - 1];
        let (from, to) = bracket.group.around(at);
        keys.copied(bracket.kind << 4 | from << 2 | to);
        keys.two(bracket.kind, unit.shape & 15);
        keys.two(bracket.kind << 4 | from << 2 | to, unit.pos);
    } else {
        keys.skip(3);
    }
    keys.template = 0x185;
    if sentence.line.reference {
        keys.two(1, unit.pos);
    }
}

fn edge(distance: isize) -> u32 {
    if distance < 0 { BEFORE } else { AFTER }
}
