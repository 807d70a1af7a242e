//! `workspace/executeCommand`: do this. See [`commands`](crate::lsp::commands).

use serde_json::Value;
use tower_lsp::gen_lsp_types::ExecuteCommandParams;
use tower_lsp::jsonrpc::Result;

use crate::lsp::backend::Backend;
use crate::lsp::commands;

pub(super) async fn execute_command(backend: &Backend, params: ExecuteCommandParams) -> Result<Value> {
    commands::run(backend, &params.command, params.arguments.unwrap_or_default()).await
}
