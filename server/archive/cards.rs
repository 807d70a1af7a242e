//! The cards of many files: from the cache where it has them, else from the files themselves.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::cache::{Kept, Stamp};
use super::files::read_with_content;
use super::{Analyst, Card, Digest, Entry, Look, ReadError};

/// Reads files in parallel, on the threads of the rayon pool that this is called in, and hands the card of each over as it
/// is done, in no particular order; `None` for a file that `wanted` refuses by its text. What `cache` knows of a file that
/// did not change is taken from there. Stops early once `stop` is set.
pub fn read_cards(
    paths: &[PathBuf],
    analyst: &Analyst,
    cache: Option<&Look<'_>>,
    wanted: impl Fn(&str) -> bool + Sync,
    stop: &AtomicBool,
    done: impl Fn(&Path, Result<Option<Card>, ReadError>) + Sync,
) {
    paths.par_iter().for_each(|path| {
        if !stop.load(Ordering::Relaxed) {
            done(path, card(path, analyst, cache, &wanted));
        }
    });
}

fn card(
    path: &Path,
    analyst: &Analyst,
    cache: Option<&Look<'_>>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Option<Card>, ReadError> {
    let filed = |digest| Card::new(path.into(), digest);
    // Looked at before it is read: a change in between shows the next time.
    let stamp = cache.and_then(|_| Stamp::of(path));
    if let Some(kept) = cache.zip(stamp).and_then(|(cache, stamp)| cache.by_stamp(path, stamp)) {
        return Ok(kept.digest().map(filed));
    }
    let (decoded, content) = read_with_content(path)?;
    if let Some(kept) = cache.and_then(|cache| cache.by_content(path, stamp, content)) {
        return Ok(kept.digest().map(filed));
    }
    let digest = wanted(&decoded.text).then(|| Digest::of(&Entry::on_disk(path.into(), decoded, analyst), content));
    if let Some(cache) = cache {
        cache.put(path, stamp, content, digest.as_ref());
    }
    Ok(digest.map(filed))
}

impl Kept {
    fn digest(self) -> Option<Digest> {
        match self {
            Self::Card(digest) => Some(*digest),
            Self::NoArticle => None,
        }
    }
}
