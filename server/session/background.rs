//! Jobs that read files, away from the loop.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock};

use super::event::{Event, Finding, Found};
use super::folder::FolderId;
use crate::archive::{Analyst, Cache, Reader, Walk, read_cards, rewalk, walk};
use crate::article::is_japanese_prose;

/// A job: which files to read, and for whom.
pub(super) struct Job {
    pub(super) folder: FolderId,
    pub(super) number: u64,
    pub(super) root: Arc<Path>,
    pub(super) analyst: Analyst,
    /// The text of the configuration, which says which files are articles; where there is none, their text does.
    pub(super) configuration: Option<String>,
    pub(super) cache: Option<CacheIn>,
    pub(super) task: Task,
    pub(super) stop: Arc<AtomicBool>,
    pub(super) events: Sender<Event>,
}

/// The cache of one workspace folder, opened by the first job that asks for it and then kept open.
#[derive(Clone)]
pub(super) struct CacheIn {
    folder: Arc<Path>,
    opened: Arc<OnceLock<Option<Cache>>>,
}

impl CacheIn {
    /// A cache that lies below `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.join("articles").into(), opened: Arc::default() }
    }

    fn open(&self, root: &Path) -> Option<&Cache> {
        self.opened.get_or_init(|| Cache::open(&self.folder, root)).as_ref()
    }
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
        let cache = self.cache.as_ref().and_then(|cache| cache.open(&self.root));
        let reader = Reader::new(self.configuration.as_deref());
        let look = cache.map(|cache| cache.read(reader));
        let wanted = |text: &str| self.configuration.is_some() || is_japanese_prose(text);
        read_cards(&files, &self.analyst, look.as_ref(), wanted, &self.stop, |path, result| {
            self.tell(Finding::Read { path: path.into(), result });
        });
        drop(look);
        let all = matches!(self.task, Task::All) && !self.stop.load(Ordering::Relaxed);
        let walked = cache.filter(|_| all).map(|_| files.clone());
        self.tell(Finding::Done { all: matches!(self.task, Task::All).then_some(files) });
        match (cache, walked) {
            (Some(cache), Some(files)) => cache.prune(reader, &files),
            (Some(cache), None) => cache.flush(),
            (None, _) => {}
        }
    }

    fn tell(&self, what: Finding) {
        // After the end of the session there is nobody left to tell.
        let _ = self.events.send(Event::Found(Found { folder: self.folder, job: self.number, what }));
    }
}
