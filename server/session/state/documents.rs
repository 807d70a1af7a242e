//! Documents that are opened, edited and closed.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{NOWHERE, State};
use crate::archive::{Entry, guard};
use crate::session::document::{Document, Open};
use crate::session::problem;
use crate::session::{Address, Notice, Report};
use crate::text::{self, Edit};

/// How long an edited document must rest before its problems are told.
const REST: Duration = Duration::from_millis(150);

impl State {
    pub(super) fn opened(&mut self, address: Address, version: i32, text: &str) {
        let path = Arc::clone(&address.path);
        let document = Document { address, version, text: text::Document::new(text) };
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
        open.stale = true;
        open.due = Some(Instant::now() + REST);
    }

    pub(super) fn closed(&mut self, path: &Arc<Path>) {
        let Some(open) = self.documents.remove(path) else {
            tracing::error!(path = %path.display(), "closed without being open");
            return;
        };
        if open.told.is_some_and(|told| !told.problems.is_empty()) {
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

    /// Brings what is known of an open document in step with its text.
    pub(super) fn refresh(&mut self, path: &Arc<Path>) {
        let home = self.home(path);
        let Some(open) = self.documents.get_mut(path).filter(|open| open.stale) else { return };
        let Some(folder) = self.folders.get_mut(&home) else { return };
        open.stale = false;
        let text = open.text();
        if !folder.is_article(path, &text) {
            folder.archive.remove(path);
            return;
        }
        let now = folder.archive.now();
        // While a folder is being read, what is known may be of another configuration.
        let earlier = now.whole(path).filter(|_| now.is_complete()).map(|entry| Arc::clone(entry.analysis()));
        let analysis = match earlier {
            Some(earlier) if earlier.article.text == text => earlier,
            earlier => Arc::new(guard::analyze(now.analyst(), text, earlier.as_deref(), path)),
        };
        let uri = Arc::clone(&open.document.address.uri);
        folder.archive.insert(Entry::in_editor(Arc::clone(path), uri, open.document.version, analysis));
    }

    /// Tells the problems of an open document, unless they are those that were told last.
    pub(super) fn publish(&mut self, path: &Arc<Path>) {
        self.refresh(path);
        let home = self.home(path);
        self.mind_the_day(home);
        self.review_after(home, path);
        let Some(now) = self.folders.get(&home).map(|folder| folder.archive.snapshot()) else { return };
        let Some(open) = self.documents.get_mut(path) else { return };
        open.due = None;
        let problems = match now.whole(path) {
            Some(entry) => problem::of_article(&now, entry, &self.editor, self.pages.as_ref()),
            // Nothing is said of what is no article, but what was said is taken back.
            None if open.told.is_none() => return,
            None => Vec::new(),
        };
        if open.told.as_ref().is_some_and(|told| told.problems == problems) {
            return;
        }
        let uri = Some(Arc::clone(&open.document.address.uri));
        let report = Report { path: Arc::clone(path), uri, version: Some(open.document.version), problems };
        open.told = Some(report.clone());
        (self.tell)(Notice::Problems(report));
    }
}
