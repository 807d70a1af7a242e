//! What is in this article: its headline, its sections, and who speaks in them.

use std::path::Path;
use std::sync::Arc;

use super::{Lang, escape, spoken, wording};
use crate::archive::{Entry, Snapshot};
use crate::statements::Statement;
use crate::text::Span;

/// What an entry of an outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutlineKind {
    /// The headline of an article, or of one of several articles in a file.
    Headline,
    /// The head of a section.
    Section,
    /// Somebody who speaks: one statement, or several in a row.
    Speaker,
    /// One of several statements in a row.
    Statement,
}

/// An entry of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The headline, the head of the section, the speaker's name, or what is said; never empty, on one line.
    pub name: String,
    /// What is said, for a speaker.
    pub detail: Option<String>,
    /// What it is.
    pub kind: OutlineKind,
    /// All of it, in bytes of the article.
    pub span: Span,
    /// What to jump to; inside `span`.
    pub focus: Span,
    /// What is below it, in the order of the text.
    pub children: Vec<Outline>,
}

/// Characters of a name and of a detail.
const NAME: usize = 60;

/// The outline of the article at `path`, in the order of the text.
pub fn document_symbols(snapshot: &Snapshot, path: &Path, lang: Lang) -> Vec<Outline> {
    let Some(entry) = &snapshot.entry(path) else { return Vec::new() };
    let analysis = entry.analysis();
    let article = &analysis.article;
    let mut builder = Builder { roots: Vec::new(), open: Vec::new() };
    let mut statements = analysis.statements.iter().peekable();
    for section in &article.sections {
        while let Some(statement) = statements.next_if(|statement| statement.passage < section.head) {
            builder.speak(entry, statement, lang);
        }
        let Some(head) = article.passages.get(section.head as usize) else { continue };
        let last = section.passages.end.checked_sub(1).and_then(|n| article.passages.get(n as usize));
        let focus = head.source();
        let span = last.map_or(focus, |last| focus.join(last.source()));
        let kind = if section.level == 0 { OutlineKind::Headline } else { OutlineKind::Section };
        let name = one_line(focus.slice(&article.text), wording::UNTITLED.of(lang));
        builder.begin(section.level, Outline { name, detail: None, kind, span, focus, children: Vec::new() });
    }
    for statement in statements {
        builder.speak(entry, statement, lang);
    }
    builder.finish()
}

fn one_line(text: &str, otherwise: &str) -> String {
    let mut line = String::new();
    escape::plain(text, &mut line);
    let line = escape::excerpt(&line, NAME);
    if line.is_empty() { otherwise.to_owned() } else { line }
}

/// Puts heads and statements, met in the order of the text, below each other.
struct Builder {
    roots: Vec<Outline>,
    /// The heads that are open, each with its level; the levels rise.
    open: Vec<(u8, Outline)>,
}

impl Builder {
    fn begin(&mut self, level: u8, outline: Outline) {
        while self.open.last().is_some_and(|(above, _)| *above >= level) {
            self.close();
        }
        self.open.push((level, outline));
    }

    fn close(&mut self) {
        let Some((_, mut outline)) = self.open.pop() else { return };
        outline.span = outline.children.iter().fold(outline.span, |span, child| span.join(child.span));
        self.siblings().push(outline);
    }

    /// What stands directly below the innermost open head.
    fn siblings(&mut self) -> &mut Vec<Outline> {
        match self.open.last_mut() {
            Some((_, head)) => &mut head.children,
            None => &mut self.roots,
        }
    }

    /// Adds a statement: to the speaker before it where that is the same.
    fn speak(&mut self, entry: &Arc<Entry>, statement: &Statement, lang: Lang) {
        let name = speaker(entry, statement, lang);
        let content = one_line(spoken::words(entry, statement), wording::STATEMENT.of(lang));
        let source = statement.source.as_ref().map(|source| source.span);
        let focus = source.filter(|source| statement.span.covers(*source)).unwrap_or(statement.span);
        let below = |name: &str, span: Span, focus: Span| Outline {
            name: name.to_owned(),
            detail: None,
            kind: OutlineKind::Statement,
            span,
            focus,
            children: Vec::new(),
        };
        let siblings = self.siblings();
        match siblings.last_mut().filter(|last| last.kind == OutlineKind::Speaker && last.name == name) {
            Some(last) => {
                if last.children.is_empty() {
                    let first = last.detail.take().unwrap_or_default();
                    last.children.push(below(&first, last.span, last.focus));
                }
                last.children.push(below(&content, statement.span, statement.span));
                last.span = last.span.join(statement.span);
            }
            None => siblings.push(Outline {
                name,
                detail: Some(content),
                kind: OutlineKind::Speaker,
                span: statement.span,
                focus,
                children: Vec::new(),
            }),
        }
    }

    fn finish(mut self) -> Vec<Outline> {
        while !self.open.is_empty() {
            self.close();
        }
        self.roots
    }
}

/// The name of who speaks: the actor's where one is known, else the words of the text.
fn speaker(entry: &Arc<Entry>, statement: &Statement, lang: Lang) -> String {
    let unknown = wording::NOBODY.of(lang);
    let Some(source) = &statement.source else { return unknown.to_owned() };
    let cast = &entry.analysis().cast;
    let mention = source.mention.and_then(|n| cast.mentions.get(n as usize));
    let actor = mention.and_then(|mention| cast.actors.get(mention.actor as usize));
    one_line(actor.map_or(&source.text, |actor| &actor.name), unknown)
}
