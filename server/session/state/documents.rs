//! Documents that are opened, edited and closed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{NOWHERE, State};
use crate::ide;
use crate::session::document::{Document, Open};
use crate::session::draft::Draft;
use crate::session::folder::FolderId;
use crate::session::problem;
use crate::session::{Address, Event, Notice, Refreshes, Report};
use crate::text::{self, Edit};

/// How long an edited document must rest before it is read: longer than a burst of edits pauses. What is read then is told
/// at once when it has rested for [`REST`].
const PAUSE: Duration = Duration::from_millis(50);

/// How long an edited document must rest before its problems are told.
const REST: Duration = Duration::from_millis(150);

impl State {
    pub(super) fn opened(&mut self, address: Address, version: i32, text: &str) {
        let path = Arc::clone(&address.path);
        self.count += 1;
        let document = Document { address, opening: self.count, version, text: text::Document::new(text) };
        let mut open = Open::new(document, Instant::now());
        if let Some(before) = self.documents.remove(&path) {
            tracing::warn!(path = %path.display(), "opened twice; the later text holds");
            open.told = before.told;
        }
        self.documents.insert(path, open);
    }

    pub(super) fn changed(&mut self, path: &Path, version: i32, edits: &[Edit]) {
        let Some(open) = self.documents.get_mut(path) else {
            tracing::error!(path = %path.display(), "edited without being open; the edit is dropped");
            return;
        };
        if version < open.document.version {
            let held = open.document.version;
            tracing::error!(path = %path.display(), version, held, "a version went backwards; the edit is dropped");
            return;
        }
        open.document.version = version;
        for edit in edits {
            open.document.text.apply(edit, self.editor.encoding);
        }
        open.outdate();
        let now = Instant::now();
        (open.read_due, open.due) = (Some(now + PAUSE), Some(now + REST));
    }

    pub(super) fn closed(&mut self, path: &Arc<Path>) {
        let Some(open) = self.documents.remove(path) else {
            tracing::error!(path = %path.display(), "closed without being open");
            return;
        };
        if open.told.is_some_and(|told| !told.problems.is_empty()) && !self.editor.can.pulls_problems {
            let uri = Some(open.document.address.uri);
            (self.tell)(Notice::Problems(Report { path: Arc::clone(path), uri, version: None, problems: Vec::new() }));
        }
        let home = self.home(path);
        if home == NOWHERE {
            self.folder_mut(home, |folder| folder.archive.remove(path));
        } else {
            // From now on it is what lies on disk.
            self.look_again(BTreeSet::from([path.to_path_buf()]));
        }
    }

    /// The version of an open document that the archive does not have yet; `None` where it has the last.
    pub(super) fn draft(&mut self, path: &Arc<Path>) -> Option<Arc<Draft>> {
        let home = self.home(path);
        let open = self.documents.get_mut(path).filter(|open| open.stale)?;
        if let Some(draft) = &open.draft {
            return Some(Arc::clone(draft));
        }
        let folder = self.folders.get(&home)?;
        let now = folder.archive.now();
        let earlier = now.whole(path).map(|entry| Arc::clone(entry.analysis()));
        let configured = folder.root.clone().filter(|_| folder.config_text.is_some());
        let address = (Arc::clone(path), Arc::clone(&open.document.address.uri), open.document.version);
        // While a folder is being read, what is known may be of another configuration.
        let earlier = (earlier, now.is_complete());
        let draft = Draft::new(address, open.document.text.clone(), (now.analyst().clone(), configured), earlier);
        let draft = Arc::new(draft);
        open.draft = Some(Arc::clone(&draft));
        Some(draft)
    }

    /// Puts a version of an open document into the archive, unless there is a later one. Waits until it is read.
    pub(super) fn adopt(&mut self, draft: &Arc<Draft>) {
        let path = &draft.path;
        let home = self.home(path);
        let is_last = |open: &&mut Open| open.draft.as_ref().is_some_and(|last| Arc::ptr_eq(last, draft));
        let Some(open) = self.documents.get_mut(path).filter(is_last) else { return };
        let Some(folder) = self.folders.get_mut(&home) else { return };
        (open.stale, open.draft) = (false, None);
        folder.archive.place(path, draft.read().cloned());
        if std::mem::take(&mut open.telling) {
            self.publish(path);
        }
    }

    /// Brings what is known of an open document in step with its text, and waits for it.
    pub(super) fn refresh(&mut self, path: &Arc<Path>) {
        if let Some(draft) = self.draft(path) {
            self.adopt(&draft);
        }
    }

    /// Has the last version of an open document read, away from the loop.
    pub(super) fn read_ahead(&mut self, path: &Arc<Path>) {
        let draft = self.draft(path);
        let Some(open) = self.documents.get_mut(path) else { return };
        open.read_due = None;
        if let Some(draft) = draft.filter(|draft| !draft.is_read()) {
            self.read_away(draft);
        }
    }

    fn read_away(&self, draft: Arc<Draft>) {
        let events = self.events.clone();
        self.runtime.spawn_blocking(move || {
            if !draft.is_superseded() {
                draft.read();
                events.send(Event::Drafted(draft));
            }
        });
    }

    /// Has the problems of an open document told as soon as it is read.
    pub(super) fn tell_once_read(&mut self, path: &Arc<Path>) {
        let draft = self.draft(path);
        let Some(open) = self.documents.get_mut(path) else { return };
        (open.read_due, open.due) = (None, None);
        let Some(draft) = draft else { return self.publish(path) };
        open.telling = true;
        if draft.is_read() {
            return self.adopt(&draft);
        }
        self.read_away(draft);
    }

    /// Has the texts read that hovers over the names of an open document quote from, once its folder is read.
    pub(super) fn read_quoted(&mut self, path: &Arc<Path>) {
        let home = self.home(path);
        let Some(folder) = self.folders.get(&home).filter(|folder| folder.archive.now().is_complete()) else { return };
        let Some(open) = self.documents.get_mut(path).filter(|open| !open.stale) else { return };
        if !std::mem::replace(&mut open.has_read_quoted, true) {
            let (path, snapshot) = (Arc::clone(path), folder.archive.snapshot());
            self.runtime.spawn_blocking(move || ide::read_quoted(&snapshot, &path));
        }
    }

    /// As [`State::read_quoted`], for the open documents of a folder of which other articles are known by now.
    pub(super) fn read_quoted_again(&mut self, home: FolderId) {
        let paths: Vec<Arc<Path>> = self.documents.keys().filter(|path| self.home(path) == home).cloned().collect();
        for path in paths {
            if let Some(open) = self.documents.get_mut(&path) {
                open.has_read_quoted = false;
            }
            self.read_quoted(&path);
        }
    }

    /// Tells the problems of an open document, unless they are those that were told last.
    pub(super) fn publish(&mut self, path: &Arc<Path>) {
        self.refresh(path);
        self.read_quoted(path);
        let home = self.home(path);
        self.mind_the_day(home);
        self.review_after(home, path);
        let Some(now) = self.folders.get(&home).map(|folder| folder.archive.snapshot()) else { return };
        let Some(open) = self.documents.get_mut(path) else { return };
        open.due = None;
        let problems = match now.whole(path) {
            Some(entry) => problem::of_article(&now, entry, &self.editor, self.pages.as_deref()),
            // Nothing is said of what is no article, but what was said is taken back.
            None if open.told.is_none() => return,
            None => Vec::new(),
        };
        if let Some(told) = open.told.as_mut().filter(|told| told.problems == problems) {
            told.version = Some(open.document.version);
            return;
        }
        let by_edit = open.told.as_ref().is_none_or(|told| told.version != Some(open.document.version));
        let uri = Some(Arc::clone(&open.document.address.uri));
        let report = Report { path: Arc::clone(path), uri, version: Some(open.document.version), problems };
        open.told = Some(report.clone());
        if self.editor.can.pulls_problems {
            // An editor that asks does so after each edit; what changed without one it must be told to ask for.
            if !by_edit {
                self.ask_again(Refreshes { problems: true, ..Refreshes::default() });
            }
            return;
        }
        (self.tell)(Notice::Problems(report));
    }
}
