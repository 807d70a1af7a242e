//! The rows that every form is made of. Each says by itself what it is taken from: the file, its hash, the span, the
//! sentence, and through whom it reached the article.

use std::collections::HashMap;

use serde::Serialize;

use crate::actors::Form;
use crate::archive::{Entry, Snapshot, sha256};
use crate::cli::analyze::Scalars;
use crate::cli::input::Inputs;
use crate::config::Kind;
use crate::findings::Lang;
use crate::statements::{Mode, Source, Statement};
use crate::text::Span;

/// An article and what was found in it.
pub(super) struct Article<'a> {
    pub(super) path: String,
    /// Of the file as it lies on disk; empty where it cannot be read any more.
    pub(super) sha256: String,
    pub(super) title: &'a str,
    pub(super) date: Option<String>,
    pub(super) rows: Vec<Row<'a>>,
}

/// A mention, a statement or a finding. Offsets are Unicode scalar values into the decoded text, lines count from 1.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    /// `mention`, `statement` or `finding`.
    pub(super) record: &'static str,
    pub(super) path: String,
    pub(super) sha256: String,
    pub(super) title: &'a str,
    pub(super) date: Option<String>,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) line: u32,
    pub(super) text: &'a str,
    pub(super) sentence_start: u32,
    pub(super) sentence_end: u32,
    pub(super) sentence: &'a str,
    /// Who is mentioned, or who speaks.
    pub(super) actor: Option<&'static str>,
    pub(super) name: Option<&'static str>,
    #[serde(rename = "type")]
    pub(super) kind: Option<&'static str>,
    /// How a mention names its actor.
    pub(super) form: Option<&'static str>,
    /// Through whom it reached the article, the outermost first.
    pub(super) speakers: Vec<Speaker<'a>>,
    pub(super) grade: Option<&'static str>,
    pub(super) mode: Option<&'static str>,
    pub(super) carried: Option<bool>,
    pub(super) denial: Option<bool>,
    pub(super) code: Option<&'static str>,
    pub(super) severity: Option<&'static str>,
    pub(super) message: Option<&'a str>,
    pub(super) accepted: Option<bool>,
    /// How many rows before it are of the same record and place: two may say something in the same words.
    #[serde(skip)]
    pub(super) nth: usize,
}

/// One of those through whom words reached an article.
#[derive(Clone, Serialize)]
pub(super) struct Speaker<'a> {
    pub(super) text: &'a str,
    pub(super) actor: Option<&'static str>,
    pub(super) name: Option<&'static str>,
    pub(super) grade: &'static str,
}

impl Speaker<'_> {
    /// Whether both are the same one, as far as the text tells.
    fn is(&self, other: &Speaker<'_>) -> bool {
        if self.actor.is_some() { self.actor == other.actor } else { other.actor.is_none() && self.text == other.text }
    }
}

/// The heads of a table's columns, in the order of [`Row::cells`].
pub(super) const COLUMNS: [&str; 25] = [
    "record",
    "path",
    "sha256",
    "title",
    "date",
    "start",
    "end",
    "line",
    "text",
    "sentence_start",
    "sentence_end",
    "sentence",
    "actor",
    "name",
    "type",
    "form",
    "speakers",
    "grade",
    "mode",
    "carried",
    "denial",
    "code",
    "severity",
    "message",
    "accepted",
];

impl Row<'_> {
    /// The row's cells. Speakers are joined by ` > `, the outermost first.
    pub(super) fn cells(&self) -> [String; 25] {
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        let flag = |flag: Option<bool>| flag.map(|flag| flag.to_string()).unwrap_or_default();
        [
            self.record.to_owned(),
            cell(&self.path),
            self.sha256.clone(),
            cell(self.title),
            self.date.clone().unwrap_or_default(),
            self.start.to_string(),
            self.end.to_string(),
            self.line.to_string(),
            cell(self.text),
            self.sentence_start.to_string(),
            self.sentence_end.to_string(),
            cell(self.sentence),
            cell(self.actor.unwrap_or_default()),
            cell(self.name.unwrap_or_default()),
            word(self.kind),
            word(self.form),
            cell(&self.chain()),
            word(self.grade),
            word(self.mode),
            flag(self.carried),
            flag(self.denial),
            word(self.code),
            word(self.severity),
            cell(self.message.unwrap_or_default()),
            flag(self.accepted),
        ]
    }

    /// Through whom it reached the article, in one line.
    pub(super) fn chain(&self) -> String {
        let names: Vec<&str> = self.speakers.iter().map(|one| one.name.unwrap_or(one.text)).collect();
        names.join(" > ")
    }

    /// What tells it from every other row.
    pub(super) fn key(&self) -> String {
        format!("{}\n{}\n{}\n{}", self.sha256, self.record, self.fragment(), self.nth)
    }

    /// Where it stands in its file, as a fragment of RFC 5147.
    pub(super) fn fragment(&self) -> String {
        format!("{}#char={},{}", self.path, self.start, self.end)
    }
}

/// What a spreadsheet shows and does not calculate: a cell that would begin a formula gets an apostrophe before it.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// The articles of a command line with their rows, in its order, the rows by kind and place.
pub(super) fn articles(inputs: &Inputs, lang: Lang) -> Vec<Article<'_>> {
    let articles = inputs.articles().map(|(path, entry)| {
        let head = Article {
            path: path.display().to_string(),
            sha256: sha256(path).unwrap_or_default(),
            title: entry.title(),
            date: entry.analysis().article.date.map(|found| found.date.to_string()),
            rows: Vec::new(),
        };
        let rows = Reader::new(&inputs.snapshot, entry, &head).rows(lang);
        Article { rows, ..head }
    });
    articles.collect()
}

/// What the rows of one article are made from.
struct Reader<'a, 'h> {
    snapshot: &'a Snapshot,
    entry: &'a Entry,
    head: &'h Article<'a>,
    scalars: Scalars,
    sentences: Vec<Span>,
}

impl<'a, 'h> Reader<'a, 'h> {
    fn new(snapshot: &'a Snapshot, entry: &'a Entry, head: &'h Article<'a>) -> Self {
        let sentences = entry.analysis().article.sentences().map(|(_, _, span)| span).collect();
        Self { snapshot, entry, head, scalars: Scalars::of(entry.text()), sentences }
    }

    fn rows(&self, lang: Lang) -> Vec<Row<'a>> {
        let analysis = self.entry.analysis();
        let cast = &analysis.cast;
        let mut rows: Vec<Row<'a>> = Vec::new();
        for mention in &cast.mentions {
            let (actor, name, kind) = self.known(mention.actor);
            rows.push(Row {
                actor,
                name,
                kind: kind.map(Kind::name),
                form: Some(match mention.form {
                    Form::Name => "name",
                    Form::Title => "title",
                    Form::Pronoun => "pronoun",
                }),
                speakers: self.speakers(mention.span),
                ..self.row("mention", mention.span)
            });
        }
        for statement in &analysis.statements {
            let own = statement.source.as_ref().map(|source| self.speaker(source));
            let mut speakers = self.around(statement.span, Some(statement));
            // A sentence that is heard twice through the same one is heard through one.
            speakers.retain(|one| own.as_ref().is_none_or(|own| !own.is(one)));
            speakers.extend(own.clone());
            let number = statement.source.as_ref().and_then(|source| source.mention);
            let kind = number.and_then(|n| self.known(cast.mentions.get(n as usize)?.actor).2);
            rows.push(Row {
                actor: own.as_ref().and_then(|one| one.actor),
                name: own.as_ref().and_then(|one| one.name),
                kind: kind.map(Kind::name),
                speakers,
                grade: statement.source.as_ref().map(|source| source.grade.name()),
                mode: Some(match statement.mode {
                    Mode::Direct => "direct",
                    Mode::Indirect => "indirect",
                    Mode::Mixed => "mixed",
                }),
                carried: Some(statement.is_carried()),
                denial: Some(statement.denial),
                ..self.row("statement", statement.span)
            });
        }
        for finding in &analysis.findings {
            rows.push(Row {
                speakers: self.speakers(finding.span),
                code: Some(finding.code.name()),
                severity: Some(finding.severity.name()),
                message: Some(finding.message.in_lang(lang)),
                accepted: Some(self.snapshot.accepted(self.entry, finding).is_some()),
                ..self.row("finding", finding.span)
            });
        }
        let mut seen: HashMap<(&str, u32, u32), usize> = HashMap::new();
        for row in &mut rows {
            let count = seen.entry((row.record, row.start, row.end)).or_default();
            row.nth = *count;
            *count += 1;
        }
        rows
    }

    /// A row that says where it stands and nothing else.
    fn row(&self, record: &'static str, span: Span) -> Row<'a> {
        let text: &'a str = self.entry.text();
        let n = self.sentences.partition_point(|sentence| sentence.start <= span.start);
        let sentence = n.checked_sub(1).and_then(|n| self.sentences.get(n)).copied();
        let sentence = sentence.filter(|sentence| sentence.contains(span.start)).unwrap_or(span);
        let (start, _) = self.entry.positions(span, crate::text::PositionEncoding::Utf32);
        Row {
            record,
            path: self.head.path.clone(),
            sha256: self.head.sha256.clone(),
            title: self.head.title,
            date: self.head.date.clone(),
            start: self.scalars.at(span.start),
            end: self.scalars.at(span.end),
            line: start.line + 1,
            text: span.slice(text),
            sentence_start: self.scalars.at(sentence.start),
            sentence_end: self.scalars.at(sentence.end),
            sentence: sentence.slice(text),
            actor: None,
            name: None,
            kind: None,
            form: None,
            speakers: Vec::new(),
            grade: None,
            mode: None,
            carried: None,
            denial: None,
            code: None,
            severity: None,
            message: None,
            accepted: None,
            nth: 0,
        }
    }

    /// An actor of the article over all articles: id, name, kind.
    fn known(&self, number: u32) -> (Option<&'static str>, Option<&'static str>, Option<Kind>) {
        let actor = self.entry.analysis().cast.actors.get(number as usize);
        let known = actor.and_then(|actor| self.snapshot.actor(&actor.id));
        known.map_or((None, None, None), |known| (Some(known.id), Some(known.name), Some(known.kind)))
    }

    fn speaker(&self, source: &'a Source) -> Speaker<'a> {
        let mention = source.mention.and_then(|n| self.entry.analysis().cast.mentions.get(n as usize));
        let (actor, name, _) = mention.map_or((None, None, None), |mention| self.known(mention.actor));
        Speaker { text: &source.text, actor, name, grade: source.grade.name() }
    }

    /// The sources of the statements whose words cover `span`, the outermost first.
    fn speakers(&self, span: Span) -> Vec<Speaker<'a>> {
        self.around(span, None)
    }

    fn around(&self, span: Span, but: Option<&Statement>) -> Vec<Speaker<'a>> {
        let all = self.entry.analysis().statements.iter();
        let covering = all.filter(|one| one.content.covers(span) && !but.is_some_and(|but| std::ptr::eq(but, *one)));
        let mut covering: Vec<&Statement> = covering.collect();
        covering.sort_by_key(|one| std::cmp::Reverse(one.content.len()));
        let mut chain: Vec<Speaker<'a>> = Vec::new();
        for speaker in covering.into_iter().filter_map(|one| Some(self.speaker(one.source.as_ref()?))) {
            if !chain.iter().any(|before| before.is(&speaker)) {
                chain.push(speaker);
            }
        }
        chain
    }
}
