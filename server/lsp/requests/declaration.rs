//! `textDocument/declaration`: where does this article say who this is?

use tower_lsp::gen_lsp_types::{Declaration, DeclarationParams, DeclarationResponse, Location, LocationLink};
use tower_lsp::jsonrpc::Result;

use super::{found, look_at};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

pub(super) async fn declaration(backend: &Backend, params: DeclarationParams) -> Result<Option<DeclarationResponse>> {
    look_at(backend, params.text_document_position_params, |about, offset| {
        let links = ide::declaration(about.snapshot, about.entry.path(), offset);
        let links = found(to_proto::links(about.entry, &links, about.editor.encoding))?;
        if about.editor.declaration_links {
            return Some(links.into());
        }
        let place = |link: LocationLink| Location { uri: link.target_uri, range: link.target_selection_range };
        let places: Vec<Location> = links.into_iter().map(place).collect();
        Some(Declaration::from(places).into())
    })
    .await
}
