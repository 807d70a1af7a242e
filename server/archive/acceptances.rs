//! Which findings of the folder's articles somebody accepted.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Analysis, Archive, Card, Entry, Snapshot};
use crate::config::Acceptance;
use crate::findings::{Contents, Finding, Ledger, Standing, fingerprint};

/// What a review found in the articles, to be used by the next.
#[derive(Debug, Default)]
pub struct Reviewed {
    by_article: FxHashMap<String, (Arc<Card>, Contents)>,
}

impl Archive {
    /// Says which findings are accepted, in articles that are named by their path from `root`.
    pub fn set_ledger(&mut self, root: Arc<Path>, ledger: Ledger) {
        self.now.ledger = Some((root, Arc::new(ledger)));
    }
}

impl Snapshot {
    /// The acceptances in force; `None` where there is no folder that they could lie in.
    pub fn ledger(&self) -> Option<&Ledger> {
        self.ledger.as_ref().map(|(_, ledger)| &**ledger)
    }

    /// The name of the article at `path` in the list of acceptances: its path from the folder, with `/` between the parts.
    /// `None` where it does not lie in the folder.
    pub fn article_name(&self, path: &Path) -> Option<String> {
        name(&self.ledger.as_ref()?.0, path)
    }

    /// Where the article of that name lies.
    pub fn article_path(&self, name: &str) -> Option<Arc<Path>> {
        self.ledger.as_ref().map(|(root, _)| root.join(name).into())
    }

    /// The acceptance of a finding of an article, if somebody accepted it.
    pub fn accepted(&self, entry: &Entry, finding: &Finding) -> Option<&Acceptance> {
        let (root, ledger) = self.ledger.as_ref().filter(|(_, ledger)| !ledger.rows().is_empty())?;
        let article = name(root, entry.path())?;
        ledger.accepted(&article, finding.code, entry.analysis().sentence_of(finding))
    }

    /// Whether somebody accepted something of the article at `path`, be it still there or not.
    pub fn has_acceptances(&self, path: &Path) -> bool {
        let Some((root, ledger)) = self.ledger.as_ref().filter(|(_, ledger)| !ledger.rows().is_empty()) else {
            return false;
        };
        name(root, path).is_some_and(|article| ledger.rows().iter().any(|row| row.article == article))
    }

    /// The findings of an article that nobody accepted.
    pub fn open_findings<'s>(&'s self, entry: &'s Entry) -> impl Iterator<Item = &'s Finding> {
        entry.analysis().findings.iter().filter(move |finding| self.accepted(entry, finding).is_none())
    }

    /// All acceptances in the order of their file, and how each stands. Costs a reading of every article that they name.
    pub fn review(&self) -> Vec<(&Acceptance, Standing)> {
        self.review_again(&mut Reviewed::default())
    }

    /// As [`Snapshot::review`], but articles that are as they were at the review before are not read again.
    pub fn review_again(&self, before: &mut Reviewed) -> Vec<(&Acceptance, Standing)> {
        let Some((root, ledger)) = &self.ledger else { return Vec::new() };
        let mut known = std::mem::take(&mut before.by_article);
        let standings = ledger.rows().iter().map(|row| {
            let card = self.card(&root.join(&row.article)).or_else(|| {
                // The command line names its articles as they were given.
                self.articles().find(|card| name(root, card.path()).as_deref() == Some(&*row.article))
            });
            if let Some(card) = card
                && !before.by_article.get(&row.article).is_some_and(|(seen, _)| Arc::ptr_eq(seen, card))
            {
                let same = known.remove(&row.article).filter(|(seen, _)| Arc::ptr_eq(seen, card));
                let read = || Some((Arc::clone(card), contents(self.entry(card.path())?.analysis())));
                if let Some(found) = same.or_else(read) {
                    before.by_article.insert(row.article.clone(), found);
                }
            }
            let contents = before.by_article.get(&row.article).map(|(_, contents)| contents);
            (row, ledger.standing(row, contents))
        });
        standings.collect()
    }
}

/// What there is in an article to be accepted.
fn contents(analysis: &Analysis) -> Contents {
    let sentences = analysis.article.passages.iter().flat_map(|placed| {
        let passage = &placed.passage;
        passage.sentences.iter().map(|span| fingerprint(span.slice(&passage.text)))
    });
    let findings = analysis.findings.iter();
    Contents {
        sentences: sentences.collect(),
        findings: findings.map(|finding| (finding.code, fingerprint(analysis.sentence_of(finding)))).collect(),
    }
}

/// A path from `root`, with `/` between the parts.
fn name(root: &Path, path: &Path) -> Option<String> {
    let relative = match path.strip_prefix(root) {
        Ok(relative) => relative.to_owned(),
        // One may be written from the current folder and the other not.
        Err(_) => std::path::absolute(path).ok()?.strip_prefix(std::path::absolute(root).ok()?).ok()?.to_owned(),
    };
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}
