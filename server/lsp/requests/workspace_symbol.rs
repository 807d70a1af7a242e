//! `workspace/symbol`: which actors are called something like this?

use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp::jsonrpc::Result;

use super::{failed, found};
use crate::archive::Snapshot;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;
use crate::session::{Editor, Scope};

pub(super) async fn workspace_symbol(
    backend: &Backend,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let asked = backend.session.ask(Scope::Everything, move |view| {
        let symbols = view.snapshots.iter().flat_map(|snapshot| in_folder(snapshot, &params.query, &view.editor));
        found(symbols.collect()).map(WorkspaceSymbolResponse::from)
    });
    asked.await.map_err(failed)
}

fn in_folder(snapshot: &Snapshot, query: &str, editor: &Editor) -> Vec<WorkspaceSymbol> {
    let symbols = ide::workspace_symbols(snapshot, query).into_iter().map(|symbol| {
        let card = &*symbol.article;
        WorkspaceSymbol {
            location: to_proto::location(card, symbol.span, editor.encoding).into(),
            data: None,
            base_symbol_information: BaseSymbolInformation {
                name: symbol.name,
                kind: to_proto::symbol_kind(symbol.kind),
                tags: None,
                // Clients show this beside the name: the other name that fits the query, else the article.
                container_name: Some(symbol.matched.unwrap_or_else(|| card.title().to_owned())),
            },
        }
    });
    symbols.collect()
}
