//! Findings as compilers print errors.

use std::io::Write;

use super::{Found, Outcome, Summary, severity_word};
use crate::article::Genre;
use crate::cli::input::word;
use crate::cli::{Failure, explain, snippet};
use crate::findings::{Lang, Severity};
use crate::text::{PositionEncoding, Span, width};

pub(super) fn print(out: &mut dyn Write, outcome: &Outcome<'_>, explained: bool, lang: Lang) -> Result<(), Failure> {
    for found in outcome.found.iter().filter(|found| found.is_open()) {
        finding(out, found, explained, lang)?;
    }
    for remark in &outcome.remarks {
        let severity = severity_word(remark.severity, lang);
        eprintln!("{severity}: {}: {}", width::printable(&remark.place()), remark.message);
    }
    writeln!(out, "{}", sentence(&outcome.summary, lang))?;
    Ok(())
}

fn finding(out: &mut dyn Write, found: &Found<'_>, explained: bool, lang: Lang) -> Result<(), Failure> {
    let Found { path, entry, finding, .. } = found;
    let (start, _) = entry.positions(finding.span, PositionEncoding::Utf32);
    let placed = &entry.analysis().article.passages[finding.passage as usize];
    let sentence = placed.passage.sentences.get(finding.sentence as usize).copied().unwrap_or_default();
    let local = |offset| placed.to_local(offset).unwrap_or(sentence.end);
    let marked = Span::new(local(finding.span.start), local(finding.span.end));
    let (line, marks) = snippet::marked(&placed.passage.text, sentence, marked);
    writeln!(
        out,
        "{}:{}:{}: {}[{}]: {}",
        path.display(),
        start.line + 1,
        start.character + 1,
        severity_word(finding.severity, lang),
        finding.code,
        finding.message.in_lang(lang)
    )?;
    writeln!(out, "    {line}")?;
    writeln!(out, "    {marks}")?;
    let why = finding.why.in_lang(lang);
    if !why.is_empty() {
        writeln!(out, "    {}{why}", word(lang, "理由：", "why: "))?;
    }
    if explained {
        explanation(out, found, lang)?;
    }
    writeln!(out)?;
    Ok(())
}

/// Where the nearest source stands, why it is told this loudly, and how to resolve it.
fn explanation(out: &mut dyn Write, found: &Found<'_>, lang: Lang) -> Result<(), Failure> {
    let Found { path, entry, finding, .. } = found;
    if let Some(source) = finding.related {
        let (at, _) = entry.positions(source, PositionEncoding::Utf32);
        let (line, column) = (at.line + 1, at.character + 1);
        let name = width::printable(source.slice(entry.text()));
        let head = word(lang, "いちばん近い出典：", "nearest source: ");
        writeln!(out, "    {head}{name} ({}:{line}:{column})", path.display())?;
    }
    if let Some(reason) = lowered(found, lang) {
        writeln!(out, "    {}{reason}", word(lang, "重さ：", "severity: "))?;
    }
    let meaning = explain::title(finding.code, lang);
    writeln!(out, "    {}{} — {meaning}", word(lang, "種類：", "code: "), finding.code)?;
    for line in explain::resolution(finding.code, lang).lines() {
        writeln!(out, "    {}{line}", word(lang, "直し方：", "to resolve: "))?;
    }
    Ok(())
}

/// Why a finding is told less loudly than others of its code.
fn lowered(found: &Found<'_>, lang: Lang) -> Option<&'static str> {
    let own = found.finding.code.default_severity();
    if found.finding.severity >= own || own == Severity::Hint {
        return None;
    }
    Some(if found.entry.analysis().article.genre == Genre::Report {
        word(lang, "警告するほど確かではないため、一段低い", "one step lower, as it is not sure enough for a warning")
    } else {
        word(
            lang,
            "書き手が自分の声で語る文章なので、一段低い",
            "one step lower, as the text speaks in its writer's own voice",
        )
    })
}

fn sentence(summary: &Summary, lang: Lang) -> String {
    let Summary { articles, findings, errors, warnings, informations, hints, accepted, known } = summary;
    let mut sentence = match lang {
        Lang::Ja => format!(
            "{articles} 記事、指摘 {findings} 件（エラー {errors}、警告 {warnings}、情報 {informations}、ヒント {hints}）"
        ),
        Lang::En => format!(
            "{articles} articles, {findings} findings ({errors} errors, {warnings} warnings, {informations} informations, {hints} hints)"
        ),
    };
    for (count, ja, en) in
        [(accepted, "受け入れ済み", "accepted"), (known, "ベースラインにあるもの", "in the baseline")]
    {
        if *count > 0 {
            sentence.push_str(&match lang {
                Lang::Ja => format!("、{ja} {count} 件"),
                Lang::En => format!(", {count} {en}"),
            });
        }
    }
    sentence
}
