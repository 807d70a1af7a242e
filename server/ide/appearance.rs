//! An actor in one article: what most questions come down to.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::Link;
use crate::actors::Form;
use crate::archive::{Card, CardActor, CardMention, Snapshot, Title};
use crate::text::{Span, Symbol};

/// One actor in one article.
#[derive(Clone, Copy)]
pub(super) struct Appearance<'s> {
    pub(super) card: &'s Arc<Card>,
    /// Its number in the article.
    pub(super) number: u32,
    pub(super) actor: CardActor,
}

/// The mention at `offset` of the article at `path`, by its number, with the actor that it names.
pub(super) fn at<'s>(snapshot: &'s Snapshot, path: &Path, offset: u32) -> Option<(Appearance<'s>, u32)> {
    let card = snapshot.card(path)?;
    let mention = card.mention_at(offset)?;
    Some((Appearance::of(card, card.mention(mention)?.actor)?, mention))
}

/// All appearances of the actor `id`, by path.
pub(super) fn everywhere(snapshot: &Snapshot, id: Symbol) -> impl Iterator<Item = Appearance<'_>> {
    snapshot.mentions_of(id).map(|(card, number, actor)| Appearance { card, number, actor })
}

/// As many of the appearances of the actor `id` as a reader can take in, by path: all of them, or the first and the last
/// `many` of an actor that a large part of the archive mentions. Costs the same in an archive of any size.
pub(super) fn some(snapshot: &Snapshot, id: Symbol, many: usize) -> impl Iterator<Item = Appearance<'_>> {
    snapshot.mentions_at_ends(id, many).map(|(card, number, actor)| Appearance { card, number, actor })
}

/// The appearances of the actor of `here` in its own article: more than one where the article knows the actor under two
/// ids that others show to be one.
pub(super) fn here<'s>(snapshot: &'s Snapshot, here: Appearance<'s>) -> impl Iterator<Item = Appearance<'s>> {
    let id = snapshot.canonical_of(here.actor.id);
    let actors = (0..).zip(here.card.actors()).filter(move |(_, actor)| snapshot.canonical_of(actor.id) == id);
    actors.map(move |(number, actor)| Appearance { card: here.card, number, actor })
}

impl<'s> Appearance<'s> {
    pub(super) fn of(card: &'s Arc<Card>, number: u32) -> Option<Self> {
        Some(Self { card, number, actor: card.actor(number)? })
    }

    /// Its mentions, with their numbers, in order.
    pub(super) fn mentions(self) -> impl Iterator<Item = (u32, CardMention)> + use<'s> {
        self.card.mentions_of(self.number)
    }

    /// The titles that stand with its mentions, in order.
    pub(super) fn titles(self) -> impl Iterator<Item = Title> {
        let mut mentions = self.mentions().map(|(number, _)| number).peekable();
        self.card.titles().filter(move |title| {
            while mentions.next_if(|number| *number < title.mention).is_some() {}
            mentions.peek() == Some(&title.mention)
        })
    }

    /// The day on which its article was published, as far as known.
    pub(super) fn day(self) -> Option<Date> {
        self.card.day()
    }

    /// The mention that tells most about the actor; `None` where it occurs only in page furniture.
    pub(super) fn introduction(self) -> Option<Introduction<'s>> {
        let number = self.actor.introduction?;
        let title = self.card.title_with(number);
        Some(Introduction { card: self.card, title, mention: self.card.mention(number)? })
    }
}

/// The mention that introduces an actor in one article.
#[derive(Clone, Copy)]
pub(super) struct Introduction<'s> {
    pub(super) card: &'s Arc<Card>,
    title: Option<Title>,
    pub(super) mention: CardMention,
}

impl<'s> Introduction<'s> {
    /// The name with its title.
    pub(super) fn focus(self) -> Span {
        self.title.map_or(self.mention.span, |title| self.mention.span.join(title.span))
    }

    /// The name with its title as they are written, where nothing stands between them.
    pub(super) fn spelled(self) -> Option<String> {
        let name = self.mention;
        let title = self.title?;
        let together = |first: &str, second: &str| Some(format!("{first}{second}"));
        if title.span.start == name.span.end {
            together(name.surface.as_str(), title.surface.as_str())
        } else if title.span.end == name.span.start {
            together(title.surface.as_str(), name.surface.as_str())
        } else {
            None
        }
    }

    /// The sentence that it stands in.
    pub(super) fn sentence(self) -> Span {
        self.card.sentence_around(self.mention.span).join(self.focus())
    }

    /// Orders introductions by how much they tell, the most telling first: the fullest name, with a title before
    /// without, then the one nearest to the head of its article.
    pub(super) fn rank(self) -> (Reverse<usize>, bool, u32, &'s Path) {
        let name = match self.mention.form {
            Form::Name => self.mention.surface.as_str().chars().count(),
            Form::Title | Form::Pronoun => 0,
        };
        (Reverse(name), self.title.is_none(), self.mention.span.start, self.card.path())
    }

    pub(super) fn link(self, origin: Span) -> Link {
        Link { origin, article: Arc::clone(self.card), target: self.sentence(), focus: self.focus() }
    }
}
