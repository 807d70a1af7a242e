//! What names an article by its path, when the article moves: the list of accepted findings follows it.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::archive::Snapshot;
use crate::config::{ConfigError, articles_named};
use crate::text::Span;

/// Files and folders that move together, from where to where.
#[derive(Clone, Debug, Default)]
pub struct Moves(FxHashMap<PathBuf, PathBuf>);

impl Moves {
    /// Where the file at `path` comes to lie: what lies in a folder moves with it, and what is named more closely goes its
    /// own way. `None` where nothing of that moves. Costs a look-up for each folder around the file, however much moves.
    pub fn target(&self, path: &Path) -> Option<PathBuf> {
        let (from, to) = path.ancestors().find_map(|around| self.0.get_key_value(around))?;
        let below = path.strip_prefix(from).ok()?;
        Some(if below.as_os_str().is_empty() { to.clone() } else { to.join(below) })
    }

    /// Whether nothing moves.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(PathBuf, PathBuf)> for Moves {
    fn from_iter<I: IntoIterator<Item = (PathBuf, PathBuf)>>(moves: I) -> Self {
        Self(moves.into_iter().collect())
    }
}

/// What is to be changed in `list`, the text of the folder's `uradori.accepted.toml`, when files or folders move: each path
/// in it that changes, with its quotation marks, and what to write there. What moves out of the folder is left as it is.
///
/// # Errors
/// [`ConfigError`] where the list cannot be read.
pub fn moved(snapshot: &Snapshot, list: &str, moves: &Moves) -> Result<Vec<(Span, String)>, ConfigError> {
    let named = articles_named(list)?;
    let changes = named.into_iter().filter_map(|(article, span)| {
        let name = snapshot.article_name(&moves.target(&snapshot.article_path(&article)?)?)?;
        (name != article).then(|| (span, format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))))
    });
    Ok(changes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(moves: &[(&str, &str)], file: &str) -> Option<PathBuf> {
        let moves: Moves = moves.iter().map(|(from, to)| (from.into(), to.into())).collect();
        moves.target(Path::new(file))
    }

    #[test]
    fn a_file_moves_by_itself_or_with_a_folder_around_it() {
        let moves = [("/a/人物", "/b"), ("/a/人物/x.txt", "/c/y.txt"), ("/a/z.txt", "/a/zz.txt")];
        assert_eq!(target(&moves, "/a/人物/古い/w.txt"), Some("/b/古い/w.txt".into()));
        assert_eq!(
            target(&moves, "/a/人物/x.txt"),
            Some("/c/y.txt".into()),
            "it is named more closely than its folder"
        );
        assert_eq!(target(&moves, "/a/z.txt"), Some("/a/zz.txt".into()));
        assert_eq!(target(&moves, "/a/z.txt.bak"), None);
        assert_eq!(target(&moves, "/a"), None);
    }
}
