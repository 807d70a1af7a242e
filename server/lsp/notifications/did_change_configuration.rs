//! `workspace/didChangeConfiguration`: the editor's settings changed. Ours are in `uradori.toml`, which is read again.

use serde_json::Value;

use crate::lsp::backend::Backend;
use crate::session::Event;

pub(super) async fn did_change_configuration(backend: &Backend, _: Value) {
    backend.session.send(Event::Reconfigure);
}
