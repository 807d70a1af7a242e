//! Which files of a folder are articles.

use globset::{Glob, GlobSet, GlobSetBuilder};

/// Patterns over paths relative to the workspace folder, with `/` between their parts.
#[derive(Clone, Debug)]
pub struct Globs {
    patterns: Vec<String>,
    include: GlobSet,
    exclude: GlobSet,
}

impl Default for Globs {
    fn default() -> Self {
        Self::new(&["**/*.txt".to_owned(), "**/*.md".to_owned()], &[]).unwrap_or(Self {
            patterns: Vec::new(),
            include: GlobSet::empty(),
            exclude: GlobSet::empty(),
        })
    }
}

impl Globs {
    /// Compiles patterns.
    ///
    /// # Errors
    /// The message of the first pattern that is none.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, String> {
        Ok(Self { patterns: include.to_vec(), include: set(include)?, exclude: set(exclude)? })
    }

    /// The patterns of what is an article, as they were given.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether the file at `relative` (parts joined by `/`) is an article.
    pub fn accepts(&self, relative: &str) -> bool {
        self.include.is_match(relative) && !self.exclude.is_match(relative)
    }
}

fn set(patterns: &[String]) -> Result<GlobSet, String> {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        builder.add(Glob::new(pattern).map_err(|e| e.to_string())?);
    }
    builder.build().map_err(|e| e.to_string())
}
