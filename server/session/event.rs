//! Whatever happens to the session.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};

use tokio::sync::oneshot;

use super::draft::Draft;
use super::folder::FolderId;
use super::{Editor, Question, Refusal, Reopening, Report, Scope, Wish};
use crate::archive::{Archive, Card, ReadError, Snapshot};
use crate::config::{Acceptance, HintSettings};
use crate::ide::Moves;
use crate::text::Edit;

/// A document as the editor addresses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Letter for letter what the editor wrote, and wants to read again.
    pub uri: Arc<str>,
    /// Where that is on disk; for a document that is no file, something that no file is called.
    pub path: Arc<Path>,
}

/// Something that happened.
pub enum Event {
    /// The editor has introduced itself.
    Hello(Arc<Editor>),
    /// It is ready to be told things.
    Ready,
    /// A document was opened.
    Opened {
        /// Which.
        address: Address,
        /// The editor's count of its versions.
        version: i32,
        /// Its text.
        text: String,
    },
    /// An open document was edited.
    Changed {
        /// Which.
        path: Arc<Path>,
        /// The version after the edits.
        version: i32,
        /// The edits, each made upon the text that the one before it left.
        edits: Vec<Edit>,
    },
    /// A document was closed.
    Closed {
        /// Which.
        path: Arc<Path>,
    },
    /// Files or folders may have been made, written to, renamed or removed.
    Touched(Vec<PathBuf>),
    /// The editor is about to rename files or folders, from where to where, and to change the lists of accepted findings
    /// with that.
    Renaming(Arc<Moves>),
    /// It renamed files or folders.
    Renamed(Vec<(PathBuf, PathBuf)>),
    /// Workspace folders came and went.
    Folders {
        /// Those that came.
        added: Vec<PathBuf>,
        /// Those that went.
        removed: Vec<PathBuf>,
    },
    /// The editor's own settings changed.
    Settings {
        /// Which hints its user wants.
        hints: HintSettings,
    },
    /// The user does not want to wait for a long piece of work any more.
    Cancelled {
        /// Which; `None` for one that is none of ours.
        work: Option<u64>,
    },
    /// The configuration files are to be read again.
    Reconfigure,
    /// A finding is accepted.
    Accept {
        /// Which.
        wish: Wish,
        /// What became of it.
        answer: oneshot::Sender<Result<Acceptance, Refusal>>,
    },
    /// An acceptance is taken back.
    Reopen {
        /// Which.
        reopening: Reopening,
        /// What became of it.
        answer: oneshot::Sender<Result<(), Refusal>>,
    },
    /// Somebody asks something.
    Question {
        /// What it is about.
        scope: Scope,
        /// Answers it, on another thread.
        question: Question,
    },
    /// The list of accepted findings of a folder was reviewed in the background.
    Reviewed {
        /// The number of the review.
        number: u64,
        /// What came of it.
        report: Report,
    },
    /// A version of an open document is read.
    Drafted(Arc<Draft>),
    /// From a background job: what it found.
    Found(Found),
    /// The loop is to end.
    End,
}

/// Where events are sent to. It counts them, so that the loop can say whether it has taken all that were sent.
#[derive(Clone)]
pub(super) struct Events {
    sender: Sender<Event>,
    sent: Arc<AtomicU64>,
}

impl Events {
    /// The two ends of a channel.
    pub(super) fn new() -> (Self, Receiver<Event>) {
        let (sender, receiver) = channel();
        (Self { sender, sent: Arc::default() }, receiver)
    }

    /// Sends an event to the loop. Never waits.
    pub(super) fn send(&self, event: Event) {
        self.sent.fetch_add(1, Ordering::SeqCst);
        // After the end of the session there is nobody left to tell.
        let _ = self.sender.send(event);
    }

    /// How many were sent so far.
    pub(super) fn sent(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }
}

impl Event {
    /// Whether it may change what the articles come to. What is merely asked or told does not, nor does it that somebody has
    /// read a text that arrived before.
    pub(super) fn is_change(&self) -> bool {
        !matches!(
            self,
            Self::Ready
                | Self::Settings { .. }
                | Self::Question { .. }
                | Self::Reviewed { .. }
                | Self::Drafted(_)
                | Self::End
        )
    }
}

/// What a background job found.
pub struct Found {
    pub(super) folder: FolderId,
    /// The job's place in the order of all jobs: what an earlier one found does not replace what a later one did.
    pub(super) job: u64,
    pub(super) what: Finding,
}

/// Files by path, each with its card; `None` where its text is no article, or it is gone.
pub(super) type FilesRead = Vec<(Arc<Path>, Result<Option<Card>, ReadError>)>;

/// See [`Found`].
pub(super) enum Finding {
    /// The articles as the cache has them, which are yet to be held against the files.
    Restored { archive: Box<Archive> },
    /// So many articles there are to read.
    Walked { total: usize },
    /// Some of them that the archive does not have yet, by path.
    Expected { files: Vec<PathBuf> },
    /// Some of them were read.
    Read { files: FilesRead },
    /// Articles lie elsewhere than before: from where, and to where.
    Moved { moves: Vec<(PathBuf, PathBuf)> },
    /// So many are as they were when the archive was restored.
    Same { count: usize },
    /// The job wants to see the archive as it is once all is in that it told so far.
    Asked { answer: SyncSender<Snapshot> },
    /// All is done. For a walk through the whole folder, the articles of the archive that it did not meet.
    Done { gone: Option<Vec<Arc<Path>>> },
}
