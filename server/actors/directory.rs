//! What is known of actors before an article is read: the lexicon's facts and the user's registry.

use super::Kind;
use crate::config::Config;

/// A profile's place in the [`Directory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProfileId(pub u32);

/// What the lexicon or the registry says of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Stable id: `country:us`, or what the registry gives.
    pub id: String,
    /// The fullest common Japanese name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its name in hiragana, as far as known.
    pub reading: String,
    /// A short description.
    pub description: String,
    /// Links from the registry.
    pub links: Vec<String>,
    /// Where this comes from: `lexicon:countries.tsv` or `uradori.toml:12`.
    pub origin: String,
}

/// All profiles, and the names under which they are found.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    profiles: Vec<Profile>,
}

impl Directory {
    /// The lexicon's actors and those of `config`.
    pub fn new(_config: &Config) -> Self {
        Self::default()
    }

    /// One profile.
    pub fn profile(&self, id: ProfileId) -> Option<&Profile> {
        self.profiles.get(id.0 as usize)
    }
}
