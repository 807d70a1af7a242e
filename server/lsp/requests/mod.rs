//! What the client asks, one file per method. Each sends its question to the session before its first await.

mod code_action;
mod declaration;
mod definition;
mod document_highlight;
mod document_symbol;
mod execute_command;
#[cfg(debug_assertions)]
mod fault;
mod hover;
mod implementation;
mod references;
mod text;
mod type_definition;
mod unreadable;
mod workspace_symbol;

use std::path::Path;
use std::sync::Arc;

use tower_lsp::LspServiceBuilder;
use tower_lsp::gen_lsp_types::TextDocumentPositionParams;
use tower_lsp::jsonrpc::{Error, Result};

use super::backend::Backend;
use super::{framing, from_proto};
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
        .custom_method("workspace/symbol", workspace_symbol::workspace_symbol)
        .custom_method("textDocument/codeAction", code_action::code_action)
        .custom_method("codeAction/resolve", code_action::resolve)
        .custom_method("workspace/executeCommand", execute_command::execute_command)
        .custom_method("uradori/text", text::text)
        .custom_method(framing::UNREADABLE, unreadable::unreadable);
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
    let asked = backend.session.ask(
        Scope::Article(Arc::clone(&path)),
        move |View { editor, snapshots, configuration, .. }| {
            let snapshot = snapshots.first()?;
            let entry = snapshot.entry(&path)?;
            let configuration = configuration.as_ref();
            question(&About { editor, snapshot, entry: &entry, configuration })
        },
    );
    asked.await.map_err(failed)
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

/// There is no answer.
pub(super) fn failed(_: Unanswered) -> Error {
    Error::internal_error()
}

/// An empty list is no answer: clients then say that nothing was found.
fn found<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}
