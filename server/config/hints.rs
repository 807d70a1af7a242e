//! What is written between the words of an article.

/// Which hints an editor shows between the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Behind a sentence that lives on a source named before: whose.
    pub sources: bool,
    /// Behind 同氏 or 大統領: who is meant.
    pub actors: bool,
    /// Behind 14日 or 昨秋: when that is.
    pub dates: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self { sources: true, actors: true, dates: true }
    }
}

/// What somebody sets of [`Hints`], and leaves open of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HintSettings {
    /// See [`Hints::sources`].
    pub sources: Option<bool>,
    /// See [`Hints::actors`].
    pub actors: Option<bool>,
    /// See [`Hints::dates`].
    pub dates: Option<bool>,
}

impl HintSettings {
    /// These settings, and what they leave open as `others` has it.
    #[must_use]
    pub fn over(self, others: Hints) -> Hints {
        Hints {
            sources: self.sources.unwrap_or(others.sources),
            actors: self.actors.unwrap_or(others.actors),
            dates: self.dates.unwrap_or(others.dates),
        }
    }
}
