//! Hashes of pieces of a text, any piece in constant time.

/// The base of the polynomial; odd, with well-spread bits.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The longest piece, in bytes, that [`Prefixes::of`] tells apart from others of its length.
const LONGEST: usize = 512;

/// The powers of [`BASE`].
static POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1_u64; LONGEST + 1];
    let mut n = 1;
    while n <= LONGEST {
        powers[n] = powers[n - 1].wrapping_mul(BASE);
        n += 1;
    }
    powers
};

/// Hashes of all prefixes of a text: a polynomial over its bytes, from which that of any piece follows.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    sums: Vec<u64>,
}

impl Prefixes {
    /// Starts over with `bytes`.
    pub(super) fn read(&mut self, bytes: &[u8]) {
        let mut sum = 0_u64;
        self.sums.clear();
        self.sums.push(sum);
        self.sums.extend(bytes.iter().map(|byte| {
            sum = step(sum, *byte);
            sum
        }));
    }

    /// The hash of the bytes from `start` to `end`.
    pub(super) fn of(&self, start: usize, end: usize) -> u32 {
        let power = POWERS[(end - start).min(LONGEST)];
        finish(self.sums[end].wrapping_sub(self.sums[start].wrapping_mul(power)))
    }
}

/// The hash of a whole text; what [`Prefixes::of`] gives for the same bytes inside another.
pub(super) fn of(text: &str) -> u32 {
    finish(text.bytes().fold(0, step))
}

/// The hash of a text's first two characters.
pub(super) fn lead(text: &str) -> u32 {
    of(text.char_indices().nth(2).map_or(text, |(end, _)| &text[..end]))
}

fn step(sum: u64, byte: u8) -> u64 {
    sum.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1)
}

/// Spreads a sum over 32 bits.
fn finish(sum: u64) -> u32 {
    let mixed = (sum ^ (sum >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 32) as u32
}

/// One number from two.
#[inline]
pub(super) fn pair(a: u32, b: u32) -> u32 {
    let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    ((mixed ^ (mixed >> 31)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> 32) as u32
}
