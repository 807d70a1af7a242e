//! The weights: a file format, and the flat table they are looked up in.
//!
//! The file, all numbers little-endian: `URTM`, version `u32`, scale `f32` (what one step of a weight is worth), 13 × 13
//! `i16` transitions from row to column, the number of features `u32`, then per feature in ascending order of its key:
//! the key's distance to the one before as LEB128, a `u16` with a bit per label that has a weight, and an `i8` for each.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;

use super::labels::{self, CLASSES, COUNT, OUTSIDE};

/// Weights per row: the labels and padding, so that a row is one vector.
pub(super) const LANES: usize = 16;

/// Half a row: in the lower one are the first tokens of names, then outside; in the upper one the following tokens, each
/// above the first one of its class. [`lane`] says which label is where.
pub(super) const HALF: usize = LANES / 2;

/// The lane of what is outside.
pub(super) const OUT: usize = CLASSES;

/// Lanes of a row where no label is; what stands there means nothing.
pub(super) const PADDING: [usize; LANES - COUNT] = [7, 14, 15];

/// The place of a label in a row.
pub(super) const fn lane(label: u8) -> usize {
    if label == OUTSIDE {
        OUT
    } else if labels::is_first(label) {
        label as usize / 2
    } else {
        HALF + label as usize / 2 - 1
    }
}

/// The bits of a key behind those of its bucket.
const TAIL_BITS: u32 = 12;

/// Set in a tail whose bucket has further features.
const MORE: u16 = 1 << 15;

/// Features that are looked up together.
const BATCH: usize = 32;

/// So many steps less is not possible at all.
const POWERS: i16 = 4096;

const MAGIC: &[u8; 4] = b"URTM";
const VERSION: u32 = 1;

/// The score of each label, in its lane.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row(pub(super) [i16; LANES]);

impl Row {
    #[inline]
    pub(super) fn add(&mut self, other: &Self) {
        for (sum, one) in self.0.iter_mut().zip(&other.0) {
            *sum = sum.wrapping_add(*one);
        }
    }

    #[inline]
    fn add_weights(&mut self, weights: &Weights) {
        for (sum, weight) in self.0.iter_mut().zip(&weights.0) {
            *sum = sum.wrapping_add(i16::from(*weight));
        }
    }
}

/// The weights of a feature, in lanes. In the last two, where no label is, stands the feature's tail: who has found the place
/// in memory has the one with the other.
#[derive(Clone, Copy, Debug)]
#[repr(align(16))]
struct Weights([i8; LANES]);

impl Weights {
    const TAIL: usize = LANES - 2;

    #[inline]
    fn tail(&self) -> u16 {
        u16::from_le_bytes([self.0[Self::TAIL].cast_unsigned(), self.0[Self::TAIL + 1].cast_unsigned()])
    }

    fn set_tail(&mut self, tail: u16) {
        let [low, high] = tail.to_le_bytes();
        self.0[Self::TAIL] = low.cast_signed();
        self.0[Self::TAIL + 1] = high.cast_signed();
    }
}

/// What it is worth to step from the label in one lane to that in another.
#[derive(Debug)]
pub(super) struct Steps<T> {
    /// From a lane to outside and the first tokens of names.
    pub(super) lower: [[T; HALF]; LANES],
    /// From outside and the first tokens to a lane: the same the other way round.
    pub(super) into: [[T; LANES]; HALF],
    /// From the first token of a class to its following ones, and from those to themselves.
    pub(super) on: [T; HALF],
    pub(super) stay: [T; HALF],
}

impl<T: Copy> Steps<T> {
    /// The steps between labels; `never` where there is none.
    fn of(step: impl Fn(u8, u8) -> T, never: T) -> Self {
        let mut steps = Self {
            lower: [[never; HALF]; LANES],
            into: [[never; LANES]; HALF],
            on: [never; HALF],
            stay: [never; HALF],
        };
        for from in 0..COUNT as u8 {
            for to in (0..COUNT as u8).filter(|to| labels::may_follow(from, *to)) {
                if to == OUTSIDE || labels::is_first(to) {
                    steps.lower[lane(from)][lane(to)] = step(from, to);
                    steps.into[lane(to)][lane(from)] = step(from, to);
                } else if from == to {
                    steps.stay[lane(to) - HALF] = step(from, to);
                } else {
                    steps.on[lane(to) - HALF] = step(from, to);
                }
            }
        }
        steps
    }
}

/// Sixty-four buckets: which of them have a feature, and how many do in all the buckets before these.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(16))]
struct Buckets {
    taken: u64,
    before: u32,
}

/// A model ready for use.
///
/// The first bits of a feature's key are its bucket. One bucket in ten or so has a feature, and its place in `weights` is the
/// number of buckets before it that have one. Where several share a bucket the others are in `further`.
#[derive(Debug)]
pub struct Model {
    buckets: Vec<Buckets>,
    /// Each with the last bits of the key, and [`MORE`].
    weights: Vec<Weights>,
    further: FxHashMap<u32, Weights>,
    /// Scores of a label after another.
    pub(super) transitions: Steps<i16>,
    /// The same as factors of a probability.
    pub(super) factors: Steps<f32>,
    /// Powers of e: how much likelier a score is than one that is so many steps less.
    powers: Vec<f32>,
    /// Told apart by it from all other models read; never 0.
    pub(super) number: u64,
}

/// Less than any score; two of them can be added.
pub(super) const IMPOSSIBLE: i16 = i16::MIN / 2;

static MODEL: OnceLock<Option<Model>> = OnceLock::new();

/// The model in the binary.
pub fn shipped() -> Option<&'static Model> {
    // A test reads the file in the binary, so this is never `None` in what ships.
    MODEL.get_or_init(|| Model::read(include_bytes!("../../lexicon/models/recognition.bin"))).as_ref()
}

/// Takes `model` for the one in the binary from now on; `false` where that is in use already.
pub fn install(model: Model) -> bool {
    MODEL.set(Some(model)).is_ok()
}

impl Model {
    /// Reads a model; `None` where the bytes are none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        static READ: AtomicU64 = AtomicU64::new(0);
        let mut input = bytes;
        if take::<4>(&mut input)? != *MAGIC || u32::from_le_bytes(take(&mut input)?) != VERSION {
            return None;
        }
        let scale = f32::from_le_bytes(take(&mut input)?);
        let mut steps = [[0_i16; COUNT]; COUNT];
        for step in steps.iter_mut().flatten() {
            *step = i16::from_le_bytes(take(&mut input)?);
        }
        let step = |from: u8, to: u8| steps[usize::from(from)][usize::from(to)];
        let count = u32::from_le_bytes(take(&mut input)?) as usize;
        if count > input.len() {
            return None;
        }
        let mut model = Self {
            buckets: vec![Buckets::default(); 1 << (u32::BITS - TAIL_BITS - u64::BITS.ilog2())],
            further: FxHashMap::default(),
            weights: Vec::with_capacity(count),
            transitions: Steps::of(|from, to| step(from, to).clamp(IMPOSSIBLE, -IMPOSSIBLE - 1), IMPOSSIBLE),
            factors: Steps::of(|from, to| (f32::from(step(from, to)) * scale).exp(), 0.0),
            powers: (0..POWERS).map(|steps| (-f32::from(steps) * scale).exp()).collect(),
            number: READ.fetch_add(1, Ordering::Relaxed) + 1,
        };
        let mut key = 0_u32;
        for n in 0..count {
            let distance = leb128(&mut input)?;
            if n > 0 && distance == 0 {
                return None;
            }
            key = key.checked_add(distance)?;
            let mask = u16::from_le_bytes(take(&mut input)?);
            let mut row = [0; COUNT];
            for (label, weight) in row.iter_mut().enumerate() {
                if mask & 1 << label != 0 {
                    *weight = i8::from_le_bytes(take(&mut input)?);
                }
            }
            model.append(key, &row);
        }
        let mut before = 0;
        for buckets in &mut model.buckets {
            buckets.before = before;
            before += buckets.taken.count_ones();
        }
        input.is_empty().then_some(model)
    }

    /// Puts a feature behind those that are there, whose keys are less.
    fn append(&mut self, key: u32, weights: &[i8; COUNT]) {
        let mut lanes = [0; LANES];
        for (label, weight) in weights.iter().enumerate() {
            lanes[lane(label as u8)] = *weight;
        }
        let mut weights = Weights(lanes);
        weights.set_tail(tail_of(key));
        let bucket = key >> TAIL_BITS;
        let (buckets, bit) = (&mut self.buckets[bucket as usize >> 6], 1 << (bucket & 63));
        if buckets.taken & bit == 0 {
            buckets.taken |= bit;
            self.weights.push(weights);
        } else {
            // The bucket's first feature is the last one there.
            if let Some(first) = self.weights.last_mut() {
                first.set_tail(first.tail() | MORE);
            }
            self.further.insert(key, weights);
        }
    }

    /// Adds the weights of features to `scores`.
    #[inline]
    pub(super) fn add(&self, keys: &[u32], scores: &mut Row) {
        let mut sum = *scores;
        self.each(keys.iter().map(|key| (*key, ())), |(), weights| sum.add_weights(weights));
        *scores = sum;
    }

    /// Adds the weights of features, each to the row whose number stands with it.
    #[inline]
    pub(super) fn add_to(&self, keys: &[(u32, u32)], rows: &mut [Row]) {
        self.each(keys.iter().copied(), |row, weights| rows[row as usize].add_weights(weights));
    }

    /// Gives the weights of those features that there are to `take`, each with what stands with it. Several at a time, in two
    /// steps: what the first one finds in memory is waited for once and not once per feature.
    #[inline]
    fn each<T: Copy + Default>(&self, keys: impl Iterator<Item = (u32, T)>, mut take: impl FnMut(T, &Weights)) {
        let mut keys = keys.peekable();
        let mut hits = [(0_u32, T::default()); BATCH];
        while keys.peek().is_some() {
            let mut count = 0;
            for (key, with) in keys.by_ref().take(BATCH) {
                let bucket = key >> TAIL_BITS;
                hits[count] = (key, with);
                count += (self.buckets[bucket as usize >> 6].taken >> (bucket & 63) & 1) as usize;
            }
            for (key, with) in &hits[..count] {
                let bucket = key >> TAIL_BITS;
                let Buckets { taken, before } = self.buckets[bucket as usize >> 6];
                let place = before + (taken & ((1 << (bucket & 63)) - 1)).count_ones();
                let first = &self.weights[place as usize];
                let tail = first.tail();
                if tail & !MORE == tail_of(*key) {
                    take(*with, first);
                } else if tail & MORE != 0
                    && let Some(other) = self.further.get(key)
                {
                    take(*with, other);
                }
            }
        }
    }

    /// By what a probability is to be multiplied where the score is `steps` less than another.
    #[inline]
    pub(super) fn factor(&self, steps: i16) -> f32 {
        self.powers.get(steps.max(0) as usize).copied().unwrap_or_default()
    }

    /// Writes a model: `scale`, transitions, and features in ascending order of their keys.
    pub fn write(scale: f32, transitions: &[[i16; COUNT]; COUNT], features: &[(u32, [i8; COUNT])]) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&scale.to_le_bytes());
        for weight in transitions.iter().flatten() {
            out.extend_from_slice(&weight.to_le_bytes());
        }
        out.extend_from_slice(&(features.len() as u32).to_le_bytes());
        let mut previous = 0;
        for (key, row) in features {
            let mut distance = key - previous;
            previous = *key;
            while distance >= 0x80 {
                out.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            out.push(distance as u8);
            let mask =
                row.iter().enumerate().filter(|(_, w)| **w != 0).fold(0_u16, |mask, (label, _)| mask | 1 << label);
            out.extend_from_slice(&mask.to_le_bytes());
            out.extend(row.iter().filter(|w| **w != 0).map(|w| w.to_le_bytes()[0]));
        }
        out
    }
}

/// What of a key its bucket does not say.
#[inline]
fn tail_of(key: u32) -> u16 {
    (key & ((1 << TAIL_BITS) - 1)) as u16
}

fn take<const N: usize>(input: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = input.split_first_chunk::<N>()?;
    *input = rest;
    Some(*head)
}

fn leb128(input: &mut &[u8]) -> Option<u32> {
    let mut value = 0_u32;
    for shift in (0..35).step_by(7) {
        let [byte] = take(input)?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}
