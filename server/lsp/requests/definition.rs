//! `textDocument/definition`: where else do I learn who this is?

use tower_lsp::gen_lsp_types::{DefinitionParams, Location, LocationLink};
use tower_lsp::jsonrpc::Result;

use super::{found, look_at};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::prepared::{Json, Slip};
use crate::lsp::to_proto;

pub(super) async fn definition(backend: &Backend, params: DefinitionParams) -> Result<Option<Slip>> {
    let places = look_at(backend, params.text_document_position_params, |about, offset| {
        let links = ide::definition(about.snapshot, about.entry.path(), offset);
        let links = found(to_proto::links(about.entry, &links, about.editor.encoding))?;
        if about.editor.definition_links {
            return Some(Json::of(&links));
        }
        let place = |link: LocationLink| Location { uri: link.target_uri, range: link.target_selection_range };
        let places: Vec<Location> = links.into_iter().map(place).collect();
        Some(Json::of(&places))
    });
    backend.prepared.put(places.await?)
}
