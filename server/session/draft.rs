//! A version of an open document on its way into the archive.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::archive::{Analysis, Analyst, Card, Entry, accepts, guard};
use crate::article::is_japanese_prose;
use crate::text::Document;

/// A version of an open document that is to be read, on whichever thread needs it first: the one that tells its problems,
/// or one that answers a question that was asked after the edit. It is read once; who comes second waits for the first.
pub struct Draft {
    pub(super) path: Arc<Path>,
    pub(super) uri: Arc<str>,
    pub(super) version: i32,
    pub(super) text: Document,
    pub(super) analyst: Analyst,
    /// The root of a folder whose configuration says which files are articles; elsewhere their text does.
    pub(super) configured: Option<Arc<Path>>,
    /// A version before this one, whose passages may be taken over.
    pub(super) earlier: Option<Arc<Analysis>>,
    /// Whether the version before is of the same configuration, so that it holds as it is where the text is the same.
    pub(super) same_configuration: bool,
    read: OnceLock<Option<Read>>,
    superseded: AtomicBool,
}

/// A version of a document as the archive takes it.
pub(super) type Read = (Arc<Card>, Arc<Entry>);

impl Draft {
    pub(super) fn new(
        (path, uri, version): (Arc<Path>, Arc<str>, i32),
        text: Document,
        (analyst, configured): (Analyst, Option<Arc<Path>>),
        (earlier, same_configuration): (Option<Arc<Analysis>>, bool),
    ) -> Self {
        let (read, superseded) = (OnceLock::new(), AtomicBool::new(false));
        Self { path, uri, version, text, analyst, configured, earlier, same_configuration, read, superseded }
    }

    /// What is in it; `None` where it is no article.
    pub(super) fn read(&self) -> Option<&Read> {
        let read = self.read.get_or_init(|| {
            let text: Arc<str> = self.text.to_string().into();
            let is_article = match &self.configured {
                Some(root) => accepts(root, &self.path, &self.analyst.config.articles),
                None => is_japanese_prose(&text),
            };
            if !is_article {
                return None;
            }
            let same = self.earlier.as_ref().filter(|earlier| self.same_configuration && earlier.article.text == text);
            let analysis = same
                .cloned()
                .unwrap_or_else(|| Arc::new(guard::analyze(&self.analyst, text, self.earlier.as_deref(), &self.path)));
            let entry = Entry::in_editor(Arc::clone(&self.path), Arc::clone(&self.uri), self.version, analysis);
            Some((Arc::new(Card::of(&entry)), Arc::new(entry)))
        });
        read.as_ref()
    }

    /// Whether [`Draft::read`] answers at once.
    pub(super) fn is_read(&self) -> bool {
        self.read.get().is_some()
    }

    /// Says that a later version is known, so that this one need not be read for its own sake.
    pub(super) fn supersede(&self) {
        self.superseded.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_superseded(&self) -> bool {
        self.superseded.load(Ordering::Relaxed)
    }
}
