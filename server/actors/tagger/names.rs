//! Names from a dictionary: which strings are somebody's or some place's name, and of what sort.
//!
//! The table is derived from SudachiDict (`server/lexicon/models/names.LICENSE`) by `server/trainer`. It holds hashes,
//! not strings: a byte for each value that the first [`LEAD_BITS`] of the hash of a name's first two characters may have,
//! which says how long the names are that begin so (see [`Lengths`]); a bit for each value of the first [`SEEN_BITS`] of a name's
//! own hash, eight a byte, set where there is such a name; then a bucket for each value of the first
//! [`BUCKET_BITS`] of a name's own hash, [`BUCKET`] bytes that a processor mostly has from memory at once: the last sixteen
//! bits, little-endian, of the hashes of up to [`ROOM`] names, as many bytes of [`Sorts`] (0 where there is no name), a byte that
//! says whether there are more names, and padding; then those further names by their hash, each its four bytes, little-endian, and
//! its sorts. It is read in place.

use super::lengths::Lengths;

/// What a name names, a bit each: surname, given name, full name of a person, place, country, anything else.
pub(super) type Sorts = u8;

/// How many sorts there are.
pub(super) const SORTS: u32 = 6;

/// The first bits of a hash choose its bucket; the other sixteen are stored.
const BUCKET_BITS: u32 = 16;

/// Names in a bucket, and bytes of it: two and one per name, one for whether there are more, one of padding.
const ROOM: usize = 10;
const BUCKET: usize = 32;

/// Bytes of all buckets.
const BUCKETS: usize = BUCKET << BUCKET_BITS;

/// How much of the hash of a name's first two characters is kept.
const LEAD_BITS: u32 = 19;

/// Bytes that hold one per lead.
const LEADS: usize = 1 << LEAD_BITS;

/// By so many bits of its hash a string is mostly known to be no name.
const SEEN_BITS: u32 = 21;

/// Bytes that hold a bit per value of these.
const SEEN: usize = 1 << (SEEN_BITS - 3);

/// Where the buckets begin.
const START: usize = LEADS + SEEN;

/// Bytes of a name that found no room in its bucket.
const FURTHER: usize = 5;

static TABLE: &[u8] = include_bytes!("../../lexicon/models/names.bin");

/// What the name with this hash names; nothing where the table has none.
pub(super) fn sorts(hash: u32) -> Sorts {
    find(TABLE, hash).unwrap_or_default()
}

/// How long the names are that begin with the two characters that have this hash.
pub(super) fn lengths(lead: u32) -> Lengths {
    lengths_in(TABLE, lead)
}

pub(super) fn lengths_in(table: &[u8], lead: u32) -> Lengths {
    table.get((lead >> (32 - LEAD_BITS)) as usize).map_or_else(Lengths::default, |set| Lengths(*set))
}

/// Whether a name may have this hash.
#[inline]
pub(super) fn is_seen(hash: u32) -> bool {
    is_seen_in(TABLE, hash)
}

fn is_seen_in(table: &[u8], hash: u32) -> bool {
    let seen = hash >> (32 - SEEN_BITS);
    table.get(LEADS + (seen as usize >> 3)).is_some_and(|byte| byte >> (seen & 7) & 1 != 0)
}

pub(super) fn find(table: &[u8], hash: u32) -> Option<Sorts> {
    if !is_seen_in(table, hash) {
        return None;
    }
    let at = START + (hash >> (32 - BUCKET_BITS)) as usize * BUCKET;
    let bucket: &[u8; BUCKET] = table.get(at..at + BUCKET)?.try_into().ok()?;
    let (rests, others) = bucket.split_at(2 * ROOM);
    let rest = (hash as u16).to_le_bytes();
    let place = rests.chunks_exact(2).zip(others).position(|(one, sorts)| one == rest && *sorts != 0);
    match place {
        Some(place) => Some(others[place]),
        None if others[ROOM] != 0 => further(table.get(START + BUCKETS..)?, hash),
        None => None,
    }
}

/// A name that found no room in its bucket.
fn further(table: &[u8], hash: u32) -> Option<Sorts> {
    let (entries, _) = table.as_chunks::<FURTHER>();
    let hash_of = |entry: &[u8; FURTHER]| u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
    let at = entries.binary_search_by_key(&hash, hash_of).ok()?;
    Some(entries[at][4])
}

/// Packs a table. Of two names with one hash, both sorts are kept.
pub(super) fn pack<'n>(names: impl Iterator<Item = (&'n str, Sorts)>) -> Vec<u8> {
    let mut by_hash = std::collections::BTreeMap::<u32, Sorts>::new();
    let mut leads = vec![Lengths::default(); LEADS];
    for (name, sorts) in names {
        leads[(super::hash::lead(name) >> (32 - LEAD_BITS)) as usize].put(name.chars().count() as u32);
        *by_hash.entry(super::hash::of(name)).or_default() |= sorts;
    }
    let mut buckets = vec![[0_u8; BUCKET]; 1 << BUCKET_BITS];
    let mut further = Vec::new();
    let mut seen = vec![0_u8; SEEN];
    for (hash, sorts) in by_hash {
        let bit = hash >> (32 - SEEN_BITS);
        seen[bit as usize >> 3] |= 1 << (bit & 7);
        let bucket = &mut buckets[(hash >> (32 - BUCKET_BITS)) as usize];
        if let Some(free) = (0..ROOM).find(|n| bucket[2 * ROOM + n] == 0) {
            bucket[2 * free..2 * free + 2].copy_from_slice(&(hash as u16).to_le_bytes());
            bucket[2 * ROOM + free] = sorts;
        } else {
            bucket[3 * ROOM] = 1;
            further.extend_from_slice(&hash.to_le_bytes());
            further.push(sorts);
        }
    }
    leads.into_iter().map(|set| set.0).chain(seen).chain(buckets.into_iter().flatten()).chain(further).collect()
}
