//! `textDocument/diagnostic` and `workspace/diagnostic`: what does nobody vouch for, here and everywhere?
//!
//! A client that asks is not told by itself: nothing is shown twice. A result's id is a digest of what it holds, so that
//! what did not change need not be sent again, whoever asks, and also after the server was started anew.

use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHasher};
use serde_json::json;
use tokio::sync::watch;
use tower_lsp::gen_lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId,
    ProgressNotification, ProgressParams, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use tower_lsp::jsonrpc::Result;

use super::failed;
use crate::archive::{Card, Snapshot};
use crate::lsp::backend::Backend;
use crate::lsp::{from_proto, to_proto};
use crate::session::{Problem, Scope, View};

/// How many articles a part of an answer is about.
const PART: usize = 256;

/// How long changes are gathered before all articles are looked at again for a client that was kept waiting.
const GATHER: Duration = Duration::from_secs(1);

fn digest(problems: &[Problem]) -> String {
    let mut hasher = FxHasher::default();
    problems.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The problems of one document.
pub(super) async fn document(backend: &Backend, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReport> {
    let uri = params.text_document.uri;
    let path = from_proto::path(&uri);
    let asked = backend.session.ask(Scope::Article(path.clone()), move |view| {
        let card = view.snapshots.iter().find_map(|snapshot| Some((snapshot, snapshot.card(&path)?)));
        // Of what is no article nothing is said.
        let problems = card.map(|(snapshot, card)| view.problems(snapshot, card)).unwrap_or_default();
        // A document that is opened again has nothing shown yet, although some clients still name what they showed before.
        let opening = view.document.as_ref().map_or(0, |document| document.opening);
        let result_id = format!("{}.{opening}", digest(&problems));
        if params.previous_result_id.as_ref() == Some(&result_id) {
            let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
            return RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report,
            }
            .into();
        }
        RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: full(problems, &uri, result_id),
        }
        .into()
    });
    asked.await.map_err(failed)
}

fn full(problems: Vec<Problem>, uri: &Uri, result_id: String) -> FullDocumentDiagnosticReport {
    let items = problems.into_iter().map(|problem| to_proto::diagnostic(problem, uri)).collect();
    FullDocumentDiagnosticReport { result_id: Some(result_id), items }
}

/// The problems of all articles, also of those that nobody has open: at once, or in parts where the client wants them as
/// they come. Articles without problems are passed over, unless the client knows them with some.
///
/// A client that asks again and again, and knows all that there is to tell, is kept waiting until that changes, or until it
/// leaves; the protocol means it so, and otherwise every article would be looked at every other second for nothing.
pub(super) async fn workspace(
    backend: &Backend,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReport> {
    let previous: Arc<[PreviousResultId]> = params.previous_result_ids.into();
    let token = params.partial_result_params.partial_result_token;
    let asks_again = token.is_some() || !previous.is_empty();
    let mut changes = backend.session.changes();
    let mut leaving = backend.is_leaving.clone();
    let mut reports = loop {
        changes.mark_unchanged();
        let reports = everything(backend, Arc::clone(&previous)).await?;
        let is_news = reports.iter().any(|report| {
            matches!(report, WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(_))
        });
        if is_news || !asks_again || *leaving.borrow() {
            break reports;
        }
        let has_changed = async {
            changes.changed().await?;
            tokio::time::sleep(GATHER).await;
            Ok::<_, watch::error::RecvError>(())
        };
        tokio::select! {
            changed = has_changed => if changed.is_err() { break reports },
            _ = leaving.wait_for(|is_leaving| *is_leaving) => break reports,
        }
    };
    if let Some(token) = token {
        while !reports.is_empty() {
            let part: Vec<_> = reports.drain(..reports.len().min(PART)).collect();
            let params = ProgressParams { token: token.clone(), value: json!({ "items": part }) };
            backend.client.send_notification::<ProgressNotification>(params).await;
        }
    }
    Ok(WorkspaceDiagnosticReport { items: reports })
}

/// What there is to tell of all articles to a client that knows what `previous` names. The question is asked before what this
/// returns is awaited.
fn everything(
    backend: &Backend,
    previous: Arc<[PreviousResultId]>,
) -> impl Future<Output = Result<Vec<WorkspaceDocumentDiagnosticReport>>> {
    let asked = backend.session.ask(Scope::Everything, move |view| {
        let mut known: FxHashMap<_, (Uri, String)> =
            previous.iter().map(|one| (from_proto::path(&one.uri), (one.uri.clone(), one.value.clone()))).collect();
        let mut reports = Vec::new();
        for snapshot in &view.snapshots {
            for card in snapshot.articles() {
                let before = known.remove(&**card.path() as &Path);
                reports.extend(report(view, snapshot, card, before));
            }
        }
        // What the client knows and is there no more.
        reports.extend(known.into_values().map(|(uri, _)| {
            let full_document_diagnostic_report = full(Vec::new(), &uri, digest(&[]));
            WorkspaceFullDocumentDiagnosticReport { uri, version: None, full_document_diagnostic_report }.into()
        }));
        reports
    });
    async move { asked.await.map_err(failed) }
}

fn report(
    view: &View,
    snapshot: &Snapshot,
    card: &Card,
    before: Option<(Uri, String)>,
) -> Option<WorkspaceDocumentDiagnosticReport> {
    let problems = view.problems(snapshot, card);
    if problems.is_empty() && before.is_none() {
        return None;
    }
    let result_id = digest(&problems);
    let version = snapshot.whole(card.path()).and_then(|entry| entry.version());
    // The client's own spelling of the address, where it has one.
    let (uri, same) = match before {
        Some((uri, value)) => (uri, value == result_id),
        None => (to_proto::uri(card.path(), card.uri()), false),
    };
    Some(if same {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report }.into()
    } else {
        let full_document_diagnostic_report = full(problems, &uri, result_id);
        WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
    })
}
