//! What the model says of each unit of a sentence by itself: the sums of the weights of its features.

use std::hint::black_box;

use super::features::{self, AFTER, BEFORE, NAMES_REACH, PHRASE_REACH, REACH, Sink};
use super::groups::Group;
use super::hash::pair;
use super::model::{LANES, Model, OUT, Row};
use super::unit::Unit;
use super::units::Sentence;

/// How many units a word's own features reach, a listed word's, and those of a name of the dictionary.
const SPREAD: usize = 2 * REACH as usize + 1;
const PHRASE_SPREAD: usize = (PHRASE_REACH.end - PHRASE_REACH.start) as usize;
const NAMES_SPREAD: usize = (NAMES_REACH.end - NAMES_REACH.start) as usize;

/// The sums that the last of a run of nouns gives: one for all of the run, and one per number of units that stand between,
/// of which [`Group::around`] counts three.
const HEAD_SPREAD: usize = 1 + 4;

/// Sums that are kept, each with a number that stands for all that it depends on, never 0. A text says most of what it
/// says again and again. A sum that is asked for displaces another one with the same slot.
#[derive(Debug)]
struct Kept<const ROWS: usize> {
    /// A power of two of slots.
    slots: Vec<Slot<ROWS>>,
}

/// The sums of one number.
#[derive(Clone, Debug)]
struct Slot<const ROWS: usize> {
    key: u64,
    rows: [Row; ROWS],
}

impl<const ROWS: usize> Kept<ROWS> {
    fn new(slots: usize) -> Self {
        Self { slots: vec![Slot { key: 0, rows: [Row::default(); ROWS] }; slots] }
    }

    fn slot(&self, key: u64) -> usize {
        pair(key as u32, (key >> 32) as u32) as usize & (self.slots.len() - 1)
    }

    /// Asks for the memory of the sums that `key` stands for, so that it is there when they are wanted.
    #[inline]
    fn ask(&self, key: u64) {
        let slot = &self.slots[self.slot(key)];
        black_box((slot.key, slot.rows[ROWS / 2].0[0], slot.rows[ROWS - 1].0[LANES - 1]));
    }

    /// The sums that `key` stands for; `fill` adds them up where they are not there, each from the features it gives.
    #[inline]
    fn get(
        &mut self,
        key: u64,
        model: &Model,
        keys: &mut Vec<u32>,
        fill: impl Fn(usize, &mut Collect<'_>),
    ) -> &[Row; ROWS] {
        let slot = self.slot(key);
        let Slot { key: held, rows } = &mut self.slots[slot];
        if *held != key {
            *held = key;
            for (n, row) in rows.iter_mut().enumerate() {
                *row = sum(model, keys, |sink| fill(n, sink));
            }
        }
        rows
    }
}

/// All that is kept, by what it depends on.
#[derive(Debug)]
struct Memory {
    /// A word and its class: the first row is of the unit that the word stands [`REACH`] behind.
    words: Kept<SPREAD>,
    /// The same of a run of nouns that ends with it: the first row is for all its units, the others are for those that
    /// stand so many units before it, the last one for all that stand further.
    heads: Kept<HEAD_SPREAD>,
    /// Three classes and three shapes.
    classes: Kept<1>,
    shapes: Kept<1>,
    /// What the lexicon says, and what the dictionary.
    phrases: Kept<PHRASE_SPREAD>,
    names: Kept<NAMES_SPREAD>,
    lines: Kept<3>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            words: Kept::new(1 << 14),
            heads: Kept::new(1 << 12),
            classes: Kept::new(1 << 13),
            shapes: Kept::new(1 << 12),
            phrases: Kept::new(1 << 8),
            names: Kept::new(1 << 8),
            lines: Kept::new(1 << 2),
        }
    }
}

/// The scores of a sentence; its buffers are kept from sentence to sentence, and many sums with them.
#[derive(Debug, Default)]
pub(super) struct Scores {
    rows: Vec<Row>,
    /// The features of one unit or group.
    keys: Vec<u32>,
    /// Those of all units by their place, each with its unit.
    placed: Vec<(u32, u32)>,
    memory: Memory,
    /// Which model the memory is of: its number.
    model: u64,
}

/// A stretch is given up where all that its words say by themselves speaks against the first token of a name in it, in steps
/// of weights. Of the stretches of our corpora of articles in which the whole of the features finds a name, one in a thousand
/// is so; of the others, every second one.
const HOPELESS: i16 = -40;

impl Scores {
    /// The scores of `sentence` by `model`, a row per unit; those of units that can only stand outside mean nothing.
    /// Stretches of it in which what words say by themselves leaves no hope of a name are outside from here on.
    pub(super) fn of(&mut self, sentence: &mut Sentence, model: &Model) -> &[Row] {
        self.by_words(sentence, model);
        sentence.give_up(|units| {
            let hope =
                |row: &Row| row.0[..OUT].iter().max().is_some_and(|best| best.saturating_sub(row.0[OUT]) > HOPELESS);
            !self.rows[units].iter().any(hope)
        });
        self.by_company(sentence, model);
        &self.rows
    }

    /// Begins the scores of a sentence with what each word says of itself and of those around it, by its letters, its class
    /// and the lists.
    fn by_words(&mut self, sentence: &Sentence, model: &Model) {
        if self.model != model.number {
            (self.model, self.memory) = (model.number, Memory::default());
        }
        let Self { rows, keys, memory, .. } = self;
        let units = &sentence.units;
        rows.clear();
        rows.resize(units.len(), Row::default());
        let (before, after) = (Unit::edge(BEFORE), Unit::edge(AFTER));
        for n in 1..=REACH {
            // The edges, as if a unit stood at each place that the first and the last ones look at.
            spread(memory, rows, keys, &before, -n, model);
            spread(memory, rows, keys, &after, units.len() as isize - 1 + n, model);
        }
        let line = sentence.line;
        let key = 1 | u64::from(line.stopped) << 1 | u64::from(line.reference) << 2;
        let by_place = memory.lines.get(key, model, keys, |n, sink| features::of_line(line, n, sink));
        for (at, row) in rows.iter_mut().enumerate() {
            row.add(&by_place[at.min(2)]);
        }
        let reach = REACH as usize;
        let is_heard = |(at, _): &(usize, &Unit)| {
            let around = &units[at.saturating_sub(reach)..units.len().min(at + reach + 1)];
            around.iter().any(|other| !other.outside)
        };
        for (_, unit) in units.iter().enumerate().filter(is_heard) {
            memory.words.ask(key_of_word(unit));
        }
        for (at, unit) in units.iter().enumerate().filter(is_heard) {
            spread(memory, rows, keys, unit, at as isize, model);
            if unit.outside {
                continue;
            }
            if unit.phrase != 0 {
                let key = unit.phrase | u64::from(unit.phrase_place) << 56;
                let fill = |n, sink: &mut Collect<'_>| features::of_phrase(unit, n as isize + PHRASE_REACH.start, sink);
                add_around(rows, at as isize, PHRASE_REACH.start, memory.phrases.get(key, model, keys, fill));
            }
            if unit.names != 0 {
                let key = u64::from(unit.names) | u64::from(unit.names_place) << 8 | u64::from(unit.names_units) << 16;
                let fill = |n, sink: &mut Collect<'_>| features::of_names(unit, n as isize + NAMES_REACH.start, sink);
                add_around(rows, at as isize, NAMES_REACH.start, memory.names.get(key, model, keys, fill));
            }
        }
    }

    /// Adds what depends on several words at once.
    fn by_company(&mut self, sentence: &Sentence, model: &Model) {
        let Self { rows, keys, placed, memory, .. } = self;
        let units = &sentence.units;
        placed.clear();
        let edges = (Unit::edge(BEFORE), Unit::edge(AFTER));
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.outside) {
            let before = at.checked_sub(1).map_or(&edges.0, |n| &units[n]);
            let after = units.get(at + 1).unwrap_or(&edges.1);
            let classes = [before.pos, unit.pos, after.pos];
            let fill = |_, sink: &mut Collect<'_>| features::of_classes(classes, sink);
            rows[at].add(&three(&mut memory.classes, classes, model, keys, fill));
            let shapes = [before.shape, unit.shape, after.shape];
            let fill = |_, sink: &mut Collect<'_>| features::of_shapes(shapes, sink);
            rows[at].add(&three(&mut memory.shapes, shapes, model, keys, fill));
            features::in_place(sentence, at, &mut |key, _| placed.push((key, at as u32)));
            if unit.in_run && unit.run.first as usize == at {
                let head = &units[unit.run.last as usize];
                let fill = |n: usize, sink: &mut Collect<'_>| match n.checked_sub(1) {
                    None => features::of_head(head, sink),
                    Some(to) => features::of_head_at(head, to as u32, sink),
                };
                let [mut shared, by_place @ ..] = *memory.heads.get(key_of_word(head), model, keys, fill);
                shared.add(&sum(model, keys, |sink| features::of_run(sentence, unit.run, sink)));
                for (n, row) in rows.iter_mut().enumerate().take(unit.run.last as usize + 1).skip(at) {
                    row.add(&shared);
                    row.add(&by_place[unit.run.around(n).1 as usize]);
                }
            }
            if unit.chain.is_long() && unit.chain.first as usize == at {
                let shared = sum(model, keys, |sink| features::of_chain(sentence, unit.chain, sink));
                share(rows, unit.chain, &shared);
            }
        }
        model.add_to(placed, rows);
        for (n, bracket) in sentence.brackets.iter().enumerate() {
            let shared = sum(model, keys, |sink| features::of_bracket(sentence, bracket, sink));
            let group = bracket.group.first as usize..=bracket.group.last as usize;
            for (row, unit) in rows[group.clone()].iter_mut().zip(&units[group]) {
                if unit.bracket as usize == n + 1 {
                    row.add(&shared);
                }
            }
        }
    }
}

/// Adds to the units around place `at` what the word there gives them.
#[inline]
fn spread(memory: &mut Memory, rows: &mut [Row], keys: &mut Vec<u32>, word: &Unit, at: isize, model: &Model) {
    let fill = |n, sink: &mut Collect<'_>| features::of_word(word, n as isize - REACH, sink);
    add_around(rows, at, -REACH, memory.words.get(key_of_word(word), model, keys, fill));
}

/// Adds `sums` to units around place `at`: the first to the one that stands so that `at` is `first` behind it.
#[inline]
fn add_around<const ROWS: usize>(rows: &mut [Row], at: isize, first: isize, sums: &[Row; ROWS]) {
    for (n, sum) in sums.iter().enumerate() {
        if let Ok(unit) = usize::try_from(at - (n as isize + first))
            && let Some(row) = rows.get_mut(unit)
        {
            row.add(sum);
        }
    }
}

/// Adds one sum to all units of a group.
fn share(rows: &mut [Row], group: Group, sum: &Row) {
    for row in &mut rows[group.first as usize..=group.last as usize] {
        row.add(sum);
    }
}

/// The sum of the features that `emit` gives.
#[inline]
fn sum(model: &Model, keys: &mut Vec<u32>, emit: impl FnOnce(&mut Collect<'_>)) -> Row {
    keys.clear();
    emit(&mut Collect(keys));
    let mut sum = Row::default();
    model.add(keys, &mut sum);
    sum
}

/// What stands for a word and its class; a word that the dictionary has may also be cut out of one that it has not.
#[inline]
fn key_of_word(word: &Unit) -> u64 {
    u64::from(word.word) << 32 | u64::from(word.pos << 2 | u32::from(word.known) << 1 | 1)
}

/// The sum of what three numbers give, kept where they are small enough to be told from all others.
#[inline]
fn three(
    kept: &mut Kept<1>,
    numbers: [u32; 3],
    model: &Model,
    keys: &mut Vec<u32>,
    fill: impl Fn(usize, &mut Collect<'_>),
) -> Row {
    const BITS: u32 = 21;
    let [a, b, c] = numbers;
    if (a | b | c) >> BITS != 0 {
        return sum(model, keys, |sink| fill(0, sink));
    }
    let key = 1 << (3 * BITS) | u64::from(a) << (2 * BITS) | u64::from(b) << BITS | u64::from(c);
    kept.get(key, model, keys, fill)[0]
}

/// Takes features down.
struct Collect<'k>(&'k mut Vec<u32>);

impl Sink for Collect<'_> {
    #[inline]
    fn take(&mut self, key: u32, _: bool) {
        self.0.push(key);
    }
}
