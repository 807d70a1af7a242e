//! Articles to measure with: the corpora beside the repository where they are, else the seeds over and over.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the repository lies.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Texts of articles, and where they come from.
pub struct Articles {
    pub texts: Vec<String>,
    pub origin: &'static str,
}

/// All articles that there are, in a fixed order.
pub fn all() -> Articles {
    let shared = std::env::var_os("URADORI_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let packed = shared.join("corpora/articles");
    let unpacked = root().join("target/bench/corpora");
    for name in ["jawikinews", "newscopedaily"] {
        let archive = packed.join(format!("{name}.tar.xz"));
        if archive.is_file() && !unpacked.join(name).is_dir() {
            let made = std::fs::create_dir_all(&unpacked).is_ok();
            let tar = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&unpacked).status();
            if !made || !tar.is_ok_and(|status| status.success()) {
                println!("SKIPPED {}: it cannot be unpacked", archive.display());
            }
        }
    }
    let corpora = read(&unpacked);
    if !corpora.is_empty() {
        return Articles { texts: corpora, origin: "corpora" };
    }
    println!("SKIPPED the corpora: they are not beside the repository; measuring with the seeds");
    Articles { texts: read(&root().join("seeds")), origin: "seeds" }
}

fn read(folder: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = item.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// The last place at or before byte `at` at which a letter begins.
pub fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

impl Articles {
    /// The `n`th article of an archive of any size. From the second round on, surnames are exchanged for others, so that
    /// an archive ten times as large has people that the first round does not know.
    pub fn nth(&self, n: usize) -> String {
        let text = &self.texts[n % self.texts.len()];
        match n / self.texts.len() {
            0 => text.clone(),
            round => exchanged(text, round),
        }
    }

    /// An article of about `bytes` bytes: several under each other.
    pub fn of_size(&self, bytes: usize) -> String {
        let mut text = String::new();
        for n in 0.. {
            // Every seventh, so that neighbours on the disk are not neighbours here.
            text.push_str(&self.nth(n * 7 + 3));
            text.push('\n');
            if text.len() >= bytes {
                break;
            }
        }
        text.truncate(boundary(&text, bytes));
        text
    }
}

fn exchanged(text: &str, round: usize) -> String {
    static SURNAMES: std::sync::LazyLock<(Vec<String>, aho_corasick::AhoCorasick)> = std::sync::LazyLock::new(|| {
        let table =
            std::fs::read_to_string(root().join("server/lexicon/words/common_surnames.tsv")).unwrap_or_default();
        let names = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
        let names: Vec<String> = names.filter(|name| name.chars().count() >= 2).map(str::to_owned).collect();
        let matcher = aho_corasick::AhoCorasick::new(&names).expect("names are short");
        (names, matcher)
    });
    let (names, matcher) = &*SURNAMES;
    let mut result = String::with_capacity(text.len());
    matcher.replace_all_with(text, &mut result, |found, _, into| {
        let other = (found.pattern().as_usize() + round * 97) % names.len();
        into.push_str(&names[other]);
        true
    });
    result
}

#[allow(dead_code, reason = "one of the two benches keeps its articles in memory")]
/// Writes an archive of `size` articles below target/bench, once, and gives its folder.
pub fn archive(articles: &Articles, size: usize) -> PathBuf {
    let folder = root().join(format!("target/bench/{}-{size}", articles.origin));
    let complete = folder.join(".complete");
    if !complete.is_file() {
        println!("writing {size} articles below {}", folder.display());
        for n in 0..size {
            let below = folder.join(format!("{:03}", n / 1000));
            std::fs::create_dir_all(&below).expect("target can be written to");
            std::fs::write(below.join(format!("{n:06}.txt")), articles.nth(n)).expect("target can be written to");
        }
        std::fs::write(folder.join("uradori.toml"), "").expect("target can be written to");
        std::fs::write(complete, "").expect("target can be written to");
    }
    folder
}
