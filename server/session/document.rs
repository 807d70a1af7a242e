//! A document that the editor has open.

use std::sync::Arc;
use std::time::Instant;

use super::draft::Draft;
use super::event::Address;
use super::problem::Report;
use crate::text;

/// An open document: its text belongs to the editor, whatever lies on disk.
#[derive(Clone, Debug)]
pub struct Document {
    /// How the editor addresses it.
    pub address: Address,
    /// Tells this opening of it from those before.
    pub opening: u64,
    /// The editor's count of its versions.
    pub version: i32,
    /// Its text.
    pub text: text::Document,
}

/// An open document, and what is still to be done for it.
pub(super) struct Open {
    pub(super) document: Document,
    /// Whether its text changed since it was last analysed.
    pub(super) stale: bool,
    /// The version that is on its way into the archive, while it is stale and somebody has asked for it.
    pub(super) draft: Option<Arc<Draft>>,
    /// Whether its problems are to be told once it has arrived there.
    pub(super) telling: bool,
    /// When it is to be read, so that what is asked of it soon is at hand, if it is.
    pub(super) read_due: Option<Instant>,
    /// When its problems are to be told, if they are.
    pub(super) due: Option<Instant>,
    /// Whether what hovers over its names quote from was read ahead.
    pub(super) has_read_quoted: bool,
    /// What was told last; `None` where nothing was.
    pub(super) told: Option<Report>,
}

impl Open {
    pub(super) fn new(document: Document, due: Instant) -> Self {
        Self {
            document,
            stale: true,
            draft: None,
            telling: false,
            read_due: None,
            due: Some(due),
            has_read_quoted: false,
            told: None,
        }
    }

    /// Says that what the archive has of it is no longer what it is.
    pub(super) fn outdate(&mut self) {
        (self.stale, self.telling) = (true, false);
        if let Some(draft) = self.draft.take() {
            draft.supersede();
        }
    }

    /// Its text, at one piece.
    pub(super) fn text(&self) -> Arc<str> {
        self.document.text.to_string().into()
    }
}
