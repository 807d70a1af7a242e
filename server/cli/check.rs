//! `uradori check`: every claim that nobody vouches for.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::input::{self, word};
use super::{Failure, Paths, UNUSABLE, snippet};
use crate::archive::Entry;
use crate::findings::{Finding, Lang, Severity};
use crate::text::{PositionEncoding, Span};

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    paths: Paths,
    /// The severity from which a finding makes the exit status 1.
    #[arg(long, value_enum, default_value_t = Threshold::Warning)]
    fail_on: Threshold,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Threshold {
    Never,
    Hint,
    Information,
    Warning,
    Error,
}

impl Threshold {
    fn reached_by(self, severity: Severity) -> bool {
        let least = match self {
            Self::Never => return false,
            Self::Hint => Severity::Hint,
            Self::Information => Severity::Information,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        };
        severity >= least
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: file, line, column, code, the sentence with the span marked, the reason.
    Text,
    /// One JSON document.
    Json,
}

/// The JSON document of `check`.
#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Row<'a>>,
    summary: Summary,
}

/// A finding as printed. Lines and columns from one, columns and offsets in Unicode scalar values.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    why: &'a str,
    sentence: &'a str,
}

#[derive(Default, Serialize)]
struct Summary {
    articles: usize,
    findings: usize,
    errors: usize,
    warnings: usize,
    informations: usize,
    hints: usize,
}

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let inputs = input::read(&options.paths, lang)?;
    let mut summary = Summary { articles: inputs.snapshot.len(), ..Summary::default() };
    let mut failed = false;
    let mut rows = Vec::new();
    for (path, entry) in inputs.articles() {
        for finding in &entry.analysis().findings {
            summary.count(finding.severity);
            failed |= options.fail_on.reached_by(finding.severity);
            let row = row(path, entry, finding, lang);
            match options.format {
                Format::Text => print(out, entry, finding, &row, lang)?,
                Format::Json => rows.push(row),
            }
        }
    }
    match options.format {
        Format::Text => writeln!(out, "{}", summary.sentence(lang))?,
        Format::Json => {
            serde_json::to_writer(&mut *out, &Report { findings: rows, summary }).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(if inputs.unreadable { ExitCode::from(UNUSABLE) } else { ExitCode::from(u8::from(failed)) })
}

impl Summary {
    fn count(&mut self, severity: Severity) {
        self.findings += 1;
        *match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Information => &mut self.informations,
            Severity::Hint => &mut self.hints,
        } += 1;
    }

    fn sentence(&self, lang: Lang) -> String {
        let Self { articles, findings, errors, warnings, informations, hints } = self;
        match lang {
            Lang::Ja => format!(
                "{articles} 記事、指摘 {findings} 件（エラー {errors}、警告 {warnings}、情報 {informations}、ヒント {hints}）"
            ),
            Lang::En => format!(
                "{articles} articles, {findings} findings ({errors} errors, {warnings} warnings, {informations} informations, {hints} hints)"
            ),
        }
    }
}

fn row<'a>(path: &Path, entry: &'a Entry, finding: &'a Finding, lang: Lang) -> Row<'a> {
    let (start, end) = entry.positions(finding.span, PositionEncoding::Utf32);
    let passage = &entry.analysis().article.passages[finding.passage as usize].passage;
    let sentence = passage.sentences.get(finding.sentence as usize).copied().unwrap_or_default();
    Row {
        path: path.display().to_string(),
        line: start.line + 1,
        column: start.character + 1,
        end_line: end.line + 1,
        end_column: end.character + 1,
        code: finding.code.name(),
        severity: finding.severity.name(),
        message: finding.message.in_lang(lang),
        why: finding.why.in_lang(lang),
        sentence: sentence.slice(&passage.text),
    }
}

fn print(out: &mut dyn Write, entry: &Entry, finding: &Finding, row: &Row<'_>, lang: Lang) -> Result<(), Failure> {
    let placed = &entry.analysis().article.passages[finding.passage as usize];
    let sentence = placed.passage.sentences.get(finding.sentence as usize).copied().unwrap_or_default();
    let local = |offset| placed.to_local(offset).unwrap_or(sentence.end);
    let marked = Span::new(local(finding.span.start), local(finding.span.end));
    let (line, marks) = snippet::marked(&placed.passage.text, sentence, marked);
    writeln!(
        out,
        "{}:{}:{}: {}[{}]: {}",
        row.path,
        row.line,
        row.column,
        severity(finding.severity, lang),
        row.code,
        row.message
    )?;
    writeln!(out, "    {line}")?;
    writeln!(out, "    {marks}")?;
    if !row.why.is_empty() {
        writeln!(out, "    {}{}", word(lang, "理由：", "why: "), row.why)?;
    }
    writeln!(out)?;
    Ok(())
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => word(lang, "エラー", "error"),
        Severity::Warning => word(lang, "警告", "warning"),
        Severity::Information => word(lang, "情報", "information"),
        Severity::Hint => word(lang, "ヒント", "hint"),
    }
}
