//! What the client tells, one file per method. Each becomes one event, sent at once.

mod did_change;
mod did_change_configuration;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_create_files;
mod did_delete_files;
mod did_open;
mod did_rename_files;
mod work_done_progress_cancel;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::LspServiceBuilder;

use super::backend::Backend;
use crate::session::Event;

/// Adds every method of this folder.
pub(super) fn register(builder: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
    builder
        .custom_method("textDocument/didOpen", did_open::did_open)
        .custom_method("textDocument/didChange", did_change::did_change)
        .custom_method("textDocument/didClose", did_close::did_close)
        .custom_method("workspace/didChangeWatchedFiles", did_change_watched_files::did_change_watched_files)
        .custom_method(
            "workspace/didChangeWorkspaceFolders",
            did_change_workspace_folders::did_change_workspace_folders,
        )
        .custom_method("window/workDoneProgress/cancel", work_done_progress_cancel::work_done_progress_cancel)
        .custom_method("workspace/didChangeConfiguration", did_change_configuration::did_change_configuration)
        .custom_method("workspace/didCreateFiles", did_create_files::did_create_files)
        .custom_method("workspace/didRenameFiles", did_rename_files::did_rename_files)
        .custom_method("workspace/didDeleteFiles", did_delete_files::did_delete_files)
}

/// Sends what `event` makes of the parameters. There is no answer to a notification, so that what cannot be read can only
/// be logged.
fn pass_on<P: DeserializeOwned>(backend: &Backend, method: &str, params: Value, event: impl FnOnce(P) -> Event) {
    match serde_json::from_value(params) {
        Ok(params) => backend.session.send(event(params)),
        Err(error) => tracing::error!(method, "the parameters cannot be read: {error}"),
    }
}
