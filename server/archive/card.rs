//! What the archive keeps of every article: as much as questions over all articles need.
//!
//! The text, its tokens and the reasons behind everything are kept of open articles only ([`Entry`]); of the others they
//! are read again from the disk when somebody asks for them. A card takes about as much memory as the text it is of.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use smallvec::SmallVec;

use super::{CardActor, CardMention, CardStatement, Content, Digest, Entry, Title};
use crate::findings::Finding;
use crate::text::{Position, PositionEncoding, Span, Symbol};

/// One version of one article in the card index of the archive. Never changed once made.
#[derive(Debug)]
pub struct Card {
    path: Arc<Path>,
    uri: Option<Arc<str>>,
    digest: Digest,
}

/// The sentences of an article in which somebody is mentioned, by where they start.
#[derive(Clone, Debug)]
pub struct Sentences(Vec<Span>);

impl Sentences {
    /// The sentence that begins with or before `span` and holds its start; `span` itself where there is none.
    pub fn around(&self, span: Span) -> Span {
        let n = self.0.partition_point(|sentence| sentence.start <= span.start);
        let sentence = n.checked_sub(1).and_then(|n| self.0.get(n)).copied();
        sentence.filter(|sentence| sentence.contains(span.start)).unwrap_or(span)
    }
}

impl Card {
    /// The card of an article at `path`, which no editor has open.
    pub fn new(path: Arc<Path>, digest: Digest) -> Self {
        Self { path, uri: None, digest }
    }

    /// The card of an article that is at hand.
    pub fn of(entry: &Entry) -> Self {
        Self {
            path: Arc::clone(entry.path()),
            uri: entry.uri().cloned(),
            digest: Digest::of(entry, Content::default()),
        }
    }

    /// Asks for the memory of all of it, so that it is there when it is wanted.
    pub(super) fn ask(&self) {
        black_box(self.path.as_os_str().as_encoded_bytes().first());
        self.digest.ask();
    }

    /// Where the article lies.
    pub fn path(&self) -> &Arc<Path> {
        &self.path
    }

    /// See [`Entry::uri`].
    pub fn uri(&self) -> Option<&Arc<str>> {
        self.uri.as_ref()
    }

    /// What is to be kept on disk.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// What the file held when it was read; nothing in particular for an article that an editor has open.
    pub fn content(&self) -> Content {
        self.digest.content()
    }

    /// The headline, at most some eighty letters of it, or the file name where there is none.
    pub fn title(&self) -> &str {
        let (title, _) = self.digest.head();
        title.unwrap_or_else(|| self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default())
    }

    /// The day on which the article was published, as far as known.
    pub fn day(&self) -> Option<Date> {
        self.digest.head().1
    }

    /// The line that holds byte `offset`, from zero.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.digest.ruler().line_of(offset)
    }

    /// Where a span begins and ends, as [`crate::text::Lines::position`] says.
    pub fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        self.digest.ruler().positions([span.start, span.end], encoding).into()
    }

    /// The actors of the article. They are unpacked as they are asked for, as is everything below.
    pub fn actors(&self) -> impl Iterator<Item = CardActor> {
        self.digest.actors()
    }

    /// One of the actors, by its number.
    pub fn actor(&self, number: u32) -> Option<CardActor> {
        self.actors().nth(number as usize)
    }

    /// The actors, each with the parts of its name: see [`crate::actors::Actor::parts`].
    pub fn actors_with_parts(&self) -> impl Iterator<Item = (CardActor, SmallVec<[Symbol; 4]>)> {
        let parts: SmallVec<[Symbol; 16]> = self.digest.parts().collect();
        self.digest
            .actors_with_parts()
            .map(move |(actor, range)| (actor, SmallVec::from_slice(parts.get(range).unwrap_or_default())))
    }

    /// All mentions, by where they start.
    pub fn mentions(&self) -> impl Iterator<Item = CardMention> {
        self.digest.mentions()
    }

    /// One of the mentions, by its number.
    pub fn mention(&self, number: u32) -> Option<CardMention> {
        self.mentions().nth(number as usize)
    }

    /// The mentions of one actor, by its number, in order.
    pub fn mentions_of(&self, actor: u32) -> impl Iterator<Item = (u32, CardMention)> {
        (0..).zip(self.mentions()).filter(move |(_, mention)| mention.actor == actor)
    }

    /// The mention at byte `offset`, as [`crate::actors::Cast::mention_at`] says.
    pub fn mention_at(&self, offset: u32) -> Option<u32> {
        let touching = (0..).zip(self.mentions()).filter(|(_, mention)| mention.span.touches(offset));
        touching.min_by_key(|(_, m)| (!m.span.contains(offset), m.span.len())).map(|(n, _)| n)
    }

    /// The title that stands with a mention, by the mention's number.
    pub fn title_with(&self, mention: u32) -> Option<Title> {
        self.titles().find(|title| title.mention == mention)
    }

    /// The titles that stand with mentions, in the order of these.
    pub fn titles(&self) -> impl Iterator<Item = Title> {
        self.digest.titles()
    }

    /// The sentences in which somebody is mentioned.
    pub fn sentences(&self) -> Sentences {
        Sentences(self.digest.sentences().collect())
    }

    /// As [`Sentences::around`], for one span only.
    pub fn sentence_around(&self, span: Span) -> Span {
        let sentence = self.digest.sentences().take_while(|sentence| sentence.start <= span.start).last();
        sentence.filter(|sentence| sentence.contains(span.start)).unwrap_or(span)
    }

    /// The statements, by where they start.
    pub fn statements(&self) -> impl Iterator<Item = CardStatement> {
        self.digest.statements()
    }

    /// The findings, with their messages.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        self.digest.findings()
    }
}

/// Whatever has an address and a place for each of its bytes: a card, or an article at hand.
pub trait Located {
    /// Where it lies.
    fn path(&self) -> &Arc<Path>;
    /// Its address letter for letter as the editor wrote it; `None` where no editor has it open.
    fn uri(&self) -> Option<&Arc<str>>;
    /// Where a span begins and ends.
    fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position);
}

impl<T: Located> Located for Arc<T> {
    fn path(&self) -> &Arc<Path> {
        (**self).path()
    }

    fn uri(&self) -> Option<&Arc<str>> {
        (**self).uri()
    }

    fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        (**self).positions(span, encoding)
    }
}

impl Located for Card {
    fn path(&self) -> &Arc<Path> {
        self.path()
    }

    fn uri(&self) -> Option<&Arc<str>> {
        self.uri()
    }

    fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        self.positions(span, encoding)
    }
}

impl Located for Entry {
    fn path(&self) -> &Arc<Path> {
        self.path()
    }

    fn uri(&self) -> Option<&Arc<str>> {
        self.uri()
    }

    fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        self.positions(span, encoding)
    }
}
