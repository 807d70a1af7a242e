//! Findings as a SARIF 2.1.0 log, for tools that show such logs. What is accepted is in it, as suppressed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path};

use serde_json::json;
use serde_sarif::sarif::{
    ArtifactContent, ArtifactLocation, Invocation, Location, Message, MultiformatMessageString, PhysicalLocation,
    Region, ReportingConfiguration, ReportingDescriptor, Result as SarifResult, ResultLevel, Run, SCHEMA_URL, Sarif,
    Suppression, Tool, ToolComponent,
};
use url::Url;

use super::{Found, Outcome};
use crate::archive::Entry;
use crate::cli::{Failure, explain};
use crate::config::Acceptance;
use crate::findings::{Code, Lang, Severity};
use crate::text::{PositionEncoding, Span};

/// Under which name the fingerprint of a sentence stands in the log.
const FINGERPRINT: &str = "uradoriSentence/v1";

pub(super) fn print(out: &mut dyn Write, outcome: &Outcome<'_>, lang: Lang) -> Result<(), Failure> {
    let results: Vec<SarifResult> =
        outcome.found.iter().map(|found| result(found, outcome.has_baseline, lang)).collect();
    let rules: Vec<ReportingDescriptor> = Code::ALL.iter().map(|code| rule(*code, lang)).collect();
    let driver = ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules)
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .invocations(vec![Invocation::builder().execution_successful(true).build()])
        .language(match lang {
            Lang::Ja => "ja",
            Lang::En => "en",
        })
        .column_kind(json!("unicodeCodePoints"))
        .results(results)
        .build();
    let log = Sarif::builder().schema(SCHEMA_URL).version(json!("2.1.0")).runs(vec![run]).build();
    serde_json::to_writer_pretty(&mut *out, &log).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn rule(code: Code, lang: Lang) -> ReportingDescriptor {
    let page = explain::text(code, lang);
    let level = serde_json::to_value(level(code.default_severity())).unwrap_or_default();
    ReportingDescriptor::builder()
        .id(code.name())
        .short_description(MultiformatMessageString::builder().text(explain::title(code, lang)).build())
        .help(MultiformatMessageString::builder().text(page).markdown(page).build())
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .build()
}

fn result(found: &Found<'_>, has_baseline: bool, lang: Lang) -> SarifResult {
    let Found { path, entry, finding, .. } = found;
    let text = format!("{}\n{}", finding.message.in_lang(lang), finding.why.in_lang(lang));
    let rule = Code::ALL.iter().position(|code| *code == finding.code).unwrap_or_default();
    let prints = BTreeMap::from([(FINGERPRINT.to_owned(), found.fingerprint.clone())]);
    let mut result = SarifResult::builder()
        .rule_id(finding.code.name())
        .rule_index(i64::try_from(rule).unwrap_or_default())
        .level(level(finding.severity))
        .message(message(&text))
        .locations(vec![location(path, entry, finding.span, Some(found.sentence))])
        .partial_fingerprints(prints)
        // Where some results say that they are suppressed, the others have to say that they are not.
        .suppressions(found.accepted.iter().map(|row| suppression(row)).collect::<Vec<_>>())
        .build();
    if let Some(source) = finding.related {
        let mut nearest = location(path, entry, source, None);
        nearest.message = Some(message(match lang {
            Lang::Ja => "いちばん近い出典",
            Lang::En => "the nearest source",
        }));
        result.related_locations = Some(vec![nearest]);
    }
    // What is accepted is not compared.
    if has_baseline && found.accepted.is_none() {
        result.baseline_state = Some(json!(if found.known { "unchanged" } else { "new" }));
    }
    result
}

fn suppression(row: &Acceptance) -> Suppression {
    let until = row.expires.map(|day| format!(" → {day}")).unwrap_or_default();
    let reason = format!("{} ({}, {}{until})", row.reason, row.by, row.on);
    Suppression::builder()
        .kind(json!("external"))
        .status(json!("accepted"))
        .justification(reason.trim().to_owned())
        .build()
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Information | Severity::Hint => ResultLevel::Note,
    }
}

fn message(text: &str) -> Message {
    Message::builder().text(text).build()
}

/// A place in an article. Lines and columns from one, columns in Unicode scalar values.
fn location(path: &Path, entry: &Entry, span: Span, sentence: Option<&str>) -> Location {
    let (start, end) = entry.positions(span, PositionEncoding::Utf32);
    let mut region = Region::builder()
        .start_line(i64::from(start.line) + 1)
        .start_column(i64::from(start.character) + 1)
        .end_line(i64::from(end.line) + 1)
        .end_column(i64::from(end.character) + 1)
        .build();
    region.snippet = sentence.map(|sentence| ArtifactContent::builder().text(sentence).build());
    let artifact = ArtifactLocation::builder().uri(uri(path)).build();
    let place = PhysicalLocation::builder().artifact_location(artifact).region(region).build();
    Location::builder().physical_location(place).build()
}

/// A path as a URI reference: relative where the path is, and below the current folder.
fn uri(path: &Path) -> String {
    let parts: Option<Vec<_>> = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy()),
            _ => None,
        })
        .collect();
    let relative = parts.and_then(|parts| {
        let mut url = Url::parse("file:///").ok()?;
        url.path_segments_mut().ok()?.clear().extend(parts);
        let path = url.path().trim_start_matches('/');
        // Before the first slash a colon would end a scheme.
        let first = path.split('/').next().unwrap_or_default();
        Some(if first.contains(':') { format!("./{path}") } else { path.to_owned() })
    });
    relative.unwrap_or_else(|| {
        let absolute = std::path::absolute(path).ok().and_then(|path| Url::from_file_path(path).ok());
        absolute.map_or_else(|| path.to_string_lossy().into_owned(), String::from)
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::uri;

    #[test]
    fn a_path_is_written_as_a_reference() {
        assert_eq!(uri(Path::new("./社説/a b.txt")), "%E7%A4%BE%E8%AA%AC/a%20b.txt");
        assert_eq!(uri(Path::new("a:b.txt")), "./a:b.txt");
        assert!(uri(Path::new("../a.txt")).starts_with("file:///"));
    }
}
