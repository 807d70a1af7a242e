//! `window/workDoneProgress/cancel`: the user has enough of waiting.

use serde_json::Value;
use tower_lsp::gen_lsp_types::{ProgressToken, WorkDoneProgressCancelParams};

use super::pass_on;
use crate::lsp::backend::Backend;
use crate::lsp::notices::work_of;
use crate::session::Event;

pub(super) async fn work_done_progress_cancel(backend: &Backend, params: Value) {
    pass_on(backend, "window/workDoneProgress/cancel", params, |params: WorkDoneProgressCancelParams| {
        let work = match &params.token {
            ProgressToken::String(token) => work_of(token),
            ProgressToken::Int(_) => None,
        };
        // A token that is none of ours cancels nothing.
        Event::Cancelled { work }
    });
}
