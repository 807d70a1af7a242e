//! From the paths of a command line to analysed articles.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Failure, Paths};
use crate::archive::{Analyst, Archive, Entry, ReadError, Snapshot, read_all, walk};
use crate::config::{self, ACCEPTED_NAME, Config, FILE_NAME};
use crate::findings::{Lang, Ledger};

/// What the command line's paths came to.
pub(super) struct Inputs {
    /// The paths that could be read, in the order of the command line, and by path within a folder.
    pub(super) paths: Vec<PathBuf>,
    /// The articles at those paths, linked with each other.
    pub(super) snapshot: Snapshot,
    /// Whether a file that was named could not be read.
    pub(super) unreadable: bool,
    /// The text of the list of accepted findings; empty where there is none.
    pub(super) accepted: String,
}

impl Inputs {
    /// The articles in the order of [`Inputs::paths`].
    pub(super) fn articles(&self) -> impl Iterator<Item = (&Path, &Arc<Entry>)> {
        self.paths.iter().filter_map(|path| Some((path.as_path(), self.snapshot.whole(path)?)))
    }
}

/// What takes longer than this to read gets a progress bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// Reads and analyses the articles of `paths` on all cores. What cannot be read is told on standard error: a file that
/// was named counts, one met in a folder does not.
///
/// # Errors
/// [`Failure::Configuration`] where the `uradori.toml` in force cannot be read.
pub(super) fn read(paths: &Paths, lang: Lang) -> Result<Inputs, Failure> {
    let here = [PathBuf::from(".")];
    let given = if paths.paths.is_empty() { &here[..] } else { &paths.paths[..] };
    let (config, root) = configuration(given)?;
    let analyst = Analyst::new(Arc::new(config));
    let mut files: Vec<PathBuf> = Vec::new();
    let mut named: HashMap<PathBuf, bool> = HashMap::new();
    for path in given {
        if path.is_dir() {
            let base = root.as_deref().filter(|root| path.starts_with(root)).unwrap_or(path);
            let found = walk(base, path, &analyst.config.articles);
            for warning in found.warnings {
                eprintln!("{}: {warning}", word(lang, "警告", "warning"));
            }
            for file in found.files {
                let file = file.strip_prefix(".").map_or_else(|_| file.clone(), Path::to_owned);
                named.entry(file.clone()).or_insert_with(|| {
                    files.push(file);
                    false
                });
            }
        } else if named.insert(path.clone(), true).is_none() {
            files.push(path.clone());
        }
    }
    let (mut archive, errors) = analyse(&files, &analyst, lang);
    let accepted = acceptances(given, root.as_deref(), &mut archive)?;
    let mut unreadable = false;
    for error in errors {
        let was_named = named.get(&error.path).copied().unwrap_or_default();
        unreadable |= was_named;
        eprintln!("{}: {error}", if was_named { word(lang, "エラー", "error") } else { word(lang, "警告", "warning") });
    }
    Ok(Inputs { paths: files, snapshot: archive.snapshot(), unreadable, accepted })
}

fn analyse(files: &[PathBuf], analyst: &Analyst, lang: Lang) -> (Archive, Vec<ReadError>) {
    let bar = progress(files.len(), lang);
    let gathered = Mutex::new((Archive::new(analyst.clone()), Vec::new()));
    read_all(
        files,
        |path, decoded, _| Entry::on_disk(path.into(), decoded, analyst),
        &AtomicBool::new(false),
        |_, outcome| {
            let mut gathered = gathered.lock().unwrap_or_else(PoisonError::into_inner);
            match outcome {
                Ok(entry) => gathered.0.insert(entry),
                Err(error) => gathered.1.push(error),
            }
            drop(gathered);
            bar.inc(1);
        },
    );
    bar.finish_and_clear();
    let (mut archive, mut errors) = gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    archive.set_complete(true);
    errors.sort_by(|a, b| a.path.cmp(&b.path));
    (archive, errors)
}

/// A word in the user's language.
pub(super) fn word(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// The configuration of the first `uradori.toml` upwards from the first path, as an editor would find it, and the
/// folder that it lies in, written as the path was.
fn configuration(given: &[PathBuf]) -> Result<(Config, Option<PathBuf>), Failure> {
    let Some(first) = given.first() else { return Ok((Config::default(), None)) };
    let written = first.ancestors().map(Path::to_owned);
    let absolute = std::path::absolute(first).ok();
    let further = absolute.iter().flat_map(|path| path.ancestors()).map(Path::to_owned);
    for folder in written.chain(further) {
        let file = folder.join(FILE_NAME);
        if file.is_file() {
            return Ok((load(&file)?, Some(folder)));
        }
    }
    Ok((Config::default(), None))
}

/// Has the archive know what is accepted, by the list beside the configuration, or the first upwards where there is none.
/// Gives the list's text.
fn acceptances(given: &[PathBuf], root: Option<&Path>, archive: &mut Archive) -> Result<String, Failure> {
    let absolute = given.first().and_then(|first| std::path::absolute(first).ok());
    let upwards = absolute.iter().flat_map(|path| path.ancestors());
    let found = || upwards.into_iter().find(|folder| folder.join(ACCEPTED_NAME).is_file());
    let folder = root.or_else(found).unwrap_or(Path::new("."));
    let file = folder.join(ACCEPTED_NAME);
    let fail = |message: String| Failure::Configuration(format!("{}{message}", file.display()));
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(fail(format!(": {error}"))),
    };
    let rows = config::parse_acceptances(&text)
        .map_err(|error| fail(format!(":{}:{}: {}", error.line, error.column, error.message)))?;
    archive.set_ledger(folder.into(), Ledger::new(rows, jiff::Zoned::now().date()));
    Ok(text)
}

fn load(file: &Path) -> Result<Config, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::Configuration(format!("{}: {error}", file.display())))?;
    Config::parse(&text)
        .map_err(|e| Failure::Configuration(format!("{}:{}:{}: {}", file.display(), e.line, e.column, e.message)))
}

/// A bar on a terminal, once reading has taken longer than [`PATIENCE`].
fn progress(files: usize, lang: Lang) -> ProgressBar {
    if files < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
    if let Ok(style) =
        ProgressStyle::with_template(word(lang, "{bar:40} {pos}/{len} 記事", "{bar:40} {pos}/{len} articles"))
    {
        bar.set_style(style);
    }
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if !shown.is_finished() {
            shown.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}
