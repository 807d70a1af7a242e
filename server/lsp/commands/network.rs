//! `uradori.network`: who is named together, and who speaks about whom.
//!
//! Argument: `{"actor"?, "limit"?}`: whom to put in the middle, an id (else the persons, bodies and places mentioned most often are
//! taken), and how many actors at most (24, at most 200). Answer: `{"centre", "nodes": [{"actor", "name", "type", "mentions",
//! "articles"}], "edges": [{"from", "to", "kind", "count", "articles"}]}`; `centre` is the id or `null`; `from` and `to` are
//! ids of nodes; `kind` is `beside` (named in the same sentence, without direction; `count` is in sentences) or
//! `speaks-about` (from the speaker; `count` is in statements). The strongest edges come first, at most four times as many as
//! `limit`. Of several folders, that which mentions the centre most, or has most articles, is shown.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;

use super::{Command, read};
use crate::ide;
use crate::lsp::backend::Backend;
use crate::lsp::requests::failed;
use crate::session::Scope;

pub(super) const COMMAND: Command =
    Command { name: "uradori.network", run: |backend, argument| Box::pin(run(backend, argument)) };

/// How many actors, where the client does not say, and at most.
const USUAL: usize = 24;
const MOST: usize = 200;

#[derive(Default, Deserialize)]
struct Params {
    actor: Option<String>,
    limit: Option<usize>,
}

async fn run(backend: &Backend, argument: Value) -> Result<Value> {
    let params: Option<Params> = read(argument)?;
    let params = params.unwrap_or_default();
    let asked = backend.session.ask(Scope::Everything, move |view| {
        let centre = params.actor.as_deref();
        let best = view.snapshots.iter().max_by_key(|snapshot| match centre {
            Some(id) => snapshot.actor(id).map_or(0, |known| known.mentions),
            None => snapshot.len(),
        });
        let limit = params.limit.unwrap_or(USUAL).min(MOST);
        let network = best.map(|snapshot| ide::network(snapshot, centre, limit)).unwrap_or_default();
        let nodes = network.nodes.iter().map(|node| {
            json!({
                "actor": node.id,
                "name": node.name,
                "type": node.kind.name(),
                "mentions": node.mentions,
                "articles": node.articles,
            })
        });
        let edges = network.edges.iter().map(|edge| {
            json!({
                "from": edge.from,
                "to": edge.to,
                "kind": edge.kind.name(),
                "count": edge.count,
                "articles": edge.articles,
            })
        });
        json!({
            "centre": centre.and_then(|_| network.nodes.first()).map(|node| node.id),
            "nodes": nodes.collect::<Vec<_>>(),
            "edges": edges.collect::<Vec<_>>(),
        })
    });
    asked.await.map_err(failed)
}
