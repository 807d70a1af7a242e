//! What names an article by its path, when the article moves: the list of accepted findings follows it.

use std::path::{Path, PathBuf};

use crate::archive::Snapshot;
use crate::config::{ConfigError, articles_named};
use crate::text::Span;

/// What is to be changed in `list`, the text of the folder's `uradori.accepted.toml`, when files or folders move from
/// `moves.0` to `moves.1`: each path in it that changes, with its quotation marks, and what to write there. What moves out
/// of the folder is left as it is.
///
/// # Errors
/// [`ConfigError`] where the list cannot be read.
pub fn moved(
    snapshot: &Snapshot,
    list: &str,
    moves: &[(PathBuf, PathBuf)],
) -> Result<Vec<(Span, String)>, ConfigError> {
    let named = articles_named(list)?;
    let changes = named.into_iter().filter_map(|(article, span)| {
        let before = snapshot.article_path(&article)?;
        let name = moves.iter().find_map(|(from, to)| snapshot.article_name(&target(&before, from, to)?))?;
        (name != article).then(|| (span, format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))))
    });
    Ok(changes.collect())
}

/// Where a file comes to lie that lies at or below `from`, when that moves to `to`; `None` for one that lies elsewhere.
pub fn target(path: &Path, from: &Path, to: &Path) -> Option<PathBuf> {
    let below = path.strip_prefix(from).ok()?;
    Some(if below.as_os_str().is_empty() { to.to_path_buf() } else { to.join(below) })
}
