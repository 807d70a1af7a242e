//! What a card says but for where the article lies, packed.

use std::hint::black_box;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};

use super::rows::{Page, SECTIONS, Section, pieces};
use super::{Content, Entry};
use crate::actors::{Form, Kind};
use crate::findings::{Bilingual, Code, Finding, Severity};
use crate::statements::{Grade, Statement};
use crate::text::{Ruler, Span, Symbol};

/// What a card says but for where the article lies: the same for the same text under the same configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// What the file held when it was read; nothing in particular for an open document.
    content: Content,
    ruler: Ruler,
    /// The strings that the rows name by their place here, each once.
    symbols: Box<[Symbol]>,
    rows: Page,
}

/// An actor of one article; its number there is the one it has in [`crate::actors::Cast::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardActor {
    /// See [`crate::actors::Actor::id`].
    pub id: Symbol,
    /// The fullest name that the article gives.
    pub name: Symbol,
    /// What it is.
    pub kind: Kind,
    /// Whether only a part of its name is known here.
    pub partial: bool,
    /// The mention that tells most about it; `None` where it occurs only in page furniture.
    pub introduction: Option<u32>,
}

/// A mention in one article; its number there is the one it has in [`crate::actors::Cast::mentions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// The mention's number.
    pub mention: u32,
    /// In bytes of the article.
    pub span: Span,
    /// How it is written.
    pub surface: Symbol,
}

/// A statement in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

// The sections of a page. A span is written as the way from a place that is known and as its length; a string as its place
// among the symbols.

/// (headline, day)
const HEAD: usize = 0;
type HeadRow<'p> = (Option<&'p str>, Option<(i16, i8, i8)>);

/// (id, name, kind, whether partial, how many parts, introduction)
const ACTORS: usize = 1;
type ActorRow = (u32, u32, Kind, bool, u32, Option<u32>);

/// The parts of all actors' names, one actor's behind the other's.
const PARTS: usize = 2;
type PartRow = u32;

/// (from the mention before, length, actor, surface, form)
const MENTIONS: usize = 3;
type MentionRow = (i32, u32, u32, u32, Form);

/// (mentions since the title before, from the title before, length, surface)
const TITLES: usize = 4;
type TitleRow = (u32, i32, u32, u32);

/// (from the sentence before, length)
const SENTENCES: usize = 5;
type SentenceRow = (i32, u32);

/// (from the statement before, length, content from there, source from there, speaker, grade, beginning)
const STATEMENTS: usize = 6;
type StatementRow = (i32, u32, SentenceRow, Option<SentenceRow>, Option<u32>, Option<Grade>, [u8; 4]);

/// (from the finding before, length, passage, sentence, code, severity, related from there, texts): the texts are those of the
/// message in Japanese and English and of its reason in both, in pieces.
const FINDINGS: usize = 7;
type FindingRow = (i32, u32, u32, u32, Code, Severity, Option<SentenceRow>, [Vec<u32>; 4]);

/// Bytes of a headline that are kept.
const HEADLINE: usize = 240;

/// Characters by which two statements are compared.
const BEGINNING: usize = 30;

/// Spans as they are written: each by its way from the one before.
#[derive(Default)]
struct Way(u32);

impl Way {
    fn write(&mut self, span: Span) -> SentenceRow {
        let step = span.start.wrapping_sub(self.0).cast_signed();
        self.0 = span.start;
        (step, span.len())
    }

    fn read(&mut self, (step, len): SentenceRow) -> Span {
        self.0 = self.0.wrapping_add_signed(step);
        Span { start: self.0, end: self.0.wrapping_add(len) }
    }

    /// As [`Way::write`], without going there.
    fn aside(&self, span: Span) -> SentenceRow {
        Self(self.0).write(span)
    }

    /// What [`Way::aside`] wrote.
    fn read_aside(&self, row: SentenceRow) -> Span {
        Self(self.0).read(row)
    }
}

/// The symbols of a card, by where they stand in it.
#[derive(Default)]
struct Symbols {
    all: Vec<Symbol>,
    places: FxHashMap<Symbol, u32>,
}

impl Symbols {
    fn place(&mut self, symbol: Symbol) -> u32 {
        *self.places.entry(symbol).or_insert_with(|| {
            self.all.push(symbol);
            self.all.len() as u32 - 1
        })
    }

    fn of(&mut self, text: &str) -> u32 {
        self.place(Symbol::of(text))
    }

    fn text(&mut self, text: &str) -> Vec<u32> {
        pieces(text).map(|piece| self.of(piece)).collect()
    }
}

impl Digest {
    /// What is to be kept of `entry`, whose file holds `content`.
    pub fn of(entry: &Entry, content: Content) -> Self {
        let analysis = entry.analysis();
        let (text, cast) = (entry.text(), &analysis.cast);
        let mut symbols = Symbols::default();
        let mut sections: [Section; SECTIONS] = Default::default();

        let title = analysis.article.title.map(|span| span.slice(text)).filter(|title| !title.is_empty());
        let title = title.map(|title| beginning_of(title, HEADLINE));
        let day = analysis.article.date.map(|publication| publication.date);
        let head: HeadRow<'_> = (title, day.map(|day| (day.year(), day.month(), day.day())));
        sections[HEAD].push(&head);

        for actor in &cast.actors {
            let (id, name) = (symbols.of(&actor.id), symbols.of(&actor.name));
            let row: ActorRow = (id, name, actor.kind, actor.partial, actor.parts.len() as u32, actor.introduction);
            sections[ACTORS].push(&row);
            for part in &actor.parts {
                let row: PartRow = symbols.of(part);
                sections[PARTS].push(&row);
            }
        }

        let (mut way, mut titles, mut titled) = (Way::default(), Way::default(), 0);
        let (mut sentences, mut last) = (Way::default(), None);
        for (n, mention) in cast.mentions.iter().enumerate() {
            let surface = symbols.of(mention.span.slice(text));
            let (step, len) = way.write(mention.span);
            let row: MentionRow = (step, len, mention.actor, surface, mention.form);
            sections[MENTIONS].push(&row);
            if let Some(span) = mention.title {
                let (step, len) = titles.write(span);
                let row: TitleRow = (n as u32 - titled, step, len, symbols.of(span.slice(text)));
                sections[TITLES].push(&row);
                titled = n as u32;
            }
            let placed = analysis.article.passages.get(mention.passage as usize);
            let sentence = placed.and_then(|placed| {
                let passage = &placed.passage;
                let sentence = passage.sentences.get(passage.sentence_at(mention.local.start)?)?;
                Some(placed.to_article(*sentence))
            });
            if let Some(sentence) = sentence.filter(|sentence| last != Some(*sentence)) {
                sections[SENTENCES].push(&sentences.write(sentence));
                last = Some(sentence);
            }
        }

        let mut way = Way::default();
        for statement in &analysis.statements {
            let (step, len) = way.write(statement.span);
            let source = statement.source.as_ref();
            let row: StatementRow = (
                step,
                len,
                way.aside(statement.content),
                source.map(|source| way.aside(source.span)),
                speaker(entry, statement),
                source.map(|source| source.grade),
                beginning(statement.words(text)).to_le_bytes(),
            );
            sections[STATEMENTS].push(&row);
        }

        let mut way = Way::default();
        for finding in &analysis.findings {
            let (step, len) = way.write(finding.span);
            let texts = [&finding.message.ja, &finding.message.en, &finding.why.ja, &finding.why.en];
            let row: FindingRow = (
                step,
                len,
                finding.passage,
                finding.sentence,
                finding.code,
                finding.severity,
                finding.related.map(|span| way.aside(span)),
                texts.map(|text| symbols.text(text)),
            );
            sections[FINDINGS].push(&row);
        }

        let ruler = Ruler::of(text, entry.lines());
        Self { content, ruler, symbols: symbols.all.into(), rows: Page::of(&sections) }
    }

    /// What the file held when it was read.
    pub(super) fn content(&self) -> Content {
        self.content
    }

    /// Asks for the memory of all of it.
    pub(super) fn ask(&self) {
        self.ruler.ask();
        self.rows.ask();
        black_box(self.symbols.first());
    }

    pub(super) fn ruler(&self) -> &Ruler {
        &self.ruler
    }

    fn symbol(&self, place: u32) -> Symbol {
        self.symbols.get(place as usize).copied().unwrap_or_else(|| Symbol::of(""))
    }

    /// The headline and the day.
    pub(super) fn head(&self) -> (Option<&str>, Option<Date>) {
        let head: HeadRow<'_> = postcard::from_bytes(self.rows.section(HEAD)).unwrap_or_default();
        let (title, day) = head;
        (title, day.and_then(|(year, month, day)| Date::new(year, month, day).ok()))
    }

    pub(super) fn actors(&self) -> impl Iterator<Item = CardActor> {
        self.actors_with_parts().map(|(actor, _)| actor)
    }

    /// The actors, each with where its parts are among [`Digest::parts`].
    pub(super) fn actors_with_parts(&self) -> impl Iterator<Item = (CardActor, std::ops::Range<usize>)> {
        let mut end = 0;
        self.rows.rows::<ActorRow>(ACTORS).map(move |(id, name, kind, partial, parts, introduction)| {
            let start = end;
            end += parts as usize;
            let actor = CardActor { id: self.symbol(id), name: self.symbol(name), kind, partial, introduction };
            (actor, start..end)
        })
    }

    /// The parts of all actors' names.
    pub(super) fn parts(&self) -> impl Iterator<Item = Symbol> {
        self.rows.rows::<PartRow>(PARTS).map(|part| self.symbol(part))
    }

    pub(super) fn mentions(&self) -> impl Iterator<Item = CardMention> {
        let mut way = Way::default();
        self.rows.rows::<MentionRow>(MENTIONS).map(move |(step, len, actor, surface, form)| CardMention {
            span: way.read((step, len)),
            actor,
            surface: self.symbol(surface),
            form,
        })
    }

    pub(super) fn titles(&self) -> impl Iterator<Item = Title> {
        let (mut way, mut mention) = (Way::default(), 0);
        self.rows.rows::<TitleRow>(TITLES).map(move |(since, step, len, surface)| {
            mention += since;
            Title { mention, span: way.read((step, len)), surface: self.symbol(surface) }
        })
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = Span> {
        let mut way = Way::default();
        self.rows.rows::<SentenceRow>(SENTENCES).map(move |row| way.read(row))
    }

    pub(super) fn statements(&self) -> impl Iterator<Item = CardStatement> {
        let mut way = Way::default();
        let rows = self.rows.rows::<StatementRow>(STATEMENTS);
        rows.map(move |(step, len, content, source, speaker, grade, beginning)| {
            let span = way.read((step, len));
            CardStatement {
                span,
                content: way.read_aside(content),
                source: source.map(|source| way.read_aside(source)),
                speaker,
                grade,
                beginning: u32::from_le_bytes(beginning),
            }
        })
    }

    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        let mut way = Way::default();
        let text = |pieces: &[u32]| pieces.iter().map(|piece| self.symbol(*piece).as_str()).collect::<String>();
        let rows = self.rows.rows::<FindingRow>(FINDINGS);
        rows.map(move |(step, len, passage, sentence, code, severity, related, texts)| {
            let span = way.read((step, len));
            let [ja, en, why_ja, why_en] = [0, 1, 2, 3].map(|n: usize| text(&texts[n]));
            Finding {
                span,
                passage,
                sentence,
                code,
                severity,
                message: Bilingual { ja, en },
                why: Bilingual { ja: why_ja, en: why_en },
                related: related.map(|related| way.read_aside(related)),
            }
        })
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
