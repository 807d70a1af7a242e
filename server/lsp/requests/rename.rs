//! `textDocument/rename`: another name for an actor, in all articles.
//!
//! Nothing is changed here: the client shows the changes and makes those that its user confirms. While the folder is still
//! being read the answer is a refusal, because a renaming that misses half of the articles is worse than none.

use std::collections::HashMap;

use tower_lsp::gen_lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, RenameParams,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use super::{About, ask_at};
use crate::config::Lang;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::to_proto;

/// The protocol's code for a request that was understood and could not be done.
const REQUEST_FAILED: i64 = -32803;

/// The name of the changes that are to be confirmed.
const ANNOTATION: &str = "uradori.rename";

pub(super) async fn rename(backend: &Backend, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let new = params.new_name;
    let lang = backend.lang();
    if !ide::is_name(&new) {
        return Err(refused(match lang {
            Lang::Ja => "名前として使えません",
            Lang::En => "this cannot be a name",
        }));
    }
    let asked = ask_at(backend, params.text_document_position_params, move |about, offset| {
        if !about.snapshot.is_complete() {
            return Some(Err(refused(match lang {
                Lang::Ja => "記事を読み終わるまで名前は変えられません",
                Lang::En => "names cannot be changed before all articles are read",
            })));
        }
        edit(about, offset, &new).map(Ok)
    });
    asked.await?.transpose()
}

fn refused(reason: &'static str) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: reason.into(), data: None }
}

fn edit(about: &About<'_>, offset: u32, new: &str) -> Option<WorkspaceEdit> {
    let old = ide::renamable(about.snapshot, about.entry.path(), offset)?.name;
    let found = ide::rename(about.snapshot, about.entry.path(), offset);
    let can = &about.editor.can;
    let changes = found.into_iter().map(|(card, spans)| {
        let edits = spans.into_iter().map(|span| TextEdit {
            range: to_proto::span(card, span, about.editor.encoding),
            new_text: new.to_owned(),
        });
        (card, to_proto::uri(card.path(), card.uri()), edits.collect::<Vec<_>>())
    });
    if !about.editor.versioned_edits {
        let changes = changes.map(|(_, uri, edits)| (uri, edits)).collect();
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let confirmed = can.confirms_changes;
    let document_changes = changes.map(|(card, uri, edits)| {
        let edits = edits.into_iter().map(|text_edit| {
            if confirmed {
                Edit::AnnotatedTextEdit(AnnotatedTextEdit { annotation_id: ANNOTATION.to_owned(), text_edit })
            } else {
                Edit::TextEdit(text_edit)
            }
        });
        DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: about.snapshot.whole(card.path()).and_then(|entry| entry.version()),
                text_document_identifier: TextDocumentIdentifier { uri },
            },
            edits: edits.collect(),
        })
    });
    let annotation =
        ChangeAnnotation { label: format!("{old} → {new}"), needs_confirmation: Some(true), description: None };
    Some(WorkspaceEdit {
        changes: None,
        document_changes: Some(document_changes.collect()),
        change_annotations: confirmed.then(|| HashMap::from([(ANNOTATION.to_owned(), annotation)])),
    })
}
