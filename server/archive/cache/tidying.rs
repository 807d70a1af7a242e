//! Caches of folders that nobody opens any more.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::EXTENSION;

/// Caches of folders that were not opened for so long are removed.
const UNUSED: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// How large all caches together may be, in bytes; the ones unused for longest go first.
const TOTAL: u64 = 2 << 30;

/// Removes the caches of other folders that nobody used for long, or that are too much together.
pub(super) fn tidy(folder: &Path, own: &Path) {
    let items = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|item| item.path());
    let others = items.filter(|path| path.extension() == Some(OsStr::new(EXTENSION)) && path != own);
    let mut others: Vec<(SystemTime, u64, PathBuf)> = others
        .filter_map(|path| {
            let meta = std::fs::metadata(&path).ok()?;
            Some((meta.modified().ok()?, meta.len(), path))
        })
        .collect();
    others.sort();
    let now = SystemTime::now();
    let mut total: u64 = others.iter().map(|(_, size, _)| size).sum();
    for (used, size, path) in others {
        let is_old = now.duration_since(used).is_ok_and(|since| since > UNUSED);
        if is_old || total > TOTAL {
            total -= size;
            // One that is in use goes on being used until its server ends.
            let _ = std::fs::remove_file(path);
        }
    }
}
