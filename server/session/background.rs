//! Jobs that read files, away from the loop.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::event::{Event, Events, FilesRead, Finding, Found};
use super::folder::FolderId;
use crate::archive::{
    Analyst, Archive, Cache, Card, Content, News, Reader, Recall, Snapshot, Walk, read_cards, rewalk, walk,
};
use crate::article::is_japanese_prose;

/// How many files are announced at a time.
const PART: usize = 1024;

/// How many files are told of at a time: enough that the loop is not woken for each, and no more than it takes in at once.
const BUNDLE: usize = 16;

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
    pub(super) events: Events,
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
    /// are told as gone, and those that only moved are not read again.
    Some { touched: BTreeSet<PathBuf>, known: Vec<Arc<Card>> },
}

/// Articles that lie elsewhere by now: those that are gone, and the new ones that hold the same.
#[derive(Default)]
struct Moves {
    gone: FxHashMap<Content, Arc<Path>>,
    known: FxHashSet<Arc<Path>>,
    seen: Mutex<Vec<(PathBuf, PathBuf)>>,
}

impl Moves {
    /// For a job that met `files`, in order.
    fn of(task: &Task, files: &[PathBuf]) -> Self {
        let Task::Some { known, .. } = task else { return Self::default() };
        let is_gone = |path: &Path| files.binary_search_by(|file| file.as_path().cmp(path)).is_err();
        let gone = known.iter().filter(|card| is_gone(card.path()) && card.content() != Content::default());
        Self {
            gone: gone.map(|card| (card.content(), Arc::clone(card.path()))).collect(),
            known: known.iter().map(|card| Arc::clone(card.path())).collect(),
            seen: Mutex::default(),
        }
    }

    fn see(&self, card: &Card) {
        if let Some(from) = self.gone.get(&card.content()).filter(|_| !self.known.contains(card.path())) {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push((from.to_path_buf(), card.path().to_path_buf()));
        }
    }

    /// From where to where; `None` where nothing moved.
    fn seen(self) -> Option<Vec<(PathBuf, PathBuf)>> {
        Some(self.seen.into_inner().unwrap_or_else(PoisonError::into_inner)).filter(|seen| !seen.is_empty())
    }
}

impl Job {
    /// Does it, on this thread and those of the rayon pool.
    pub(super) fn run(self) {
        let cache = self.cache.as_ref().and_then(|cache| cache.open(&self.root));
        let reader = Reader::new(self.configuration.as_deref());
        let recall = || match (&self.task, cache) {
            (Task::All, Some(cache)) => self.restore(cache, reader),
            (Task::All, None) => Recall::default(),
            (Task::Some { known, .. }, _) => Recall::of_cards(known.iter().cloned()),
        };
        let globs = &self.analyst.config.articles;
        let walk = || match &self.task {
            Task::All => walk(&self.root, &self.root, globs),
            Task::Some { touched, .. } => rewalk(&self.root, touched, globs),
        };
        // The disk is looked through while what is kept of it is unpacked.
        let (recall, Walk { files, warnings }) = rayon::join(recall, walk);
        for warning in warnings {
            tracing::warn!("{warning}");
        }
        if matches!(self.task, Task::All) {
            self.tell(Finding::Walked { total: files.len() });
            // What was restored has its place. A part at a time, so that nothing else waits for long.
            let new: Vec<&PathBuf> = files.iter().filter(|file| !recall.knows(file)).collect();
            for part in new.chunks(PART) {
                self.tell(Finding::Expected { files: part.iter().copied().cloned().collect() });
            }
        }
        if let Task::Some { known, .. } = &self.task {
            let is_gone = |path: &Path| files.binary_search_by(|file| file.as_path().cmp(path)).is_err();
            let gone = known.iter().filter(|card| is_gone(card.path()));
            let gone: Vec<_> = gone.map(|card| (Arc::clone(card.path()), Ok(None))).collect();
            self.tell(Finding::Read { files: gone });
        }
        let moves = Moves::of(&self.task, &files);
        let wanted = |text: &str| self.configuration.is_some() || is_japanese_prose(text);
        let same = AtomicUsize::new(0);
        let read: Mutex<FilesRead> = Mutex::default();
        read_cards(
            &files,
            &self.analyst,
            &recall,
            cache.map(|cache| (cache, reader)),
            wanted,
            &self.stop,
            |path, news| {
                let result = match news {
                    Ok(News::Same) => {
                        same.fetch_add(1, Ordering::Relaxed);
                        return;
                    }
                    Ok(News::Card(card)) => {
                        moves.see(&card);
                        Ok(Some(card))
                    }
                    Ok(News::NoArticle) => Ok(None),
                    Err(error) => Err(error),
                };
                let mut files = read.lock().unwrap_or_else(PoisonError::into_inner);
                files.push((path.into(), result));
                if files.len() == BUNDLE {
                    let files = std::mem::take(&mut *files);
                    self.tell(Finding::Read { files });
                }
            },
        );
        drop(recall);
        self.tell(Finding::Read { files: read.into_inner().unwrap_or_else(PoisonError::into_inner) });
        if let Some(moves) = moves.seen() {
            self.tell(Finding::Moved { moves });
        }
        self.tell(Finding::Same { count: same.into_inner() });
        let is_all = matches!(self.task, Task::All);
        let is_whole = is_all && !self.stop.load(Ordering::Relaxed);
        let gone = if is_all {
            let Some(snapshot) = self.snapshot() else { return };
            Some(snapshot.others_than(&files))
        } else {
            None
        };
        self.tell(Finding::Done { gone });
        match cache {
            Some(cache) if is_whole => cache.prune(reader, &files),
            Some(cache) => cache.flush(),
            None => {}
        }
    }

    /// Has what the cache keeps answer questions at once, before a single file is looked at.
    fn restore(&self, cache: &Cache, reader: Reader) -> Recall {
        let kept = cache.restore(reader);
        if !kept.is_empty() {
            let cards = kept.iter().filter_map(|kept| kept.card.clone());
            let archive = Archive::of(self.analyst.clone(), cards);
            self.tell(Finding::Restored { archive: Box::new(archive) });
        }
        Recall::new(kept)
    }

    /// The archive with all that this job has told so far; `None` after the end of the session.
    fn snapshot(&self) -> Option<Snapshot> {
        let (answer, snapshot) = sync_channel(1);
        self.tell(Finding::Asked { answer });
        snapshot.recv().ok()
    }

    fn tell(&self, what: Finding) {
        self.events.send(Event::Found(Found { folder: self.folder, job: self.number, what }));
    }
}
