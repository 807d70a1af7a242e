//! Which files of a folder are its articles.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use crate::config::Globs;

/// What a walk through a folder found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The articles, by path.
    pub files: Vec<PathBuf>,
    /// What could not be entered or looked at, and why; the walk went on without it.
    pub warnings: Vec<String>,
}

/// Walks `folder`, which lies in `root` (or is it), and gathers the files that `globs` accept by their path from `root`.
/// Ignore files (`.gitignore`, `.ignore`, in git repositories and elsewhere) are respected, hidden files passed over.
/// Links are not followed, so that nothing outside the folder is read and no loop is ever entered.
pub fn walk(root: &Path, folder: &Path, globs: &Globs) -> Walk {
    gather(root, &builder(folder), globs)
}

/// Looks again at `touched`, files or folders of `root` that may have been made, changed or removed: the articles among
/// them and below them, found by the same rules as those of a whole [`walk`].
pub fn rewalk(root: &Path, touched: &BTreeSet<PathBuf>, globs: &Globs) -> Walk {
    let on_the_way = {
        let touched = touched.clone();
        move |entry: &DirEntry| {
            let path = entry.path();
            let leads_there = || touched.range::<Path, _>((Bound::Included(path), Bound::Unbounded)).next();
            leads_there().is_some_and(|next| next.starts_with(path)) || path.ancestors().any(|a| touched.contains(a))
        }
    };
    let mut walker = builder(root);
    gather(root, walker.filter_entry(on_the_way), globs)
}

fn builder(folder: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(folder);
    builder.require_git(false).follow_links(false);
    builder
}

fn gather(root: &Path, walker: &WalkBuilder, globs: &Globs) -> Walk {
    let mut found = Walk::default();
    for item in walker.build() {
        match item {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && accepts(root, entry.path(), globs) {
                    found.files.push(entry.into_path());
                }
            }
            Err(error) => found.warnings.push(error.to_string()),
        }
    }
    found.files.sort();
    found
}

/// Whether `globs` accept `path` by its way from `root`, with `/` between the parts on every system.
pub fn accepts(root: &Path, path: &Path, globs: &Globs) -> bool {
    let Ok(relative) = path.strip_prefix(root) else { return false };
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    !parts.is_empty() && globs.accepts(&parts.join("/"))
}
