//! `uradori/fault`: a question that panics, or takes its time. Only in debug builds, for the tests that such a one costs
//! nobody else anything.

use std::time::Duration;

use serde::Deserialize;
use tower_lsp::jsonrpc::Result;

use super::failed;
use crate::lsp::backend::Backend;
use crate::session::Scope;

/// What is to happen.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::lsp) enum Fault {
    /// A panic.
    Panic,
    /// An answer after so many milliseconds.
    Wait(u64),
}

pub(super) async fn fault(backend: &Backend, fault: Fault) -> Result<()> {
    let asked = backend.session.ask(Scope::Everything, move |_| match fault {
        Fault::Panic => panic!("asked to"),
        Fault::Wait(milliseconds) => std::thread::sleep(Duration::from_millis(milliseconds)),
    });
    asked.await.map_err(failed)
}
