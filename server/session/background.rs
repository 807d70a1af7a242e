//! Jobs that read files, away from the loop.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::Sender;

use super::event::{Event, Finding, Found};
use super::folder::FolderId;
use crate::archive::{Analyst, Card, Digest, Entry, Walk, read_all, rewalk, walk};
use crate::article::is_japanese_prose;
use crate::text::Decoded;

/// A job: which files to read, and for whom.
pub(super) struct Job {
    pub(super) folder: FolderId,
    pub(super) number: u64,
    pub(super) root: Arc<Path>,
    pub(super) analyst: Analyst,
    /// Whether the configuration says which files are articles; if not, their text does.
    pub(super) configured: bool,
    pub(super) task: Task,
    pub(super) stop: Arc<AtomicBool>,
    pub(super) events: Sender<Event>,
}

/// What a job does.
pub(super) enum Task {
    /// Reads all articles.
    All,
    /// Reads those of `touched` that are articles, and whatever lies below them; those of `known` that are no longer there
    /// are told as gone.
    Some { touched: BTreeSet<PathBuf>, known: Vec<Arc<Path>> },
}

impl Job {
    /// Does it, on this thread and those of the rayon pool.
    pub(super) fn run(self) {
        let globs = &self.analyst.config.articles;
        let Walk { files, warnings } = match &self.task {
            Task::All => walk(&self.root, &self.root, globs),
            Task::Some { touched, .. } => rewalk(&self.root, touched, globs),
        };
        for warning in warnings {
            tracing::warn!("{warning}");
        }
        self.tell(Finding::Walked { files: files.clone() });
        if let Task::Some { known, .. } = &self.task {
            let gone = known.iter().filter(|path| files.binary_search_by(|file| file.as_path().cmp(path)).is_err());
            gone.for_each(|path| self.tell(Finding::Read { path: Arc::clone(path), result: Ok(None) }));
        }
        let make = |path: &Path, decoded: Decoded, content| {
            (self.configured || is_japanese_prose(&decoded.text)).then(|| {
                let entry = Entry::on_disk(path.into(), decoded, &self.analyst);
                Card::new(Arc::clone(entry.path()), Digest::of(&entry, content))
            })
        };
        read_all(&files, make, &self.stop, |path, result| {
            self.tell(Finding::Read { path: path.into(), result });
        });
        self.tell(Finding::Done { all: matches!(self.task, Task::All).then_some(files) });
    }

    fn tell(&self, what: Finding) {
        // After the end of the session there is nobody left to tell.
        let _ = self.events.send(Event::Found(Found { folder: self.folder, job: self.number, what }));
    }
}
