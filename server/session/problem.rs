//! The findings of an article as an editor shows them.

use std::path::Path;
use std::sync::Arc;

use super::Editor;
use super::pages::Pages;
use crate::archive::{Card, Entry, Located, Snapshot};
use crate::config::{Bilingual, ConfigError, Lang, Severity};
use crate::findings::Finding;
use crate::text::{Lines, Position};

/// All problems of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Where the document lies.
    pub path: Arc<Path>,
    /// Its address as the editor wrote it; `None` for a file that is not open.
    pub uri: Option<Arc<str>>,
    /// Which version of it; `None` for a file that is not open.
    pub version: Option<i32>,
    /// The problems, by where they start.
    pub problems: Vec<Problem>,
}

/// Something to be seen to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Problem {
    /// From where to where.
    pub range: (Position, Position),
    /// How loudly to say so.
    pub level: Level,
    /// The finding's code; `None` for what is no finding.
    pub code: Option<&'static str>,
    /// Where the page lies that explains the code, for an editor that can lead to it.
    pub page: Option<Arc<Path>>,
    /// What is wrong.
    pub message: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
}

/// How loudly a problem is shown.
pub type Level = Severity;

/// Another place of the same document that explains a problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related {
    /// From where to where.
    pub range: (Position, Position),
    /// What is there.
    pub message: String,
}

/// How many problems of one document are told: more than anybody reads, and not more than an editor can show.
const MOST: usize = 2_000;

/// The findings of an article that nobody accepted.
pub(super) fn of_article(snapshot: &Snapshot, entry: &Entry, editor: &Editor, pages: Option<&Pages>) -> Vec<Problem> {
    of_findings(snapshot.open_findings(entry), entry, editor, pages)
}

/// The same of an article that may not be at hand. It is read again where somebody accepted something of it.
pub(super) fn of_card(snapshot: &Snapshot, card: &Card, editor: &Editor, pages: Option<&Pages>) -> Vec<Problem> {
    let whole = snapshot.whole(card.path()).cloned();
    let whole =
        whole.or_else(|| if snapshot.has_acceptances(card.path()) { snapshot.entry(card.path()) } else { None });
    match whole {
        Some(entry) => of_article(snapshot, &entry, editor, pages),
        None => of_findings(card.findings().collect::<Vec<_>>().iter(), card, editor, pages),
    }
}

fn of_findings<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    article: &impl Located,
    editor: &Editor,
    pages: Option<&Pages>,
) -> Vec<Problem> {
    let problem = |finding: &Finding| Problem {
        range: article.positions(finding.span, editor.encoding),
        level: finding.severity,
        code: Some(finding.code.name()),
        page: pages.filter(|_| editor.code_descriptions).map(|pages| pages.path(finding.code, editor.lang)),
        message: format!("{}\n{}", finding.message.in_lang(editor.lang), finding.why.in_lang(editor.lang)),
        related: finding
            .related
            .filter(|_| editor.related_information)
            .map(|span| Related {
                range: article.positions(span, editor.encoding),
                message: nearest_source().in_lang(editor.lang).to_owned(),
            })
            .into_iter()
            .collect(),
    };
    findings.take(MOST).map(problem).collect()
}

fn nearest_source() -> Bilingual {
    Bilingual {
        ja: "いちばん近い出典。ここまでは及ばない".to_owned(),
        en: "The nearest source, which does not reach this far".to_owned(),
    }
}

/// What is wrong with a configuration file.
pub(super) fn of_configuration(error: &ConfigError, text: &str, editor: &Editor) -> Problem {
    let lines = Lines::of(text);
    let at = |offset| lines.position(text, offset, editor.encoding);
    let kept = match editor.lang {
        Lang::Ja => "直るまで前の設定で動きます。",
        Lang::En => "The previous configuration stays in force until this is mended.",
    };
    Problem {
        range: (at(error.span.start), at(error.span.end)),
        level: Severity::Error,
        code: None,
        page: None,
        message: format!("{}\n{kept}", error.message),
        related: Vec::new(),
    }
}

/// A configuration file that cannot be read at all.
pub(super) fn of_unreadable(message: &str) -> Problem {
    let start = Position::default();
    Problem {
        range: (start, start),
        level: Severity::Error,
        code: None,
        page: None,
        message: message.to_owned(),
        related: Vec::new(),
    }
}
