//! `textDocument/codeLens` and `codeLens/resolve`: what stands above the lines?

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{CodeLens, CodeLensParams, Command, Uri};
use tower_lsp::jsonrpc::Result;

use super::{ask, found};
use crate::ide::{self, LensKind};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};

/// Which lens is to be filled.
#[derive(Serialize, Deserialize)]
struct Which {
    uri: Uri,
    introduction: bool,
}

pub(super) async fn code_lens(backend: &Backend, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    let uri = params.text_document.uri;
    ask(backend, from_proto::path(&uri), move |about| {
        let lenses = ide::lenses(about.snapshot, about.entry.path()).into_iter().map(|lens| {
            let which = Which { uri: uri.clone(), introduction: lens.kind == LensKind::Introduction };
            CodeLens {
                range: to_proto::span(about.entry, lens.span, about.editor.encoding),
                command: None,
                data: serde_json::to_value(which).ok(),
            }
        });
        found(lenses.collect())
    })
    .await
}

/// The lens with its title. It does nothing when clicked: its command is empty, so that no client has to know one.
pub(super) async fn resolve(backend: &Backend, lens: CodeLens) -> Result<CodeLens> {
    let which = lens.data.clone().and_then(|data| serde_json::from_value::<Which>(data).ok());
    let position = from_proto::position(lens.range.start);
    let title = match which {
        None => None,
        Some(Which { uri, introduction }) => {
            let asked = ask(backend, from_proto::path(&uri), move |about| {
                let offset = about.entry.offset(position, about.editor.encoding);
                let kind = if introduction { LensKind::Introduction } else { LensKind::Article };
                ide::lens_title(about.snapshot, about.entry.path(), kind, offset, about.editor.lang)
            });
            asked.await?
        }
    };
    let command = Command { title: title.unwrap_or_default(), ..Command::default() };
    Ok(CodeLens { command: Some(command), ..lens })
}
