//! Who has to do with whom, as a picture and as a table.

use std::collections::HashMap;

use maud::{Markup, html};

use crate::actors::Kind;
use crate::cli::html::text;
use crate::cli::input::word;
use crate::findings::Lang;
use crate::ide::{self, BASELINE, Edge, EdgeKind, LETTERS, Network};

pub(super) fn picture(network: &Network, lang: Lang) -> Markup {
    let drawn = ide::picture(network, false);
    let names: HashMap<&str, &str> = network.nodes.iter().map(|node| (node.id, node.name)).collect();
    let name = |id: &str| names.get(id).copied().unwrap_or_default();
    html! {
        p.legend {
            @for kind in kinds(network) {
                span class=(kind.name()) { "●" } " " (ide::kind_label(kind, lang)) "　"
            }
            (word(lang, "線は同じ文に名前が出ること、矢印は一方が他方について述べていることを表す。", "A line: named in one sentence. An arrow: one speaks about the other."))
        }
        svg viewBox=(format!("0 0 {} {}", drawn.width, drawn.height)) font-size=(LETTERS) role="img"
            aria-label=(word(lang, "登場者の図", "a picture of the actors")) {
            defs {
                marker #arrow viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto" {
                    path d="M0 0 8 4 0 8Z" {}
                }
            }
            @for (edge, line) in network.edges.iter().zip(&drawn.lines) {
                path class=(class(edge)) d=(line) stroke-width=(format!("{:.1}", 1.0 + (edge.count as f64).ln()))
                    marker-end=[(edge.kind == EdgeKind::SpeaksAbout).then_some("url(#arrow)")] {
                    title { (text(name(edge.from))) (arrow(edge)) (text(name(edge.to))) " " (edge.count) }
                }
            }
            @for (node, spot) in network.nodes.iter().zip(&drawn.spots) {
                g {
                    title { (text(node.name)) " " (node.mentions) }
                    circle class=(node.kind.name()) cx=(spot.x) cy=(spot.y) r=(spot.radius) {}
                    text x=(spot.x) y=(spot.y + spot.radius + BASELINE) { (spot.label) }
                }
            }
        }
        details {
            summary { (word(lang, "表で見る", "As a table")) }
            table {
                tr { th { (word(lang, "だれ", "Who")) } th {} th { (word(lang, "だれ", "Whom")) } th { (word(lang, "回数", "Times")) } }
                @for edge in &network.edges {
                    tr { td { (text(name(edge.from))) } td { (arrow(edge)) } td { (text(name(edge.to))) } td { (edge.count) } }
                }
            }
        }
    }
}

/// The kinds that are in the picture, in the order of all kinds.
fn kinds(network: &Network) -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| network.nodes.iter().any(|node| node.kind == *kind))
}

fn class(edge: &Edge) -> &'static str {
    match edge.kind {
        EdgeKind::Beside => "beside",
        EdgeKind::SpeaksAbout => "speaks",
    }
}

fn arrow(edge: &Edge) -> &'static str {
    match edge.kind {
        EdgeKind::Beside => " — ",
        EdgeKind::SpeaksAbout => " → ",
    }
}
