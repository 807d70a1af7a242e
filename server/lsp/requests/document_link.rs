//! `textDocument/documentLink`: where do the addresses in the text lead?

use tower_lsp::gen_lsp_types::{DocumentLink, DocumentLinkParams, Uri};
use tower_lsp::jsonrpc::Result;

use super::{ask, found};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};

pub(super) async fn document_link(backend: &Backend, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
    ask(backend, from_proto::path(&params.text_document.uri), |about| {
        let links = ide::links(about.snapshot, about.entry.path()).into_iter().map(|link| DocumentLink {
            range: to_proto::span(about.entry, link.span, about.editor.encoding),
            target: Some(Uri::from(link.target)),
            ..DocumentLink::default()
        });
        found(links.collect())
    })
    .await
}
