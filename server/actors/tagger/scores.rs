//! What the model says of each unit of a sentence by itself: the sums of the weights of its features.

use super::features::{self, AFTER, BEFORE, REACH, Sink};
use super::groups::Group;
use super::hash::pair;
use super::model::{Model, Row};
use super::units::{Sentence, Unit};

/// Words whose own sums are kept, a power of two. A text says most of its words again and again.
const KEPT: usize = 4096;

/// How many units a word's own features reach.
const SPREAD: usize = 2 * REACH as usize + 1;

/// The sums of the features that a word gives to the units around it, first the one that it stands [`REACH`] behind.
#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    /// The word and its grammatical class; 0 for none.
    key: u64,
    rows: [Row; SPREAD],
}

/// The scores of a sentence; its buffers are kept from sentence to sentence, and the sums of words with them.
#[derive(Debug, Default)]
pub(super) struct Scores {
    rows: Vec<Row>,
    kept: Vec<Spread>,
    /// Which model the sums are by: its number.
    model: u64,
    /// The features of one unit or group.
    keys: Vec<u32>,
}

impl Scores {
    /// The scores of `sentence` by `model`, a row per unit.
    pub(super) fn of(&mut self, sentence: &Sentence, model: &Model) -> &[Row] {
        if self.model != model.number {
            self.model = model.number;
            self.kept.clear();
            self.kept.resize(KEPT, Spread::default());
        }
        let units = &sentence.units;
        self.rows.clear();
        self.rows.resize(units.len(), Row::default());
        let reach = REACH as usize;
        for n in 1..=reach.min(units.len()) {
            // The edges, as if a unit stood at each place that the first and the last ones look at.
            self.spread(&Unit::edge(BEFORE), -(n as isize), model);
            self.spread(&Unit::edge(AFTER), (units.len() + n - 1) as isize, model);
        }
        for (at, unit) in units.iter().enumerate() {
            self.spread(unit, at as isize, model);
        }
        for (at, unit) in units.iter().enumerate() {
            self.keys.clear();
            features::in_place(sentence, at, &mut |key, _| self.keys.push(key));
            model.add(&self.keys, &mut self.rows[at]);
            if unit.in_run && unit.run.first as usize == at {
                self.share(unit.run, model, |sink| features::of_run(sentence, unit.run, sink));
            }
            if unit.chain.is_long() && unit.chain.first as usize == at {
                self.share(unit.chain, model, |sink| features::of_chain(sentence, unit.chain, sink));
            }
        }
        for (n, bracket) in sentence.brackets.iter().enumerate() {
            let sum = self.sum(model, |sink| features::of_bracket(sentence, bracket, sink));
            let group = bracket.group.first as usize..=bracket.group.last as usize;
            for (row, unit) in self.rows[group.clone()].iter_mut().zip(&units[group]) {
                if unit.bracket as usize == n + 1 {
                    row.add(&sum);
                }
            }
        }
        &self.rows
    }

    /// Adds to the units around place `at` what the word there gives them.
    fn spread(&mut self, word: &Unit, at: isize, model: &Model) {
        let key = u64::from(word.word) << 32 | u64::from(word.pos << 1 | 1);
        let slot = &mut self.kept[pair(word.word, word.pos) as usize & (KEPT - 1)];
        if slot.key != key {
            *slot = Spread { key, ..Spread::default() };
            for (n, row) in slot.rows.iter_mut().enumerate() {
                self.keys.clear();
                features::of_word(word, n as isize - REACH, &mut |key, _| self.keys.push(key));
                model.add(&self.keys, row);
            }
        }
        for (n, sum) in slot.rows.iter().enumerate() {
            // The word is `n - REACH` behind the unit that is meant.
            if let Ok(unit) = usize::try_from(at - (n as isize - REACH))
                && let Some(row) = self.rows.get_mut(unit)
            {
                row.add(sum);
            }
        }
    }

    /// The sum of the features that `emit` gives.
    fn sum(&mut self, model: &Model, emit: impl FnOnce(&mut Collect<'_>)) -> Row {
        self.keys.clear();
        emit(&mut Collect(&mut self.keys));
        let mut sum = Row::default();
        model.add(&self.keys, &mut sum);
        sum
    }

    /// Adds one sum to all units of a group.
    fn share(&mut self, group: Group, model: &Model, emit: impl FnOnce(&mut Collect<'_>)) {
        let sum = self.sum(model, emit);
        for row in &mut self.rows[group.first as usize..=group.last as usize] {
            row.add(&sum);
        }
    }
}

/// Takes features down.
struct Collect<'k>(&'k mut Vec<u32>);

impl Sink for Collect<'_> {
    fn take(&mut self, key: u32, _: bool) {
        self.0.push(key);
    }
}
