//! How loudly a finding is reported.

use serde::{Deserialize, Serialize};

/// How loudly a finding is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth a second look.
    Hint,
    /// To be known.
    Information,
    /// To be mended before it is printed.
    Warning,
    /// Only where the configuration says so.
    Error,
}

impl Severity {
    /// Its name in the configuration and in the machine interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Hint, Self::Information, Self::Warning, Self::Error].into_iter().find(|one| one.name() == name)
    }
}
