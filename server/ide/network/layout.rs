//! Where the actors of a picture stand, so that no name is written over another.
//!
//! Actors push each other off and what lies between them pulls (Fruchterman and Reingold, 1991); then boxes around circle
//! and name are moved apart until none lies on another. There is no chance in it and no function whose result depends on
//! the machine (only `+ - * /` and `sqrt`, which IEEE 754 defines to the last bit): the same network gives the same picture.

/// A point, in the picture's units, from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// What draws two boxes, given by their numbers, to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spring {
    pub(super) from: usize,
    pub(super) to: usize,
    /// How strongly, above 0.
    pub(super) weight: f64,
}

/// What stands at a point: `width` is centred on it, `above` and `below` are measured from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) width: f64,
    pub(super) above: f64,
    pub(super) below: f64,
}

/// A picture without its lines: a point for each box, and how large the whole is.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub(super) points: Vec<Point>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Cosine and sine of the angle between two seeds of a sunflower: points laid out by it fill a disc without a pattern.
const GOLDEN: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_8);

const STEPS: u32 = 300;

/// How much wider than high a picture is: names are written beside one another better than above.
const STRETCH: f64 = 1.5;

/// How many times the room of all boxes a picture has to begin with.
const ROOM: f64 = 3.4;

/// Units between two boxes, and around all.
const GAP: f64 = 10.0;
const MARGIN: f64 = 16.0;

/// After that many rounds in vain everything is spread a little, which ends any quarrel.
const ROUNDS: u32 = 60;

/// Lays out boxes. Those that no spring touches stand in rows beneath the others.
///
/// `centred`: whether box 0 is in the middle.
pub(super) fn plan(blocks: &[Block], springs: &[Spring], centred: bool) -> Plan {
    let count = blocks.len();
    let springs: Vec<Spring> =
        springs.iter().copied().filter(|s| s.from != s.to && s.from < count && s.to < count).collect();
    let mut tied = vec![false; count];
    for spring in &springs {
        tied[spring.from] = true;
        tied[spring.to] = true;
    }
    let (inner, alone): (Vec<usize>, Vec<usize>) = (0..count).partition(|n| tied[*n]);
    let mut number = vec![usize::MAX; count];
    for (n, of) in inner.iter().enumerate() {
        number[*of] = n;
    }
    let springs: Vec<Spring> = springs
        .into_iter()
        .map(|spring| Spring { from: number[spring.from], to: number[spring.to], weight: spring.weight })
        .collect();
    let mut points = balance(inner.len(), &springs, centred && tied.first() == Some(&true));
    let shapes: Vec<Block> = inner.iter().map(|n| blocks[*n]).collect();
    let area: f64 = shapes.iter().map(|block| (block.width + GAP) * (block.above + block.below + GAP)).sum();
    let height = (area * ROOM / STRETCH).sqrt();
    scale(&mut points, height * STRETCH, height);
    separate(&mut points, &shapes);
    let mut plan = Plan { points: vec![Point::default(); count], width: 2.0 * MARGIN, height: MARGIN };
    let left = edge(&points, &shapes, |point, block| point.x - block.width / 2.0);
    let top = edge(&points, &shapes, |point, block| point.y - block.above);
    for ((n, point), block) in inner.iter().zip(&points).zip(&shapes) {
        let (x, y) = ((point.x - left + MARGIN).round(), (point.y - top + MARGIN).round());
        plan.points[*n] = Point { x, y };
        plan.width = plan.width.max(x + block.width / 2.0 + MARGIN);
        plan.height = plan.height.max(y + block.below + MARGIN);
    }
    rows(&alone, blocks, &mut plan);
    (plan.width, plan.height) = (plan.width.ceil(), plan.height.ceil());
    plan
}

/// The smallest of something over all boxes; 0 where there is none.
fn edge(points: &[Point], blocks: &[Block], of: impl Fn(&Point, &Block) -> f64) -> f64 {
    points.iter().zip(blocks).map(|(point, block)| of(point, block)).reduce(f64::min).unwrap_or_default()
}

/// Points around the origin that balance what pushes and what pulls.
fn balance(count: usize, springs: &[Spring], centred: bool) -> Vec<Point> {
    let mut points = Vec::with_capacity(count);
    let mut direction = (1.0, 0.0);
    for n in 0..count {
        let radius = ((n as f64 + if centred { 0.0 } else { 0.5 }) / count as f64).sqrt();
        points.push(Point { x: radius * direction.0, y: radius * direction.1 });
        direction = (direction.0 * GOLDEN.0 - direction.1 * GOLDEN.1, direction.0 * GOLDEN.1 + direction.1 * GOLDEN.0);
    }
    let ideal = 1.6 / (count.max(1) as f64).sqrt();
    let strongest = springs.iter().map(|spring| spring.weight).fold(1.0, f64::max);
    for step in 0..STEPS {
        let mut moves = vec![Point::default(); count];
        for a in 0..count {
            for b in a + 1..count {
                let (dx, dy) = (points[a].x - points[b].x, points[a].y - points[b].y);
                let force = ideal * ideal / (dx * dx + dy * dy).max(1e-6);
                nudge(&mut moves, a, b, dx * force, dy * force);
            }
        }
        for spring in springs {
            let (from, to) = (points[spring.from], points[spring.to]);
            let (dx, dy) = (to.x - from.x, to.y - from.y);
            let force = length(dx, dy) / ideal * (0.3 + 0.7 * spring.weight / strongest);
            nudge(&mut moves, spring.from, spring.to, dx * force, dy * force);
        }
        let heat = 0.1 * (1.0 - f64::from(step) / f64::from(STEPS));
        for (n, (point, shift)) in points.iter_mut().zip(&moves).enumerate() {
            if centred && n == 0 {
                continue;
            }
            // A little towards the middle, so that groups with nothing between them do not drift apart.
            let (dx, dy) = (shift.x - point.x * 0.25, shift.y - point.y * 0.25);
            let far = length(dx, dy).max(1e-9);
            point.x += dx / far * far.min(heat);
            point.y += dy / far * far.min(heat);
        }
    }
    points
}

/// Moves `a` by a step and `b` by its opposite.
fn nudge(moves: &mut [Point], a: usize, b: usize, x: f64, y: f64) {
    moves[a].x += x;
    moves[a].y += y;
    moves[b].x -= x;
    moves[b].y -= y;
}

fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// Spreads the points over a picture of that size.
fn scale(points: &mut [Point], width: f64, height: f64) {
    let reach = |of: fn(&Point) -> f64| points.iter().map(of).fold(1e-9, |most: f64, value| most.max(value.abs()));
    let (x, y) = (reach(|point| point.x), reach(|point| point.y));
    for point in points {
        point.x *= width / 2.0 / x;
        point.y *= height / 2.0 / y;
    }
}

/// Moves boxes apart, each pair by the shorter way, until none lies on another.
fn separate(points: &mut [Point], blocks: &[Block]) {
    let mut round = 0;
    while push(points, blocks) {
        round += 1;
        if round % ROUNDS == 0 {
            for point in points.iter_mut() {
                point.x *= 1.15;
                point.y *= 1.15;
            }
        }
    }
}

/// One round of it. Whether there was anything to do.
fn push(points: &mut [Point], blocks: &[Block]) -> bool {
    let mut found = false;
    for a in 0..points.len() {
        for b in a + 1..points.len() {
            let (one, other) = (blocks[a], blocks[b]);
            let dx = points[b].x - points[a].x;
            let dy = middle(points[b].y, other) - middle(points[a].y, one);
            let over_x = f64::midpoint(one.width, other.width) + GAP - dx.abs();
            let over_y = f64::midpoint(one.above + one.below, other.above + other.below) + GAP - dy.abs();
            if over_x <= 0.0 || over_y <= 0.0 {
                continue;
            }
            found = true;
            // A hair more than needed, or rounding would leave them touching for ever.
            if over_x < over_y {
                let step = (over_x / 2.0 + 0.01) * if dx < 0.0 { -1.0 } else { 1.0 };
                points[a].x -= step;
                points[b].x += step;
            } else {
                let step = (over_y / 2.0 + 0.01) * if dy < 0.0 { -1.0 } else { 1.0 };
                points[a].y -= step;
                points[b].y += step;
            }
        }
    }
    found
}

/// The middle of a box whose point stands at that height.
fn middle(y: f64, block: Block) -> f64 {
    y + (block.below - block.above) / 2.0
}

/// Boxes in rows below everything else, as many in a row as the picture is wide.
fn rows(alone: &[usize], blocks: &[Block], plan: &mut Plan) {
    let widest = alone.iter().map(|n| blocks[*n].width).fold(0.0, f64::max) + GAP;
    let area: f64 = alone.iter().map(|n| widest * (blocks[*n].above + blocks[*n].below + GAP)).sum();
    // Where nobody has to do with anybody, the rows are the whole picture.
    let width = (plan.width - 2.0 * MARGIN).max((area * STRETCH).sqrt()).max(widest);
    let columns = (width / widest).floor().max(1.0) as usize;
    let mut top = plan.height;
    for row in alone.chunks(columns) {
        let above = row.iter().map(|n| blocks[*n].above).fold(0.0, f64::max);
        let below = row.iter().map(|n| blocks[*n].below).fold(0.0, f64::max);
        for (column, n) in row.iter().enumerate() {
            let x = (MARGIN + (column as f64 + 0.5) * widest).round();
            plan.points[*n] = Point { x, y: (top + above).round() };
            plan.width = plan.width.max(x + widest / 2.0 + MARGIN);
        }
        top += (above + below + GAP).ceil();
        plan.height = top + MARGIN - GAP;
    }
}
