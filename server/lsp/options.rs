//! `initializationOptions`: what the user set in the editor. A setting that cannot be read is passed over, so that an editor
//! can always start.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use serde::Deserialize;
use tower_lsp::gen_lsp_types::InitializeParams;

/// The settings. All may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Options {
    pub(super) accept: Accept,
    pub(super) cache: Cache,
}

/// `accept`: how findings are accepted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Accept {
    /// Who accepts; the user of the system where nobody is named.
    pub(super) by: Option<String>,
}

/// `cache`: what the server keeps for itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Cache {
    /// Where; a folder of the user's cache where none is named.
    pub(super) folder: Option<PathBuf>,
    /// Whether what is known of the articles is kept there; it is where nothing is said.
    pub(super) articles: Option<bool>,
}

impl Options {
    pub(super) fn of(params: &InitializeParams) -> Self {
        let given = params.initialization_options.as_ref().filter(|options| !options.is_null());
        let read = given.map(|options| serde_json::from_value(options.clone()));
        read.transpose()
            .unwrap_or_else(|error| {
                tracing::warn!("initializationOptions cannot be read: {error}");
                None
            })
            .unwrap_or_default()
    }

    /// Who accepts findings.
    pub(super) fn accept_by(&self) -> Option<String> {
        self.accept.by.clone().filter(|by| !by.trim().is_empty())
    }

    /// The folder for what is kept of the articles; `None` where nothing is to be kept.
    pub(super) fn articles_folder(&self) -> Option<PathBuf> {
        self.cache_folder().filter(|_| self.cache.articles.unwrap_or(true))
    }

    /// The folder for what the server keeps; `None` where the system names no place for such things.
    pub(super) fn cache_folder(&self) -> Option<PathBuf> {
        let own = || Some(etcetera::choose_base_strategy().ok()?.cache_dir().join(env!("CARGO_PKG_NAME")));
        self.cache.folder.clone().filter(|folder| folder.is_absolute()).or_else(own)
    }
}
