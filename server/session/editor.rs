//! What the editor can do, as it said when it introduced itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Abilities;
use crate::config::{Config, HintSettings, Lang, Severity};
use crate::text::PositionEncoding;

/// What was agreed upon with the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that an editor says of itself")]
pub struct Editor {
    /// The unit of columns.
    pub encoding: PositionEncoding,
    /// The language of messages.
    pub lang: Lang,
    /// The workspace folders at the start.
    pub folders: Vec<PathBuf>,
    /// Whether it shows Markdown on hover; plain text where not.
    pub markdown: bool,
    /// Whether a definition may say what to show of its target, and what was asked about.
    pub definition_links: bool,
    /// The same for declarations.
    pub declaration_links: bool,
    /// Whether the outline of a document may be a tree.
    pub symbol_trees: bool,
    /// Whether a problem may point at other places.
    pub related_information: bool,
    /// Whether it shows progress.
    pub progress: bool,
    /// Whether it can be asked to show a document.
    pub shows_documents: bool,
    /// Whether an action may be more than a command.
    pub action_literals: bool,
    /// Whether it asks for an action's edit once the user has picked it.
    pub resolves_edits: bool,
    /// Whether an edit may have places to type in.
    pub snippet_edits: bool,
    /// Whether an edit may say which version of a document it is for.
    pub versioned_edits: bool,
    /// Whether an edit may make a file.
    pub creates_files: bool,
    /// Whether a problem may lead to a page that explains its code.
    pub code_descriptions: bool,
    /// Where the pages that explain the codes are written; `None` where there is no place for them.
    pub pages_folder: Option<PathBuf>,
    /// Where the cards of the articles may be kept, if they may.
    pub cache_folder: Option<PathBuf>,
    /// Who accepts findings, by its settings.
    pub accept_by: Option<String>,
    /// Which hints its user wants, whatever the configuration says.
    pub hints: HintSettings,
    /// How loudly its user wants codes reported, whatever the configuration says; `None` is not at all.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// What it does with the answers to its questions.
    pub can: Abilities,
    /// Whether it watches files for us.
    pub watches_files: bool,
}

impl Editor {
    /// A configuration with what its user wants otherwise.
    pub(super) fn over(&self, mut config: Config) -> Config {
        config.severity.extend(self.severity.clone());
        config
    }
}
