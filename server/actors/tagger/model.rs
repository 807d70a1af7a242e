//! The weights: a file format, and the flat table they are looked up in.
//!
//! The file, all numbers little-endian: `URTM`, version `u32`, scale `f32` (what one step of a weight is worth), 13 × 13
//! `i16` transitions from row to column, the number of features `u32`, then per feature in ascending order of its key:
//! the key's distance to the one before as LEB128, a `u16` with a bit per label that has a weight, and an `i8` for each.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::labels::{self, COUNT};

/// Weights per row: the labels and padding, so that a row is one vector.
pub(super) const LANES: usize = 16;

/// Features that are looked up together.
const BATCH: usize = 32;

/// So many steps less is not possible at all.
const POWERS: i16 = 4096;

const MAGIC: &[u8; 4] = b"URTM";
const VERSION: u32 = 1;

/// The score of each label.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row(pub(super) [i16; LANES]);

impl Row {
    pub(super) fn add(&mut self, other: &Self) {
        for (sum, one) in self.0.iter_mut().zip(other.0) {
            *sum += one;
        }
    }
}

/// A model ready for use.
#[derive(Debug)]
pub struct Model {
    /// A power of two of slots, probed one after the other: a key in the upper half, the number of its row in the lower;
    /// 0 is an empty slot.
    slots: Vec<u64>,
    /// By how many bits a mixed key is shifted to its slot.
    shift: u32,
    rows: Vec<[i8; LANES]>,
    /// From the first index's label to the second's; impossible ones far below all others.
    pub(super) transitions: [[i32; LANES]; LANES],
    /// The same as factors of a probability.
    pub(super) factors: [[f32; LANES]; LANES],
    /// Powers of e: how much likelier a score is than one that is so many steps less.
    powers: Vec<f32>,
    /// Told apart by it from all other models read; never 0.
    pub(super) number: u64,
}

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
        let mut transitions = [[i32::MIN / 4; LANES]; LANES];
        let mut factors = [[0.0; LANES]; LANES];
        for previous in 0..COUNT {
            for label in 0..COUNT {
                let weight = i16::from_le_bytes(take(&mut input)?);
                if labels::may_follow(previous as u8, label as u8) {
                    transitions[previous][label] = i32::from(weight);
                    factors[previous][label] = (f32::from(weight) * scale).exp();
                }
            }
        }
        let count = u32::from_le_bytes(take(&mut input)?) as usize;
        if count > input.len() {
            return None;
        }
        let size = (count * 2).next_power_of_two().max(2);
        let mut model = Self {
            slots: vec![0; size],
            shift: 32 - size.trailing_zeros(),
            rows: Vec::with_capacity(count + 1),
            transitions,
            factors,
            powers: (0..POWERS).map(|steps| (-f32::from(steps) * scale).exp()).collect(),
            number: READ.fetch_add(1, Ordering::Relaxed) + 1,
        };
        let mut key = 0_u32;
        for _ in 0..count {
            key = key.wrapping_add(leb128(&mut input)?);
            let mask = u16::from_le_bytes(take(&mut input)?);
            let mut row = [0; LANES];
            for (label, weight) in row.iter_mut().enumerate() {
                if mask & 1 << label != 0 {
                    *weight = i8::from_le_bytes(take(&mut input)?);
                }
            }
            model.insert(key, row);
        }
        input.is_empty().then_some(model)
    }

    fn insert(&mut self, key: u32, row: [i8; LANES]) {
        let key = key.max(1);
        let mut slot = self.home(key);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = u64::from(key) << 32 | self.rows.len() as u64;
        self.rows.push(row);
    }

    /// Keys are hashes already: their first bits are their slot.
    fn home(&self, key: u32) -> usize {
        (key >> self.shift) as usize & (self.slots.len() - 1)
    }

    /// Adds the weights of features to `scores`. Several at a time: first all slots are read and then all rows, so that
    /// the memory is waited for once and not once per feature.
    pub(super) fn add(&self, keys: &[u32], scores: &mut Row) {
        for keys in keys.chunks(BATCH) {
            let mut slots = [0_u64; BATCH];
            for (slot, key) in slots.iter_mut().zip(keys) {
                *slot = self.slots[self.home(*key)];
            }
            let mut rows = [0_u32; BATCH];
            let mut found = 0;
            for (slot, key) in slots.into_iter().zip(keys) {
                // 0 marks an empty slot; the one key in four thousand million that is 0 shares the weights of 1.
                let key = (*key).max(1);
                let mut slot = slot;
                let mut next = self.home(key);
                while slot != 0 && (slot >> 32) as u32 != key {
                    next = (next + 1) & (self.slots.len() - 1);
                    slot = self.slots[next];
                }
                rows[found] = slot as u32;
                found += usize::from(slot != 0);
            }
            for row in &rows[..found] {
                for (score, weight) in scores.0.iter_mut().zip(&self.rows[*row as usize]) {
                    *score += i16::from(*weight);
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
