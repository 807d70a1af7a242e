//! The state, and how each event changes it.

mod acceptances;
mod documents;
mod folders;
mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::document::{Document, Open};
use super::draft::Draft;
use super::event::{Event, Events};
use super::folder::{Folder, FolderId};
use super::pages::Pages;
use super::{ConfigFile, Editor, Notice, Problem, Refreshes, Scope, problem};
use crate::archive::{Analyst, Card, Snapshot};
use crate::config::{Config, HintSettings};
use crate::ide::Moves;

/// For how long touched files are gathered before they are looked at.
const GATHER: Duration = Duration::from_millis(100);

/// The home of documents that lie in no workspace folder.
const NOWHERE: FolderId = FolderId(0);

/// What a question may look at: the state as it was when the question's turn came.
pub struct View {
    /// What was agreed upon with the editor.
    pub editor: Arc<Editor>,
    /// The document that was asked about, if it is open.
    pub document: Option<Document>,
    /// The configuration file of the folder of the article that was asked about; `None` where there is no folder, or the
    /// file cannot be read.
    pub configuration: Option<ConfigFile>,
    /// The archives that were asked about, at least one.
    pub snapshots: Vec<Snapshot>,
    pages: Option<Arc<Pages>>,
}

impl View {
    /// Whether every article has been read; an answer over all articles is partial until then.
    pub fn is_complete(&self) -> bool {
        self.snapshots.iter().all(Snapshot::is_complete)
    }

    /// What `question` comes to without reading a file; `None` where one would have to be read.
    pub(super) fn try_at_hand<T>(&mut self, question: impl FnOnce(&Self) -> T) -> Option<T> {
        let is_file_missed = Arc::new(AtomicBool::new(false));
        for snapshot in &mut self.snapshots {
            snapshot.put_off_reading(&is_file_missed);
        }
        let answer = question(self);
        for snapshot in &mut self.snapshots {
            snapshot.allow_reading();
        }
        (!is_file_missed.load(Ordering::Relaxed)).then_some(answer)
    }

    /// The problems of an article of one of the archives, as the editor is told of them.
    pub fn problems(&self, snapshot: &Snapshot, card: &Card) -> Vec<Problem> {
        problem::of_card(snapshot, card, &self.editor, self.pages.as_deref())
    }
}

pub(super) struct State {
    editor: Arc<Editor>,
    /// The pages about the codes, once they are written.
    pages: Option<Arc<Pages>>,
    folders: BTreeMap<FolderId, Folder>,
    documents: FxHashMap<Arc<Path>, Open>,
    /// Paths that may have changed, and when they are to be looked at.
    touched: BTreeSet<PathBuf>,
    touched_due: Option<Instant>,
    /// Renamings that the editor makes together with those in the lists of accepted findings, and when it said so.
    announced: Vec<(Instant, Arc<Moves>)>,
    /// Whether the editor is ready to be told things.
    is_ready: bool,
    /// What the editor was asked to watch last.
    watched: BTreeSet<String>,
    /// The analyst of folders without a configuration.
    default_analyst: Analyst,
    /// Folders, jobs and openings of documents so far.
    count: u64,
    events: Events,
    /// How many events were taken so far.
    taken: u64,
    runtime: Handle,
    tell: Box<dyn Fn(Notice) + Send>,
}

impl State {
    pub(super) fn new(events: Events, runtime: Handle, tell: Box<dyn Fn(Notice) + Send>) -> Self {
        let default_analyst = Analyst::new(Arc::default());
        let analyst = default_analyst.clone();
        // The dictionary and the lexicon take a moment to load; whoever needs them first waits for what is left of that.
        runtime.spawn_blocking(move || {
            crate::language::warm_up();
            analyst.directory();
        });
        let mut nowhere = Folder::new(None, default_analyst.clone());
        nowhere.archive.set_complete(true);
        Self {
            editor: Arc::default(),
            pages: None,
            folders: BTreeMap::from([(NOWHERE, nowhere)]),
            documents: FxHashMap::default(),
            touched: BTreeSet::new(),
            touched_due: None,
            announced: Vec::new(),
            is_ready: false,
            watched: BTreeSet::new(),
            default_analyst,
            count: 0,
            events,
            taken: 0,
            runtime,
            tell,
        }
    }

    /// Takes events until the last, and counts in `changes` those that may change what the articles come to.
    pub(super) fn run(state: &Mutex<Self>, events: &Receiver<Event>, changes: &watch::Sender<u64>) {
        // Nobody else holds it for longer than it takes to look something up.
        let lock = || state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let next_due = lock().next_due();
            let event = match next_due {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => events.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            let mut is_change = false;
            let mut state = lock();
            match event {
                Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(event) => {
                    is_change = event.is_change();
                    state.take(event);
                    state.taken += 1;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            is_change |= state.do_what_is_due();
            drop(state);
            if is_change {
                changes.send_modify(|count| *count += 1);
            }
        }
        for indexing in lock().folders.values().filter_map(|folder| folder.indexing.as_ref()) {
            indexing.stop.store(true, Ordering::Relaxed);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Hello(editor) => {
                self.pages = editor
                    .pages_folder
                    .as_deref()
                    .filter(|_| editor.code_descriptions)
                    .and_then(Pages::new)
                    .map(Arc::new);
                self.editor = editor;
                self.default_analyst = Analyst::new(Arc::new(self.editor.over(Config::default())));
                let analyst = self.default_analyst.clone();
                self.folder_mut(NOWHERE, |folder| folder.archive.set_analyst(analyst));
                for root in self.editor.folders.clone() {
                    self.add_folder(root);
                }
            }
            Event::Ready => self.ready(),
            Event::Opened { address, version, text } => self.opened(address, version, &text),
            Event::Changed { path, version, edits } => self.changed(&path, version, &edits),
            Event::Closed { path } => self.closed(&path),
            Event::Touched(paths) => {
                self.touched.extend(paths);
                self.touched_due.get_or_insert_with(|| Instant::now() + GATHER);
            }
            Event::Renaming(moves) => self.announce(moves),
            Event::Renamed(moves) => {
                self.follow(&moves);
                self.take(Event::Touched(moves.into_iter().flat_map(|(from, to)| [from, to]).collect()));
            }
            Event::Folders { added, removed } => self.change_folders(added, &removed),
            Event::Settings { hints } => self.set_hints(hints),
            Event::Cancelled { work } => self.cancel(work),
            Event::Reconfigure => {
                let ids: Vec<FolderId> = self.folders.keys().copied().collect();
                for id in ids {
                    self.configure(id);
                    self.load_acceptances(id);
                }
            }
            // Whoever asked may have left meanwhile.
            Event::Accept { wish, answer } => {
                let _ = answer.send(self.accept(wish));
            }
            Event::Reopen { reopening, answer } => {
                let _ = answer.send(self.reopen(&reopening));
            }
            Event::Question { scope, question } => {
                let (mut view, drafts) = self.view(&scope);
                let events = self.events.clone();
                self.runtime.spawn_blocking(move || {
                    for (snapshot, draft) in drafts {
                        let was_read = draft.is_read();
                        if let Some(snapshot) = view.snapshots.get_mut(snapshot) {
                            *snapshot = snapshot.clone().with(&draft.path, draft.read().cloned());
                        }
                        if !was_read {
                            events.send(Event::Drafted(draft));
                        }
                    }
                    question(view);
                });
            }
            Event::Reviewed { number, report } => self.reviewed(number, report),
            Event::Drafted(draft) => self.adopt(&draft),
            Event::Found(found) => self.found(found),
            Event::End => {}
        }
    }

    // Time

    fn next_due(&self) -> Option<Instant> {
        let documents = self.documents.values().flat_map(|open| [open.read_due, open.due]).flatten();
        documents.chain(self.touched_due).min()
    }

    /// Returns whether files were looked at.
    fn do_what_is_due(&mut self) -> bool {
        let now = Instant::now();
        let looks = self.touched_due.is_some_and(|due| due <= now);
        if looks {
            self.touched_due = None;
            let touched = std::mem::take(&mut self.touched);
            self.look_again(touched);
        }
        for path in self.due(|open| open.due.is_some_and(|due| due <= now)) {
            self.tell_once_read(&path);
        }
        for path in self.due(|open| open.read_due.is_some_and(|due| due <= now)) {
            self.read_ahead(&path);
        }
        self.review();
        looks
    }

    /// The open documents for which there is something to do.
    fn due(&self, is_due: impl Fn(&Open) -> bool) -> Vec<Arc<Path>> {
        self.documents.iter().filter(|(_, open)| is_due(open)).map(|(path, _)| Arc::clone(path)).collect()
    }

    // Telling

    /// Has the editor ask again what it is able to.
    fn ask_again(&self, what: Refreshes) {
        let can = self.editor.can.refreshes;
        let both = Refreshes {
            tokens: can.tokens && what.tokens,
            hints: can.hints && what.hints,
            lenses: can.lenses && what.lenses,
            problems: can.problems && what.problems,
        };
        if both != Refreshes::default() {
            (self.tell)(Notice::Refresh(both));
        }
    }

    fn set_hints(&mut self, hints: HintSettings) {
        if self.editor.hints != hints {
            self.editor = Arc::new(Editor { hints, ..Editor::clone(&self.editor) });
            self.ask_again(Refreshes { hints: true, ..Refreshes::default() });
        }
    }

    // Questions

    /// The state for a question, and for each archive by its place in it the versions of open documents that are still to
    /// be put in before the question is answered: its asker has them on the screen.
    fn view(&mut self, scope: &Scope) -> (View, Vec<(usize, Arc<Draft>)>) {
        let homes = self.homes(scope);
        let stale = self.stale(&homes).cloned().collect::<Vec<_>>();
        let mut drafts = Vec::new();
        for path in stale {
            let home = self.home(&path);
            let place = homes.iter().position(|one| *one == home);
            drafts.extend(place.zip(self.draft(&path)));
        }
        (self.view_of(scope, &homes), drafts)
    }

    /// The state for a question that is asked now, where all that was sent before has happened and is read: who asks need
    /// not wait for the loop then.
    pub(super) fn view_at_hand(&self, scope: &Scope) -> Option<View> {
        let homes = self.homes(scope);
        let is_at_hand = self.taken == self.events.sent() && self.stale(&homes).next().is_none();
        is_at_hand.then(|| self.view_of(scope, &homes))
    }

    /// The folders that a question is about.
    fn homes(&self, scope: &Scope) -> Vec<FolderId> {
        match scope {
            Scope::Article(path) => vec![self.home(path)],
            Scope::Everything => self.folders.keys().copied().collect(),
        }
    }

    /// The open documents of some folders whose last versions are not read yet.
    fn stale(&self, homes: &[FolderId]) -> impl Iterator<Item = &Arc<Path>> {
        let stale = self.documents.iter().filter(|(path, open)| open.stale && homes.contains(&self.home(path)));
        stale.map(|(path, _)| path)
    }

    fn view_of(&self, scope: &Scope, homes: &[FolderId]) -> View {
        let document = match scope {
            Scope::Article(path) => self.documents.get(path).map(|open| open.document.clone()),
            Scope::Everything => None,
        };
        let snapshots = homes.iter().filter_map(|id| self.folders.get(id)).map(|folder| folder.archive.snapshot());
        let snapshots = snapshots.collect();
        let configuration = match scope {
            Scope::Article(path) => self.configuration_file(path),
            Scope::Everything => None,
        };
        View { editor: Arc::clone(&self.editor), document, configuration, snapshots, pages: self.pages.clone() }
    }
}
