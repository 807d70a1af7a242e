//! `uradori.toml` as typed values: which files are articles, how loudly each finding is reported, and the user's
//! registry of actors. Reads text, never a file.

mod acceptance;
mod edit;
mod error;
mod globs;
mod hints;
mod kind;
mod lang;
mod parse;
mod registry;
mod severity;

pub use acceptance::{ACCEPTED_NAME, Acceptance, accept, articles_named, parse as parse_acceptances, reopen};
pub use edit::{NewActor, add_actor, add_alias, deny, ignore_name};
pub use error::ConfigError;
pub use globs::Globs;
pub use hints::{HintSettings, Hints};
pub use kind::Kind;
pub use lang::{Bilingual, Lang};
pub use registry::{Alias, Match, Registered, Relation};
pub use severity::Severity;

use std::collections::BTreeMap;

/// The JSON schema (draft 7) of the configuration file.
pub const SCHEMA: &str = include_str!("uradori.schema.json");

/// The name of the configuration file at a workspace folder's root.
pub const FILE_NAME: &str = "uradori.toml";

/// The finding codes that `[severity]` may name; `findings::Code` is tested to have the same.
pub const CODE_NAMES: [&str; 8] =
    ["unnamed-source", "accusation", "hearsay", "agentless", "figure", "quote", "inference", "judgement"];

/// A configuration. The default is what holds where there is no file.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Which files are articles.
    pub articles: Globs,
    /// Severities by code, where they differ from the default; `None` switches the code off.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// The user's actors, in the order of the file.
    pub actors: Vec<Registered>,
    /// What is no name, however much it looks like one.
    pub not_names: Vec<String>,
    /// Which hints are shown.
    pub hints: Hints,
    /// Who accepts findings, where the editor does not say.
    pub accept_by: Option<String>,
    /// Whether nothing that is known of the articles is to be kept on disk (`cache = false`).
    pub no_cache: bool,
}

impl Config {
    /// Reads the text of an `uradori.toml`.
    ///
    /// # Errors
    /// [`ConfigError`] with the line and column of the first thing that cannot be read.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        parse::parse(text)
    }
}

#[cfg(test)]
mod tests;
