//! The codes, in the order in which the first that fits is taken.

use std::fmt;

use serde::{Deserialize, Serialize};
use std::str::FromStr;

use crate::config::Severity;

/// Why a claim is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Code {
    /// There is a source, and it cannot be asked.
    UnnamedSource,
    /// Blames a named actor, and nobody stands behind it.
    Accusation,
    /// という, とされる, と報じられた … with nobody behind it.
    Hearsay,
    /// 指摘されている, 懸念されている … by whom?
    Agentless,
    /// A statistic without a source.
    Figure,
    /// Speech in brackets whose speaker the text does not give.
    Quote,
    /// とみられる, 可能性がある … nobody's.
    Inference,
    /// Worth, cause or motive asserted in the article's own voice.
    Judgement,
}

impl Code {
    /// All codes, in order of precedence.
    pub const ALL: [Self; 8] = [
        Self::UnnamedSource,
        Self::Accusation,
        Self::Hearsay,
        Self::Agentless,
        Self::Figure,
        Self::Quote,
        Self::Inference,
        Self::Judgement,
    ];

    /// The code as it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnnamedSource => "unnamed-source",
            Self::Accusation => "accusation",
            Self::Hearsay => "hearsay",
            Self::Agentless => "agentless",
            Self::Figure => "figure",
            Self::Quote => "quote",
            Self::Inference => "inference",
            Self::Judgement => "judgement",
        }
    }

    /// The severity where the configuration says nothing.
    pub const fn default_severity(self) -> Severity {
        match self {
            Self::Accusation | Self::Hearsay | Self::Agentless | Self::Quote => Severity::Warning,
            Self::UnnamedSource | Self::Figure | Self::Inference => Severity::Information,
            Self::Judgement => Severity::Hint,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Code {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|code| code.name() == name).ok_or_else(|| format!("no such code: {name}"))
    }
}
