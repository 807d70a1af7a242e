//! What the editor is told without having asked.

use super::{Refreshes, Report};

/// Something to tell the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// All problems of one document, in place of those told before.
    Problems(Report),
    /// How a long piece of work gets on.
    Progress(Progress),
    /// What was answered before is no longer so; whatever is named here is to be asked again.
    Refresh(Refreshes),
    /// Please watch these files, instead of those asked for before. Told only to an editor that can.
    Watch {
        /// Patterns over whole paths.
        patterns: Vec<String>,
    },
}

/// How a long piece of work gets on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which piece of work; no other has the same number.
    pub work: u64,
    /// How far it is.
    pub stage: Stage,
}

/// How far a piece of work is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It has begun.
    Begin {
        /// What is being done.
        title: String,
    },
    /// It goes on.
    Report {
        /// Articles done.
        done: usize,
        /// Articles in all.
        total: usize,
    },
    /// It has ended.
    End,
}
