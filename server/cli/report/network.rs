//! Who has to do with whom, as a picture: the actors on a circle, lines as thick as there is between them.

use std::collections::HashMap;
use std::f64::consts::TAU;

use maud::{Markup, html};

use crate::cli::html::text;
use crate::cli::input::word;
use crate::findings::Lang;
use crate::ide::{Edge, EdgeKind, Network};

/// The picture's size, and the circle's.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 640.0;
const RADIUS: f64 = 240.0;

/// Characters of a name.
const NAME: usize = 16;

pub(super) fn picture(network: &Network, lang: Lang) -> Markup {
    let count = network.nodes.len().max(1) as f64;
    let places: HashMap<&str, (f64, f64)> = network
        .nodes
        .iter()
        .enumerate()
        .map(|(n, node)| {
            let (sin, cos) = (n as f64 / count * TAU).sin_cos();
            (node.id, (WIDTH / 2.0 + RADIUS * cos, HEIGHT / 2.0 + RADIUS * sin))
        })
        .collect();
    let most = network.edges.iter().map(|edge| edge.count).max().unwrap_or(1) as f64;
    let names: HashMap<&str, &str> = network.nodes.iter().map(|node| (node.id, node.name)).collect();
    let name = |id: &str| names.get(id).copied().unwrap_or_default();
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(word(lang, "登場者の図", "a picture of the actors")) {
            @for edge in &network.edges {
                @if let Some((from, to)) = places.get(edge.from).zip(places.get(edge.to)) {
                    path class=(class(edge)) d=(line(edge, *from, *to)) fill="none"
                        stroke-width=(format!("{:.1}", 0.6 + 4.0 * edge.count as f64 / most)) {
                        title { (text(name(edge.from))) (arrow(edge)) (text(name(edge.to))) " " (edge.count) }
                    }
                }
            }
            @for node in &network.nodes {
                @if let Some((x, y)) = places.get(node.id) {
                    circle class=(node.kind.name()) cx=(format!("{x:.1}")) cy=(format!("{y:.1}"))
                        r=(format!("{:.1}", 3.0 + (node.mentions as f64).sqrt())) { title { (text(node.name)) " " (node.mentions) } }
                    text x=(format!("{:.1}", label(*x))) y=(format!("{:.1}", y + 4.0))
                        text-anchor=(if *x < WIDTH / 2.0 { "end" } else { "start" }) {
                        (text(&node.name.chars().take(NAME).collect::<String>()))
                    }
                }
            }
        }
        table {
            tr { th { (word(lang, "だれ", "Who")) } th {} th { (word(lang, "だれ", "Whom")) } th { (word(lang, "回数", "Times")) } }
            @for edge in network.edges.iter().take(network.nodes.len()) {
                tr { td { (text(name(edge.from))) } td { (arrow(edge)) } td { (text(name(edge.to))) } td { (edge.count) } }
            }
        }
    }
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

/// Straight between those who are named together; bent to one side for a speaker, so that both directions can be seen.
fn line(edge: &Edge, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    match edge.kind {
        EdgeKind::Beside => format!("M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}"),
        EdgeKind::SpeaksAbout => {
            let (middle_x, middle_y) = (f64::midpoint(x, to_x), f64::midpoint(y, to_y));
            let (bent_x, bent_y) = (middle_x - (to_y - y) * 0.12, middle_y + (to_x - x) * 0.12);
            format!("M{x:.1} {y:.1}Q{bent_x:.1} {bent_y:.1} {to_x:.1} {to_y:.1}")
        }
    }
}

/// Where a name begins or ends: outside of the circle.
fn label(x: f64) -> f64 {
    if x < WIDTH / 2.0 { x - 14.0 } else { x + 14.0 }
}
