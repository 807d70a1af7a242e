//! What has a colour: names by what they name, quotations by how well their source can be asked, the words that attribute,
//! and the words that nobody vouches for.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::Path;

use crate::actors::{Form, Kind};
use crate::archive::{Entry, Snapshot};
use crate::statements::{Grade, Mode};
use crate::text::Span;

/// What is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// The name of a person, or what stands for it.
    Person,
    /// The name of an organisation.
    Organization,
    /// The name of a place or a building.
    Place,
    /// Any other name.
    OtherName,
    /// Words in quotation marks that somebody is said to have said.
    Quotation,
    /// Words that attribute: と述べた.
    Cue,
    /// Words that give away a claim that nobody vouches for.
    Finding,
}

/// A stretch of one colour, on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// In bytes of the article.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Of a quotation, how well its source can be asked; `None` where nobody is named, and for everything else.
    pub grade: Option<Grade>,
    /// Whether it is the mention that introduces its actor.
    pub introduces: bool,
    /// Whether it is no name but stands for one: 同氏, 大統領.
    pub stands_for: bool,
}

impl Token {
    fn new(span: Span, kind: TokenKind) -> Self {
        Self { span, kind, grade: None, introduces: false, stands_for: false }
    }
}

/// The colours of the article at `path`, in order, none overlapping another and none running over a line end, as every
/// editor can show them. Where several things stand at one place a name comes before a finding, a finding before a cue, and
/// all of them before the quotation around them. With `within`, only what shares a byte with it.
pub fn tokens(snapshot: &Snapshot, path: &Path, within: Option<Span>) -> Vec<Token> {
    let Some(entry) = snapshot.entry(path) else { return Vec::new() };
    let wanted = |token: &Token| within.is_none_or(|within| token.span.overlaps(within));
    let mut painted = Painted::default();
    for layer in [names(&entry), findings(snapshot, &entry), cues(&entry), quotations(&entry)] {
        for token in layer.into_iter().filter(wanted) {
            painted.paint(token);
        }
    }
    let mut tokens = Vec::with_capacity(painted.by_start.len());
    for token in painted.by_start.into_values() {
        by_line(&entry, token, &mut tokens);
    }
    tokens.retain(wanted);
    tokens
}

fn names(entry: &Entry) -> Vec<Token> {
    let cast = &entry.analysis().cast;
    let token = |(n, mention): (usize, &crate::actors::Mention)| {
        let kind = match mention.kind {
            Kind::Person => TokenKind::Person,
            Kind::Organization => TokenKind::Organization,
            Kind::Place | Kind::Facility => TokenKind::Place,
            Kind::Event | Kind::Work | Kind::Product | Kind::Law | Kind::Other => TokenKind::OtherName,
        };
        let actor = cast.actors.get(mention.actor as usize);
        let introduces = actor.is_some_and(|actor| actor.introduction == Some(n as u32));
        Token { introduces, stands_for: mention.form != Form::Name, ..Token::new(mention.span, kind) }
    };
    let mut names: Vec<Token> = cast.mentions.iter().enumerate().map(token).collect();
    // Of two names at one place the shorter is the more exact.
    names.sort_by_key(|token| (token.span.len(), token.span.start));
    names
}

fn cues(entry: &Entry) -> Vec<Token> {
    let cues = entry.analysis().statements.iter().filter_map(|statement| statement.cue);
    cues.map(|span| Token::new(span, TokenKind::Cue)).collect()
}

fn findings(snapshot: &Snapshot, entry: &Entry) -> Vec<Token> {
    snapshot.open_findings(entry).map(|finding| Token::new(finding.span, TokenKind::Finding)).collect()
}

/// What is said in quotation marks, the innermost first.
fn quotations(entry: &Entry) -> Vec<Token> {
    let analysis = entry.analysis();
    let mut quotations = Vec::new();
    for statement in analysis.statements.iter().filter(|statement| statement.mode != Mode::Indirect) {
        let Some(placed) = analysis.article.passages.get(statement.passage as usize) else { continue };
        let grade = statement.source.as_ref().map(|source| source.grade);
        let quoted = placed.passage.brackets.iter().filter(|pair| {
            use crate::language::BracketKind::{DoubleQuote, Quote};
            matches!(pair.kind, Quote | DoubleQuote)
        });
        let spans = quoted.map(|pair| placed.to_article(pair.outer));
        let said = spans.filter(|span| statement.span.covers(*span) && statement.content.overlaps(*span));
        quotations.extend(said.map(|span| Token { grade, ..Token::new(span, TokenKind::Quotation) }));
    }
    quotations.sort_by_key(|token| (token.span.len(), token.span.start, Reverse(token.grade)));
    quotations
}

/// Tokens without overlaps: what is painted first stays.
#[derive(Default)]
struct Painted {
    by_start: BTreeMap<u32, Token>,
}

impl Painted {
    fn paint(&mut self, token: Token) {
        let mut at = token.span.start;
        let before = self.by_start.range(..=at).next_back().map(|(_, other)| other.span.end);
        at = at.max(before.unwrap_or_default());
        while at < token.span.end {
            let next = self.by_start.range((Bound::Included(at), Bound::Unbounded)).next().map(|(_, other)| other.span);
            let gap = Span::new(at, next.map_or(token.span.end, |next| next.start.min(token.span.end)));
            if !gap.is_empty() {
                self.by_start.insert(gap.start, Token { span: gap, ..token });
            }
            at = next.map_or(token.span.end, |next| next.end);
        }
    }
}

/// Adds a token, cut at line ends, without the white space at either end of a line.
fn by_line(entry: &Entry, token: Token, into: &mut Vec<Token>) {
    let lines = entry.lines();
    let last = lines.line_of(token.span.end.max(1) - 1);
    for number in lines.line_of(token.span.start)..=last {
        let Some(line) = lines.line(entry.text(), number) else { continue };
        let piece = Span::new(token.span.start.max(line.start), token.span.end.min(line.end));
        let text = piece.slice(entry.text());
        let start = piece.start + (text.len() - text.trim_start().len()) as u32;
        let span = Span::new(start, start + text.trim().len() as u32);
        if !span.is_empty() {
            into.push(Token { span, ..token });
        }
    }
}
