//! `textDocument/implementation`: what has this actor said?

use tower_lsp::gen_lsp_types::{Definition, ImplementationParams, ImplementationResponse, Location};
use tower_lsp::jsonrpc::Result;

use super::{ask_at, found};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

pub(super) async fn implementation(
    backend: &Backend,
    params: ImplementationParams,
) -> Result<Option<ImplementationResponse>> {
    ask_at(backend, params.text_document_position_params, |about, offset| {
        let places = ide::implementation(about.snapshot, about.entry.path(), offset);
        let locations =
            places.into_iter().map(|place| to_proto::location(&*place.article, place.span, about.editor.encoding));
        let locations: Vec<Location> = found(locations.collect())?;
        Some(Definition::from(locations).into())
    })
    .await
}
