//! Accepting a finding, and taking that back.

use std::path::Path;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;

use super::Editor;
use super::problem::Problem;
use crate::archive::{Reviewed, Snapshot};
use crate::config::{ConfigError, Lang};
use crate::findings::Ledger;
use crate::text::{Lines, Position};

/// A finding that somebody accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The article.
    pub path: Arc<Path>,
    /// Where the finding stands, or a part of that.
    pub range: (Position, Position),
    /// Its code.
    pub code: String,
    /// Why it is accepted; may be empty.
    pub reason: String,
    /// Who accepts it; where nobody is named, whom the settings name, or else the user of the system.
    pub by: Option<String>,
    /// The last day on which that holds.
    pub expires: Option<Date>,
}

/// An acceptance that is to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// The article, which need not be there any more.
    pub path: Arc<Path>,
    /// The finding's code.
    pub code: String,
    /// Which sentence.
    pub sentence: Sentence,
}

/// Which sentence is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// The one with the finding that stands here.
    At((Position, Position)),
    /// The one with this fingerprint.
    Fingerprint(String),
}

/// Why it was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The article lies in no workspace folder, so that there is no place to write it down.
    NoFolder,
    /// There is no such finding here.
    NoFinding,
    /// There is no such acceptance.
    NoAcceptance,
    /// The editor has the list open, with changes that are not saved.
    Unsaved,
    /// The list cannot be read as it is.
    Broken(ConfigError),
    /// The list cannot be read from disk, or not be written.
    Disk(String),
}

impl Refusal {
    /// The reason in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        let say = |ja: &str, en: &str| match lang {
            Lang::Ja => ja.to_owned(),
            Lang::En => en.to_owned(),
        };
        match self {
            Self::NoFolder => say(
                "記事を含むフォルダーを開いていないため、受け入れを書き留める場所がありません",
                "No folder is open around this article, so there is no place to write the acceptance down",
            ),
            Self::NoFinding => say("ここには、その種類の指摘はありません", "There is no such finding here"),
            Self::NoAcceptance => say("その受け入れは記録されていません", "There is no such acceptance"),
            Self::Unsaved => say(
                "受け入れの一覧に保存していない変更があります。先に保存してください",
                "The list of acceptances has unsaved changes; save it first",
            ),
            Self::Broken(error) => error.to_string(),
            Self::Disk(error) => error.clone(),
        }
    }
}

/// The acceptances of a folder as they lie on disk, and what was told of them.
#[derive(Default)]
pub(super) struct Sidecar {
    /// The text of those in force; `None` where there is no file.
    pub(super) text: Option<String>,
    /// What is wrong with the file on disk, if it cannot be read; those that were in force before stay so.
    pub(super) broken: Option<Problem>,
    /// What was told last.
    pub(super) told: Vec<Problem>,
    /// The number of the latest review; what an earlier one comes to is not told.
    pub(super) reviews: u64,
    /// What reviews found in the articles.
    pub(super) reviewed: Arc<Mutex<Reviewed>>,
    /// Whether the articles that it names may have changed.
    pub(super) is_due: bool,
}

/// What whoever reviews a list is to be told, given its text. Reads the articles that it names.
pub(super) fn remarks(text: &str, snapshot: &Snapshot, before: &mut Reviewed, editor: &Editor) -> Vec<Problem> {
    let lines = Lines::of(text);
    let at = |offset| lines.position(text, offset, editor.encoding);
    let remarks = snapshot.review_again(before).into_iter().filter_map(|(row, standing)| {
        let (level, message) = standing.remark()?;
        Some(Problem {
            range: (at(row.span.start), at(row.span.end)),
            level,
            code: None,
            page: None,
            message: format!("{}：{}", row.article, message.in_lang(editor.lang)),
            related: Vec::new(),
        })
    });
    remarks.collect()
}

/// The day that counts for acceptances that expire: the one on the user's wall.
pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}

/// Whether a ledger was made for another day than this.
pub(super) fn is_of_another_day(ledger: Option<&Ledger>) -> bool {
    ledger.is_some_and(|ledger| !ledger.rows().is_empty() && ledger.today() != Some(today()))
}
