//! `uradori.show`: shows a place in an article.
//!
//! Argument: `{"uri", "range"}`, as in the protocol's `Location`. Answer: `{"shown": bool}`, false where the client cannot
//! be asked to show a document; it is then told the place in a message.

use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::{Location, MessageType, ShowDocumentParams};
use tower_lsp::jsonrpc::Result;

use super::{Command, read};
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::lsp::requests::failed;
use crate::session::Scope;

pub(in crate::lsp) const NAME: &str = "uradori.show";

pub(super) const COMMAND: Command = Command { name: NAME, run: |backend, argument| Box::pin(run(backend, argument)) };

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let location: Location = read(argument)?;
    let path = from_proto::path(&location.uri);
    let asked = backend.session.ask(Scope::Article(path), |view| view.editor.shows_documents);
    let can = asked.await.map_err(failed)?;
    show(backend, location, can);
    Ok(json!({ "shown": can }))
}

/// Has the client show a place, or where it `can` not, say where it is.
pub(super) fn show(backend: &Backend, location: Location, can: bool) {
    let client = backend.client.clone();
    tokio::spawn(async move { tell(&client, location, can).await });
}

/// As [`show`], to be awaited in a task of its own.
pub(super) async fn tell(client: &Client, location: Location, can: bool) {
    if !can {
        let file = from_proto::file(location.uri.as_ref());
        let file = file.map_or_else(|| location.uri.as_ref().to_owned(), |path| path.display().to_string());
        client.show_message(MessageType::Info, format!("{file}:{}", location.range.start.line + 1)).await;
        return;
    }
    let selection = Some(location.range);
    let params = ShowDocumentParams { uri: location.uri, external: None, take_focus: Some(true), selection };
    match client.show_document(params).await {
        Ok(true) => {}
        Ok(false) => tracing::warn!("the client did not show the document"),
        Err(error) => tracing::warn!("the client does not show documents: {error}"),
    }
}
