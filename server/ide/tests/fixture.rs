//! A workspace in one string.
//!
//! ```text
//! //- /uradori.toml
//! [[actor]] …
//! //- /a.txt
//! 鷹取氏$0は会見した。
//! //- /b.txt
//! ⟦鷹取静馬大統領⟧が来た。
//! ```
//!
//! `//- /path` opens a file, `$0` is the cursor, `⟦…⟧` is a range that the answer must give. Where the order of the
//! answer matters beyond that of the files, `⟦2|…⟧` gives the place in it. What is checked is that the answer is exactly
//! what is marked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::{Analyst, Archive, Entry, Snapshot};
use crate::config::{Config, FILE_NAME};
use crate::text::{Decoded, Span};

/// Where the files of a fixture lie.
const ROOT: &str = "/w";

/// A workspace, the cursor, and what is marked.
pub(super) struct Fixture {
    pub(super) snapshot: Snapshot,
    /// The file with the cursor.
    pub(super) path: PathBuf,
    pub(super) offset: u32,
    marks: Vec<Mark>,
}

struct Mark {
    path: PathBuf,
    span: Span,
    rank: u32,
}

impl Fixture {
    /// Reads a fixture. Panics where it is not one: that is a mistake in the test.
    pub(super) fn new(text: &str) -> Self {
        let mut config = Config::default();
        let mut files: Vec<(PathBuf, String)> = Vec::new();
        for part in format!("\n{}", text.trim_start()).split("\n//- /").skip(1) {
            let (name, body) = part.split_once('\n').expect("a file has a body");
            if name == FILE_NAME {
                config = Config::parse(body).expect("the fixture's configuration is valid");
            } else {
                files.push((Path::new(ROOT).join(name), body.to_owned()));
            }
        }
        let analyst = Analyst::new(Arc::new(config));
        let mut archive = Archive::new(analyst.clone());
        let (mut cursor, mut marks) = (None, Vec::new());
        for (path, marked) in files {
            let (text, found) = read(&path, &marked, &mut marks);
            if let Some(offset) = found {
                assert!(cursor.replace((path.clone(), offset)).is_none(), "two cursors");
            }
            let decoded = Decoded { text, encoding: "UTF-8", malformed: false };
            archive.insert(Entry::on_disk(path.into(), decoded, &analyst));
        }
        archive.set_complete(true);
        let (path, offset) = cursor.unwrap_or_default();
        Self { snapshot: archive.snapshot(), path, offset, marks }
    }

    /// What is marked, as `file: text`, in the order of the ranks, then of the files.
    pub(super) fn expected(&self) -> Vec<String> {
        let mut marks: Vec<&Mark> = self.marks.iter().collect();
        marks.sort_by_key(|mark| mark.rank);
        marks.into_iter().map(|mark| self.show(&mark.path, mark.span)).collect()
    }

    /// A place as `file@line: text`.
    pub(super) fn show(&self, path: &Path, span: Span) -> String {
        let entry = self.snapshot.entry(path).expect("an answer names an article of the archive");
        let file = path.strip_prefix(ROOT).expect("articles lie in the workspace").display();
        format!("{file}@{}: {}", span.start, span.slice(entry.text()))
    }
}

/// A file's text without marks; its cursor.
fn read(path: &Path, marked: &str, marks: &mut Vec<Mark>) -> (String, Option<u32>) {
    let mut text = String::with_capacity(marked.len());
    let mut cursor = None;
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut found = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("$0") {
            assert!(cursor.replace(text.len() as u32).is_none(), "two cursors in {}", path.display());
            rest = after;
        } else if let Some(after) = rest.strip_prefix('⟦') {
            let rank = after.split_once('|').and_then(|(rank, left)| Some((rank.parse().ok()?, left)));
            let (rank, after) = rank.unwrap_or((0, after));
            open.push((text.len() as u32, rank));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('⟧') {
            let (start, rank) = open.pop().expect("a mark that closes was opened");
            found.push(Mark { path: path.to_owned(), span: Span::new(start, text.len() as u32), rank });
            rest = after;
        } else {
            text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "a mark is left open in {}", path.display());
    found.sort_by_key(|mark| mark.span);
    marks.append(&mut found);
    (text, cursor)
}

/// The registry that most cases share.
pub(super) const REGISTRY: &str = r#"//- /uradori.toml
[[actor]]
id = "takatori-shizuma"
name = "鷹取静馬"
type = "person"
reading = "たかとりしずま"
aliases = ["Takatori Shizuma", { name = "鷹取", match = "with-context" }]
description = "北嶺共和国の大統領。"
links = ["https://president.example.com/profile"]

[[actor]]
id = "sasakura-gen"
name = "笹倉玄"
type = "person"

[[actor]]
id = "hokurei"
name = "北嶺共和国"
type = "place"
reading = "ほくれいきょうわこく"
aliases = ["北嶺"]

[[actor]]
id = "estval"
name = "エストヴァル"
type = "place"

[[actor]]
id = "hollow-kestrel"
name = "Hollow Kestrel"
type = "organization"
aliases = [
  "ホロウ・ケストレル",
  { name = "HK-17", origin = "ヴェルデイン" },
  { name = "Tin Sparrow", relation = "suspected", origin = "ヴェルデイン 2026-03-18" },
  { name = "夜鷹", relation = "disputed", match = "never" },
]

"#;

/// A fixture over [`REGISTRY`].
pub(super) fn with_registry(articles: &str) -> Fixture {
    Fixture::new(&format!("{REGISTRY}{}", articles.trim_start()))
}
