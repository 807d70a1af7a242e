//! Which findings did somebody accept, and do they still stand?

use std::path::Path;
use std::sync::Arc;

use crate::archive::Snapshot;
use crate::config::Acceptance;
use crate::findings::{Standing, fingerprint};
use crate::text::Span;

/// An acceptance of the folder's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What the list says.
    pub row: Acceptance,
    /// Whether it still holds.
    pub standing: Standing,
    /// Where its article lies, or lay.
    pub path: Arc<Path>,
    /// The words of the finding, in bytes of the article; `None` where it is no longer found.
    pub span: Option<Span>,
}

/// All acceptances of a folder, in the order of its list.
pub fn acceptances(snapshot: &Snapshot) -> Vec<Accepted> {
    let accepted = snapshot.review().into_iter().filter_map(|(row, standing)| {
        let path = snapshot.article_path(&row.article)?;
        let span = snapshot.entry(&path).and_then(|entry| {
            let analysis = entry.analysis();
            let same = analysis.findings.iter().filter(|finding| finding.code.name() == row.code);
            let mut same = same.filter(|finding| fingerprint(analysis.sentence_of(finding)) == row.fingerprint);
            same.next().map(|finding| finding.span)
        });
        Some(Accepted { row: row.clone(), standing, path, span })
    });
    accepted.collect()
}
