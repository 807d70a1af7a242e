//! An actor in one article: what most questions come down to.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::Link;
use crate::actors::{Actor, Form, Mention};
use crate::archive::{Entry, Snapshot};
use crate::text::Span;

/// One actor in one article.
#[derive(Clone, Copy)]
pub(super) struct Appearance<'s> {
    pub(super) entry: &'s Arc<Entry>,
    /// Its place in [`crate::actors::Cast::actors`].
    pub(super) number: u32,
    pub(super) actor: &'s Actor,
}

/// The mention at `offset` of the article at `path`, with the actor that it names.
pub(super) fn at<'s>(snapshot: &'s Snapshot, path: &Path, offset: u32) -> Option<(Appearance<'s>, &'s Mention)> {
    let entry = snapshot.entry(path)?;
    let cast = &entry.analysis().cast;
    let mention = cast.mentions.get(cast.mention_at(offset)?)?;
    Some((Appearance::of(entry, mention.actor)?, mention))
}

/// All appearances of the actor `id`, by path.
pub(super) fn everywhere<'s>(snapshot: &'s Snapshot, id: &'s str) -> impl Iterator<Item = Appearance<'s>> {
    let all = snapshot.mentions_of(snapshot.canonical(id));
    all.filter_map(|(entry, mentions)| Appearance::of_mentions(entry, mentions))
}

/// As many of the appearances of the actor `id` as a reader can take in, by path: all of them, or the first and the last
/// `many` of an actor that a large part of the archive mentions. Costs the same in an archive of any size.
pub(super) fn some<'s>(snapshot: &'s Snapshot, id: &'s str, many: usize) -> impl Iterator<Item = Appearance<'s>> {
    let ends = snapshot.mentions_at_ends(snapshot.canonical(id), many);
    ends.filter_map(|(entry, mentions)| Appearance::of_mentions(entry, mentions))
}

/// The appearances of the actor of `here` in its own article: more than one where the article knows the actor under two
/// ids that others show to be one.
pub(super) fn here<'s>(snapshot: &'s Snapshot, here: Appearance<'s>) -> impl Iterator<Item = Appearance<'s>> {
    let id = snapshot.canonical(&here.actor.id);
    let actors = &here.entry.analysis().cast.actors;
    let numbers = actors.iter().enumerate().filter(move |(_, actor)| snapshot.canonical(&actor.id) == id);
    numbers.filter_map(move |(number, _)| Appearance::of(here.entry, number as u32))
}

impl<'s> Appearance<'s> {
    pub(super) fn of(entry: &'s Arc<Entry>, number: u32) -> Option<Self> {
        let actor = entry.analysis().cast.actors.get(number as usize)?;
        Some(Self { entry, number, actor })
    }

    /// The appearance that some mentions of one actor make.
    fn of_mentions(entry: &'s Arc<Entry>, mentions: &[u32]) -> Option<Self> {
        let first = entry.analysis().cast.mentions.get(*mentions.first()? as usize)?;
        Self::of(entry, first.actor)
    }

    /// Its mentions, in order.
    pub(super) fn mentions(self) -> impl Iterator<Item = &'s Mention> {
        let all = &self.entry.analysis().cast.mentions;
        self.actor.mentions.iter().filter_map(|n| all.get(*n as usize))
    }

    /// The day on which its article was published, as far as known.
    pub(super) fn day(self) -> Option<Date> {
        day(self.entry)
    }

    /// The mention that tells most about the actor; `None` where it occurs only in page furniture.
    pub(super) fn introduction(self) -> Option<Introduction<'s>> {
        let mention = self.entry.analysis().cast.mentions.get(self.actor.introduction? as usize)?;
        Some(Introduction { entry: self.entry, mention })
    }
}

/// The mention that introduces an actor in one article.
#[derive(Clone, Copy)]
pub(super) struct Introduction<'s> {
    pub(super) entry: &'s Arc<Entry>,
    pub(super) mention: &'s Mention,
}

impl<'s> Introduction<'s> {
    /// The name with its title.
    pub(super) fn focus(self) -> Span {
        self.mention.title.map_or(self.mention.span, |title| self.mention.span.join(title))
    }

    /// The sentence that it stands in.
    pub(super) fn sentence(self) -> Span {
        sentence(self.entry, self.mention).join(self.focus())
    }

    /// Orders introductions by how much they tell, the most telling first: the fullest name, with a title before
    /// without, then the one nearest to the head of its article.
    pub(super) fn rank(self) -> (Reverse<usize>, bool, u32, &'s Path) {
        let name = match self.mention.form {
            Form::Name => self.mention.span.slice(self.entry.text()).chars().count(),
            Form::Title | Form::Pronoun => 0,
        };
        (Reverse(name), self.mention.title.is_none(), self.mention.span.start, self.entry.path())
    }

    pub(super) fn link(self, origin: Span) -> Link {
        Link { origin, path: Arc::clone(self.entry.path()), target: self.sentence(), focus: self.focus() }
    }
}

/// The day on which an article was published, as far as known.
pub(super) fn day(entry: &Entry) -> Option<Date> {
    entry.analysis().article.date.map(|publication| publication.date)
}

/// The sentence that a mention stands in, in bytes of the article; the mention itself where there is none.
pub(super) fn sentence(entry: &Entry, mention: &Mention) -> Span {
    let placed = entry.analysis().article.passages.get(mention.passage as usize);
    placed
        .and_then(|placed| {
            let passage = &placed.passage;
            let sentence = passage.sentences.get(passage.sentence_at(mention.local.start)?)?;
            Some(placed.to_article(*sentence))
        })
        .unwrap_or(mention.span)
}
