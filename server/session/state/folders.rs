//! Workspace folders that come and go, and their configurations.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::{GATHER, NOWHERE, State};
use crate::archive::{Analyst, Watch};
use crate::config::{ACCEPTED_NAME, FILE_NAME};
use crate::session::configuration::{self, Look};
use crate::session::folder::{Folder, FolderId};
use crate::session::{ConfigFile, Event, Notice, Report};

impl State {
    /// The folder that a file belongs to: the innermost around it.
    pub(super) fn home(&self, path: &Path) -> FolderId {
        let around = self.folders.iter().filter_map(|(id, folder)| {
            let root = folder.root.as_ref()?;
            path.starts_with(root).then(|| (root.components().count(), *id))
        });
        around.max().map_or(NOWHERE, |(_, id)| id)
    }

    pub(super) fn folder_mut<T>(&mut self, id: FolderId, change: impl FnOnce(&mut Folder) -> T) -> Option<T> {
        self.folders.get_mut(&id).map(change)
    }

    pub(super) fn add_folder(&mut self, root: PathBuf) -> Option<FolderId> {
        if self.folders.values().any(|folder| folder.root.as_deref() == Some(root.as_path())) {
            return None;
        }
        self.count += 1;
        let id = FolderId(self.count);
        self.folders.insert(id, Folder::new(Some(root.into()), self.default_analyst.clone()));
        Some(id)
    }

    pub(super) fn ready(&mut self) {
        let ids: Vec<FolderId> = self.folders.keys().copied().filter(|id| *id != NOWHERE).collect();
        for id in ids {
            self.begin(id);
        }
        self.is_ready = true;
        self.watch();
    }

    /// Has the editor watch the files that may be articles, and the configurations.
    fn watch(&mut self) {
        if !self.editor.watches_files {
            return;
        }
        let configured =
            self.folders.values().flat_map(|folder| folder.archive.now().analyst().config.articles.patterns());
        // A pattern of ours begins at the folder, one of the editor's at the root of the disk.
        let anywhere = configured.map(|pattern| {
            if pattern.starts_with("**/") { pattern.clone() } else { format!("**/{}", pattern.trim_start_matches('/')) }
        });
        let patterns: BTreeSet<String> =
            anywhere.chain([FILE_NAME, ACCEPTED_NAME].map(|name| format!("**/{name}"))).collect();
        if patterns != self.watched {
            self.watched.clone_from(&patterns);
            (self.tell)(Notice::Watch { patterns: patterns.into_iter().collect() });
        }
    }

    /// Sets a new folder going: its watch, its configuration, and the reading of its articles.
    pub(super) fn begin(&mut self, id: FolderId) {
        let Some(root) = self.folders.get(&id).and_then(|folder| folder.root.clone()) else { return };
        if !self.editor.watches_files {
            let events = self.events.clone();
            let watch = Watch::new(&root, move |paths| {
                events.send(Event::Touched(paths));
            });
            match watch {
                Ok(watch) => {
                    self.folder_mut(id, |folder| folder.watch = Some(watch));
                }
                Err(error) => tracing::warn!(root = %root.display(), "cannot be watched for changes: {error}"),
            }
        }
        self.configure(id);
        self.load_acceptances(id);
        if self.folders.get(&id).is_some_and(|folder| folder.indexing.is_none()) {
            self.index(id);
        }
    }

    pub(super) fn change_folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        for root in removed {
            let gone = self.folders.iter().find(|(_, folder)| folder.root.as_deref() == Some(root.as_path()));
            let Some(id) = gone.map(|(id, _)| *id) else { continue };
            if let Some(folder) = self.folders.remove(&id) {
                self.end_indexing(&folder);
                if let Some(root) = folder.root.filter(|_| !folder.sidecar.told.is_empty()) {
                    let path = root.join(ACCEPTED_NAME).into();
                    (self.tell)(Notice::Problems(Report { path, uri: None, version: None, problems: Vec::new() }));
                }
                if let Some(report) = folder.config_report {
                    (self.tell)(Notice::Problems(Report { problems: Vec::new(), ..report }));
                }
            }
            // A folder around it has its articles from now on.
            self.touched.insert(root.clone());
            self.touched_due.get_or_insert_with(|| Instant::now() + GATHER);
        }
        let new: Vec<FolderId> = added.into_iter().filter_map(|root| self.add_folder(root)).collect();
        self.put_everything_home();
        for id in new {
            self.begin(id);
        }
        self.watch();
    }

    /// After folders came or went: takes every article out of the archives that are not its home, and looks at the open
    /// documents anew.
    pub(super) fn put_everything_home(&mut self) {
        let ids: Vec<FolderId> = self.folders.keys().copied().collect();
        for id in ids {
            let Some(folder) = self.folders.get(&id) else { continue };
            let all: Vec<Arc<Path>> = folder.archive.now().articles().map(|card| Arc::clone(card.path())).collect();
            for path in all {
                if self.home(&path) != id {
                    self.folder_mut(id, |folder| folder.archive.remove(&path));
                }
            }
        }
        self.everything_is_due(|_| true);
    }

    /// Has the open documents analysed and told anew that `which` picks by their home.
    pub(super) fn everything_is_due(&mut self, which: impl Fn(FolderId) -> bool) {
        let picked: Vec<Arc<Path>> = self.documents.keys().filter(|path| which(self.home(path))).cloned().collect();
        for path in picked {
            if let Some(open) = self.documents.get_mut(&path) {
                open.outdate();
                open.due = Some(Instant::now());
            }
        }
    }

    /// The configuration file of the folder that an article lies in, as the editor's user sees it.
    pub(super) fn configuration_file(&self, article: &Path) -> Option<ConfigFile> {
        let folder = self.folders.get(&self.home(article))?;
        let path: Arc<Path> = folder.root.as_ref()?.join(FILE_NAME).into();
        if let Some(open) = self.documents.get(&path) {
            let (uri, version) = (Some(Arc::clone(&open.document.address.uri)), Some(open.document.version));
            return Some(ConfigFile { path, uri, version, text: Some(open.text().to_string()) });
        }
        let text = folder.config_text.clone();
        folder.config_report.is_none().then_some(ConfigFile { path, uri: None, version: None, text })
    }

    /// Reads the configuration of a folder again, and where it says something new, its articles.
    pub(super) fn configure(&mut self, id: FolderId) {
        let Some(folder) = self.folders.get_mut(&id) else { return };
        let Some(root) = folder.root.clone() else { return };
        let path: Arc<Path> = root.join(FILE_NAME).into();
        let uri = self.documents.get(&path).map(|open| Arc::clone(&open.document.address.uri));
        let (problems, news) = match configuration::look(&root, &self.editor) {
            Look::Broken(problem) => (vec![problem], None),
            Look::Absent => {
                let news = folder.config_text.take().map(|_| self.default_analyst.clone());
                (Vec::new(), news)
            }
            Look::Valid { text, .. } if folder.config_text.as_ref() == Some(&text) => (Vec::new(), None),
            Look::Valid { text, config } => {
                folder.config_text = Some(text);
                (Vec::new(), Some(Analyst::new(config)))
            }
        };
        let report = Report { path, uri, version: None, problems };
        let told = folder.config_report.take();
        let changed = told.as_ref().map_or(!report.problems.is_empty(), |told| told.problems != report.problems);
        folder.config_report = (!report.problems.is_empty()).then(|| report.clone());
        if changed {
            (self.tell)(Notice::Problems(report));
        }
        if let Some(analyst) = news {
            self.folder_mut(id, |folder| folder.archive.set_analyst(analyst));
            self.index(id);
            self.everything_is_due(|home| home == id);
            if self.is_ready {
                self.watch();
            }
        }
    }
}
