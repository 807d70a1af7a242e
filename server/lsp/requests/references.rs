//! `textDocument/references`: where is this actor mentioned?

use tower_lsp::gen_lsp_types::ReferenceParams;
use tower_lsp::jsonrpc::Result;

use super::{ask_at, found};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::prepared::{Json, Slip};
use crate::lsp::to_proto;

pub(super) async fn references(backend: &Backend, params: ReferenceParams) -> Result<Option<Slip>> {
    let include_declaration = params.context.include_declaration;
    let locations = ask_at(backend, params.text_document_position_params, move |about, offset| {
        let places = ide::references(about.snapshot, about.entry.path(), offset, include_declaration);
        found(to_proto::locations(&places, about.editor.encoding)).map(|locations| Json::of(&locations))
    });
    backend.prepared.put(locations.await?)
}
