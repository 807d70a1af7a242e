//! `initializationOptions`: what the user set in the editor. A setting that cannot be read is passed over, so that an editor
//! can always start.

use std::collections::BTreeMap;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::gen_lsp_types::InitializeParams;

use crate::config::{CODE_NAMES, HintSettings, Severity};

/// The settings. All may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Options {
    pub(super) accept: Accept,
    pub(super) cache: Cache,
    pub(super) hints: HintFlags,
    /// How loudly each code is reported, in place of what `uradori.toml` says; `off` is not at all.
    severity: BTreeMap<String, Option<String>>,
}

/// `hints`: which inlay hints are shown, in place of what `uradori.toml` says.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HintFlags {
    sources: Option<bool>,
    actors: Option<bool>,
    dates: Option<bool>,
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
        params
            .initialization_options
            .as_ref()
            .and_then(|options| Self::read(options, "initializationOptions"))
            .unwrap_or_default()
    }

    /// The settings that `workspace/didChangeConfiguration` brings: ours, or all of which ours are the section `uradori`.
    /// `None` where it brings none.
    pub(super) fn of_settings(settings: &Value) -> Option<Self> {
        let own = settings.get(env!("CARGO_PKG_NAME")).unwrap_or(settings);
        own.as_object().filter(|own| !own.is_empty())?;
        Self::read(own, "the settings")
    }

    fn read(options: &Value, what: &str) -> Option<Self> {
        let given = Some(options).filter(|options| !options.is_null())?;
        serde_json::from_value(given.clone()).inspect_err(|error| tracing::warn!("{what} cannot be read: {error}")).ok()
    }

    /// Which hints are shown.
    pub(super) fn hints(&self) -> HintSettings {
        let HintFlags { sources, actors, dates } = self.hints;
        HintSettings { sources, actors, dates }
    }

    /// How loudly codes are reported; `None` switches one off. What is no code or no severity is passed over.
    pub(super) fn severity(&self) -> BTreeMap<String, Option<Severity>> {
        let known = self.severity.iter().filter(|(code, _)| CODE_NAMES.contains(&code.as_str()));
        let read = known.filter_map(|(code, level)| match level.as_deref()? {
            "off" => Some((code.clone(), None)),
            level => Some((code.clone(), Some(Severity::named(level)?))),
        });
        read.collect()
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
