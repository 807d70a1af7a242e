//! `uradori analyze`: the machine interface.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::input;
use super::{Failure, Paths, UNUSABLE};
use crate::actors::Form;
use crate::archive::{Entry, Snapshot};
use crate::findings::Lang;
use crate::statements::Mode;
use crate::text::Span;

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    paths: Paths,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One object an article and line.
    Json,
}

/// One article. Offsets are Unicode scalar values into the decoded text.
#[derive(Serialize)]
struct Article<'a> {
    path: String,
    encoding: &'static str,
    title: Option<&'a str>,
    date: Option<String>,
    sentences: Vec<Range>,
    mentions: Vec<Mention<'a>>,
    statements: Vec<Statement<'a>>,
    findings: Vec<Finding<'a>>,
    dates: Vec<Dated<'a>>,
}

#[derive(Clone, Copy, Serialize)]
struct Range {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Mention<'a> {
    #[serde(flatten)]
    range: Range,
    text: &'a str,
    form: &'static str,
    r#type: &'static str,
    actor: &'a str,
    name: &'a str,
    why: String,
}

#[derive(Serialize)]
struct Statement<'a> {
    #[serde(flatten)]
    range: Range,
    mode: &'static str,
    cue: Option<Range>,
    carried: bool,
    denial: bool,
    source: Option<Source<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    actor: Option<&'a str>,
    name: Option<&'a str>,
    text: &'a str,
    grade: &'static str,
}

#[derive(Serialize)]
struct Finding<'a> {
    #[serde(flatten)]
    range: Range,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    why: &'a str,
}

/// A time that the article names. An end of the interval that is a day includes that day.
#[derive(Serialize)]
struct Dated<'a> {
    #[serde(flatten)]
    range: Range,
    text: &'a str,
    interval: String,
    precision: &'static str,
    approximate: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let Format::Json = options.format;
    let inputs = input::read(&options.paths, lang)?;
    for (path, entry) in inputs.articles() {
        serde_json::to_writer(&mut *out, &article(path, entry, &inputs.snapshot, lang))
            .map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    Ok(if inputs.unreadable { ExitCode::from(UNUSABLE) } else { ExitCode::SUCCESS })
}

fn article<'a>(path: &Path, entry: &'a Entry, snapshot: &'a Snapshot, lang: Lang) -> Article<'a> {
    let analysis = entry.analysis();
    let text = &analysis.article.text;
    let scalars = Scalars::of(text);
    let range = |span: Span| Range { start: scalars.at(span.start), end: scalars.at(span.end) };
    let cast = &analysis.cast;
    let actor = |n: u32| {
        let actor = &cast.actors[n as usize];
        let known = snapshot.actor(&actor.id);
        known.map_or((actor.id.as_str(), actor.name.as_str()), |known| (known.id, known.name))
    };
    let mentions = cast.mentions.iter().map(|mention| {
        let (id, name) = actor(mention.actor);
        Mention {
            range: range(mention.span),
            text: mention.span.slice(text),
            form: match mention.form {
                Form::Name => "name",
                Form::Title => "title",
                Form::Pronoun => "pronoun",
            },
            r#type: mention.kind.name(),
            actor: id,
            name,
            why: mention.why.sentence().in_lang(lang).to_owned(),
        }
    });
    let statements = analysis.statements.iter().map(|statement| Statement {
        range: range(statement.span),
        mode: match statement.mode {
            Mode::Direct => "direct",
            Mode::Indirect => "indirect",
            Mode::Mixed => "mixed",
        },
        cue: statement.cue.map(range),
        carried: statement.is_carried(),
        denial: statement.denial,
        source: statement.source.as_ref().map(|source| {
            let named = source.mention.map(|n| actor(cast.mentions[n as usize].actor));
            Source {
                actor: named.map(|n| n.0),
                name: named.map(|n| n.1),
                text: &source.text,
                grade: source.grade.name(),
            }
        }),
    });
    let findings = analysis.findings.iter().map(|finding| Finding {
        range: range(finding.span),
        code: finding.code.name(),
        severity: finding.severity.name(),
        message: finding.message.in_lang(lang),
        why: finding.why.in_lang(lang),
    });
    let dated = crate::article::dates(&analysis.article).into_iter().map(|dated| Dated {
        range: range(dated.span),
        text: dated.span.slice(text),
        interval: dated.interval.to_string(),
        precision: dated.precision.name(),
        approximate: dated.about,
        why: dated.why().map(|why| why.in_lang(lang).to_owned()),
    });
    Article {
        path: path.display().to_string(),
        encoding: entry.encoding(),
        title: analysis.article.title.map(|span| span.slice(text)),
        date: analysis.article.date.map(|found| found.date.to_string()),
        sentences: analysis.article.sentences().map(|(_, _, span)| range(span)).collect(),
        mentions: mentions.collect(),
        statements: statements.collect(),
        findings: findings.collect(),
        dates: dated.collect(),
    }
}

/// Byte offsets to Unicode scalar values.
pub(super) struct Scalars {
    /// Scalars before each byte, one more than there are bytes.
    before: Vec<u32>,
}

impl Scalars {
    pub(super) fn of(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        for (n, c) in text.chars().enumerate() {
            before.extend(std::iter::repeat_n(n as u32, c.len_utf8()));
        }
        before.push(text.chars().count() as u32);
        Self { before }
    }

    pub(super) fn at(&self, byte: u32) -> u32 {
        self.before.get(byte as usize).or(self.before.last()).copied().unwrap_or_default()
    }
}
