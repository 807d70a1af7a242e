//! Watching a folder where the editor cannot.

use std::path::{Path, PathBuf};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// A folder under watch, until this is dropped.
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches `folder` and all below it, and tells `changed` which paths were made, written to, renamed or removed. It is
    /// told on a thread of its own and may be told of paths that are no articles, or the same path many times.
    ///
    /// # Errors
    /// A message where the operating system cannot watch the folder.
    pub fn new(folder: &Path, changed: impl Fn(Vec<PathBuf>) + Send + 'static) -> Result<Self, String> {
        let handler = move |event: notify::Result<notify::Event>| match event {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) => changed(event.paths),
            // What was missed is unknown; the paths, if any, are looked at again.
            Err(error) => changed(error.paths),
        };
        let mut watcher = notify::recommended_watcher(handler).map_err(|error| error.to_string())?;
        watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| error.to_string())?;
        Ok(Self { _watcher: watcher })
    }
}
