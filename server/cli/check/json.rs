//! Findings as one JSON document.

use std::io::Write;

use serde::Serialize;

use super::{Found, Outcome, Summary};
use crate::cli::Failure;
use crate::findings::Lang;
use crate::text::PositionEncoding;

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<Row<'a>>,
    remarks: Vec<Remark<'a>>,
    summary: &'a Summary,
}

/// A finding as printed. Lines and columns from one, columns in Unicode scalar values.
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
    fingerprint: &'a str,
}

/// What is to be said of an acceptance.
#[derive(Serialize)]
struct Remark<'a> {
    article: &'a str,
    code: &'a str,
    fingerprint: &'a str,
    /// Of the list, from one.
    line: u32,
    standing: &'static str,
    severity: &'static str,
    message: &'a str,
}

pub(super) fn print(out: &mut dyn Write, outcome: &Outcome<'_>, lang: Lang) -> Result<(), Failure> {
    let open = outcome.found.iter().filter(|found| found.is_open());
    let remarks = outcome.remarks.iter().map(|remark| Remark {
        article: &remark.row.article,
        code: &remark.row.code,
        fingerprint: &remark.row.fingerprint,
        line: remark.line,
        standing: remark.standing.name(),
        severity: remark.severity.name(),
        message: &remark.message,
    });
    let report = Report {
        findings: open.map(|found| row(found, lang)).collect(),
        remarks: remarks.collect(),
        summary: &outcome.summary,
    };
    serde_json::to_writer(&mut *out, &report).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn row<'a>(found: &'a Found<'a>, lang: Lang) -> Row<'a> {
    let (start, end) = found.entry.positions(found.finding.span, PositionEncoding::Utf32);
    Row {
        path: found.path.display().to_string(),
        line: start.line + 1,
        column: start.character + 1,
        end_line: end.line + 1,
        end_column: end.character + 1,
        code: found.finding.code.name(),
        severity: found.finding.severity.name(),
        message: found.finding.message.in_lang(lang),
        why: found.finding.why.in_lang(lang),
        sentence: found.sentence,
        fingerprint: &found.fingerprint,
    }
}
