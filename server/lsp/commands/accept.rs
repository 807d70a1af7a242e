//! `uradori.accept`: accepts a finding. It is written into the `uradori.accepted.toml` of the folder and no longer reported;
//! the article stays as it is.
//!
//! Argument: `{"uri", "range", "code", "reason"?, "by"?, "expires"?}`: the article, where the finding stands, its code; why,
//! who (else the setting `accept.by`, else the user of the system), and the last day on which that holds (`2027-01-31`).
//! Answer: what was written, `{"article", "code", "fingerprint", "excerpt", "reason", "by", "on", "expires"}`, `expires` being
//! `null` where it never does. Refused (-32803) where the article lies in no folder, there is no such finding, or the list
//! cannot be written; the message says which.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{Range, Uri};
use tower_lsp::jsonrpc::{Error, Result};

use super::{Command, read, refused};
use crate::config::Acceptance;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::lsp::requests::failed;
use crate::session::Wish;

pub(in crate::lsp) const NAME: &str = "uradori.accept";

pub(super) const COMMAND: Command = Command { name: NAME, run: |backend, argument| Box::pin(run(backend, argument)) };

#[derive(Deserialize)]
struct Params {
    uri: Uri,
    range: Range,
    code: String,
    #[serde(default)]
    reason: String,
    by: Option<String>,
    expires: Option<String>,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Params = read(argument)?;
    let expires = params.expires.filter(|day| !day.trim().is_empty()).map(|day| day.trim().parse()).transpose();
    let expires = expires.map_err(|error| Error::invalid_params(format!("expires: {error}")))?;
    let wish = Wish {
        path: from_proto::path(&params.uri),
        range: from_proto::range(params.range),
        code: params.code,
        reason: params.reason,
        by: params.by.filter(|by| !by.trim().is_empty()),
        expires,
    };
    let lang = backend.lang();
    let accepted = backend.session.accept(wish).await.map_err(failed)?;
    accepted.map(|row| row_of(&row)).map_err(|refusal| refused(refusal.message(lang)))
}

/// A row of the list as JSON.
pub(super) fn row_of(row: &Acceptance) -> Value {
    json!({
        "article": row.article,
        "code": row.code,
        "fingerprint": row.fingerprint,
        "excerpt": row.excerpt,
        "reason": row.reason,
        "by": row.by,
        "on": row.on.to_string(),
        "expires": row.expires.map(|day| day.to_string()),
    })
}
