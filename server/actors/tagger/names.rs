//! Names from a dictionary: which strings are somebody's or some place's name, and of what sort.
//!
//! The table is derived from SudachiDict (`server/lexicon/models/names.LICENSE`) by `server/trainer`. It holds hashes,
//! not strings: two bits for each value that the first [`LEAD_BITS`] of the hash of a name's first two characters may have,
//! four a byte, that say how long a name may be that begins so (see [`LENGTHS`]); a bit for each
//! value of the first [`SEEN_BITS`] of a name's own hash, eight a byte, set where there is such a name; then `2^BUCKET_BITS + 1` little-endian `u32` (where each bucket of the hash's first bits begins), then per
//! name the last sixteen bits of its hash and a byte of [`Sorts`]. It is read in place.

/// What a name names, a bit each: surname, given name, full name of a person, place, country, anything else.
pub(super) type Sorts = u8;

/// How many sorts there are.
pub(super) const SORTS: u32 = 6;

/// The first bits of a hash choose its bucket; the other sixteen are stored.
pub(super) const BUCKET_BITS: u32 = 16;

/// How much of the hash of a name's first two characters is kept.
const LEAD_BITS: u32 = 20;

/// Bytes that hold two bits per lead.
const LEADS: usize = 1 << (LEAD_BITS - 2);

/// The most characters of a name, by the two bits of its lead.
const LENGTHS: [u32; 4] = [0, 3, 5, u32::MAX];

/// By so many bits of its hash a string is mostly known to be no name.
const SEEN_BITS: u32 = 21;

/// Bytes that hold a bit per value of these.
const SEEN: usize = 1 << (SEEN_BITS - 3);

/// Bytes per name.
pub(super) const ENTRY: usize = 3;

static TABLE: &[u8] = include_bytes!("../../lexicon/models/names.bin");

/// What the name with this hash names; nothing where the table has none.
pub(super) fn sorts(hash: u32) -> Sorts {
    find(TABLE, hash).unwrap_or_default()
}

/// The most characters that a name may have which begins with the two characters that have this hash.
pub(super) fn longest(lead: u32) -> u32 {
    longest_in(TABLE, lead)
}

pub(super) fn longest_in(table: &[u8], lead: u32) -> u32 {
    let (byte, shift) = place_of(lead);
    table.get(byte).map_or(0, |byte| LENGTHS[usize::from(byte >> shift & 3)])
}

/// The byte of a lead, and by how much it is shifted there.
fn place_of(lead: u32) -> (usize, u32) {
    let place = lead >> (32 - LEAD_BITS);
    (place as usize >> 2, (place & 3) * 2)
}

pub(super) fn find(table: &[u8], hash: u32) -> Option<Sorts> {
    let seen = hash >> (32 - SEEN_BITS);
    if table.get(LEADS + (seen as usize >> 3))? >> (seen & 7) & 1 == 0 {
        return None;
    }
    let table = table.get(LEADS + SEEN..)?;
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
        let (byte, shift) = place_of(super::hash::lead(name));
        let length = name.chars().count() as u32;
        let class = LENGTHS.iter().position(|most| length <= *most).unwrap_or(LENGTHS.len() - 1) as u8;
        if leads[byte] >> shift & 3 < class {
            leads[byte] = leads[byte] & !(3 << shift) | class << shift;
        }
        *by_hash.entry(super::hash::of(name)).or_default() |= sorts;
    }
    let mut seen = vec![0_u8; SEEN];
    for bit in by_hash.keys().map(|hash| hash >> (32 - SEEN_BITS)) {
        seen[bit as usize >> 3] |= 1 << (bit & 7);
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
    leads.into_iter().chain(seen).chain(begins.iter().flat_map(|n| n.to_le_bytes())).chain(entries).collect()
}
