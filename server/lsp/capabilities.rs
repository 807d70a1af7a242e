//! What the client can do, and what the server offers it.

use std::path::PathBuf;

use tower_lsp::gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeLensOptions, CompletionOptions, DiagnosticOptions, DocumentLinkOptions,
    ExecuteCommandOptions, FileOperationFilter, FileOperationOptions, FileOperationPattern,
    FileOperationRegistrationOptions, InitializeParams, InlayHintOptions, MarkupKind, PositionEncodingKind,
    RenameOptions, ResourceOperationKind, SemanticTokensFullDelta, SemanticTokensOptions, ServerCapabilities,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFolders, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};

use super::commands::COMMANDS;
use super::options::Options;
use super::{abilities, from_proto, to_proto};
use crate::config::Lang;
use crate::session::Editor;
use crate::text::PositionEncoding;

/// What was agreed upon with the client.
pub(super) fn editor(params: &InitializeParams) -> Editor {
    let client = &params.capabilities;
    let document = client.text_document.as_ref();
    let workspace = client.workspace.as_ref();
    let general = client.general.as_ref();
    let diagnostics = document.and_then(|it| it.publish_diagnostics.as_ref()).map(|it| &it.diagnostics_capabilities);
    let hover = document.and_then(|it| it.hover.as_ref()).and_then(|it| it.content_format.as_ref());
    let definition = document.and_then(|it| it.definition.as_ref()).and_then(|it| it.link_support);
    let declaration = document.and_then(|it| it.declaration.as_ref()).and_then(|it| it.link_support);
    let trees = document.and_then(|it| it.document_symbol.as_ref());
    let actions = document.and_then(|it| it.code_action.as_ref());
    let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
    let options = Options::of(params);
    let watching = workspace.and_then(|it| it.did_change_watched_files.as_ref());
    Editor {
        encoding: encoding(general.and_then(|it| it.position_encodings.as_deref()).unwrap_or_default()),
        lang: params.locale.as_deref().map(Lang::of_locale).unwrap_or_default(),
        folders: folders(params),
        // The client names what it likes best first.
        markdown: hover.and_then(|formats| formats.first()).is_some_and(|first| *first == MarkupKind::Markdown),
        definition_links: definition.unwrap_or_default(),
        declaration_links: declaration.unwrap_or_default(),
        symbol_trees: trees.and_then(|it| it.hierarchical_document_symbol_support).unwrap_or_default(),
        related_information: diagnostics.and_then(|it| it.related_information).unwrap_or_default(),
        progress: client.window.as_ref().and_then(|it| it.work_done_progress).unwrap_or_default(),
        shows_documents: client.window.as_ref().and_then(|it| it.show_document.as_ref()).is_some_and(|it| it.support),
        action_literals: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
        resolves_edits: actions.is_some_and(|it| {
            let resolves = it.resolve_support.as_ref();
            it.data_support == Some(true) && resolves.is_some_and(|it| it.properties.iter().any(|name| name == "edit"))
        }),
        snippet_edits: edits.and_then(|it| it.snippet_edit_support).unwrap_or_default(),
        versioned_edits: edits.and_then(|it| it.document_changes).unwrap_or_default(),
        creates_files: edits
            .and_then(|it| it.resource_operations.as_ref())
            .is_some_and(|it| it.contains(&ResourceOperationKind::Create)),
        code_descriptions: diagnostics.and_then(|it| it.code_description_support).unwrap_or_default(),
        pages_folder: options.cache_folder(),
        cache_folder: options.articles_folder(),
        accept_by: options.accept_by(),
        hints: options.hints(),
        severity: options.severity(),
        can: abilities::of(client),
        watches_files: watching.and_then(|it| it.dynamic_registration).unwrap_or_default(),
    }
}

/// The first encoding that the client offers of those that we know; each client understands UTF-16. Ours would do with any, but
/// not every client does equally well with each: Eglot goes astray in files that it has not opened when it is held to UTF-8.
fn encoding(offered: &[PositionEncodingKind]) -> PositionEncoding {
    let mut known = offered.iter().filter_map(|kind| match kind {
        PositionEncodingKind::UTF8 => Some(PositionEncoding::Utf8),
        PositionEncodingKind::UTF16 => Some(PositionEncoding::Utf16),
        PositionEncodingKind::UTF32 => Some(PositionEncoding::Utf32),
        PositionEncodingKind::Custom(_) => None,
    });
    known.next().unwrap_or_default()
}

/// The workspace folders; what older clients say instead where there are none. Folders that are not on disk are left out.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().filter_map(|folder| from_proto::file(folder.uri.as_ref())).collect()
        }
        Some(WorkspaceFolders::Null) | None => {
            #[expect(deprecated, reason = "older clients say nothing else")]
            let root = params.root_uri.as_ref();
            root.and_then(|uri| from_proto::file(uri.as_ref())).into_iter().collect()
        }
    }
}

/// What the server offers.
pub(super) fn server(editor: &Editor) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(match editor.encoding {
            PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
            PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
            PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        declaration_provider: Some(true.into()),
        type_definition_provider: Some(true.into()),
        implementation_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::Refactor]),
                resolve_provider: Some(editor.resolves_edits),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions { resolve_provider: Some(true), ..CompletionOptions::default() }),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        inlay_hint_provider: Some(
            InlayHintOptions { resolve_provider: Some(true), ..InlayHintOptions::default() }.into(),
        ),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true), ..CodeLensOptions::default() }),
        rename_provider: Some(RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() }.into()),
        call_hierarchy_provider: Some(true.into()),
        // Only to a client that asks: others are told.
        diagnostic_provider: editor
            .can
            .pulls_problems
            .then(|| DiagnosticOptions { workspace_diagnostics: true, ..DiagnosticOptions::default() }.into()),
        semantic_tokens_provider: Some(
            SemanticTokensOptions {
                legend: to_proto::legend(),
                range: Some(true.into()),
                full: Some(SemanticTokensFullDelta { delta: Some(true) }.into()),
                ..SemanticTokensOptions::default()
            }
            .into(),
        ),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: COMMANDS.iter().map(|command| command.name.to_owned()).collect(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            // A watcher of files is not told of a folder that is renamed or removed as a whole.
            file_operations: Some(FileOperationOptions {
                did_create: Some(any_file()),
                did_rename: Some(any_file()),
                will_rename: Some(any_file()),
                did_delete: Some(any_file()),
                ..FileOperationOptions::default()
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

fn any_file() -> FileOperationRegistrationOptions {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), ..FileOperationPattern::default() };
    FileOperationRegistrationOptions { filters: vec![FileOperationFilter { scheme: Some("file".to_owned()), pattern }] }
}
