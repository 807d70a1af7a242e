//! What the editor shows beyond what every editor does.

/// What an editor can do with the answers to its questions, as it said when it introduced itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that an editor says of itself")]
pub struct Abilities {
    /// How many folds it takes; `None` where it does not say.
    pub folds: Option<u32>,
    /// Whether it asks for the problems of documents, so that they need not be told.
    pub pulls_problems: bool,
    /// Whether it asks for the tooltip of an inlay hint when it shows one.
    pub resolves_hints: bool,
    /// Whether it shows Markdown beside a completion.
    pub completion_markdown: bool,
    /// Whether it can have its user confirm each change of a renaming.
    pub confirms_changes: bool,
    /// Whether it can be told that colours, hints, lenses and problems are no longer what it was told.
    pub refreshes: Refreshes,
}

/// What an editor asks again when told to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that an editor says of itself")]
pub struct Refreshes {
    /// Semantic tokens.
    pub tokens: bool,
    /// Inlay hints.
    pub hints: bool,
    /// Code lenses.
    pub lenses: bool,
    /// Pulled diagnostics.
    pub problems: bool,
}
