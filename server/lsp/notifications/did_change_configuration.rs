//! `workspace/didChangeConfiguration`: the editor's settings changed. What concerns the workspace is in `uradori.toml`, which
//! is read again; of the editor's own settings the hints are taken over (the others hold from the start).

use serde_json::Value;

use crate::lsp::backend::Backend;
use crate::lsp::options::Options;
use crate::session::Event;

pub(super) async fn did_change_configuration(backend: &Backend, params: Value) {
    if let Some(options) = params.get("settings").and_then(Options::of_settings) {
        backend.session.send(Event::Settings { hints: options.hints() });
    }
    backend.session.send(Event::Reconfigure);
}
