//! What background jobs read, and how it gets into the archives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{NOWHERE, State};
use crate::archive::{Archive, Card};
use crate::config::{ACCEPTED_NAME, FILE_NAME, Lang};
use crate::session::background::{CacheIn, Job, Task};
use crate::session::event::{Finding, Found};
use crate::session::folder::{Folder, FolderId, Indexing};
use crate::session::{Notice, Progress, Refreshes, Stage};

/// How often progress is told.
const PACE: Duration = Duration::from_millis(100);

impl State {
    /// Reads all articles of a folder, in place of a reading that goes on.
    pub(super) fn index(&mut self, id: FolderId) {
        self.count += 1;
        let job = self.count;
        let Some(folder) = self.folders.get_mut(&id) else { return };
        let before = folder.indexing.take();
        folder.since = job;
        folder.archive.set_complete(false);
        let stop = Arc::new(AtomicBool::new(false));
        let reported = Instant::now();
        folder.indexing = Some(Indexing { job, stop: Arc::clone(&stop), total: 0, done: 0, reported });
        if let Some(before) = before {
            before.stop.store(true, Ordering::Relaxed);
            self.progress(before.job, Stage::End);
        }
        let title = match self.editor.lang {
            Lang::Ja => "記事を読んでいます",
            Lang::En => "Reading the articles",
        };
        self.progress(job, Stage::Begin { title: title.to_owned() });
        self.spawn(id, job, Task::All, stop);
    }

    /// Ends the reading of a folder before it is done, because the user asks for it. What was read stays, and answers over
    /// all articles go on to be partial.
    pub(super) fn cancel(&mut self, work: Option<u64>) {
        let Some(work) = work else { return };
        let current = |folder: &&mut Folder| folder.indexing.as_ref().is_some_and(|indexing| indexing.job == work);
        if let Some(indexing) = self.folders.values_mut().find(current).and_then(|folder| folder.indexing.take()) {
            indexing.stop.store(true, Ordering::Relaxed);
            self.progress(work, Stage::End);
        }
    }

    pub(super) fn end_indexing(&self, folder: &Folder) {
        if let Some(indexing) = &folder.indexing {
            indexing.stop.store(true, Ordering::Relaxed);
            self.progress(indexing.job, Stage::End);
        }
    }

    pub(super) fn progress(&self, work: u64, stage: Stage) {
        if self.editor.progress {
            (self.tell)(Notice::Progress(Progress { work, stage }));
        }
    }

    /// Looks at files and folders again that may have changed.
    pub(super) fn look_again(&mut self, touched: BTreeSet<PathBuf>) {
        let mut by_home: BTreeMap<FolderId, BTreeSet<PathBuf>> = BTreeMap::new();
        for path in touched {
            let home = self.home(&path);
            let root = self.folders.get(&home).and_then(|folder| folder.root.as_ref());
            let name = path.file_name().filter(|_| root.is_some_and(|root| path.parent() == Some(root)));
            if name.is_some_and(|name| name == FILE_NAME) {
                self.configure(home);
            } else if name.is_some_and(|name| name == ACCEPTED_NAME) {
                self.load_acceptances(home);
            } else if home != NOWHERE {
                by_home.entry(home).or_default().insert(path);
            }
        }
        for (home, touched) in by_home {
            let Some(folder) = self.folders.get(&home) else { continue };
            let now = folder.archive.now();
            let below = touched.iter().flat_map(|path| folder.archive.below(path));
            let known = below.filter_map(|path| now.card(&path).cloned()).collect();
            self.count += 1;
            let job = self.count;
            self.spawn(home, job, Task::Some { touched, known }, Arc::default());
        }
    }

    pub(super) fn spawn(&mut self, id: FolderId, number: u64, task: Task, stop: Arc<AtomicBool>) {
        let events = self.events.clone();
        let Some(folder) = self.folders.get_mut(&id) else { return };
        let Some(root) = folder.root.clone() else { return };
        folder.running += 1;
        let analyst = folder.archive.now().analyst().clone();
        let configuration = folder.config_text.clone();
        if folder.cache.is_none() {
            folder.cache = self.editor.cache_folder.as_deref().map(CacheIn::new);
        }
        let cache = folder.cache.clone().filter(|_| !analyst.config.no_cache);
        let job = Job { folder: id, number, root, analyst, configuration, cache, task, stop, events };
        self.runtime.spawn_blocking(move || job.run());
    }

    pub(super) fn found(&mut self, Found { folder: id, job, what }: Found) {
        match what {
            Finding::Walked { total } => {
                self.folder_mut(id, |folder| {
                    if let Some(indexing) = folder.indexing.as_mut().filter(|indexing| indexing.job == job) {
                        indexing.total = total;
                    }
                });
            }
            Finding::Expected { files } => {
                self.folder_mut(id, |folder| {
                    if folder.indexing.as_ref().is_some_and(|indexing| indexing.job == job) {
                        folder.archive.expect(&files);
                    }
                });
            }
            Finding::Asked { answer } => {
                if let Some(folder) = self.folders.get(&id) {
                    // The job waits for it.
                    let _ = answer.send(folder.archive.snapshot());
                }
            }
            Finding::Read { files } => {
                let count = files.len();
                for (path, result) in files {
                    if let Err(error) = &result
                        && !error.is_gone()
                    {
                        tracing::warn!("{error}");
                    }
                    if self.home(&path) == id && !self.documents.contains_key(&path) {
                        self.folder_mut(id, |folder| keep(folder, job, &path, result.ok().flatten()));
                        self.review_after(id, &path);
                    }
                }
                self.advance(id, job, count);
            }
            Finding::Moved { moves } => self.follow(&moves),
            Finding::Restored { archive } => self.restored(id, job, *archive),
            Finding::Same { count } => self.advance(id, job, count),
            Finding::Done { gone } => self.done(id, job, gone),
        }
    }

    /// The articles of a folder are here as they were when it was last open. What is known better stays: open documents, and
    /// what a later job found.
    fn restored(&mut self, id: FolderId, job: u64, archive: Archive) {
        let Some(folder) = self.folders.get(&id).filter(|folder| job >= folder.since) else { return };
        let open = self.documents.iter().filter(|(_, open)| !open.stale).map(|(path, _)| Arc::clone(path));
        let later = folder.jobs.iter().filter(|(_, latest)| **latest > job).map(|(path, _)| Arc::clone(path));
        let known: Vec<Arc<Path>> = open.filter(|path| self.home(path) == id).chain(later).collect();
        let inner = self
            .folders
            .values()
            .filter_map(|other| other.root.clone())
            .filter(|inner| folder.root.as_ref().is_some_and(|root| inner != root && inner.starts_with(root)));
        let inner: Vec<Arc<Path>> = inner.flat_map(|root| archive.below(&root)).collect();
        self.folder_mut(id, |folder| {
            folder.archive.take_over(archive, known);
            for path in inner {
                folder.archive.remove(&path);
            }
        });
    }

    /// So many more articles of a walk through a whole folder are read.
    pub(super) fn advance(&mut self, id: FolderId, job: u64, count: usize) {
        let Some(folder) = self.folders.get_mut(&id) else { return };
        let Some(indexing) = folder.indexing.as_mut().filter(|indexing| indexing.job == job) else { return };
        indexing.done += count;
        if indexing.reported.elapsed() >= PACE {
            indexing.reported = Instant::now();
            let stage = Stage::Report { done: indexing.done, total: indexing.total };
            self.progress(job, stage);
        }
    }

    pub(super) fn done(&mut self, id: FolderId, job: u64, gone: Option<Vec<Arc<Path>>>) {
        let Some(folder) = self.folders.get_mut(&id) else { return };
        folder.running -= 1;
        let is_current = folder.indexing.as_ref().is_some_and(|indexing| indexing.job == job);
        let is_all = gone.is_some();
        if let Some(gone) = gone.filter(|_| is_current) {
            // What the walk did not meet is gone, but for what a later job found and what is open.
            for path in gone {
                let is_found = folder.jobs.get(&path).is_some_and(|latest| *latest > job);
                if !is_found && !self.documents.contains_key(&path) {
                    folder.archive.remove(&path);
                }
            }
            folder.archive.set_complete(true);
            folder.indexing = None;
        }
        if folder.running == 0 {
            let jobs = std::mem::take(&mut folder.jobs);
            // There may be one for each article.
            self.runtime.spawn_blocking(move || drop(jobs));
        }
        if is_current {
            self.read_quoted_again(id);
            self.review_is_due(id);
            self.progress(job, Stage::End);
        }
        if is_current || !is_all {
            // Who is meant by a surname, and how often, may have changed in every open document.
            self.ask_again(Refreshes { tokens: true, hints: true, lenses: true, problems: true });
        }
    }
}

/// Keeps what a job found of one file, unless something later is known.
fn keep(folder: &mut Folder, job: u64, path: &Arc<Path>, card: Option<Card>) {
    let is_late = job < folder.since || folder.jobs.get(path).is_some_and(|latest| *latest > job);
    if is_late {
        return;
    }
    folder.jobs.insert(Arc::clone(path), job);
    match card {
        Some(card) => folder.archive.file(card),
        None => {
            folder.archive.remove(path);
        }
    }
}
