//! The weights behind the findings: a multinomial logistic regression over readable features.
//!
//! `server/lexicon/models/claims.tsv` has a row per feature and a column per [`Sort`]; the trainer makes the file
//! (`cargo run --profile quick -p uradori-trainer -- claims`).

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;

use super::Code;

const TABLE: &str = include_str!("../lexicon/models/claims.tsv");

/// How many sorts of sentences there are.
const SORTS: usize = 2 + Code::ALL.len();

/// What features speak for, added up: a number for each sort of sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scores([f32; SORTS]);

/// The probabilities of what a sentence may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Odds {
    /// No claim, or one that somebody vouches for; then one probability per code, in the order of [`Code::ALL`].
    sorts: [f32; SORTS],
}

impl Odds {
    /// How likely the sentence makes a claim that nobody vouches for.
    pub(super) fn unvouched(&self) -> f32 {
        self.sorts[2..].iter().sum()
    }

    /// How likely it does under this code.
    pub(super) fn of(&self, code: Code) -> f32 {
        let at = Code::ALL.iter().position(|one| *one == code).unwrap_or_default();
        self.sorts[2 + at]
    }
}

/// The weights, by the hash of the feature's name, and the limits from which on something is said.
#[derive(Debug)]
pub struct Model {
    /// Which of the models that this process has read.
    pub(super) number: u64,
    weights: FxHashMap<u64, [f32; SORTS]>,
    /// What speaks for each sort before anything is known.
    bias: [f32; SORTS],
    /// The least [`Odds::unvouched`] of a finding.
    pub(super) finding: f32,
    /// The least probability of a cued code, judgement left out, for a finding that is not a judgement.
    pub(super) cued: f32,
    /// The least [`Odds::unvouched`] of a warning, per code in the order of [`Code::ALL`].
    warning: [f32; Code::ALL.len()],
}

impl Model {
    /// The model in the binary.
    pub fn shipped() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(TABLE))
    }

    /// The model that a table as `claims.tsv` holds; rows that cannot be read are left out.
    pub fn read(table: &str) -> Self {
        static MODELS: AtomicU64 = AtomicU64::new(0);
        let mut model = Self {
            number: MODELS.fetch_add(1, Ordering::Relaxed),
            weights: FxHashMap::default(),
            bias: [0.0; SORTS],
            finding: 1.0,
            cued: 1.0,
            warning: [1.0; Code::ALL.len()],
        };
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let mut fields = row.split('\t');
            let Some(name) = fields.next() else { continue };
            let numbers = fields.filter_map(|field| if field.is_empty() { Some(0.0) } else { field.parse().ok() });
            let mut weights = [0.0; SORTS];
            for (weight, number) in weights.iter_mut().zip(numbers) {
                *weight = number;
            }
            match name {
                "bias" => model.bias = weights,
                "limit.finding" => model.finding = weights[0],
                "limit.cued" => model.cued = weights[0],
                _ if name.starts_with("limit.warning.") => {
                    let code = Code::ALL.iter().position(|code| name.ends_with(code.name()));
                    if let Some(limit) = code.and_then(|at| model.warning.get_mut(at)) {
                        *limit = weights[0];
                    }
                }
                _ => {
                    model.weights.insert(hash([name]), weights);
                }
            }
        }
        model
    }

    /// Whether a finding of this code is likely enough to be a warning.
    pub(super) fn is_sure(&self, code: Code, odds: &Odds) -> bool {
        let at = Code::ALL.iter().position(|one| *one == code).unwrap_or_default();
        odds.unvouched() >= self.warning[at]
    }

    /// What `features` (hashes) speak for; each counts once. Leaves the list empty.
    pub(super) fn scores(&self, features: &mut Vec<u64>) -> Scores {
        features.sort_unstable();
        features.dedup();
        let mut sums = [0.0; SORTS];
        for weights in features.drain(..).filter_map(|feature| self.weights.get(&feature)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        Scores(sums)
    }

    /// What a sentence may be whose features, in several lots, speak for these.
    pub(super) fn odds<'a>(&self, lots: impl IntoIterator<Item = &'a Scores>) -> Odds {
        let mut sorts = self.bias;
        for scores in lots {
            for (sum, score) in sorts.iter_mut().zip(scores.0) {
                *sum += score;
            }
        }
        let most = sorts.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        sorts = sorts.map(|sum| (sum - most).exp());
        let total: f32 = sorts.iter().sum();
        Odds { sorts: sorts.map(|part| part / total) }
    }
}

/// FNV-1a over the concatenation of `parts`, so that a name need not be built to be looked up.
pub(super) fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.into_iter().flat_map(str::bytes) {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
