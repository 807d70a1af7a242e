//! `uradori.dossier`: everything that the articles say of one actor.
//!
//! Argument: `{"actor"}`, an id, or `{"uri", "position"}`, a mention; besides `"lang"?` (`ja` or `en`, else the editor's) and
//! `"format"?` (`json`, else `markdown`). Answer: `null` where nobody of that id is known, or nobody is mentioned there; as
//! `markdown` `{"actor", "name", "markdown"}`; as `json`
//! `{"actor", "name", "type", "typeLabel", "reading", "description", "origin", "links", "mentions", "articles", "names",
//! "contested", "roles", "said", "told", "weak", "company", "whole"}`:
//!
//! - `names`: `[{"name", "count"}]`; `contested`: `[{"name", "relation", "origin"}]` (`suspected`, `disputed`);
//! - `roles`: `[{place, "role", "from", "to", "mentions"}]`, the newest first; the days may be `null`;
//! - `said` and `told` (what others said of it), the newest first: `[{place, "text", "source", "speaker": {"actor", "name"} |
//!   null, "grade", "gradeLabel", "vouched", "findings": [{"code", "severity", "message"}], "repeated"}]`; `repeated` counts
//!   the other articles that carry the same words;
//! - `weak`: `[{place, "code", "severity", "message", "text", "accepted"}]`, findings in sentences that name the actor;
//! - `company`: `[{"actor", "name", "type", "sentences"}]`;
//! - `place` is `"uri", "range", "title", "date"` (a day or `null`) of an article, beside the other members;
//! - `whole` is false where so many articles mention the actor that only the first and the last were read;
//! - `complete`, in either format, is false while articles are still being read.
//!
//! Where several folders know the actor, the answer is from the one of the article asked about, or else from the one that
//! mentions it most.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{Position, Uri};
use tower_lsp::jsonrpc::{Error, Result};

use super::{Command, place, read};
use crate::archive::Snapshot;
use crate::config::Lang;
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::from_proto;
use crate::lsp::requests::failed;
use crate::session::{Scope, View};

pub(super) const COMMAND: Command =
    Command { name: "uradori.dossier", run: |backend, argument| Box::pin(run(backend, argument)) };

#[derive(Deserialize)]
struct Params {
    actor: Option<String>,
    uri: Option<Uri>,
    position: Option<Position>,
    lang: Option<String>,
    #[serde(default)]
    format: Format,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    #[default]
    Json,
    Markdown,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Params = read(argument)?;
    if params.actor.is_none() && (params.uri.is_none() || params.position.is_none()) {
        return Err(Error::invalid_params("an actor is wanted, or uri and position"));
    }
    let asked = backend.session.ask(Scope::Everything, move |view| {
        let lang = params.lang.as_deref().map_or(view.editor.lang, Lang::of_locale);
        let encoding = view.editor.encoding;
        let dossier = whose(view, &params).and_then(|(snapshot, id)| ide::dossier(snapshot, &id));
        let mut answer = dossier.map_or(Value::Null, |dossier| match params.format {
            Format::Json => ide::dossier_json(&dossier, lang, |at| place(&at.article, at.span, encoding)),
            Format::Markdown => json!({
                "actor": dossier.id,
                "name": dossier.name,
                "markdown": ide::dossier_markdown(&dossier, lang),
            }),
        });
        if answer.is_object() {
            answer["complete"] = json!(view.is_complete());
        }
        answer
    });
    asked.await.map_err(failed)
}

/// Whom the argument means, and the folder that knows it best.
fn whose<'v>(view: &'v View, params: &Params) -> Option<(&'v Snapshot, String)> {
    if let Some(id) = &params.actor {
        let knowing = view.snapshots.iter().filter_map(|snapshot| Some((snapshot.actor(id)?.mentions, snapshot)));
        return knowing.max_by_key(|(mentions, _)| *mentions).map(|(_, snapshot)| (snapshot, id.clone()));
    }
    let path = from_proto::path(params.uri.as_ref()?);
    let position = from_proto::position(params.position?);
    view.snapshots.iter().find_map(|snapshot| {
        let offset = snapshot.entry(&path)?.offset(position, view.editor.encoding);
        Some((snapshot, ide::actor_at(snapshot, &path, offset)?.to_owned()))
    })
}
