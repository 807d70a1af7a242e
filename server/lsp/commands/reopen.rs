//! `uradori.reopen`: takes an acceptance back, so that its finding is reported again.
//!
//! Argument: `{"uri", "code", "fingerprint"}`, as `uradori.acceptances` gives them, or `{"uri", "code", "range"}` with the
//! place of the finding. Answer: `{"reopened": true}`. Refused (-32803) where there is no such acceptance.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{Range, Uri};
use tower_lsp::jsonrpc::{Error, Result};

use super::{Command, read, refused};
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::lsp::requests::failed;
use crate::session::{Reopening, Sentence};

pub(super) const COMMAND: Command =
    Command { name: "uradori.reopen", run: |backend, argument| Box::pin(run(backend, argument)) };

#[derive(Deserialize)]
struct Params {
    uri: Uri,
    code: String,
    fingerprint: Option<String>,
    range: Option<Range>,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Params = read(argument)?;
    let sentence = match (params.fingerprint, params.range) {
        (Some(print), _) => Sentence::Fingerprint(print),
        (None, Some(range)) => Sentence::At(from_proto::range(range)),
        (None, None) => return Err(Error::invalid_params("a fingerprint or a range is wanted")),
    };
    let reopening = Reopening { path: from_proto::path(&params.uri), code: params.code, sentence };
    let lang = backend.lang();
    let reopened = backend.session.reopen(reopening).await.map_err(failed)?;
    reopened.map(|()| json!({ "reopened": true })).map_err(|refusal| refused(refusal.message(lang)))
}
