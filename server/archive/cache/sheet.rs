//! Sheets of rows as they lie in the cache: a checksum, and behind it what is known of one file after the other.

use serde::{Deserialize, Serialize};

use super::Stamp;
use crate::archive::{Content, Digest};

/// What was made of a file's text.
#[derive(Serialize, Deserialize)]
pub(super) enum Made {
    Article(Digest),
    /// It is no article. What it held.
    Nothing(Content),
}

/// What the cache knows of one file.
#[derive(Serialize, Deserialize)]
pub(super) struct Row<'r> {
    /// Its path from the folder, with `/` between the parts.
    pub(super) file: &'r str,
    pub(super) stamp: Option<Stamp>,
    pub(super) made: Made,
}

/// A sheet of these rows.
pub(super) fn sealed<'r>(rows: impl Iterator<Item = &'r [u8]>) -> Vec<u8> {
    let mut sheet = vec![0; 16];
    rows.for_each(|row| sheet.extend_from_slice(row));
    let checksum = check(&sheet[16..]);
    sheet[..16].copy_from_slice(&checksum);
    sheet
}

/// The rows of a sheet, each with its bytes; `None` where it is not as it was written: a byte that the disk lost must not
/// become a place that no text has.
pub(super) fn sound(sheet: &[u8]) -> Option<impl Iterator<Item = (Row<'_>, &[u8])>> {
    let (checksum, mut rest) = sheet.split_first_chunk()?;
    (*checksum == check(rest)).then(|| {
        std::iter::from_fn(move || {
            let (row, after) = postcard::take_from_bytes::<Row<'_>>(rest).ok().filter(|_| !rest.is_empty())?;
            let bytes = &rest[..rest.len() - after.len()];
            rest = after;
            Some((row, bytes))
        })
    })
}

fn check(rows: &[u8]) -> [u8; 16] {
    *Content::of(rows).as_bytes()
}
