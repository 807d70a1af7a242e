//! The configuration of a workspace folder, as it lies on disk.

use std::path::Path;
use std::sync::Arc;

use super::Editor;
use super::problem::{self, Problem};
use crate::archive;
use crate::config::{Config, FILE_NAME};

/// A configuration file as the editor's user sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// Where it lies, or would.
    pub path: Arc<Path>,
    /// Its address as the editor wrote it; `None` where it is not open.
    pub uri: Option<Arc<str>>,
    /// The editor's count of its versions; `None` where it is not open.
    pub version: Option<i32>,
    /// What it says, saved or not; `None` where there is no such file.
    pub text: Option<String>,
}

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
        Ok(config) => Look::Valid { config: Arc::new(editor.over(config)), text },
        Err(error) => {
            tracing::warn!(path = %path.display(), "{error}");
            Look::Broken(problem::of_configuration(&error, &text, editor))
        }
    }
}
