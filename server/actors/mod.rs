//! Who is who: the mentions of an article, the actors they name, and why each is linked.
//!
//! [`cast`] reads one article and gives its [`Cast`]. What is known of actors beforehand, from the lexicon and from the
//! user's registry, is the [`Directory`].

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::text::Span;

mod directory;
mod identity;
mod linking;
mod mentions;
mod naming;
pub mod tagger;
mod why;

pub use crate::config::Kind;
pub use directory::{Directory, Profile, ProfileId};
pub use linking::{Linker, Person};
pub use why::Why;

use identity::Draft;
use mentions::Proposals;

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// By a name.
    Name,
    /// By a bare title or head noun: 大統領, 同省.
    Title,
    /// By a pronoun: 同氏, 彼女.
    Pronoun,
}

/// A span that names an actor or a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// In bytes of the article.
    pub span: Span,
    /// The passage it stands in, and where in that passage's text.
    pub passage: u32,
    /// In bytes of the passage's text.
    pub local: Span,
    /// How it names its actor.
    pub form: Form,
    /// What it names.
    pub kind: Kind,
    /// The actor: an index into [`Cast::actors`].
    pub actor: u32,
    /// The title that stands with the name (外相, 報道官, 氏), in bytes of the article.
    pub title: Option<Span>,
    /// Why it is linked to its actor.
    pub why: Why,
}

/// An actor of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The same for this actor in every article: the profile's id where there is one, else made from kind and name.
    pub id: String,
    /// The fullest name known.
    pub name: String,
    /// Person, organisation, place …
    pub kind: Kind,
    /// What the registry or the lexicon says of it.
    pub profile: Option<ProfileId>,
    /// Whether only a part of its name is known here: モリス of nobody's full name.
    pub partial: bool,
    /// The surnames by which another article may mean the same person, as keys (see [`Linker`]); not for show.
    pub parts: Vec<String>,
    /// Its mentions, in order: indices into [`Cast::mentions`].
    pub mentions: Vec<u32>,
    /// The mention that tells most about it; `None` where it occurs only in page furniture.
    pub introduction: Option<u32>,
}

/// Everybody in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// All mentions, by where they start.
    pub mentions: Vec<Mention>,
    /// All actors.
    pub actors: Vec<Actor>,
}

impl Cast {
    /// The mention at byte `offset` of the article, the end included; the shorter where two touch there.
    pub fn mention_at(&self, offset: u32) -> Option<usize> {
        let touching = self.mentions.iter().enumerate().filter(|(_, m)| m.span.touches(offset));
        touching.min_by_key(|(_, m)| (!m.span.contains(offset), m.span.len())).map(|(n, _)| n)
    }
}

/// Reads the mentions of an article and links them to actors.
pub fn cast(article: &Article, directory: &Directory) -> Cast {
    let mut proposals = Proposals::of(&article.passages, directory);
    mentions::repeat(article, directory, &mut proposals);
    let mut drafts = Vec::new();
    for (number, (placed, found)) in article.passages.iter().zip(proposals).enumerate() {
        let chosen = found.choose(&placed.passage, directory);
        drafts.extend(chosen.into_iter().map(|mut found| {
            // A name from the lexicon or the registry has its title behind it as every other has.
            if found.kind == Kind::Person && found.title.is_none() {
                found.title = mentions::title_after(&placed.passage, found.span.end).map(|(title, _)| title);
            }
            Draft { passage: number as u32, found }
        }));
    }
    let (mentions, actors) = identity::gather(article, directory, &drafts);
    Cast { mentions, actors }
}

#[cfg(test)]
mod tests;
