//! `textDocument/typeDefinition`: what does the registry say of this actor?

use tower_lsp::gen_lsp_types::{Definition, TypeDefinitionParams, TypeDefinitionResponse};
use tower_lsp::jsonrpc::Result;

use super::look_at;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

pub(super) async fn type_definition(
    backend: &Backend,
    params: TypeDefinitionParams,
) -> Result<Option<TypeDefinitionResponse>> {
    look_at(backend, params.text_document_position_params, |about, offset| {
        let line = ide::type_definition(about.snapshot, about.entry.path(), offset)?;
        let entry = to_proto::line_of_configuration(about.configuration?, line, about.editor.encoding)?;
        Some(Definition::from(entry).into())
    })
    .await
}
