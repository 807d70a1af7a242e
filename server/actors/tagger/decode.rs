//! The best sequence of labels, and how sure the model is of each name in it.

#![allow(clippy::needless_range_loop, reason = "lanes of several rows, side by side, are read best by their number")]

use std::ops::Range;

use super::labels::{self, COUNT, Class, OUTSIDE};
use super::model::{HALF, IMPOSSIBLE, LANES, Model, OUT, PADDING, Row, lane};

/// A name found: its units, its class, and its probability.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) units: Range<usize>,
    pub(super) label: Class,
    pub(super) confidence: f32,
}

/// What is computed from a sentence's scores; its buffers are kept from sentence to sentence. Rows are in lanes.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// The score of the best path to each label, less that of the one that ends outside.
    best: Vec<[i16; LANES]>,
    path: Vec<u8>,
    forward: Vec<[f32; LANES]>,
    backward: Vec<[f32; LANES]>,
    emission: Vec<[f32; LANES]>,
}

/// No more than this may stand in a lane: nothing where no label is.
const CEILING: [i16; LANES] = {
    let mut ceiling = [-IMPOSSIBLE - 1; LANES];
    let mut n = 0;
    while n < PADDING.len() {
        ceiling[PADDING[n]] = IMPOSSIBLE;
        n += 1;
    }
    ceiling
};

/// What stands behind something that is outside.
const FROM_OUTSIDE: [i16; LANES] = {
    let mut lanes = [IMPOSSIBLE; LANES];
    lanes[OUT] = 0;
    lanes
};

/// The labels that a sentence may begin with.
const AT_START: [f32; LANES] = {
    let mut lanes = [0.0; LANES];
    let mut n = 0;
    while n < PADDING[0] {
        lanes[n] = 1.0;
        n += 1;
    }
    lanes
};

impl Lattice {
    /// The names of the best path (Viterbi), with their marginal probabilities (forward-backward). `ends` says whether
    /// something that is outside stands before and behind, rather than the ends of the sentence.
    pub(super) fn best(&mut self, model: &Model, scores: &[Row], ends: [bool; 2]) -> Vec<Named> {
        self.viterbi(model, scores, ends);
        if self.path.iter().all(|label| *label == OUTSIDE) {
            return Vec::new();
        }
        self.marginals(model, scores, ends);
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.path.len() {
            let Some(class) = Class::of(self.path[at]) else {
                at += 1;
                continue;
            };
            let inside = class.first() + 1;
            let end = (at + 1..self.path.len()).find(|n| self.path[*n] != inside).unwrap_or(self.path.len());
            found.push(Named { units: at..end, label: class, confidence: self.probability(model, at..end) });
            at = end;
        }
        found
    }

    fn viterbi(&mut self, model: &Model, scores: &[Row], ends: [bool; 2]) {
        self.path.clear();
        self.path.resize(scores.len(), OUTSIDE);
        self.best.clear();
        let Some((first, others)) = scores.split_first() else { return };
        let mut row = if ends[0] {
            step(model, &FROM_OUTSIDE, first)
        } else {
            let start =
                |n: usize| if AT_START[n] > 0.0 { first.0[n].clamp(IMPOSSIBLE, CEILING[n]) } else { IMPOSSIBLE };
            std::array::from_fn(start)
        };
        self.best.push(row);
        for emitted in others {
            row = step(model, &row, emitted);
            self.best.push(row);
        }
        let steps = &model.transitions;
        if ends[1] {
            let into = &steps.into[OUT];
            row = std::array::from_fn(|n| row[n].wrapping_add(into[n]));
        }
        let mut label = best_of(&row);
        for at in (0..scores.len()).rev() {
            self.path[at] = label;
            let Some(before) = at.checked_sub(1).map(|n| &self.best[n]) else { break };
            label = if label == OUTSIDE || labels::is_first(label) {
                let into = &steps.into[lane(label)];
                best_of(&std::array::from_fn(|n| before[n].wrapping_add(into[n])))
            } else {
                let (upper, lower) = (lane(label), lane(label) - HALF);
                let stay = before[upper].saturating_add(steps.stay[lower]);
                if stay > before[lower].saturating_add(steps.on[lower]) { label } else { label - 1 }
            };
        }
    }

    /// Fills `forward` and `backward`, each row scaled to sum to one.
    fn marginals(&mut self, model: &Model, scores: &[Row], ends: [bool; 2]) {
        let length = scores.len();
        for rows in [&mut self.forward, &mut self.backward, &mut self.emission] {
            // What earlier sentences left is overwritten.
            if rows.len() < length {
                rows.resize(length, [0.0; LANES]);
            }
        }
        for (emission, row) in self.emission.iter_mut().zip(scores) {
            let mut top = row.0[0];
            for score in &row.0[1..PADDING[0]] {
                top = top.max(*score);
            }
            for score in &row.0[HALF..PADDING[1]] {
                top = top.max(*score);
            }
            for n in 0..PADDING[0] {
                emission[n] = model.factor(top.saturating_sub(row.0[n]));
            }
            for n in HALF..PADDING[1] {
                emission[n] = model.factor(top.saturating_sub(row.0[n]));
            }
        }
        let steps = &model.factors;
        let mut before = AT_START;
        if ends[0] {
            before = [0.0; LANES];
            before[OUT] = 1.0;
        }
        for (at, (forward, emission)) in self.forward.iter_mut().zip(&self.emission[..length]).enumerate() {
            let mut row = before;
            if at > 0 || ends[0] {
                let mut lower = [0.0; HALF];
                let mut reach = |from: usize| {
                    let (weight, factors) = (before[from], &steps.lower[from]);
                    for n in 0..HALF {
                        lower[n] += weight * factors[n];
                    }
                };
                (0..PADDING[0]).for_each(&mut reach);
                (HALF..PADDING[1]).for_each(&mut reach);
                for n in 0..HALF {
                    row[n] = lower[n];
                    row[HALF + n] = before[n] * steps.on[n] + before[HALF + n] * steps.stay[n];
                }
            }
            for n in 0..LANES {
                row[n] *= emission[n];
            }
            normalize(&mut row);
            *forward = row;
            before = row;
        }
        let mut ahead: Option<[f32; LANES]> = None;
        for (backward, emission) in self.backward[..length].iter_mut().zip(&self.emission[..length]).rev() {
            let mut row = if ends[1] { steps.into[OUT] } else { [1.0; LANES] };
            if let Some(ahead) = &ahead {
                row = [0.0; LANES];
                for to in 0..PADDING[0] {
                    for n in 0..LANES {
                        row[n] += ahead[to] * steps.into[to][n];
                    }
                }
                for n in 0..HALF {
                    row[n] += ahead[HALF + n] * steps.on[n];
                    row[HALF + n] += ahead[HALF + n] * steps.stay[n];
                }
            }
            normalize(&mut row);
            *backward = row;
            ahead = Some(std::array::from_fn(|n| row[n] * emission[n]));
        }
    }

    /// The probability that a name of the path's class covers exactly `units`.
    fn probability(&self, model: &Model, units: Range<usize>) -> f32 {
        let mut probability = 1.0;
        let mut previous: Option<usize> = None;
        for at in units.clone() {
            let label = lane(self.path[at]);
            probability *= match previous {
                None => {
                    let (forward, backward) = (&self.forward[at], &self.backward[at]);
                    let both: [f32; LANES] = std::array::from_fn(|n| forward[n] * backward[n]);
                    both[label] / sum_of(&both)
                }
                // Given the label before: what the chain makes of it from here on.
                Some(before) => self.onward(model, before, at, label),
            };
            previous = Some(label);
        }
        if let (Some(last), true) = (previous, units.end < self.path.len()) {
            let inside = lane(self.path[units.start] + 1);
            probability *= 1.0 - self.onward(model, last, units.end, inside);
        }
        if probability.is_finite() { probability.clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The probability of the label in lane `to` at unit `at`, given the one in lane `from` before it.
    fn onward(&self, model: &Model, from: usize, at: usize, to: usize) -> f32 {
        let (steps, emission, backward) = (&model.factors, &self.emission[at], &self.backward[at]);
        let mut onward = [0.0; LANES];
        for n in 0..HALF {
            onward[n] = steps.lower[from][n] * emission[n] * backward[n];
        }
        // From a first token on to the next ones of its class, or from those on.
        let (inside, step) = if from < HALF { (HALF + from, steps.on[from]) } else { (from, steps.stay[from - HALF]) };
        onward[inside] = step * emission[inside] * backward[inside];
        onward[to] / sum_of(&onward)
    }
}

/// The scores of the best paths one unit on. What is put in a row is small enough for two to be added.
#[inline]
fn step(model: &Model, before: &[i16; LANES], emitted: &Row) -> [i16; LANES] {
    let steps = &model.transitions;
    let mut lower = [i16::MIN; HALF];
    let mut reach = |from: usize| {
        let (score, steps) = (before[from], &steps.lower[from]);
        for n in 0..HALF {
            lower[n] = lower[n].max(score.wrapping_add(steps[n]));
        }
    };
    (0..PADDING[0]).for_each(&mut reach);
    (HALF..PADDING[1]).for_each(&mut reach);
    let mut row = [0; LANES];
    for n in 0..HALF {
        let on = before[n].wrapping_add(steps.on[n]);
        let stay = before[HALF + n].wrapping_add(steps.stay[n]);
        row[n] = lower[n];
        row[HALF + n] = on.max(stay);
    }
    for n in 0..LANES {
        row[n] = row[n].saturating_add(emitted.0[n]);
    }
    // Only differences matter; so they stay small however long the sentence.
    let outside = row[OUT];
    for n in 0..LANES {
        row[n] = row[n].saturating_sub(outside).clamp(IMPOSSIBLE, CEILING[n]);
    }
    row
}

/// The label with the greatest score; of equals the first.
#[inline]
fn best_of(scores: &[i16; LANES]) -> u8 {
    let best = scores.iter().copied().fold(i16::MIN, i16::max);
    (0..COUNT as u8).find(|label| scores[lane(*label)] == best).unwrap_or(OUTSIDE)
}

#[inline]
fn normalize(row: &mut [f32; LANES]) {
    let sum = sum_of(row);
    if sum > 0.0 {
        let factor = sum.recip();
        for value in row {
            *value *= factor;
        }
    }
}

/// The sum of a row, by pairs of pairs, which a processor adds at once.
#[inline]
fn sum_of(row: &[f32; LANES]) -> f32 {
    let halves: [f32; HALF] = std::array::from_fn(|n| row[n] + row[HALF + n]);
    let quarters: [f32; 4] = std::array::from_fn(|n| halves[n] + halves[4 + n]);
    (quarters[0] + quarters[2]) + (quarters[1] + quarters[3])
}
