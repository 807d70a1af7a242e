//! The best sequence of labels, and how sure the model is of each name in it.

use std::ops::Range;

use super::labels::{self, COUNT, Class, OUTSIDE};
use super::model::{LANES, Model, Row};

/// A name found: its units, its class, and its probability.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) units: Range<usize>,
    pub(super) label: Class,
    pub(super) confidence: f32,
}

/// What is computed from a sentence's scores; its buffers are kept from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    back: Vec<[u8; LANES]>,
    path: Vec<u8>,
    forward: Vec<[f32; LANES]>,
    backward: Vec<[f32; LANES]>,
    emission: Vec<[f32; LANES]>,
}

/// Less than any score, far from overflow.
const IMPOSSIBLE: i32 = i32::MIN / 4;

impl Lattice {
    /// The names of the best path (Viterbi), with their marginal probabilities (forward-backward).
    pub(super) fn best(&mut self, model: &Model, scores: &[Row]) -> Vec<Named> {
        self.viterbi(model, scores);
        if self.path.iter().all(|label| *label == OUTSIDE) {
            return Vec::new();
        }
        self.marginals(model, scores);
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

    fn viterbi(&mut self, model: &Model, scores: &[Row]) {
        self.path.clear();
        self.back.clear();
        let Some(first) = scores.first() else { return };
        let mut best = [IMPOSSIBLE; LANES];
        for (label, score) in best.iter_mut().enumerate().take(COUNT) {
            if labels::may_follow(OUTSIDE, label as u8) {
                *score = i32::from(first.0[label]);
            }
        }
        for row in &scores[1..] {
            let mut next = [IMPOSSIBLE; LANES];
            let mut from = [0_u8; LANES];
            for (previous, score) in best.iter().enumerate().take(COUNT) {
                let transitions = &model.transitions[previous];
                for label in 0..LANES {
                    let through = score + transitions[label];
                    if through > next[label] {
                        next[label] = through;
                        from[label] = previous as u8;
                    }
                }
            }
            for (score, emitted) in next.iter_mut().zip(row.0) {
                *score += i32::from(emitted);
            }
            best = next;
            self.back.push(from);
        }
        let mut label = (0..COUNT).max_by_key(|label| (best[*label], usize::MAX - label)).unwrap_or(0) as u8;
        self.path.resize(scores.len(), OUTSIDE);
        for at in (0..scores.len()).rev() {
            self.path[at] = label;
            if at > 0 {
                label = self.back[at - 1][usize::from(label)];
            }
        }
    }

    /// Fills `forward` and `backward`, each row scaled to sum to one.
    fn marginals(&mut self, model: &Model, scores: &[Row]) {
        let length = scores.len();
        for rows in [&mut self.forward, &mut self.backward, &mut self.emission] {
            // What earlier sentences left is overwritten; lanes beyond the labels are zero in every row.
            if rows.len() < length {
                rows.resize(length, [0.0; LANES]);
            }
        }
        for (emission, row) in self.emission.iter_mut().zip(scores) {
            let top = row.0[..COUNT].iter().copied().max().unwrap_or_default();
            for (factor, score) in emission.iter_mut().zip(row.0).take(COUNT) {
                *factor = model.factor(top.saturating_sub(score));
            }
        }
        for at in 0..length {
            let mut row = [0.0; LANES];
            if at == 0 {
                for (label, value) in row.iter_mut().enumerate().take(COUNT) {
                    *value = if labels::may_follow(OUTSIDE, label as u8) { 1.0 } else { 0.0 };
                }
            } else {
                for previous in 0..COUNT {
                    let weight = self.forward[at - 1][previous];
                    for (value, factor) in row.iter_mut().zip(model.factors[previous]) {
                        *value += weight * factor;
                    }
                }
            }
            for (value, emitted) in row.iter_mut().zip(&self.emission[at]) {
                *value *= emitted;
            }
            normalize(&mut row);
            self.forward[at] = row;
        }
        for at in (0..length).rev() {
            let mut row = [0.0; LANES];
            if at + 1 == length {
                row[..COUNT].fill(1.0);
            } else {
                let ahead: [f32; LANES] =
                    std::array::from_fn(|label| self.backward[at + 1][label] * self.emission[at + 1][label]);
                for (label, value) in row.iter_mut().enumerate().take(COUNT) {
                    *value = (0..LANES).map(|next| model.factors[label][next] * ahead[next]).sum();
                }
            }
            normalize(&mut row);
            self.backward[at] = row;
        }
    }

    /// The probability that a name of the path's class covers exactly `units`.
    fn probability(&self, model: &Model, units: Range<usize>) -> f32 {
        let mut probability = 1.0;
        let mut previous: Option<usize> = None;
        for at in units.clone() {
            let label = usize::from(self.path[at]);
            let marginal = |l: usize| self.forward[at][l] * self.backward[at][l];
            let total: f32 = (0..COUNT).map(marginal).sum();
            probability *= match previous {
                None => marginal(label) / total,
                // Given the label before: what the chain makes of it from here on.
                Some(before) => {
                    let onward = |l: usize| model.factors[before][l] * self.emission[at][l] * self.backward[at][l];
                    onward(label) / (0..COUNT).map(onward).sum::<f32>()
                }
            };
            previous = Some(label);
        }
        if let (Some(last), true) = (previous, units.end < self.path.len()) {
            let at = units.end;
            let onward = |l: usize| model.factors[last][l] * self.emission[at][l] * self.backward[at][l];
            let inside = usize::from(self.path[units.start]) + 1;
            probability *= 1.0 - onward(inside) / (0..COUNT).map(onward).sum::<f32>();
        }
        if probability.is_finite() { probability.clamp(0.0, 1.0) } else { 0.0 }
    }
}

fn normalize(row: &mut [f32; LANES]) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        for value in row {
            *value /= sum;
        }
    }
}
