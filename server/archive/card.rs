//! What the archive keeps of every article: as much as questions over all articles need.
//!
//! The text, its tokens and the reasons behind everything are kept of open articles only ([`Entry`]); of the others they
//! are read again from the disk when somebody asks for them. A card takes about as much memory as the text it is of.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::{Content, Entry};
use crate::actors::{Form, Kind};
use crate::findings::Finding;
use crate::statements::{Grade, Statement};
use crate::text::{Position, PositionEncoding, Ruler, Span, Symbol};

/// One version of one article in the card index of the archive. Never changed once made.
#[derive(Debug)]
pub struct Card {
    path: Arc<Path>,
    uri: Option<Arc<str>>,
    digest: Digest,
}

/// What a card says but for where the article lies: the same for the same text under the same configuration.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// What the file held when it was read; nothing in particular for an open document.
    content: Content,
    ruler: Ruler,
    title: Option<Box<str>>,
    day: Option<Date>,
    actors: Box<[CardActor]>,
    parts: Box<[Symbol]>,
    mentions: Box<[CardMention]>,
    titles: Box<[Title]>,
    sentences: Box<[Span]>,
    statements: Box<[CardStatement]>,
    /// The findings, packed: they are read one article at a time.
    findings: Box<[u8]>,
}

/// An actor of one article; its number there is the one it has in [`crate::actors::Cast::actors`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardActor {
    /// See [`crate::actors::Actor::id`].
    pub id: Symbol,
    /// The fullest name that the article gives.
    pub name: Symbol,
    /// What it is.
    pub kind: Kind,
    /// Whether only a part of its name is known here.
    pub partial: bool,
    /// Where its name's parts end in [`Digest::parts`]; they begin where those of the actor before it end.
    parts_end: u32,
    /// The mention that tells most about it; `None` where it occurs only in page furniture.
    pub introduction: Option<u32>,
}

/// A mention in one article; its number there is the one it has in [`crate::actors::Cast::mentions`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardMention {
    /// In bytes of the article.
    pub span: Span,
    /// The actor's number in the article.
    pub actor: u32,
    /// How it is written.
    pub surface: Symbol,
    /// How it names its actor.
    pub form: Form,
}

/// The title that stands with a mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The mention's number.
    mention: u32,
    /// In bytes of the article.
    pub span: Span,
    /// How it is written.
    pub surface: Symbol,
}

/// A statement in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardStatement {
    /// See [`Statement::span`].
    pub span: Span,
    /// See [`Statement::content`].
    pub content: Span,
    /// The words that name the source, in bytes of the article; `None` where the text does not tell.
    pub source: Option<Span>,
    /// Who says it: the actor's number in the article.
    pub speaker: Option<u32>,
    /// How well the source can be asked.
    pub grade: Option<Grade>,
    /// Stands for the beginning of what is said: two statements with the same one say the same.
    pub beginning: u32,
}

/// Bytes of a headline that are kept.
const HEADLINE: usize = 240;

/// Characters by which two statements are compared.
const BEGINNING: usize = 30;

impl Digest {
    /// What is to be kept of `entry`, whose file holds `content`.
    pub fn of(entry: &Entry, content: Content) -> Self {
        let analysis = entry.analysis();
        let (text, cast) = (entry.text(), &analysis.cast);
        let mut parts: Vec<Symbol> = Vec::new();
        let actors = cast.actors.iter().map(|actor| {
            parts.extend(actor.parts.iter().map(|part| Symbol::of(part)));
            CardActor {
                id: Symbol::of(&actor.id),
                name: Symbol::of(&actor.name),
                kind: actor.kind,
                partial: actor.partial,
                parts_end: parts.len() as u32,
                introduction: actor.introduction,
            }
        });
        let actors = actors.collect();
        let mentions = cast.mentions.iter().map(|mention| CardMention {
            span: mention.span,
            actor: mention.actor,
            surface: Symbol::of(mention.span.slice(text)),
            form: mention.form,
        });
        let titles = cast.mentions.iter().enumerate().filter_map(|(n, mention)| {
            let span = mention.title?;
            Some(Title { mention: n as u32, span, surface: Symbol::of(span.slice(text)) })
        });
        let mut sentences: Vec<Span> = Vec::new();
        for mention in &cast.mentions {
            let placed = analysis.article.passages.get(mention.passage as usize);
            let sentence = placed.and_then(|placed| {
                let passage = &placed.passage;
                let sentence = passage.sentences.get(passage.sentence_at(mention.local.start)?)?;
                Some(placed.to_article(*sentence))
            });
            sentences.extend(sentence.filter(|sentence| sentences.last() != Some(sentence)));
        }
        let statements = analysis.statements.iter().map(|statement| CardStatement {
            span: statement.span,
            content: statement.content,
            source: statement.source.as_ref().map(|source| source.span),
            speaker: speaker(entry, statement),
            grade: statement.source.as_ref().map(|source| source.grade),
            beginning: beginning(statement.words(text)),
        });
        let title = analysis.article.title.map(|span| span.slice(text)).filter(|title| !title.is_empty());
        Self {
            content,
            ruler: Ruler::of(text, entry.lines()),
            title: title.map(|title| beginning_of(title, HEADLINE).into()),
            day: analysis.article.date.map(|publication| publication.date),
            actors,
            parts: parts.into(),
            mentions: mentions.collect(),
            titles: titles.collect(),
            sentences: sentences.into(),
            statements: statements.collect(),
            findings: postcard::to_stdvec(&analysis.findings).unwrap_or_default().into(),
        }
    }
}

/// The actor who makes a statement, by its number in the article.
fn speaker(entry: &Entry, statement: &Statement) -> Option<u32> {
    let mention = entry.analysis().cast.mentions.get(statement.source.as_ref()?.mention? as usize)?;
    Some(mention.actor)
}

/// As many letters of a text as fit in `bytes`.
fn beginning_of(text: &str, bytes: usize) -> &str {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= bytes).last();
    &text[..end.unwrap_or_default()]
}

fn beginning(words: &str) -> u32 {
    use std::hash::Hasher;
    let mut hasher = FxHasher::default();
    for c in words.chars().take(BEGINNING) {
        hasher.write_u32(c.into());
    }
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
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

    /// What the file held when it was read.
    pub(super) fn content(&self) -> Content {
        self.digest.content
    }

    /// The headline, at most some eighty letters of it, or the file name where there is none.
    pub fn title(&self) -> &str {
        let title = self.digest.title.as_deref();
        title.unwrap_or_else(|| self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default())
    }

    /// The day on which the article was published, as far as known.
    pub fn day(&self) -> Option<Date> {
        self.digest.day
    }

    /// The line that holds byte `offset`, from zero.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.digest.ruler.line_of(offset)
    }

    /// Where a span begins and ends, as [`crate::text::Lines::position`] says.
    pub fn positions(&self, span: Span, encoding: PositionEncoding) -> (Position, Position) {
        let at = |offset| self.digest.ruler.position(offset, encoding);
        (at(span.start), at(span.end))
    }

    /// The actors of the article.
    pub fn actors(&self) -> &[CardActor] {
        &self.digest.actors
    }

    /// The parts of an actor's name, by the actor's number: see [`crate::actors::Actor::parts`].
    pub fn parts(&self, actor: usize) -> &[Symbol] {
        let end = |n: usize| self.digest.actors.get(n).map_or(0, |actor| actor.parts_end as usize);
        let start = actor.checked_sub(1).map_or(0, end);
        self.digest.parts.get(start..end(actor)).unwrap_or_default()
    }

    /// All mentions, by where they start.
    pub fn mentions(&self) -> &[CardMention] {
        &self.digest.mentions
    }

    /// The mentions of one actor, by its number, in order.
    pub fn mentions_of(&self, actor: u32) -> impl Iterator<Item = (u32, &CardMention)> {
        let all = self.digest.mentions.iter().enumerate();
        all.filter(move |(_, mention)| mention.actor == actor).map(|(n, mention)| (n as u32, mention))
    }

    /// The mention at byte `offset`, as [`crate::actors::Cast::mention_at`] says.
    pub fn mention_at(&self, offset: u32) -> Option<u32> {
        let touching = self.digest.mentions.iter().enumerate().filter(|(_, m)| m.span.touches(offset));
        touching.min_by_key(|(_, m)| (!m.span.contains(offset), m.span.len())).map(|(n, _)| n as u32)
    }

    /// The title that stands with a mention, by the mention's number.
    pub fn title_with(&self, mention: u32) -> Option<&Title> {
        let titles = &self.digest.titles;
        titles.binary_search_by_key(&mention, |title| title.mention).ok().and_then(|n| titles.get(n))
    }

    /// The sentence that begins with or before `span` and holds its start; `span` itself where there is none.
    pub fn sentence_around(&self, span: Span) -> Span {
        let sentences = &self.digest.sentences;
        let n = sentences.partition_point(|sentence| sentence.start <= span.start);
        let sentence = n.checked_sub(1).and_then(|n| sentences.get(n)).copied();
        sentence.filter(|sentence| sentence.contains(span.start)).unwrap_or(span)
    }

    /// The statements, by where they start.
    pub fn statements(&self) -> &[CardStatement] {
        &self.digest.statements
    }

    /// The findings, with their messages.
    pub fn findings(&self) -> Vec<Finding> {
        postcard::from_bytes(&self.digest.findings).unwrap_or_default()
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
