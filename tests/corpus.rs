//! Everything that uradori says of prose, so that a change of a rule shows its false alarms in the diff: whole over our
//! own `seeds/`, by offsets, codes and hashes over the real articles in `../shared` where they are present.
//!
//! `INSTA_UPDATE=always cargo test --test corpus` accepts a change; read the diff before it is committed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uradori::archive::{Analysis, Analyst, read};
use uradori::config::Config;
use uradori::text::{Lines, PositionEncoding, Span};

fn articles(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"))
        .collect();
    found.sort();
    found
}

fn analyse(path: &Path, analyst: &Analyst) -> Analysis {
    analyst.analyze(read(path).expect("the article can be read").text.into())
}

/// `line:column` of a span's start, from one, in Unicode scalar values.
fn place(lines: &Lines, text: &str, span: Span) -> String {
    let position = lines.position(text, span.start, PositionEncoding::Utf32);
    format!("{}:{}", position.line + 1, position.character + 1)
}

/// What is found in one article, for people to read.
fn shown(analysis: &Analysis) -> String {
    let text = &analysis.article.text;
    let lines = Lines::of(text);
    let mut shown = String::new();
    let one_line = |span: Span| span.slice(text).replace(['\r', '\n'], "⏎");
    let _ = writeln!(
        shown,
        "date: {:?}, genre: {:?}",
        analysis.article.date.map(|found| found.date.to_string()),
        analysis.article.genre
    );
    let _ = writeln!(shown, "\n# Actors");
    for actor in &analysis.cast.actors {
        let mut surfaces: Vec<String> = Vec::new();
        for mention in &actor.mentions {
            let surface = one_line(analysis.cast.mentions[*mention as usize].span);
            if !surfaces.contains(&surface) {
                surfaces.push(surface);
            }
        }
        let _ = writeln!(shown, "{} {} ×{}: {}", actor.kind, actor.name, actor.mentions.len(), surfaces.join(", "));
    }
    let _ = writeln!(shown, "\n# Statements");
    for statement in &analysis.statements {
        let source = statement
            .source
            .as_ref()
            .map_or("?".to_owned(), |source| format!("{} ({})", source.text, source.grade.name()));
        let carried = if statement.carried_from.is_some() { " carried" } else { "" };
        let cue = statement.cue.map(one_line).unwrap_or_default();
        let _ = writeln!(shown, "{} {source}{carried} [{cue}]", place(&lines, text, statement.span));
    }
    let _ = writeln!(shown, "\n# Findings");
    for finding in &analysis.findings {
        let _ = writeln!(
            shown,
            "{} {}[{}] {} — {}",
            place(&lines, text, finding.span),
            finding.severity.name(),
            finding.code,
            one_line(finding.span),
            finding.message.ja
        );
    }
    shown
}

#[test]
fn our_own_seeds_whole() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let config = fs::read_to_string(seeds.join("uradori.toml")).expect("the configuration can be read");
    let analyst = Analyst::new(Arc::new(Config::parse(&config).expect("the configuration is right")));
    let found = articles(&seeds);
    assert!(found.len() >= 10, "only {} articles in seeds/", found.len());
    for path in found {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        insta::assert_snapshot!(format!("seeds__{stem}"), shown(&analyse(&path, &analyst)));
    }
}

#[test]
fn real_articles_by_offsets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("URADORI_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    if !shared.join("seeds").is_dir() {
        println!("skipped: no articles at {}", shared.display());
        return;
    }
    let analyst = Analyst::new(Arc::new(Config::default()));
    let mut shown = String::new();
    for folder in ["seeds", "gold/train"] {
        for path in articles(&shared.join(folder)) {
            let analysis = analyse(&path, &analyst);
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let mentions =
                fingerprint(analysis.cast.mentions.iter().map(|mention| (mention.span, mention.kind.name())));
            let statements = fingerprint(
                analysis.statements.iter().map(|one| (one.span, one.source.as_ref().map_or("", |s| s.grade.name()))),
            );
            let _ = write!(
                shown,
                "{stem} mentions {}#{mentions:08x} statements {}#{statements:08x}",
                analysis.cast.mentions.len(),
                analysis.statements.len()
            );
            for finding in &analysis.findings {
                let _ = write!(shown, " {}:{}", finding.span.start, finding.code);
            }
            shown.push('\n');
        }
    }
    insta::assert_snapshot!("real_articles", shown);
}

/// A number that changes when anything in the list does (FNV-1a).
fn fingerprint<'a>(items: impl Iterator<Item = (Span, &'a str)>) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for (span, name) in items {
        for byte in span.start.to_le_bytes().into_iter().chain(span.end.to_le_bytes()).chain(name.bytes()) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}
