//! A network as a picture that any client can draw: circles with names beneath them, and lines.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::layout::{self, Block, Point, Spring};
use super::{Edge, EdgeKind, Network};
use crate::ide::escape;

/// A network as it is drawn. All measures are in one unit, from the upper left corner.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// The nodes of the network, in its order.
    pub spots: Vec<Spot>,
    /// The edges of the network, in its order, as path data of SVG 2; those of a speaker end at the other's circle, for an arrow.
    pub lines: Vec<String>,
}

/// An actor in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The middle of its circle.
    pub x: f64,
    /// The same, downwards.
    pub y: f64,
    /// The circle's radius: its area grows with the mentions.
    pub radius: f64,
    /// The name, shortened with … where it is long. It is written beneath the circle, centred, [`BASELINE`] below it.
    pub label: String,
}

/// The size of the letters in a picture.
pub const LETTERS: f64 = 15.0;

/// From the lower end of a circle to the line that its name stands on.
pub const BASELINE: f64 = 16.0;

/// Below the line that a name stands on.
const DESCENT: f64 = 4.0;

/// Half-width columns of a name.
const NAME: usize = 24;

const SMALLEST: f64 = 6.0;
const LARGEST: f64 = 22.0;

/// How far an arrow is bent, of its length: two opposite ones, and a line between the same two, can be told apart.
const BEND: f64 = 0.12;

/// Draws a network, `centred` where its first node is to stand in the middle.
pub fn picture(network: &Network, centred: bool) -> Picture {
    let most = network.nodes.iter().map(|node| node.mentions).max().unwrap_or(1).max(1) as f64;
    let mut spots: Vec<Spot> = network
        .nodes
        .iter()
        .map(|node| {
            let radius = SMALLEST + (LARGEST - SMALLEST) * (node.mentions as f64 / most).sqrt();
            Spot { x: 0.0, y: 0.0, radius: radius.round(), label: label(node.name) }
        })
        .collect();
    let blocks: Vec<Block> = spots.iter().map(block).collect();
    let ends: Vec<Option<(usize, usize)>> = network.edges.iter().map(|edge| ends(network, edge)).collect();
    let springs: Vec<Spring> = ends
        .iter()
        .zip(&network.edges)
        .filter_map(|(ends, edge)| ends.map(|(from, to)| Spring { from, to, weight: edge.count as f64 }))
        .collect();
    let plan = layout::plan(&blocks, &springs, centred);
    for (spot, point) in spots.iter_mut().zip(&plan.points) {
        (spot.x, spot.y) = (point.x, point.y);
    }
    let lines = ends
        .iter()
        .zip(&network.edges)
        .map(|(ends, edge)| ends.map(|(from, to)| line(edge.kind, &spots[from], &spots[to])).unwrap_or_default());
    Picture { width: plan.width, height: plan.height, lines: lines.collect(), spots }
}

/// The numbers of the nodes that an edge lies between.
fn ends(network: &Network, edge: &Edge) -> Option<(usize, usize)> {
    let number = |id: &str| network.nodes.iter().position(|node| node.id == id);
    number(edge.from).zip(number(edge.to))
}

fn label(name: &str) -> String {
    let name = escape::shown(name);
    if name.width() <= NAME {
        return name;
    }
    let mut room = NAME - 1;
    let kept = name.chars().take_while(|c| {
        let width = c.width().unwrap_or(0);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    });
    kept.chain(['…']).collect()
}

fn block(spot: &Spot) -> Block {
    Block {
        // A letter of one column is about half as wide as high.
        width: (spot.label.width() as f64 * LETTERS / 2.0).max(2.0 * spot.radius),
        above: spot.radius,
        below: spot.radius + BASELINE + DESCENT,
    }
}

/// Straight between those who are named together; bent, and up to the circle, for who speaks about the other.
fn line(kind: EdgeKind, from: &Spot, to: &Spot) -> String {
    match kind {
        EdgeKind::Beside => format!("M{} {}L{} {}", from.x, from.y, to.x, to.y),
        EdgeKind::SpeaksAbout => {
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let bent = Point {
                x: (f64::midpoint(from.x, to.x) - dy * BEND).round(),
                y: (f64::midpoint(from.y, to.y) + dx * BEND).round(),
            };
            let (ex, ey) = (to.x - bent.x, to.y - bent.y);
            let cut = (to.radius + 1.0) / (ex * ex + ey * ey).sqrt().max(1.0);
            let end = Point { x: (to.x - ex * cut).round(), y: (to.y - ey * cut).round() };
            format!("M{} {}Q{} {} {} {}", from.x, from.y, bent.x, bent.y, end.x, end.y)
        }
    }
}
