//! The configuration of a workspace folder, as it lies on disk.

use std::path::Path;
use std::sync::Arc;

use super::Editor;
use super::problem::{self, Problem};
use crate::archive;
use crate::config::{Config, FILE_NAME};

/// What a look at the configuration file gave.
pub(super) enum Look {
    /// There is none: the defaults hold.
    Absent,
    /// It says this.
    Valid { text: String, config: Arc<Config> },
    /// It cannot be used: this is what is wrong, and whatever held before goes on.
    Broken(Problem),
}

/// Reads the configuration file of the folder `root`.
pub(super) fn look(root: &Path, editor: &Editor) -> Look {
    let path = root.join(FILE_NAME);
    let text = match archive::read(&path) {
        Ok(decoded) => decoded.text,
        Err(error) if error.is_gone() => return Look::Absent,
        Err(error) => return Look::Broken(problem::of_unreadable(&error.to_string())),
    };
    match Config::parse(&text) {
        Ok(config) => Look::Valid { config: Arc::new(config), text },
        Err(error) => {
            tracing::warn!(path = %path.display(), "{error}");
            Look::Broken(problem::of_configuration(&error, &text, editor))
        }
    }
}
