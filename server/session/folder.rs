//! A workspace folder: its configuration, its articles, and who reads them.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use rustc_hash::FxHashMap;

use super::acceptance::Sidecar;
use super::background::CacheIn;
use super::problem::Report;
use crate::archive::{Analyst, Archive, Watch};

/// Tells folders apart, also those that came and went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FolderId(pub(super) u64);

/// A workspace folder, or (without a root) the home of the open documents that lie in none.
pub(super) struct Folder {
    pub(super) root: Option<Arc<Path>>,
    pub(super) archive: Archive,
    /// The text of the configuration in force; `None` where the defaults hold.
    pub(super) config_text: Option<String>,
    /// What was last told of the configuration file, if there was something wrong with it.
    pub(super) config_report: Option<Report>,
    /// The findings that are accepted here.
    pub(super) sidecar: Sidecar,
    /// Whatever jobs before this one found is of another configuration.
    pub(super) since: u64,
    /// The walk through the whole folder that goes on, if one does.
    pub(super) indexing: Option<Indexing>,
    /// By path, the job from which what is known of it comes; kept while jobs go on.
    pub(super) jobs: FxHashMap<Arc<Path>, u64>,
    /// How many jobs go on.
    pub(super) running: usize,
    /// What is kept of its articles on disk, where anything is.
    pub(super) cache: Option<CacheIn>,
    /// Its own watch over its files, where the editor keeps none.
    pub(super) watch: Option<Watch>,
}

/// A walk through a whole folder.
pub(super) struct Indexing {
    pub(super) job: u64,
    pub(super) stop: Arc<AtomicBool>,
    pub(super) total: usize,
    pub(super) done: usize,
    pub(super) reported: Instant,
}

impl Folder {
    pub(super) fn new(root: Option<Arc<Path>>, analyst: Analyst) -> Self {
        Self {
            root,
            archive: Archive::new(analyst),
            config_text: None,
            config_report: None,
            sidecar: Sidecar::default(),
            since: 0,
            indexing: None,
            jobs: FxHashMap::default(),
            running: 0,
            cache: None,
            watch: None,
        }
    }
}
