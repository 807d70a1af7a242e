//! One file as an article: what is headline, byline, section head, bullet, caption, reference or page furniture, and
//! when it was published. A pure value per text; nothing here fails.

use std::sync::Arc;

use crate::language::{Placed, Reuse, passages};
use crate::text::Span;

mod dates;
mod genre;
mod layout;
mod lexicon;
mod line;
mod prose;

pub use dates::{Anchor, Dated, Interval, Precision, PublicationDate, date_at, dates};
pub use genre::Genre;
pub use prose::is_japanese_prose;

/// What a passage is in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title of the article, or of one of several articles in a file.
    Headline,
    /// The head of a section: 【概要】, a short line that stands alone, a bullet that only names a topic.
    SectionHead,
    /// Prose.
    Paragraph,
    /// An item of a list.
    Bullet,
    /// The line under a picture; photo and graphics credits.
    Caption,
    /// Who wrote it, for whom, when.
    Byline,
    /// An entry in a list of references, and that list's head.
    Reference,
    /// An address, or a line of hash tags.
    Link,
    /// Menus, rankings, teasers, copyright: the page around the article.
    Furniture,
}

impl BlockKind {
    /// Whether claims are made here: prose and bullets. Names are mentions everywhere.
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Paragraph | Self::Bullet)
    }

    /// Whether an actor can be introduced here: not in the page around the article, and not in lists of addresses.
    pub const fn can_introduce(self) -> bool {
        !matches!(self, Self::Furniture | Self::Link | Self::Reference)
    }
}

/// What the layout says of one passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the passage's text before the content: a bullet mark, a dateline.
    pub lead: u32,
    /// The dateline ([モスクワ 25日 ロイター], 【ワシントン共同】) or the feed label (BBC – Asia) that opens the
    /// passage, in bytes of its text.
    pub dateline: Option<Span>,
    /// The section it belongs to: an index into [`Article::sections`].
    pub section: Option<u32>,
}

/// A section: its head and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The passage that heads it: an index into [`Article::passages`].
    pub head: u32,
    /// 0 for an article's headline, 1 for 【概要】, 2 for what is below.
    pub level: u8,
    /// Its passages, the head included.
    pub passages: std::ops::Range<u32>,
}

/// An article: its text, cut up and labelled.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text as decoded.
    pub text: Arc<str>,
    /// Its passages, in order.
    pub passages: Vec<Placed>,
    /// What each passage is; as long as `passages`.
    pub blocks: Vec<Block>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The headline without white space around it, in bytes of the text.
    pub title: Option<Span>,
    /// When it was published, as far as the text says so.
    pub date: Option<PublicationDate>,
    /// What sort of text it is.
    pub genre: Genre,
}

impl Article {
    /// Reads a text; passages that `reuse` knows are taken over.
    pub fn read(text: Arc<str>, reuse: &Reuse<'_>) -> Self {
        let passages = passages(&text, reuse);
        let (blocks, sections) = layout::label(&text, &passages);
        let title = blocks
            .iter()
            .position(|block| block.kind == BlockKind::Headline)
            .map(|n| passages[n].source())
            .map(|span| trimmed(span, &text));
        let date = dates::publication(&text, &passages, &blocks);
        let genre = genre::of(&passages, &blocks);
        Self { text, passages, blocks, sections, title, date, genre }
    }

    /// A text that nothing is known of.
    pub fn unread(text: Arc<str>) -> Self {
        let (passages, blocks, sections) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, passages, blocks, sections, title: None, date: None, genre: Genre::default() }
    }

    /// The passage that covers byte `offset` of the text, with its number.
    pub fn passage_at(&self, offset: u32) -> Option<(usize, &Placed)> {
        let n = self.passages.partition_point(|placed| placed.source().end < offset);
        self.passages.get(n).filter(|placed| placed.source().touches(offset)).map(|placed| (n, placed))
    }

    /// All sentences as (passage number, sentence in the passage's text, sentence in the article).
    pub fn sentences(&self) -> impl Iterator<Item = (usize, Span, Span)> {
        self.passages.iter().enumerate().flat_map(|(n, placed)| {
            placed.passage.sentences.iter().map(move |local| (n, *local, placed.to_article(*local)))
        })
    }
}

fn trimmed(span: Span, text: &str) -> Span {
    let piece = span.slice(text);
    let start = span.start as usize + (piece.len() - piece.trim_start().len());
    Span::of(start..start + piece.trim().len())
}

#[cfg(test)]
mod tests;
