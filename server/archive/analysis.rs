//! One article, read from end to end.

use std::sync::{Arc, OnceLock};

use crate::actors::{self, Cast, Directory};
use crate::article::Article;
use crate::config::Config;
use crate::findings::{self, Finding};
use crate::language::Reuse;
use crate::statements::{self, Statement};

/// Everything that is known of one version of one article. Never changed once made.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Text, passages and layout.
    pub article: Article,
    /// Who is in it.
    pub cast: Cast,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// What nobody vouches for.
    pub findings: Vec<Finding>,
}

impl Analysis {
    /// The sentence in which a finding of this article stands.
    pub fn sentence_of(&self, finding: &Finding) -> &str {
        let passage = self.article.passages.get(finding.passage as usize).map(|placed| &placed.passage);
        let span = |passage: &crate::language::Passage| passage.sentences.get(finding.sentence as usize).copied();
        passage.map_or("", |passage| span(passage).unwrap_or_default().slice(&passage.text))
    }
}

/// Reads articles under one configuration.
#[derive(Clone, Debug)]
pub struct Analyst {
    /// The configuration in force.
    pub config: Arc<Config>,
    /// Made when it is first asked for: the lexicon takes a moment to read, and whoever only looks something up in the
    /// archive need not wait for it.
    directory: Arc<OnceLock<Directory>>,
}

impl Analyst {
    /// An analyst who works by `config`.
    pub fn new(config: Arc<Config>) -> Self {
        Self { config, directory: Arc::default() }
    }

    /// The actors known beforehand.
    pub fn directory(&self) -> &Directory {
        self.directory.get_or_init(|| Directory::new(&self.config))
    }

    /// Analyses a text from nothing.
    pub fn analyze(&self, text: Arc<str>) -> Analysis {
        self.analyze_with(text, &Reuse::default())
    }

    /// Analyses a new version of `earlier`'s text: only the passages that changed are read again, and then the
    /// passes over the whole article.
    pub fn reanalyze(&self, text: Arc<str>, earlier: &Analysis) -> Analysis {
        self.analyze_with(text, &Reuse::of(&earlier.article.text, &earlier.article.passages))
    }

    fn analyze_with(&self, text: Arc<str>, reuse: &Reuse<'_>) -> Analysis {
        let article = Article::read(text, reuse);
        let cast = actors::cast(&article, self.directory());
        let statements = statements::statements(&article, &cast);
        let findings = findings::findings(&article, &cast, &statements, &self.config);
        Analysis { article, cast, statements, findings }
    }
}
