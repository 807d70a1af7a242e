// Where the network's actors are drawn. URADORI_LAYOUT: src/pages/layout.ts, bundled for Node.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const { layout } = await import(pathToFileURL(process.env.URADORI_LAYOUT).href);

const ring = (count) => Array.from({ length: count }, (_, n) => ({ from: n, to: (n + 1) % count, weight: 1 + (n % 3) }));
const draw = (count, springs, centred = false) => layout(count, springs, 1000, 700, 60, centred);
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

test("the same network gives the same picture", () => {
  assert.deepEqual(draw(25, ring(25)), draw(25, ring(25)));
});

test("every actor is in the picture", () => {
  for (const count of [1, 2, 3, 40]) {
    for (const { x, y } of draw(count, ring(count))) {
      assert.ok(x >= 60 && x <= 940 && y >= 60 && y <= 640, `${count}: ${x}, ${y}`);
    }
  }
});

test("no two of forty actors are drawn upon each other", () => {
  const points = draw(40, ring(40), true);
  points.forEach((a, n) => {
    for (const b of points.slice(n + 1)) assert.ok(distance(a, b) > 15, `${JSON.stringify(a)} and ${JSON.stringify(b)}`);
  });
});

test("who has much to do with each other stands closer than strangers", () => {
  const springs = [0, 1, 2].flatMap((a) => [0, 1, 2].filter((b) => a < b).map((b) => ({ from: a, to: b, weight: 9 })));
  const points = draw(8, [...springs, ...springs.map(({ from, to }) => ({ from: from + 4, to: to + 4, weight: 9 }))]);
  assert.ok(distance(points[0], points[1]) < distance(points[0], points[5]));
  assert.ok(distance(points[4], points[5]) < distance(points[4], points[1]));
});

test("nobody at all is no error", () => {
  assert.deepEqual(draw(0, []), []);
});

test("an edge to an actor who is not shown is passed over", () => {
  assert.deepEqual(draw(3, [{ from: -1, to: 2, weight: 4 }]), draw(3, []));
});
