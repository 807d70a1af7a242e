//! Names from a dictionary: which strings are somebody's or some place's name, and of what sort.
//!
//! The table is derived from SudachiDict (`server/lexicon/models/names.LICENSE`) by `server/trainer`. It holds hashes,
//! not strings: a bit for each value that the first [`LEAD_BITS`] of the hash of a name's first two characters may have,
//! eight a byte, set where a name begins so; then `2^BUCKET_BITS + 1` little-endian `u32` (where each bucket of the hash's first bits begins), then per
//! name the last sixteen bits of its hash and a byte of [`Sorts`]. It is read in place.

/// What a name names, a bit each: surname, given name, full name of a person, place, country, anything else.
pub(super) type Sorts = u8;

/// How many sorts there are.
pub(super) const SORTS: u32 = 6;

/// The first bits of a hash choose its bucket; the other sixteen are stored.
pub(super) const BUCKET_BITS: u32 = 16;

/// How much of the hash of a name's first two characters is kept.
const LEAD_BITS: u32 = 20;

/// Bytes that hold a bit per lead.
const LEADS: usize = 1 << (LEAD_BITS - 3);

/// Bytes per name.
pub(super) const ENTRY: usize = 3;

static TABLE: &[u8] = include_bytes!("../../lexicon/models/names.bin");

/// What the name with this hash names; nothing where the table has none.
pub(super) fn sorts(hash: u32) -> Sorts {
    find(TABLE, hash).unwrap_or_default()
}

/// Whether a name may begin with the two characters that have this hash.
pub(super) fn may_lead(hash: u32) -> bool {
    let bit = hash >> (32 - LEAD_BITS);
    TABLE.get(bit as usize >> 3).is_some_and(|byte| byte & 1 << (bit & 7) != 0)
}

pub(super) fn find(table: &[u8], hash: u32) -> Option<Sorts> {
    let table = table.get(LEADS..)?;
    let bucket = (hash >> (32 - BUCKET_BITS)) as usize;
    let begins = |n: usize| {
        let bytes = table.get(n * 4..n * 4 + 4)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    };
    let entries = table.get(((1 << BUCKET_BITS) + 1) * 4..)?;
    let within = entries.get(begins(bucket)? * ENTRY..begins(bucket + 1)? * ENTRY)?;
    let rest = (hash as u16).to_le_bytes();
    within.chunks_exact(ENTRY).find(|entry| entry[..2] == rest).map(|entry| entry[2])
}

/// Packs a table. Of two names with one hash, both sorts are kept.
pub(super) fn pack<'n>(names: impl Iterator<Item = (&'n str, Sorts)>) -> Vec<u8> {
    let mut by_hash = std::collections::BTreeMap::<u32, Sorts>::new();
    let mut leads = vec![0_u8; LEADS];
    for (name, sorts) in names {
        let bit = super::hash::lead(name) >> (32 - LEAD_BITS);
        leads[bit as usize >> 3] |= 1 << (bit & 7);
        *by_hash.entry(super::hash::of(name)).or_default() |= sorts;
    }
    let mut begins = Vec::with_capacity((1 << BUCKET_BITS) + 1);
    let mut entries = Vec::with_capacity(by_hash.len() * ENTRY);
    for (n, (hash, sorts)) in by_hash.iter().enumerate() {
        while begins.len() <= (hash >> (32 - BUCKET_BITS)) as usize {
            begins.push(n as u32);
        }
        entries.extend_from_slice(&(*hash as u16).to_le_bytes());
        entries.push(*sorts);
    }
    begins.resize((1 << BUCKET_BITS) + 1, by_hash.len() as u32);
    leads.into_iter().chain(begins.iter().flat_map(|n| n.to_le_bytes())).chain(entries).collect()
}
