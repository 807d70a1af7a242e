//! What can be done about a finding, or about a name? One file per deed.
//!
//! Nothing is done here: an [`Action`] says what would be. An article is changed only by [`Deed::Insert`], and only when the
//! user picks it.

mod accept;
mod cite;
mod nearest;
mod register;
mod similar;
mod source;

use std::path::Path;

use super::Lang;
use crate::archive::{Entry, Snapshot};
use crate::config::{self, ConfigError, NewActor};
use crate::findings::{Code, Finding};
use crate::text::Span;

/// Something that the user can have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Tells it apart from the others at the same place, from one question to the next.
    pub id: String,
    /// What it does, in the user's words.
    pub title: String,
    /// What sort of deed it is.
    pub kind: ActionKind,
    /// The finding that it is about: its code, and where it stands in bytes of the article.
    pub finding: Option<(Code, Span)>,
    /// Whether it is what most users want: never a deed that settles a claim by itself.
    pub preferred: bool,
    /// What is to be done.
    pub deed: Deed,
}

/// What sort of deed it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It helps to resolve a finding.
    QuickFix,
    /// It tells the registry something about a name.
    Refactor,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Text is put into the article.
    Insert {
        /// Before this byte.
        at: u32,
        /// Words that the user is to replace or confirm, where there are any.
        placeholder: Option<String>,
        /// The words behind them.
        text: String,
    },
    /// The registry is changed.
    Registry(RegistryChange),
    /// The finding is accepted.
    Accept,
    /// A place in the article is shown.
    Show(Span),
    /// The same claim is looked for in other articles.
    Similar,
}

/// A change of the registry (`uradori.toml`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistryChange {
    /// A new actor.
    Add(NewActor),
    /// One more name of the actor with this id.
    Alias(String, String),
    /// A name that the actor with this id is not.
    Deny(String, String),
    /// Something that is no name.
    Ignore(String),
}

impl RegistryChange {
    /// The registry's text after the change; `None` where that changes nothing.
    ///
    /// # Errors
    /// [`ConfigError`] where the text cannot be read as it is.
    pub fn apply(&self, text: &str) -> Result<Option<String>, ConfigError> {
        match self {
            Self::Add(actor) => config::add_actor(text, actor).map(Some),
            Self::Alias(id, name) => config::add_alias(text, id, name),
            Self::Deny(id, name) => config::deny(text, id, name),
            Self::Ignore(name) => config::ignore_name(text, name),
        }
    }
}

/// What can be done at `span` of the article at `path`: about each finding there that nobody accepted, and about the name
/// that `span` begins in.
pub fn actions(snapshot: &Snapshot, path: &Path, span: Span, lang: Lang) -> Vec<Action> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let mut actions = Vec::new();
    let here = |finding: &&Finding| finding.span.overlaps(span) || finding.span.touches(span.start);
    for finding in snapshot.open_findings(&entry).filter(here) {
        let about = About { entry: &entry, finding, lang };
        actions.extend(source::insert(&about));
        actions.extend(nearest::show(&about));
        actions.push(similar::look(&about));
        actions.extend(cite::mark(&about));
        actions.push(accept::accept(&about));
    }
    let cast = &entry.analysis().cast;
    if let Some(mention) = cast.mention_at(span.start).and_then(|n| cast.mentions.get(n)) {
        register::register(snapshot, &entry, mention, lang, &mut actions);
    }
    actions
}

/// A finding, and where it stands.
struct About<'a> {
    entry: &'a Entry,
    finding: &'a Finding,
    lang: Lang,
}

impl About<'_> {
    /// An action about the finding.
    fn action(&self, id: &str, ja: String, en: String, deed: Deed) -> Action {
        let (code, span) = (self.finding.code, self.finding.span);
        Action {
            id: format!("{id}:{code}:{}", span.start),
            title: match self.lang {
                Lang::Ja => ja,
                Lang::En => en,
            },
            kind: ActionKind::QuickFix,
            finding: Some((code, span)),
            preferred: false,
            deed,
        }
    }

    /// The sentence that the finding stands in, in bytes of the article.
    fn sentence(&self) -> Option<Span> {
        let placed = self.entry.analysis().article.passages.get(self.finding.passage as usize)?;
        let sentence = placed.passage.sentences.get(self.finding.sentence as usize)?;
        Some(placed.to_article(*sentence))
    }
}
