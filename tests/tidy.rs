//! The walls of the house: which folder may know which, where the libraries stop, and what every file owes its reader.

use std::fs;
use std::path::{Path, PathBuf};

/// The module folders, each allowed to use those before it.
const ORDER: [&str; 12] = [
    "text",
    "config",
    "language",
    "article",
    "actors",
    "statements",
    "findings",
    "archive",
    "ide",
    "session",
    "lsp",
    "cli",
];

/// Names that only one folder may say.
const WALLS: [(&str, &str); 6] = [
    ("ropey", "text"),
    ("encoding_rs", "text"),
    ("lindera", "language"),
    ("tower_lsp", "lsp"),
    ("lsp_types", "lsp"),
    ("gen_lsp_types", "lsp"),
];

/// What may lie at the root.
const ROOT: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "NOTICE",
    "README.ja.md",
    "README.md",
    "SECURITY.md",
    "deny.toml",
    "editors",
    "seeds",
    "server",
    "tests",
    "target",
    ".ci",
    ".git",
    ".gitignore",
    ".gitattributes",
];

/// Files longer than this want a reason.
const LONG: usize = 400;

/// Files that are longer, and why.
const LONG_WITH_REASON: &[(&str, &str)] = &[
    (
        "server/actors/mentions/people.rs",
        "the shapes of personal names, each a few lines, which are read best side by side",
    ),
    ("server/findings/features.rs", "the list of what the model weighs; a table in the form of code"),
    ("server/statements/phrases.rs", "noun phrases and clauses over tokens: one grammar, whose parts call each other"),
    ("server/statements/scope.rs", "the one pass over an article that decides who is heard in each sentence"),
    ("server/statements/sources.rs", "from a phrase to its mention and grade: the exceptions belong beside the rule"),
    ("server/statements/verbs.rs", "the frames of reporting verbs, one function a frame"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` with one of `endings`, build output and dependencies aside.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if matches!(name.as_str(), "target" | "node_modules" | ".git" | "dist") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Whether a source file holds tests and nothing else.
fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
}

/// A path from the root, with `/`.
fn named(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The lines of a source file that are no comments.
fn code(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.starts_with("//")).map(str::to_owned).collect()
}

/// Whether `name` stands in `line` as a word of its own.
fn says(line: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| !line[..at].ends_with(word) && !line[at + name.len()..].starts_with(word))
}

fn check(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn arrows_point_only_up() {
    let mut problems = Vec::new();
    for (rank, folder) in ORDER.iter().enumerate() {
        let found = files(&root().join("server").join(folder), &[".rs"]);
        assert!(!found.is_empty(), "server/{folder} is empty");
        // A module's own tests may read an article from end to end; what is shipped may not.
        for path in found.into_iter().filter(|path| !is_test(path)) {
            for line in code(&path) {
                for later in &ORDER[rank + 1..] {
                    if says(&line, &format!("crate::{later}")) {
                        problems.push(format!("{} uses `{later}`, which is below `{folder}`: {line}", named(&path)));
                    }
                }
            }
        }
    }
    check(&problems);
}

#[test]
fn libraries_stay_behind_their_walls() {
    let mut problems = Vec::new();
    for path in files(&root().join("server"), &[".rs"]) {
        let place = named(&path);
        let outside = |folder: &str| !place.starts_with(&format!("server/{folder}/"));
        // The dictionary crate builds what `lindera` reads; the trainer is never shipped.
        if place.starts_with("server/ipadic/") || place.starts_with("server/trainer/") {
            continue;
        }
        for line in code(&path) {
            for (name, folder) in WALLS {
                if says(&line, name) && outside(folder) && !(is_test(&path) && name == "encoding_rs") {
                    problems.push(format!("{place} names `{name}`, which belongs to server/{folder}: {line}"));
                }
            }
        }
    }
    check(&problems);
}

#[test]
fn every_module_says_what_it_is() {
    let problems: Vec<String> = files(&root().join("server"), &[".rs"])
        .iter()
        .filter(|path| !is_test(path))
        .filter(|path| !fs::read_to_string(path).unwrap_or_default().starts_with("//!"))
        .map(|path| format!("{} has no `//!` at its head", named(path)))
        .collect();
    check(&problems);
}

#[test]
fn no_drawer_for_odds_and_ends() {
    let names = ["utils", "util", "helpers", "helper", "common", "misc"];
    let problems: Vec<String> = files(&root(), &[".rs", ".ts", ".lua"])
        .iter()
        .filter(|path| {
            path.components().any(|part| {
                let part = part.as_os_str().to_string_lossy();
                names.contains(&part.split('.').next().unwrap_or_default())
            }) && path.starts_with(root())
        })
        .map(|path| named(path))
        .collect();
    check(&problems);
}

#[test]
fn long_files_have_a_reason() {
    let mut problems = Vec::new();
    for path in files(&root(), &[".rs", ".ts", ".lua"]) {
        let place = named(&path);
        let lines = fs::read_to_string(&path).unwrap_or_default().lines().count();
        let excused = LONG_WITH_REASON.iter().any(|(file, _)| *file == place) || is_test(&path);
        if lines > LONG && !excused {
            problems.push(format!("{place} has {lines} lines"));
        }
    }
    for (file, reason) in LONG_WITH_REASON {
        assert!(root().join(file).exists() && !reason.is_empty(), "{file} is gone");
    }
    check(&problems);
}

#[test]
fn every_table_of_the_lexicon_says_its_format_and_source() {
    let tables = files(&root().join("server/lexicon"), &[".tsv"]);
    assert!(tables.len() > 10, "where is the lexicon?");
    let problems: Vec<String> = tables
        .iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap_or_default();
            let head: String =
                text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n").to_lowercase();
            !(head.contains("column") && head.contains("source"))
        })
        .map(|path| format!("{} does not say its columns and its source", named(path)))
        .collect();
    check(&problems);
}

#[test]
fn the_root_holds_nothing_else() {
    let entries = fs::read_dir(root()).expect("the root can be read");
    let problems: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !ROOT.contains(&name.as_str()) && !name.starts_with('.'))
        .collect();
    check(&problems);
}

#[test]
fn no_path_of_one_machine_and_no_panic_on_input() {
    let machine = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")];
    let mut problems = Vec::new();
    for path in files(&root(), &[".rs", ".ts", ".lua", ".toml", ".md", ".sh", ".js", ".json"]) {
        let place = named(&path);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let tests = place.contains("tests");
        for line in text.lines() {
            if machine.iter().any(|prefix| line.contains(prefix)) {
                problems.push(format!("{place} names a path of one machine: {line}"));
            }
            let rust = path.extension().is_some_and(|ending| ending == "rs");
            let product = place.starts_with("server/") && rust && !tests && !place.contains("/trainer/");
            if product
                && [".unwrap()", "todo!(", "unimplemented!(", "dbg!("].iter().any(|word| line.contains(word))
                && !in_test_module(&text, line)
            {
                problems.push(format!("{place} may panic: {line}"));
            }
        }
    }
    check(&problems);
}

/// Whether a line stands below the `#[cfg(test)]` of its file.
fn in_test_module(text: &str, line: &str) -> bool {
    let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
    text.find(line).is_some_and(|at| at > tests)
}

#[test]
fn every_code_of_the_configuration_is_a_code_of_the_findings() {
    let codes = uradori::findings::Code::ALL.map(uradori::findings::Code::name);
    assert_eq!(codes, uradori::config::CODE_NAMES);
}
