//! A document that the editor has open.

use std::sync::Arc;
use std::time::Instant;

use super::event::Address;
use super::problem::Report;
use crate::text;

/// An open document: its text belongs to the editor, whatever lies on disk.
#[derive(Clone, Debug)]
pub struct Document {
    /// How the editor addresses it.
    pub address: Address,
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
    /// When its problems are to be told, if they are.
    pub(super) due: Option<Instant>,
    /// What was told last; `None` where nothing was.
    pub(super) told: Option<Report>,
}

impl Open {
    pub(super) fn new(document: Document, due: Instant) -> Self {
        Self { document, stale: true, due: Some(due), told: None }
    }

    /// Its text, at one piece.
    pub(super) fn text(&self) -> Arc<str> {
        self.document.text.to_string().into()
    }
}
