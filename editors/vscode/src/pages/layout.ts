// Where the actors of a network are drawn.

/** A point of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An edge between two nodes, by their numbers. */
export interface Spring {
  readonly from: number;
  readonly to: number;
  /** How strong it is, above 0. */
  readonly weight: number;
}

/** The angle between two seeds of a sunflower: points laid out by it fill a disc without a pattern. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

const STEPS = 300;

/** How much wider than high the picture is: names are written beside one another better than above. */
const STRETCH = 1.6;

/**
 * Lays out `count` nodes in a picture of the given width and height: nodes push each other off, edges pull (Fruchterman
 * and Reingold, 1991). It begins on a spiral and has no chance in it, so the same network always gives the same picture.
 *
 * @param centred whether node 0 stays in the middle
 */
export function layout(
  count: number,
  springs: readonly Spring[],
  width: number,
  height: number,
  margin: number,
  centred: boolean,
): Point[] {
  const points = Array.from({ length: count }, (_, n) => {
    const radius = Math.sqrt(centred ? n : n + 0.5) / Math.sqrt(count);
    return { x: radius * Math.cos(n * GOLDEN_ANGLE), y: radius * Math.sin(n * GOLDEN_ANGLE) };
  });
  const ideal = 1.6 / Math.sqrt(Math.max(count, 1));
  const strongest = Math.max(1, ...springs.map((spring) => spring.weight));
  for (let step = 0; step < STEPS; step++) {
    const moves = points.map(() => ({ x: 0, y: 0 }));
    const push = (n: number, x: number, y: number): void => {
      const move = moves[n];
      if (move !== undefined) {
        move.x += x;
        move.y += y;
      }
    };
    points.forEach((a, n) => {
      points.slice(n + 1).forEach((b, offset) => {
        const [dx, dy] = [a.x - b.x, a.y - b.y];
        const distance = Math.max(Math.hypot(dx, dy), 0.001);
        const force = (ideal * ideal) / (distance * distance);
        push(n, dx * force, dy * force);
        push(n + 1 + offset, -dx * force, -dy * force);
      });
    });
    for (const { from, to, weight } of springs) {
      const [a, b] = [points[from], points[to]];
      if (a !== undefined && b !== undefined && from !== to) {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const force = (Math.hypot(dx, dy) / ideal) * (0.3 + 0.7 * (weight / strongest));
        push(from, dx * force, dy * force);
        push(to, -dx * force, -dy * force);
      }
    }
    const heat = 0.1 * (1 - step / STEPS);
    points.forEach((point, n) => {
      const move = moves[n];
      if (move !== undefined && !(centred && n === 0)) {
        // A little towards the middle, so that what has no edges does not drift away.
        const [dx, dy] = [move.x - point.x * 0.1, move.y - point.y * 0.1];
        const length = Math.max(Math.hypot(dx, dy), 0.001);
        const scale = Math.min(length, heat) / length;
        point.x += dx * scale;
        point.y += dy * scale;
      }
    });
  }
  return fit(points, width, height, margin);
}

/** Scales the points into the picture. */
function fit(points: readonly Point[], width: number, height: number, margin: number): Point[] {
  const xs = points.map((point) => point.x * STRETCH);
  const ys = points.map((point) => point.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = (value: number, from: number, to: number, size: number): number =>
    to - from < 1e-9 ? size / 2 : margin + ((value - from) / (to - from)) * (size - 2 * margin);
  // Whole numbers: a picture that is the same on every machine.
  return points.map((_, n) => ({
    x: Math.round(scale(xs[n] ?? 0, left, right, width)),
    y: Math.round(scale(ys[n] ?? 0, top, bottom, height)),
  }));
}
