//! `textDocument/completion` and `completionItem/resolve`: what could be written here?

use serde::{Deserialize, Serialize};
use tower_lsp::gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, CompletionParams, Documentation,
    MarkupContent, MarkupKind, TextEdit, Uri,
};
use tower_lsp::jsonrpc::Result;

use super::{About, ask, ask_at};
use crate::actors::Kind;
use crate::ide::{self, Completion, CompletionKind};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};
use crate::session::Editor;

/// Which actor is to be explained.
#[derive(Serialize, Deserialize)]
struct Which {
    uri: Uri,
    actor: String,
}

/// More typed letters give other names, so that the list is never complete as long as it holds any.
pub(super) async fn completion(backend: &Backend, params: CompletionParams) -> Result<Option<CompletionList>> {
    let uri = params.text_document_position_params.text_document.uri.clone();
    ask_at(backend, params.text_document_position_params, move |about, offset| {
        let found = ide::completions(about.snapshot, about.entry.path(), offset);
        let is_incomplete = found.iter().any(|one| one.kind != CompletionKind::Phrase);
        let items = found.into_iter().enumerate().map(|(rank, one)| item(about, &uri, rank, one)).collect();
        Some(CompletionList { is_incomplete, items, ..CompletionList::default() })
    })
    .await
}

fn item(about: &About<'_>, uri: &Uri, rank: usize, one: Completion) -> CompletionItem {
    let typed = one.replaces.slice(about.entry.text()).to_owned();
    let range = to_proto::span(about.entry, one.replaces, about.editor.encoding);
    let data = one.actor.map(|actor| Which { uri: uri.clone(), actor });
    CompletionItem {
        kind: Some(match one.kind {
            CompletionKind::Name(Kind::Person) | CompletionKind::Introduction(Kind::Person) => {
                CompletionItemKind::Class
            }
            CompletionKind::Name(Kind::Organization) | CompletionKind::Introduction(Kind::Organization) => {
                CompletionItemKind::Module
            }
            CompletionKind::Name(Kind::Place | Kind::Facility)
            | CompletionKind::Introduction(Kind::Place | Kind::Facility) => CompletionItemKind::Constant,
            CompletionKind::Name(_) | CompletionKind::Introduction(_) => CompletionItemKind::Value,
            CompletionKind::Phrase => CompletionItemKind::Text,
        }),
        // Clients sort by this, and sieve by that: the letters that were typed may be others than those of the name.
        sort_text: Some(format!("{rank:04}")),
        filter_text: (!typed.is_empty()).then_some(typed),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: one.text.clone() })),
        label: one.text,
        // Who this is, is looked up when it is shown: that reads articles.
        data: data.and_then(|which| serde_json::to_value(which).ok()),
        ..CompletionItem::default()
    }
}

fn documentation(about: &About<'_>, actor: &str) -> Option<Documentation> {
    let Editor { lang, can, .. } = about.editor;
    let page = ide::explain(about.snapshot, actor, *lang)?;
    let (kind, value) = if can.completion_markdown {
        (MarkupKind::Markdown, page.markdown)
    } else {
        (MarkupKind::PlainText, page.plain)
    };
    Some(MarkupContent { kind, value }.into())
}

/// The entry with what is known of the actor; as it is where nothing is.
pub(super) async fn resolve(backend: &Backend, item: CompletionItem) -> Result<CompletionItem> {
    let which = item.data.clone().and_then(|data| serde_json::from_value::<Which>(data).ok());
    let Some(Which { uri, actor }) = which else { return Ok(item) };
    let asked = ask(backend, from_proto::path(&uri), move |about| documentation(about, &actor));
    Ok(CompletionItem { documentation: asked.await?, ..item })
}
