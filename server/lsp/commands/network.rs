//! `uradori.network`: who is named together, and who speaks about whom, and a picture of it.
//!
//! Argument: `{"actor"?, "limit"?}`: whom to put in the middle, an id (else the persons, bodies and places mentioned most often are
//! taken), and how many actors at most (24, at most 200). Answer: `{"centre", "width", "height", "nodes": [{"actor", "name",
//! "type", "typeLabel", "mentions", "articles", "x", "y", "radius", "label"}], "edges": [{"from", "to", "kind", "count", "articles",
//! "path"}], "complete"}`; `complete` is false while articles are still being read; `centre` is the id or `null`; `from` and `to` are ids of nodes; `kind` is `beside` (named in the same sentence,
//! without direction; `count` is in sentences) or `speaks-about` (from the speaker; `count` is in statements). The strongest edges
//! come first, at most three times as many as `limit`. Of several folders, that which mentions the centre most, or has most
//! articles, is shown.
//!
//! The picture is `width` by `height`; each actor is a circle around `x`, `y`, with `label` in letters of 15, centred, 16 below
//! the circle; no two of them touch. `path` is path data of SVG; that of `speaks-about` ends at the circle, for an arrow.

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
        let picture = ide::picture(&network, centre.is_some());
        let nodes = network.nodes.iter().zip(&picture.spots).map(|(node, spot)| {
            json!({
                "actor": node.id,
                "name": node.name,
                "type": node.kind.name(),
                "typeLabel": ide::kind_label(node.kind, view.editor.lang),
                "mentions": node.mentions,
                "articles": node.articles,
                "x": spot.x,
                "y": spot.y,
                "radius": spot.radius,
                "label": spot.label,
            })
        });
        let edges = network.edges.iter().zip(&picture.lines).map(|(edge, path)| {
            json!({
                "from": edge.from,
                "to": edge.to,
                "kind": edge.kind.name(),
                "count": edge.count,
                "articles": edge.articles,
                "path": path,
            })
        });
        json!({
            "complete": view.is_complete(),
            "centre": centre.and_then(|_| network.nodes.first()).map(|node| node.id),
            "width": picture.width,
            "height": picture.height,
            "nodes": nodes.collect::<Vec<_>>(),
            "edges": edges.collect::<Vec<_>>(),
        })
    });
    asked.await.map_err(failed)
}
