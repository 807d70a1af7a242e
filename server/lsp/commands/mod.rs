//! What the client can have the server do (`workspace/executeCommand`), one file per command.
//!
//! A command takes one argument, an object, and answers with an object or `null`; its file documents both. Together they
//! are a contract with the clients: fields may be added, none is taken away. To add a command, write its file and put it
//! into [`COMMANDS`]: the client is told of it at the handshake.
//!
//! As every request, a command sends what it asks the session before its first await, and waits for nothing but the
//! session: what it has the client show happens in a task of its own.

pub(super) mod accept;
mod acceptances;
mod actors;
mod claims;
mod dossier;
mod network;
mod reopen;
mod score;
pub(super) mod show;
pub(super) mod similar;

use std::pin::Pin;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use super::backend::Backend;
use super::to_proto;
use crate::archive::Card;
use crate::text::{PositionEncoding, Span};

/// A command.
pub(super) struct Command {
    /// Its name, which begins with `uradori.` so that it can be told from those of others.
    pub(super) name: &'static str,
    /// Does it, given its argument.
    run: for<'b> fn(&'b Backend, Value) -> Answer<'b>,
}

/// What a command comes to.
type Answer<'b> = Pin<Box<dyn Future<Output = Result<Value>> + Send + 'b>>;

/// All commands.
pub(super) const COMMANDS: &[Command] = &[
    accept::COMMAND,
    acceptances::COMMAND,
    actors::COMMAND,
    claims::COMMAND,
    dossier::COMMAND,
    network::COMMAND,
    reopen::COMMAND,
    score::COMMAND,
    show::COMMAND,
    similar::COMMAND,
];

/// Runs the command `name`; its argument is the first of `arguments`.
pub(super) async fn run(backend: &Backend, name: &str, arguments: Vec<Value>) -> Result<Value> {
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return Err(Error::invalid_params(format!("there is no command {name}")));
    };
    (command.run)(backend, arguments.into_iter().next().unwrap_or_default()).await
}

/// The protocol's code for a request that was understood and could not be done.
const REQUEST_FAILED: i64 = -32803;

/// A command's argument in its own type.
fn read<P: DeserializeOwned>(argument: Value) -> Result<P> {
    serde_json::from_value(argument).map_err(|error| Error::invalid_params(error.to_string()))
}

/// A command that cannot be done, with the reason that the client shows its user.
fn refused(reason: impl Into<String>) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: reason.into().into(), data: None }
}

/// The most rows that one answer holds.
const MOST: usize = 2000;

/// The rows of an answer from `offset` on, at most `limit`.
fn page<T>(rows: &[T], offset: usize, limit: usize) -> &[T] {
    let rest = rows.get(offset..).unwrap_or_default();
    &rest[..rest.len().min(limit).min(MOST)]
}

/// Where something stands: `{"uri", "range", "title", "date"}`.
fn place(card: &Arc<Card>, span: Span, encoding: PositionEncoding) -> Value {
    json!({
        "uri": to_proto::uri(card.path(), card.uri()),
        "range": to_proto::span(card, span, encoding),
        "title": card.title(),
        "date": card.day().map(|day| day.to_string()),
    })
}
