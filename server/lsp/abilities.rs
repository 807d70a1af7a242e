//! What the client can do with the answers to its questions.

use tower_lsp::gen_lsp_types::{ClientCapabilities, MarkupKind};

use crate::session::{Abilities, Refreshes};

/// What a client's capabilities say.
pub(super) fn of(client: &ClientCapabilities) -> Abilities {
    let document = client.text_document.as_ref();
    let workspace = client.workspace.as_ref();
    let resolves = |properties: Option<&Vec<String>>, name: &str| {
        properties.is_some_and(|properties| properties.iter().any(|property| property == name))
    };
    let hints = document.and_then(|it| it.inlay_hint.as_ref()).and_then(|it| it.resolve_support.as_ref());
    let completion = document.and_then(|it| it.completion.as_ref()).and_then(|it| it.completion_item.as_ref());
    let formats = completion.and_then(|it| it.documentation_format.as_ref());
    let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
    let rename = document.and_then(|it| it.rename.as_ref());
    let annotates = edits.is_some_and(|it| it.change_annotation_support.is_some());
    Abilities {
        folds: document.and_then(|it| it.folding_range.as_ref()).and_then(|it| it.range_limit),
        pulls_problems: document.is_some_and(|it| it.diagnostic.is_some()),
        resolves_hints: resolves(hints.map(|it| &it.properties), "tooltip"),
        completion_markdown: formats.and_then(|it| it.first()).is_some_and(|first| *first == MarkupKind::Markdown),
        confirms_changes: annotates && rename.and_then(|it| it.honors_change_annotations).unwrap_or_default(),
        refreshes: Refreshes {
            tokens: workspace.and_then(|it| it.semantic_tokens.as_ref()?.refresh_support).unwrap_or_default(),
            hints: workspace.and_then(|it| it.inlay_hint.as_ref()?.refresh_support).unwrap_or_default(),
            lenses: workspace.and_then(|it| it.code_lens.as_ref()?.refresh_support).unwrap_or_default(),
            problems: workspace.and_then(|it| it.diagnostics.as_ref()?.refresh_support).unwrap_or_default(),
        },
    }
}
