//! `textDocument/codeAction` and `codeAction/resolve`: what can be done about this?

use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::gen_lsp_types::{
    Code, CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Command, Diagnostic, Range, Uri,
};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

use super::{About, ask, found};
use crate::ide::{self, Action, ActionKind, Deed};
use crate::lsp::backend::Backend;
use crate::lsp::commands::{accept, show, similar};
use crate::lsp::{from_proto, to_proto};
use crate::text::Span;

/// The protocol's code for an answer that is about a text that has changed.
const CONTENT_MODIFIED: i64 = -32801;

/// By what an action is found again when its edit is asked for.
#[derive(Serialize, Deserialize)]
struct Later {
    uri: Uri,
    range: Range,
    version: Option<i32>,
    id: String,
}

pub(super) async fn code_action(
    backend: &Backend,
    params: CodeActionParams,
) -> Result<Option<Vec<CodeActionResponse>>> {
    let path = from_proto::path(&params.text_document.uri);
    ask(backend, path, move |about| {
        let wanted = Wanted { only: params.context.only, diagnostics: params.context.diagnostics };
        let actions = actions(about, params.range).into_iter();
        let actions = actions.filter(|action| wanted.is(action, about));
        let uri = params.text_document.uri;
        found(actions.filter_map(|action| answer(about, action, &uri, params.range, &wanted)).collect())
    })
    .await
}

/// Fills in the edit of an action. An action whose text has changed since cannot be.
pub(super) async fn resolve(backend: &Backend, mut action: CodeAction) -> Result<CodeAction> {
    let Some(later) = action.data.clone().and_then(|data| serde_json::from_value::<Later>(data).ok()) else {
        return Ok(action);
    };
    let asked = ask(backend, from_proto::path(&later.uri), move |about| {
        if about.entry.version() != later.version {
            return None;
        }
        let again = actions(about, later.range).into_iter().find(|action| action.id == later.id)?;
        edit(about, &again)
    });
    let stale = || Error {
        code: ErrorCode::ServerError(CONTENT_MODIFIED),
        message: "the text has changed meanwhile".into(),
        data: None,
    };
    action.edit = Some(asked.await?.ok_or_else(stale)?);
    Ok(action)
}

fn actions(about: &About<'_>, range: Range) -> Vec<Action> {
    let (start, end) = from_proto::range(range);
    let at = |position| about.entry.offset(position, about.editor.encoding);
    ide::actions(about.snapshot, about.entry.path(), Span::new(at(start), at(end)), about.editor.lang)
}

/// What the client asked for.
struct Wanted {
    only: Option<Vec<CodeActionKind>>,
    diagnostics: Vec<Diagnostic>,
}

impl Wanted {
    /// Whether an action is of a kind that was asked for, and about a problem that was named, where some of ours were.
    fn is(&self, action: &Action, about: &About<'_>) -> bool {
        let own = String::from(kind(action.kind));
        let is_kind = self.only.as_ref().is_none_or(|only| {
            only.iter().any(|one| {
                let one = String::from(one.clone());
                one.is_empty() || own == one || own.starts_with(&format!("{one}."))
            })
        });
        let some_ours = self.diagnostics.iter().any(is_ours);
        is_kind && (action.finding.is_none() || !some_ours || self.diagnostics_of(action, about).is_some())
    }

    /// The client's diagnostics of the finding that an action is about.
    fn diagnostics_of(&self, action: &Action, about: &About<'_>) -> Option<Vec<Diagnostic>> {
        let (code, span) = action.finding?;
        let range = to_proto::span(about.entry, span, about.editor.encoding);
        let same = self.diagnostics.iter().filter(|diagnostic| {
            is_ours(diagnostic)
                && diagnostic.range == range
                && matches!(&diagnostic.code, Some(Code::String(name)) if name == code.name())
        });
        found(same.cloned().collect())
    }
}

fn is_ours(diagnostic: &Diagnostic) -> bool {
    diagnostic.source.as_deref() == Some(env!("CARGO_PKG_NAME"))
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QuickFix,
        ActionKind::Refactor => CodeActionKind::Refactor,
    }
}

/// An action as the client understands it; `None` where it could do nothing with it.
fn answer(about: &About<'_>, action: Action, uri: &Uri, range: Range, wanted: &Wanted) -> Option<CodeActionResponse> {
    let command = command(about, &action, uri);
    if !about.editor.action_literals {
        return command.map(CodeActionResponse::from);
    }
    let (mut edit_now, mut data) = (None, None);
    if command.is_none() {
        let is_costly = matches!(action.deed, Deed::Registry(_));
        let later = Later { uri: uri.clone(), range, version: about.entry.version(), id: action.id.clone() };
        if is_costly && about.editor.resolves_edits && can_register(about) {
            data = serde_json::to_value(later).ok();
        } else {
            edit_now = Some(edit(about, &action)?);
        }
    }
    let answer = CodeAction {
        diagnostics: wanted.diagnostics_of(&action, about),
        title: action.title,
        kind: Some(kind(action.kind)),
        is_preferred: action.preferred.then_some(true),
        disabled: None,
        edit: edit_now,
        command,
        data,
        tags: None,
    };
    Some(answer.into())
}

/// The command that does it, where it takes one.
fn command(about: &About<'_>, action: &Action, uri: &Uri) -> Option<Command> {
    let encoding = about.editor.encoding;
    let (name, argument) = match &action.deed {
        Deed::Accept => {
            let (code, span) = action.finding?;
            let range = to_proto::span(about.entry, span, encoding);
            (accept::NAME, json!({ "uri": uri, "range": range, "code": code.name() }))
        }
        Deed::Show(span) => (show::NAME, json!({ "uri": uri, "range": to_proto::span(about.entry, *span, encoding) })),
        Deed::Similar => {
            let range = to_proto::span(about.entry, action.finding?.1, encoding);
            (similar::NAME, json!({ "uri": uri, "range": range, "show": true }))
        }
        Deed::Insert { .. } | Deed::Registry(_) => return None,
    };
    let title = action.title.clone();
    Some(Command { title, command: name.to_owned(), arguments: Some(vec![argument]), tooltip: None })
}

/// Whether there is a registry that can be written to.
fn can_register(about: &About<'_>) -> bool {
    about
        .configuration
        .is_some_and(|file| file.text.is_some() || about.editor.creates_files && about.editor.versioned_edits)
}

/// The edit that does it, where it takes one and the files allow it.
fn edit(about: &About<'_>, action: &Action) -> Option<tower_lsp::gen_lsp_types::WorkspaceEdit> {
    match &action.deed {
        Deed::Insert { at, placeholder, text } => {
            Some(to_proto::insertion(about.entry, *at, placeholder.as_deref(), text, about.editor))
        }
        Deed::Registry(change) => {
            let file = about.configuration?;
            let after = change.apply(file.text.as_deref().unwrap_or_default()).ok()??;
            to_proto::configuration(file, &after, about.editor)
        }
        Deed::Accept | Deed::Show(_) | Deed::Similar => None,
    }
}
