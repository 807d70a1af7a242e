//! The findings that somebody accepted, on one day: what `uradori.accepted.toml` says, to be looked up by finding.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Bilingual, Code, Severity, fingerprint};
use crate::config::Acceptance;

/// All acceptances of a folder, and the day that counts for those that expire.
#[derive(Debug, Default)]
pub struct Ledger {
    rows: Vec<Acceptance>,
    by_article: FxHashMap<String, Vec<usize>>,
    today: Option<Date>,
}

/// How an acceptance stands to the article that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    InForce,
    /// It holds, and nobody has said why.
    Unexplained,
    /// Its last day has passed, and the finding counts again.
    Expired,
    /// There is no such article.
    NoArticle,
    /// No sentence of the article is the one that it accepted.
    NoSentence,
    /// The sentence is there, and is no longer reported under this code.
    NoFinding,
}

/// What there is in an article to be accepted.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Fingerprints of all its sentences.
    pub sentences: FxHashSet<String>,
    /// The findings, each with its sentence's fingerprint.
    pub findings: FxHashSet<(Code, String)>,
}

impl Ledger {
    /// The acceptances of a file, as they are to be read on the day `today`.
    pub fn new(rows: Vec<Acceptance>, today: Date) -> Self {
        let mut by_article: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (n, row) in rows.iter().enumerate() {
            by_article.entry(row.article.clone()).or_default().push(n);
        }
        Self { rows, by_article, today: Some(today) }
    }

    /// All rows, in the order of the file.
    pub fn rows(&self) -> &[Acceptance] {
        &self.rows
    }

    /// The day on which it is read; `None` for one that was never made.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// Whether it says anything about an article.
    pub fn speaks_of(&self, article: &str) -> bool {
        self.by_article.contains_key(article)
    }

    /// The acceptance of a finding that is in force today, by its article, its code and its sentence.
    pub fn accepted(&self, article: &str, code: Code, sentence: &str) -> Option<&Acceptance> {
        let rows = self.by_article.get(article)?;
        let mut rows = rows.iter().filter_map(|n| self.rows.get(*n)).filter(|row| row.code == code.name());
        let first = rows.next()?;
        let print = fingerprint(sentence);
        std::iter::once(first).chain(rows).find(|row| row.fingerprint == print && !self.has_expired(row))
    }

    /// How a row stands to its article; `None` for an article that is not there.
    pub fn standing(&self, row: &Acceptance, article: Option<&Contents>) -> Standing {
        let Some(article) = article else { return Standing::NoArticle };
        let is_finding = |contents: &Contents| {
            contents.findings.iter().any(|(code, print)| code.name() == row.code && *print == row.fingerprint)
        };
        if !article.sentences.contains(&row.fingerprint) {
            Standing::NoSentence
        } else if !is_finding(article) {
            Standing::NoFinding
        } else if self.has_expired(row) {
            Standing::Expired
        } else if row.reason.trim().is_empty() {
            Standing::Unexplained
        } else {
            Standing::InForce
        }
    }

    fn has_expired(&self, row: &Acceptance) -> bool {
        row.expires.zip(self.today).is_some_and(|(last, today)| last < today)
    }
}

impl Standing {
    /// Its name in the machine interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Unexplained => "unexplained",
            Self::Expired => "expired",
            Self::NoArticle => "no-article",
            Self::NoSentence => "no-sentence",
            Self::NoFinding => "no-finding",
        }
    }

    /// Whether the acceptance keeps its finding from being reported.
    pub const fn holds(self) -> bool {
        matches!(self, Self::InForce | Self::Unexplained)
    }

    /// What whoever reviews the file is to be told, and how loudly; `None` where there is nothing to say.
    pub fn remark(self) -> Option<(Severity, Bilingual)> {
        let (severity, ja, en) = match self {
            Self::InForce => return None,
            Self::Unexplained => {
                (Severity::Hint, "受け入れた理由が書かれていない", "nobody has written down why this was accepted")
            }
            Self::Expired => (
                Severity::Warning,
                "期限が過ぎたため、この指摘はふたたび数えられる",
                "this has expired; the finding counts again",
            ),
            Self::NoArticle => (Severity::Warning, "この記事は見つからない", "there is no such article any more"),
            Self::NoSentence => (
                Severity::Warning,
                "受け入れた文は、もうこの記事にない",
                "the sentence that was accepted is no longer in the article",
            ),
            Self::NoFinding => (
                Severity::Information,
                "この文には、もうこの種類の指摘がない。行は消してよい",
                "the sentence is no longer reported under this code; the entry may go",
            ),
        };
        Some((severity, Bilingual { ja: ja.to_owned(), en: en.to_owned() }))
    }
}

#[cfg(test)]
mod tests;
