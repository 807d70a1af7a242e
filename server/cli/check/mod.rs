//! `uradori check`: every claim that nobody vouches for.

mod json;
mod sarif;
mod text;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::input::{self, Inputs, word};
use super::{Failure, Paths, UNUSABLE};
use crate::archive::{self, Entry};
use crate::config::{ACCEPTED_NAME, Acceptance};
use crate::findings::{Baseline, Code, Finding, Lang, Severity, Standing, fingerprint};
use crate::text::Lines;

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    paths: Paths,
    /// The severity from which a finding makes the exit status 1.
    #[arg(long, value_enum, default_value_t = Threshold::Warning)]
    fail_on: Threshold,
    /// Only findings of these codes.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    only: Vec<Code>,
    /// Print the chain of reasons below each finding, and how to resolve it.
    #[arg(long)]
    explain: bool,
    /// Findings that are listed in this file do not count. Where there is no such file, it is written.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the baseline anew.
    #[arg(long, requires = "baseline")]
    update_baseline: bool,
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
    /// SARIF 2.1.0: accepted findings as suppressed ones, with their reasons.
    Sarif,
}

/// A finding, and whether it counts.
struct Found<'a> {
    path: &'a Path,
    entry: &'a Entry,
    finding: &'a Finding,
    sentence: &'a str,
    fingerprint: String,
    /// The acceptance that keeps it from counting.
    accepted: Option<&'a Acceptance>,
    /// Whether the baseline has it.
    known: bool,
}

impl Found<'_> {
    /// Whether it counts.
    fn is_open(&self) -> bool {
        self.accepted.is_none() && !self.known
    }
}

/// An acceptance that whoever reviews the list should look at.
struct Remark<'a> {
    row: &'a Acceptance,
    standing: Standing,
    severity: Severity,
    message: String,
    /// Its line in the list, from one.
    line: u32,
}

/// Everything that a check came to.
struct Outcome<'a> {
    found: Vec<Found<'a>>,
    remarks: Vec<Remark<'a>>,
    summary: Summary,
    has_baseline: bool,
}

/// How many there are.
#[derive(Default, serde::Serialize)]
struct Summary {
    articles: usize,
    findings: usize,
    errors: usize,
    warnings: usize,
    informations: usize,
    hints: usize,
    /// Findings that do not count because somebody accepted them.
    accepted: usize,
    /// Findings that do not count because the baseline has them.
    known: usize,
}

pub(super) fn run(options: &Options, lang: Lang, out: &mut dyn Write) -> Result<ExitCode, Failure> {
    let inputs = input::read(&options.paths, lang)?;
    let outcome = outcome(options, &inputs, lang)?;
    match options.format {
        Format::Text => text::print(out, &outcome, options.explain, lang)?,
        Format::Json => json::print(out, &outcome, lang)?,
        Format::Sarif => sarif::print(out, &outcome, lang)?,
    }
    let open = outcome.found.iter().filter(|found| found.is_open());
    let failed = open.into_iter().any(|found| options.fail_on.reached_by(found.finding.severity));
    Ok(if inputs.unreadable { ExitCode::from(UNUSABLE) } else { ExitCode::from(u8::from(failed)) })
}

fn outcome<'a>(options: &Options, inputs: &'a Inputs, lang: Lang) -> Result<Outcome<'a>, Failure> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for (path, entry) in inputs.articles() {
        for finding in &entry.analysis().findings {
            let sentence = entry.analysis().sentence_of(finding);
            let accepted = inputs.snapshot.accepted(entry, finding);
            let fingerprint = fingerprint(sentence);
            found.push(Found { path, entry, finding, sentence, fingerprint, accepted, known: false });
        }
    }
    if let Some(file) = &options.baseline {
        compare(file, options.update_baseline, inputs, &mut found, lang)?;
    }
    found.retain(|one| options.only.is_empty() || options.only.contains(&one.finding.code));
    let mut summary = Summary { articles: inputs.snapshot.len(), ..Summary::default() };
    for one in &found {
        summary.count(one);
    }
    Ok(Outcome { found, remarks: remarks(inputs, lang), summary, has_baseline: options.baseline.is_some() })
}

/// Marks what the baseline has; where there is none yet, or a new one is wanted, writes it of everything that is open.
fn compare(file: &Path, anew: bool, inputs: &Inputs, found: &mut [Found<'_>], lang: Lang) -> Result<(), Failure> {
    let fail = |error: String| Failure::Configuration(format!("{}: {error}", file.display()));
    let name = |path: &Path| inputs.snapshot.article_name(path).unwrap_or_else(|| path.display().to_string());
    let before = match std::fs::read_to_string(file) {
        Ok(text) if !anew => Some(Baseline::parse(&text).map_err(fail)?),
        Ok(_) => None,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(fail(error.to_string())),
    };
    let mut baseline = before.unwrap_or_default();
    if anew || !file.exists() {
        let mut count = 0;
        for one in found.iter().filter(|one| one.accepted.is_none()) {
            baseline.add(&name(one.path), one.finding.code, &one.fingerprint);
            count += 1;
        }
        archive::write(file, &baseline.write()).map_err(|error| fail(error.to_string()))?;
        let written = match lang {
            Lang::Ja => format!("ベースラインを書きました（{count} 件）"),
            Lang::En => format!("wrote the baseline ({count} findings)"),
        };
        eprintln!("{}: {written}", file.display());
    }
    for one in found.iter_mut().filter(|one| one.accepted.is_none()) {
        one.known = baseline.take(&name(one.path), one.finding.code, &one.fingerprint);
    }
    Ok(())
}

/// What is to be said of the list of acceptances. A row about an article that was not asked for is passed over, unless the
/// article is gone.
fn remarks(inputs: &Inputs, lang: Lang) -> Vec<Remark<'_>> {
    let lines = Lines::of(&inputs.accepted);
    let remarks = inputs.snapshot.review().into_iter().filter_map(|(row, standing)| {
        let (severity, message) = standing.remark()?;
        let is_there = || inputs.snapshot.article_path(&row.article).is_some_and(|path| path.exists());
        if standing == Standing::NoArticle && is_there() {
            return None;
        }
        let line = lines.line_of(row.span.start) + 1;
        Some(Remark { row, standing, severity, message: message.in_lang(lang).to_owned(), line })
    });
    remarks.collect()
}

impl Remark<'_> {
    /// Where it is said: file, line, article.
    fn place(&self) -> String {
        format!("{ACCEPTED_NAME}:{}: {} [{}]", self.line, self.row.article, self.row.code)
    }
}

impl Summary {
    fn count(&mut self, found: &Found<'_>) {
        if found.accepted.is_some() {
            self.accepted += 1;
            return;
        }
        if found.known {
            self.known += 1;
            return;
        }
        self.findings += 1;
        *match found.finding.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Information => &mut self.informations,
            Severity::Hint => &mut self.hints,
        } += 1;
    }
}

fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => word(lang, "エラー", "error"),
        Severity::Warning => word(lang, "警告", "warning"),
        Severity::Information => word(lang, "情報", "information"),
        Severity::Hint => word(lang, "ヒント", "hint"),
    }
}
