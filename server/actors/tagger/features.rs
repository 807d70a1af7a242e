//! The features of a token, as integers.

use super::cues::{Flags, TITLES};
use super::hash::pair;
use super::names::SORTS;
use super::units::{Sentence, Unit};

/// Whose conventions a text is annotated by. Corpora differ in what counts as a name and how far it goes; a few features
/// are there once per scheme, so that what they share is learned from all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// What this product shows.
    Product,
    /// Stockmark's Wikipedia sentences.
    Stockmark,
    /// The names of UD Japanese GSD.
    Gsd,
    /// IREX, as in the Wikipedia Annotated Corpus.
    Irex,
    /// IREX-like, as in IOB2Corpus.
    Hironsan,
}

/// Templates are numbered as they come; the number is part of every key.
struct Keys<'s, S: FnMut(u32)> {
    template: u32,
    sink: &'s mut S,
}

impl<S: FnMut(u32)> Keys<'_, S> {
    #[inline]
    fn one(&mut self, value: u32) {
        self.template += 1;
        (self.sink)(pair(self.template, value));
    }

    #[inline]
    fn two(&mut self, a: u32, b: u32) {
        self.one(pair(a, b));
    }

    /// A key per bit of `flags`.
    #[inline]
    fn bits(&mut self, flags: Flags, with: u32) {
        self.template += 1;
        let mut left = flags;
        while left != 0 {
            (self.sink)(pair(self.template, left.trailing_zeros() | with << 8));
            left &= left - 1;
        }
    }
}

/// What stands in for units beyond the sentence's ends.
const BEFORE: u32 = 1;
const AFTER: u32 = 2;

/// Gives the features of unit `at` to `sink`: in a fixed order, the same for training and for use.
#[inline]
pub(super) fn emit<S: FnMut(u32)>(sentence: &Sentence, at: usize, scheme: Scheme, sink: &mut S) {
    let units = &sentence.units;
    let unit = &units[at];
    let near = |distance: isize| at.checked_add_signed(distance).and_then(|n| units.get(n));
    let value = |distance: isize, of: fn(&Unit) -> u32| near(distance).map_or(edge(distance), of);
    let word = |distance| value(distance, |u| u.word);
    let pos = |distance| value(distance, |u| u.pos);
    let shape = |distance| value(distance, |u| u.shape);
    let mut keys = Keys { template: 0, sink };

    keys.one(0);
    for distance in -2..=2 {
        keys.one(word(distance));
        keys.one(pos(distance));
        keys.one(shape(distance));
    }
    for distance in -1..=1 {
        keys.one(value(distance, |u| u.part << 1 | u32::from(u.known)));
    }
    for n in 0..3 {
        keys.one(unit.heads[n]);
        keys.one(unit.tails[n]);
    }
    keys.one(value(1, |u| u.tails[0]));
    keys.one(value(1, |u| u.tails[1]));
    keys.one(value(1, |u| u.heads[0]));
    keys.one(value(-1, |u| u.tails[0]));
    keys.one(value(-1, |u| u.tails[1]));
    keys.two(unit.chars, unit.shape & 15);
    keys.one(u32::from(unit.spaced) | u32::from(near(1).is_some_and(|u| u.spaced)) << 1);
    keys.two(word(-1), unit.word);
    keys.two(unit.word, word(1));
    keys.two(pos(-1), unit.pos);
    keys.two(unit.pos, pos(1));
    keys.two(pair(pos(-1), unit.pos), pos(1));
    keys.two(shape(-1), unit.shape);
    keys.two(unit.shape, shape(1));
    keys.two(unit.pos, word(1));
    keys.two(word(-1), unit.pos);

    // What the lexicon says of it and its neighbours.
    for distance in -1..=2 {
        if let Some(other) = near(distance) {
            keys.bits(other.suffix, 0);
            keys.bits(other.phrase, u32::from(other.phrase_place));
        } else {
            keys.template += 2;
        }
    }
    for distance in -1..=1 {
        if let Some(other) = near(distance) {
            keys.bits(Flags::from(other.names), u32::from(other.names_place));
            keys.one(u32::from(other.names) | other.names_units << SORTS);
        } else {
            keys.template += 2;
        }
    }
    let sorts = |u: &Unit| u32::from(u.names) | u32::from(u.names_place) << 8;
    keys.two(sorts(unit), value(1, sorts));
    keys.two(value(-1, sorts), sorts(unit));
    // A name and the title behind it.
    let title = near(1).map_or(0, |u| ((u.phrase | u.suffix) & TITLES) as u32);
    keys.two(title, sorts(unit));
    keys.two(title, unit.shape);
    keys.bits(near(1).map_or(0, |u| u.phrase & TITLES), 1 + (unit.shape & 15));

    // The run of nouns that it is in: its head tells what the whole names.
    let (first, last) = (unit.run.0 as usize, unit.run.1 as usize);
    let head = &units[last];
    keys.one(head.word);
    keys.one(head.tails[0]);
    keys.one((last - at).min(3) as u32 | ((at - first).min(3) as u32) << 2);
    keys.one(units.get(last + 1).map_or(AFTER, |u| u.word));
    keys.one(first.checked_sub(1).map_or(BEFORE, |n| units[n].word));
    keys.one(units[first].word);
    keys.bits(head.suffix, 0);
    keys.two((last - at).min(3) as u32, head.tails[0]);
    let whole = sentence.hash_of(first..last + 1);
    keys.two(whole, ((at - first).min(3) as u32) << 2 | (last - at).min(3) as u32);
    keys.bits(if last > at { units[last].phrase } else { 0 }, 1);

    // The chain of katakana or Latin words: a full name, a foreign title.
    let (first, last) = (unit.chain.0 as usize, unit.chain.1 as usize);
    let long = last > first;
    let after = units.get(last + 1);
    keys.one((last - first).min(6) as u32 | ((at - first).min(3) as u32) << 3 | ((last - at).min(3) as u32) << 5);
    if long {
        keys.one(after.map_or(AFTER, |u| u.word));
        keys.one(after.map_or(AFTER, |u| u.pos));
        keys.one(after.map_or(AFTER, |u| u32::from(u.phrase & TITLES != 0) | u32::from(u.suffix & TITLES != 0) << 1));
        keys.one(first.checked_sub(1).map_or(BEFORE, |n| units[n].word));
        keys.one(u32::from(units[first].names) | u32::from(units[last].names) << 8);
        keys.bits(after.map_or(0, |u| u.phrase), 0);
        keys.two(units[last].word, 1);
        keys.two(sentence.hash_of(first..last + 1), ((at - first).min(3) as u32) << 2 | (last - at).min(3) as u32);
        keys.two(units[first].word, u32::from(at == first));
    } else {
        keys.template += 10;
    }

    // Where it stands.
    keys.one(unit.bracket);
    keys.two(unit.bracket, unit.shape & 15);
    keys.one(u32::from(sentence.line.stopped) | u32::from(sentence.line.reference) << 1 | (at.min(2) as u32) << 2);
    keys.two(u32::from(sentence.line.reference), unit.pos);

    // What depends on whose convention it is.
    let scheme = scheme as u32;
    keys.one(scheme);
    keys.two(scheme, unit.word);
    keys.two(scheme, unit.tails[0]);
    keys.two(scheme, unit.tails[1]);
    keys.two(scheme, unit.pos);
    keys.two(scheme, word(1));
    keys.two(scheme, word(-1));
    keys.two(scheme, pos(1));
    keys.two(scheme, pos(-1));
    keys.two(scheme, unit.shape);
    keys.bits(unit.suffix, 1 + scheme);
    keys.bits(unit.phrase, 1 + scheme);
}

fn edge(distance: isize) -> u32 {
    if distance < 0 { BEFORE } else { AFTER }
}
