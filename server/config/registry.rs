//! The user's own actors.

use super::Kind;

/// How an alias relates to its actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Another name of the same actor.
    #[default]
    Same,
    /// Somebody thinks so.
    Suspected,
    /// Somebody denies it.
    Disputed,
}

/// When an alias is taken for its actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Match {
    /// Wherever it stands as a name.
    #[default]
    Always,
    /// Only where the words around it speak for it.
    WithContext,
    /// Never by itself; kept for the record.
    Never,
}

/// One more name of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// How it relates to the actor.
    pub relation: Relation,
    /// Who says so.
    pub origin: Option<String>,
    /// When it is taken for the actor.
    pub matching: Match,
    /// Line of the file, from one.
    pub line: u32,
}

/// An `[[actor]]` of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The user's id, unique in the file.
    pub id: String,
    /// The name it goes by.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its name in kana, for searching.
    pub reading: Option<String>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// What the user wants to be told.
    pub description: Option<String>,
    /// Web addresses.
    pub links: Vec<String>,
    /// Ids and names that this actor is not, however alike they look.
    pub not: Vec<String>,
    /// Line of `[[actor]]`, from one.
    pub line: u32,
}
