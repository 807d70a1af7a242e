//! Telling the client what it did not ask for.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::gen_lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, ProgressNotification, ProgressParams,
    ProgressToken, Registration, Unregistration, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::to_proto;
use crate::session::{Notice, Progress, Refreshes, Report, Stage};

/// Passes notices on, in order, until the session ends. A client that does not read keeps nobody waiting but this task.
pub(super) async fn tell(client: Client, mut notices: UnboundedReceiver<Notice>) {
    let mut work: Vec<(u64, UnboundedSender<Stage>)> = Vec::new();
    let mut watches = 0;
    while let Some(notice) = notices.recv().await {
        match notice {
            Notice::Problems(Report { path, uri, version, problems }) => {
                let uri = to_proto::uri(&path, uri.as_ref());
                let diagnostics = problems.into_iter().map(|problem| to_proto::diagnostic(problem, &uri)).collect();
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
            Notice::Progress(Progress { work: number, stage }) => {
                if let Stage::Begin { .. } = stage {
                    let (sender, receiver) = unbounded_channel();
                    work.push((number, sender));
                    tokio::spawn(progress(client.clone(), number, receiver));
                }
                let ends = stage == Stage::End;
                if let Some((_, sender)) = work.iter().find(|(known, _)| *known == number) {
                    // Its task ends early where the client wants to see no progress.
                    let _ = sender.send(stage);
                }
                work.retain(|(known, _)| !ends || *known != number);
            }
            Notice::Refresh(what) => {
                tokio::spawn(refresh(client.clone(), what));
            }
            Notice::Watch { patterns } => {
                watches += 1;
                tokio::spawn(watch(client.clone(), patterns, watches));
            }
        }
    }
}

/// Has the client ask again; it may never answer.
async fn refresh(client: Client, what: Refreshes) {
    let answers = [
        if what.tokens { client.semantic_tokens_refresh().await } else { Ok(()) },
        if what.hints { client.inlay_hint_refresh().await } else { Ok(()) },
        if what.lenses { client.code_lens_refresh().await } else { Ok(()) },
        if what.problems { client.workspace_diagnostic_refresh().await } else { Ok(()) },
    ];
    for error in answers.into_iter().filter_map(Result::err) {
        tracing::warn!("the client does not ask again: {error}");
    }
}

/// What the token of a piece of work begins with.
const WORK: &str = "uradori/";

/// The piece of work that a token means; `None` for a token that is none of ours.
pub(super) fn work_of(token: &str) -> Option<u64> {
    token.strip_prefix(WORK)?.parse().ok()
}

/// Shows how one piece of work gets on, once the client agrees; it may never answer.
async fn progress(client: Client, number: u64, mut stages: UnboundedReceiver<Stage>) {
    let token = ProgressToken::from(format!("{WORK}{number}"));
    if let Err(error) = client.create_work_done_progress(token.clone()).await {
        tracing::warn!("the client shows no progress: {error}");
        return;
    }
    while let Some(stage) = stages.recv().await {
        let value = match stage {
            Stage::Begin { title } => serde_json::to_value(WorkDoneProgressBegin {
                title,
                percentage: Some(0),
                cancellable: Some(true),
                ..WorkDoneProgressBegin::default()
            }),
            Stage::Report { done, total } => serde_json::to_value(WorkDoneProgressReport {
                message: Some(format!("{done} / {total}")),
                percentage: Some((done * 100 / total.max(1)).min(100) as u32),
                ..WorkDoneProgressReport::default()
            }),
            Stage::End => serde_json::to_value(WorkDoneProgressEnd::default()),
        };
        match value {
            Ok(value) => {
                let params = ProgressParams { token: token.clone(), value };
                client.send_notification::<ProgressNotification>(params).await;
            }
            Err(error) => tracing::error!("progress cannot be written: {error}"),
        }
    }
}

const WATCHED: &str = "workspace/didChangeWatchedFiles";

/// Has the client watch files, in place of those that it watched before.
async fn watch(client: Client, patterns: Vec<String>, number: u32) {
    let watchers = patterns
        .into_iter()
        .map(|pattern| FileSystemWatcher { glob_pattern: GlobPattern::Pattern(pattern), kind: None });
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.collect() };
    let registration = Registration {
        id: format!("uradori/{number}"),
        method: WATCHED.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    if let Err(error) = client.register_capability(vec![registration]).await {
        tracing::warn!("the client watches no files: {error}");
        return;
    }
    if number > 1 {
        let before = Unregistration { id: format!("uradori/{}", number - 1), method: WATCHED.to_owned() };
        if let Err(error) = client.unregister_capability(vec![before]).await {
            tracing::warn!("the client goes on watching what it watched before: {error}");
        }
    }
}
