//! The choice among proposals that overlap.

use super::{ENOUGH, Evidence, Proposal};

/// What each chosen name costs, so that one long name beats two short ones inside it.
const COST: i64 = 60;

/// What a country by one letter costs: 米中 is two names, not one.
const LETTER_COST: i64 = 5;

/// More letters than these say no more for a name.
const LONGEST: usize = 24;

/// The proposals that do not overlap and together weigh most, in order. A proposal weighs its weight times its
/// length in letters, less a fixed cost; those that weigh less than [`ENOUGH`] a letter are not chosen.
///
/// Weighted interval scheduling by dynamic programming over the ends.
pub(super) fn choose(text: &str, mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    proposals.retain(|one| one.weight >= ENOUGH && !one.span.is_empty());
    proposals.sort_by_key(|one| (one.span.end, one.span.start, one.weight));
    // best[n]: the most that the first n proposals can weigh, and whether the n-th is among them.
    let mut best: Vec<(i64, bool)> = vec![(0, false)];
    for (n, one) in proposals.iter().enumerate() {
        let compatible = proposals[..n].partition_point(|other| other.span.end <= one.span.start);
        let with = best[compatible].0 + worth(text, one);
        let without = best[n].0;
        best.push(if with > without { (with, true) } else { (without, false) });
    }
    let mut chosen = Vec::new();
    let mut n = proposals.len();
    while n > 0 {
        if best[n].1 {
            let one = proposals[n - 1];
            n = proposals[..n - 1].partition_point(|other| other.span.end <= one.span.start);
            chosen.push(one);
        } else {
            n -= 1;
        }
    }
    chosen.reverse();
    chosen
}

fn worth(text: &str, one: &Proposal) -> i64 {
    let letters = one.span.slice(text).chars().take(LONGEST).map(|_| 1_i64).sum::<i64>();
    let cost = if one.evidence == Evidence::Letter { LETTER_COST } else { COST };
    i64::from(one.weight) * letters - cost
}
