//! What is known of actors before an article is read: the lexicon's facts and the user's registry.
//!
//! The lexicon is the same for everybody and is read once; the registry is small and is read with each configuration.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Kind;
use crate::config::{Config, Match, Relation};

mod lexicon;
mod names;
mod words;

pub(super) use lexicon::{Strength, lexicon};
pub(super) use names::{Listed, NameTable, Naming, Table};
pub(super) use words::{Antecedent, Head, Reference, TitleClass, words};

/// Whom a name may mean: seldom more than one or two.
pub(super) type Namings = SmallVec<[Naming; 3]>;

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
    pub origin: Arc<str>,
    /// What it belongs to: the id of a country or of another body, where the lexicon says so.
    pub of: Option<String>,
}

/// All profiles, and the names under which they are found. Cloning costs nothing.
#[derive(Clone, Debug)]
pub struct Directory(Arc<Registry>);

/// What the user's registry adds to the lexicon, and takes from it.
#[derive(Debug)]
struct Registry {
    /// The registry's profiles; their numbers follow those of the lexicon.
    profiles: Vec<Profile>,
    /// The registry's profiles by id.
    by_id: FxHashMap<String, ProfileId>,
    names: NameTable,
    /// Lexicon profiles that the registry describes anew, under the same id.
    replaced: FxHashMap<ProfileId, ProfileId>,
    /// Ids and names that a registered actor is not.
    not: FxHashMap<ProfileId, Vec<String>>,
    /// What the user says is no name.
    not_names: FxHashSet<String>,
}

impl Default for Directory {
    fn default() -> Self {
        Self::new(&Config::default())
    }
}

impl Directory {
    /// Whether the other is this one, and not one that was made anew.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The lexicon's actors and those of `config`.
    pub fn new(config: &Config) -> Self {
        let lexicon = lexicon();
        let mut registered = Vec::with_capacity(config.actors.len());
        let mut replaced = FxHashMap::default();
        let mut not = FxHashMap::default();
        let mut namings = Vec::new();
        for actor in &config.actors {
            let id = ProfileId((lexicon.profiles.len() + registered.len()) as u32);
            let before = lexicon.by_id.get(actor.id.as_str()).copied();
            if let Some(before) = before {
                replaced.insert(before, id);
            }
            if !actor.not.is_empty() {
                not.insert(id, actor.not.clone());
            }
            let origin = |line| format!("uradori.toml:{line}").into();
            registered.push(Profile {
                id: actor.id.clone(),
                name: actor.name.clone(),
                kind: actor.kind,
                reading: actor.reading.clone().unwrap_or_default(),
                description: actor.description.clone().unwrap_or_default(),
                links: actor.links.clone(),
                origin: origin(actor.line),
                of: before.and_then(|known| lexicon.profiles[known.0 as usize].of.clone()),
            });
            let main =
                Naming { profile: id, matching: Match::Always, relation: Relation::Same, main: true, line: actor.line };
            namings.push((actor.name.clone(), main));
            for alias in &actor.aliases {
                let naming = Naming {
                    profile: id,
                    matching: alias.matching,
                    relation: alias.relation,
                    main: false,
                    line: alias.line,
                };
                namings.push((alias.name.clone(), naming));
            }
        }
        let numbered = registered.iter().zip(lexicon.profiles.len() as u32..);
        let by_id =
            numbered.map(|(profile, number): (&Profile, u32)| (profile.id.clone(), ProfileId(number))).collect();
        let names = NameTable::new(namings);
        let not_names = config.not_names.iter().cloned().collect();
        Self(Arc::new(Registry { by_id, profiles: registered, names, replaced, not, not_names }))
    }

    /// One profile.
    pub fn profile(&self, id: ProfileId) -> Option<&Profile> {
        let lexicon = &lexicon().profiles;
        let at = id.0 as usize;
        lexicon.get(at).or_else(|| self.0.profiles.get(at - lexicon.len()))
    }

    /// The profile with this id, the registry's before the lexicon's.
    pub fn find(&self, id: &str) -> Option<ProfileId> {
        self.0.by_id.get(id).or_else(|| lexicon().by_id.get(id)).copied()
    }

    /// What a profile belongs to, and what that belongs to: ward, city, prefecture, country.
    pub(super) fn above(&self, id: ProfileId) -> impl Iterator<Item = ProfileId> {
        /// No chain is longer; a circle ends here.
        const DEEP: usize = 5;
        let parent = |id: &ProfileId| self.find(self.profile(*id)?.of.as_ref()?);
        std::iter::successors(parent(&id), parent).take(DEEP)
    }

    /// The profiles of the user's registry.
    pub fn registered(&self) -> &[Profile] {
        &self.0.profiles
    }

    /// The names of the registry.
    pub(super) fn registry_names(&self) -> &NameTable {
        &self.0.names
    }

    /// The profile that speaks for `id`: the registry's where it describes the same actor.
    pub(super) fn current(&self, id: ProfileId) -> ProfileId {
        self.0.replaced.get(&id).copied().unwrap_or(id)
    }

    /// Whom a listed name may mean, the registry's view of each.
    pub(super) fn namings(&self, listed: Listed) -> &[Naming] {
        match listed.table {
            Table::Lexicon => lexicon().names.namings(listed.number),
            Table::Registry => self.0.names.namings(listed.number),
        }
    }

    /// Whom `name` may mean, the registry's profiles first. An alias that the registry only suspects or disputes means
    /// nobody but itself: see [`Directory::contested`].
    pub(super) fn listed(&self, name: &str) -> Namings {
        let tables = [&self.0.names, &lexicon().names].into_iter();
        let found = tables.filter_map(|table| Some(table.namings(table.number(name)?))).flatten();
        let same = |naming: &&Naming| naming.relation == Relation::Same && !self.denies(naming.profile, name);
        found.filter(same).copied().collect()
    }

    /// [`Directory::listed`] of a name that is known to be `listed`.
    pub(super) fn listed_as(&self, listed: Listed, name: &str) -> Namings {
        if listed.table == Table::Lexicon && self.0.names.is_empty() && self.0.not.is_empty() {
            return lexicon().names.namings(listed.number).into();
        }
        self.listed(name)
    }

    /// The registered actor of whom `name` is suspected or disputed to be another name.
    pub(super) fn contested(&self, name: &str) -> Option<Naming> {
        let number = self.0.names.number(name)?;
        self.0.names.namings(number).iter().find(|naming| naming.relation != Relation::Same).copied()
    }

    /// Whether the user says that `text` is no name.
    pub(super) fn is_no_name(&self, text: &str) -> bool {
        self.0.not_names.contains(text)
    }

    /// Whether the user says that `profile` is not who goes by `name` (a name or an id).
    pub(super) fn denies(&self, profile: ProfileId, name: &str) -> bool {
        !self.0.not.is_empty()
            && self.0.not.get(&self.current(profile)).is_some_and(|not| not.iter().any(|one| one == name))
    }
}

#[cfg(test)]
mod tests;
