//! `textDocument/prepareRename`: is there a name to be changed?

use tower_lsp::gen_lsp_types::{PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult};
use tower_lsp::jsonrpc::Result;

use super::look_at;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

pub(super) async fn prepare_rename(
    backend: &Backend,
    params: PrepareRenameParams,
) -> Result<Option<PrepareRenameResult>> {
    look_at(backend, params.text_document_position_params, |about, offset| {
        let name = ide::renamable(about.snapshot, about.entry.path(), offset)?;
        let range = to_proto::span(about.entry, name.span, about.editor.encoding);
        Some(PrepareRenamePlaceholder { range, placeholder: name.name }.into())
    })
    .await
}
