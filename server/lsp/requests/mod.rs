//! What the client asks, one file per method. Each sends its question to the session before its first await.

mod call_hierarchy;
mod code_action;
mod code_lens;
mod completion;
mod declaration;
mod definition;
mod diagnostic;
mod document_highlight;
mod document_link;
mod document_symbol;
mod execute_command;
#[cfg(debug_assertions)]
mod fault;
mod folding_range;
mod hover;
mod implementation;
mod inlay_hint;
mod prepare_rename;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod text;
mod type_definition;
mod will_rename_files;
mod workspace_symbol;

use std::path::Path;
use std::sync::Arc;

use tower_lsp::LspServiceBuilder;
use tower_lsp::gen_lsp_types::TextDocumentPositionParams;
use tower_lsp::jsonrpc::{Error, Result};

use super::backend::Backend;
use super::from_proto;
use crate::archive::{Entry, Snapshot};
use crate::session::{ConfigFile, Editor, Scope, Unanswered, View};

/// Adds every method of this folder.
pub(super) fn register(builder: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
    let builder = builder
        .custom_method("textDocument/hover", hover::hover)
        .custom_method("textDocument/definition", definition::definition)
        .custom_method("textDocument/declaration", declaration::declaration)
        .custom_method("textDocument/typeDefinition", type_definition::type_definition)
        .custom_method("textDocument/implementation", implementation::implementation)
        .custom_method("textDocument/references", references::references)
        .custom_method("textDocument/documentHighlight", document_highlight::document_highlight)
        .custom_method("textDocument/documentSymbol", document_symbol::document_symbol)
        .custom_method("textDocument/foldingRange", folding_range::folding_range)
        .custom_method("textDocument/selectionRange", selection_range::selection_range)
        .custom_method("textDocument/documentLink", document_link::document_link)
        .custom_method("textDocument/semanticTokens/full", semantic_tokens::full)
        .custom_method("textDocument/semanticTokens/full/delta", semantic_tokens::delta)
        .custom_method("textDocument/semanticTokens/range", semantic_tokens::range)
        .custom_method("textDocument/completion", completion::completion)
        .custom_method("completionItem/resolve", completion::resolve)
        .custom_method("textDocument/inlayHint", inlay_hint::inlay_hint)
        .custom_method("inlayHint/resolve", inlay_hint::resolve)
        .custom_method("textDocument/codeLens", code_lens::code_lens)
        .custom_method("codeLens/resolve", code_lens::resolve)
        .custom_method("textDocument/prepareRename", prepare_rename::prepare_rename)
        .custom_method("textDocument/rename", rename::rename)
        .custom_method("textDocument/prepareCallHierarchy", call_hierarchy::prepare)
        .custom_method("callHierarchy/incomingCalls", call_hierarchy::incoming)
        .custom_method("callHierarchy/outgoingCalls", call_hierarchy::outgoing)
        .custom_method("textDocument/diagnostic", diagnostic::document)
        .custom_method("workspace/diagnostic", diagnostic::workspace)
        .custom_method("workspace/willRenameFiles", will_rename_files::will_rename_files)
        .custom_method("workspace/symbol", workspace_symbol::workspace_symbol)
        .custom_method("textDocument/codeAction", code_action::code_action)
        .custom_method("codeAction/resolve", code_action::resolve)
        .custom_method("workspace/executeCommand", execute_command::execute_command)
        .custom_method("uradori/text", text::text);
    #[cfg(debug_assertions)]
    let builder = builder.custom_method("uradori/fault", fault::fault);
    builder
}

/// The article that a question is about, as it was when the question's turn came.
struct About<'v> {
    editor: &'v Editor,
    snapshot: &'v Snapshot,
    entry: &'v Arc<Entry>,
    /// The configuration file of its folder, where it can be written to.
    configuration: Option<&'v ConfigFile>,
}

/// Asks about one article. `None` where there is no such article.
async fn ask<T: Send + 'static>(
    backend: &Backend,
    path: Arc<Path>,
    question: impl FnOnce(&About<'_>) -> Option<T> + Send + 'static,
) -> Result<Option<T>> {
    let asked = backend.session.ask(Scope::Article(Arc::clone(&path)), move |view| on(view, &path, question));
    asked.await.map_err(failed)
}

/// Puts a question about one article. `None` where there is no such article.
fn on<T>(view: &View, path: &Path, question: impl FnOnce(&About<'_>) -> Option<T>) -> Option<T> {
    let View { editor, snapshots, configuration, .. } = view;
    let snapshot = snapshots.first()?;
    let entry = snapshot.entry(path)?;
    question(&About { editor, snapshot, entry: &entry, configuration: configuration.as_ref() })
}

/// Asks about a place in an article, given as a byte offset. `None` where there is no such article.
async fn ask_at<T: Send + 'static>(
    backend: &Backend,
    place: TextDocumentPositionParams,
    question: impl FnOnce(&About<'_>, u32) -> Option<T> + Send + 'static,
) -> Result<Option<T>> {
    let position = from_proto::position(place.position);
    let path = from_proto::path(&place.text_document.uri);
    ask(backend, path, move |about| question(about, about.entry.offset(position, about.editor.encoding))).await
}

/// As [`ask_at`], for what costs some look-ups: it is answered at once where nothing has to be waited for.
async fn look_at<T: Send + 'static>(
    backend: &Backend,
    place: TextDocumentPositionParams,
    question: impl Fn(&About<'_>, u32) -> Option<T> + Send + 'static,
) -> Result<Option<T>> {
    let position = from_proto::position(place.position);
    let path = from_proto::path(&place.text_document.uri);
    let asked = backend.session.ask_briefly(Arc::clone(&path), move |view| {
        on(view, &path, |about| question(about, about.entry.offset(position, about.editor.encoding)))
    });
    asked.await.map_err(failed)
}

/// There is no answer.
pub(super) fn failed(_: Unanswered) -> Error {
    Error::internal_error()
}

/// An empty list is no answer: clients then say that nothing was found.
fn found<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}
