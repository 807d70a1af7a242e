//! `textDocument/declaration`: where does this article say who this is?

use tower_lsp::gen_lsp_types::{Declaration, DeclarationParams, DeclarationResponse, Location, LocationLink};
use tower_lsp::jsonrpc::Result;

use super::{ask_at, found};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

pub(super) async fn declaration(backend: &Backend, params: DeclarationParams) -> Result<Option<DeclarationResponse>> {
    ask_at(backend, params.text_document_position_params, |about, offset| {
        let links = ide::declaration(about.snapshot, about.entry.path(), offset);
        let links =
            links.iter().filter_map(|link| to_proto::link(about.snapshot, about.entry, link, about.editor.encoding));
        let links = found(links.collect())?;
        if about.editor.declaration_links {
            return Some(links.into());
        }
        let place = |link: LocationLink| Location { uri: link.target_uri, range: link.target_selection_range };
        let places: Vec<Location> = links.into_iter().map(place).collect();
        Some(Declaration::from(places).into())
    })
    .await
}
