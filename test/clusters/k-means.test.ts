import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clusterAll,
  clusterOf,
  distancesTo,
  fitKMeans,
  InvalidInputError,
  type KMeans,
  readKMeans,
  scaledPoints,
} from "../../src/index.js";
import { random, randomNormal, shuffle } from "../../src/math/random.js";

interface Point {
  readonly x: number;
  readonly y: number;
}

const whole = fc.integer({ min: -40, max: 40 });
const points = fc.array(fc.record({ x: whole, y: whole }), { minLength: 8, maxLength: 60 });
const raw = { transform: "none", scale: "none" } as const;
const distinct = (rows: readonly Point[]): Point[] => [...new Map(rows.map((row) => [`${row.x},${row.y}`, row])).values()];
/** Points and the first k different ones as a start. */
const begun = fc
  .tuple(points, fc.integer({ min: 1, max: 5 }))
  .map(([rows, k]) => ({ rows: Object.freeze(rows), k: Math.min(k, distinct(rows).length), start: distinct(rows).slice(0, k) }));

/** Blobs far enough apart that no border is near a point. */
function blobs(n: number, centers: readonly (readonly [number, number])[], seed: number): Point[] {
  const draw = random(seed);
  return Array.from({ length: n }, (_, i) => {
    const [x, y] = centers[i % centers.length]!;
    return { x: randomNormal(draw, x, 1), y: randomNormal(draw, y, 1) };
  });
}
const CENTERS = [
  [0, 0],
  [30, 0],
  [0, 40],
  [50, 50],
] as const;

describe("laws of k-means", () => {
  test("inertia never rises during refinement", () =>
    fc.assert(
      fc.property(begun, ({ rows, k, start }) => {
        let before = Number.POSITIVE_INFINITY;
        for (let maxIterations = 1; maxIterations < 12; maxIterations++) {
          const { inertia } = fitKMeans(rows, { k, start, maxIterations, ...raw });
          // sums of integers up to 1e5: rounding is far below 1e-9
          expect(inertia).toBeLessThanOrEqual(before + 1e-9);
          before = inertia;
        }
      }),
      { numRuns: 60 },
    ));

  test("at convergence every point is nearest to its own centroid, and centroids are the means of their points", () =>
    fc.assert(
      fc.property(begun, ({ rows, k, start }) => {
        const model = fitKMeans(rows, { k, start, ...raw });
        expect(model.converged).toBe(true);
        const labels = clusterAll(model, rows);
        let inertia = 0;
        const sums = model.centroids.map(() => ({ x: 0, y: 0, n: 0 }));
        rows.forEach((row, i) => {
          const distances = distancesTo(model, row);
          expect(labels[i]).toBe(clusterOf(model, row));
          expect(distances[labels[i]!]).toBe(Math.min(...distances));
          inertia += distances[labels[i]!]! ** 2;
          const sum = sums[labels[i]!]!;
          sum.x += row.x;
          sum.y += row.y;
          sum.n++;
        });
        expect(model.inertia).toBeCloseTo(inertia, 8);
        expect(model.sizes).toEqual(sums.map(({ n }) => n));
        // a point just as near to two centroids may be counted with the other one
        const tied = rows.some((row) => {
          const [first, second] = distancesTo(model, row).sort((a, b) => a - b);
          return second !== undefined && second - first! < 1e-9;
        });
        if (!tied) {
          sums.forEach(({ x, y, n }, c) => {
            expect(model.centroids[c]!.x).toBeCloseTo(x / n, 9);
            expect(model.centroids[c]!.y).toBeCloseTo(y / n, 9);
          });
        }
      }),
    ));

  test("duplicated points are weights", () =>
    fc.assert(
      fc.property(begun, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 60, maxLength: 60 }), ({ rows, k, start }, counts) => {
        const weights = rows.map((_, i) => counts[i]!);
        const repeated = rows.flatMap((row, i) => new Array<Point>(weights[i]!).fill(row));
        const weighted = fitKMeans(rows, { k, start, weights, ...raw });
        const doubled = fitKMeans(repeated, { k, start, ...raw });
        expect(weighted.scaledCentroids).toEqual(doubled.scaledCentroids);
        expect(weighted.sizes).toEqual(doubled.sizes);
        expect(weighted.inertia).toBeCloseTo(doubled.inertia, 8);
        for (const scale of ["standard", "minmax"] as const) {
          const [one, other] = [
            fitKMeans(rows, { k: 1, weights, scale, transform: "signed-log" }),
            fitKMeans(repeated, { k: 1, scale, transform: "signed-log" }),
          ];
          one.features.forEach(({ center, spread }, j) => {
            expect(center).toBeCloseTo(other.features[j]!.center, 12);
            expect(spread).toBeCloseTo(other.features[j]!.spread, 12);
          });
        }
      }),
    ));

  test.each([
    {
      places: [
        [25, 0],
        [-16, 4],
        [-12, 0],
        [0, 0],
        [13, 0],
        [-12, 0],
        [23, 29],
        [-11, -25],
        [0, -17],
      ],
      weights: [1, 3, 3, 1, 1, 3, 3, 2, 3],
    },
    {
      places: [
        [-6, 5],
        [-4, -2],
        [-4, 0],
        [-3, 5],
        [-5, -4],
        [4, 0],
        [2, 2],
        [0, 0],
        [5, 0],
      ],
      weights: [1, 2, 1, 2, 3, 1, 3, 2, 1],
    },
    {
      places: [
        [0, -1],
        [-2, 0],
        [1, 0],
        [4, -2],
        [0, -2],
        [0, 3],
        [-1, 4],
        [0, 0],
      ],
      weights: [3, 1, 3, 2, 2, 3, 2, 2],
    },
  ])("also where a centroid loses all its points on the way", ({ places, weights }) => {
    const rows = places.map(([x, y]) => ({ x: x!, y: y! }));
    const options = { k: 4, start: distinct(rows).slice(0, 4), ...raw };
    const repeated = rows.flatMap((row, i) => new Array<Point>(weights[i]!).fill(row));
    const [weighted, doubled] = [fitKMeans(rows, { ...options, weights }), fitKMeans(repeated, options)];
    expect(weighted.notes.join()).toMatch(/lost all its points/);
    expect(weighted.scaledCentroids).toEqual(doubled.scaledCentroids);
    expect(weighted.sizes).toEqual(doubled.sizes);
  });

  test("permuted rows are permuted labels", () =>
    fc.assert(
      fc.property(begun, fc.integer(), ({ rows, k, start }, seed) => {
        const order = shuffle(
          random(seed),
          rows.map((_, i) => i),
        );
        const labels = clusterAll(fitKMeans(rows, { k, start, ...raw }), rows);
        const permuted = order.map((i) => rows[i]!);
        // sums of small integers are exact in any order
        expect(Array.from(clusterAll(fitKMeans(permuted, { k, start, ...raw }), permuted))).toEqual(order.map((i) => labels[i]));
      }),
    ));

  test("by restarts too, row order changes nothing, above the sample's size as below it", () => {
    for (const n of [500, 30_000]) {
      const rows = blobs(n, CENTERS, 3);
      const permuted = shuffle(random(9), rows);
      const one = fitKMeans(rows, { k: 4, restarts: 2, transform: "none" });
      const other = fitKMeans(permuted, { k: 4, restarts: 2, transform: "none" });
      expect(other.sizes).toEqual(one.sizes);
      expect(other.inertia / one.inertia).toBeCloseTo(1, 12);
      expect(Array.from(clusterAll(one, permuted))).toEqual(Array.from(clusterAll(other, permuted)));
    }
  });

  test("multiplying a standardised feature by a power of two changes no label, shifting it none either", () =>
    fc.assert(
      fc.property(points, fc.integer({ min: -8, max: 8 }), fc.integer({ min: -1000, max: 1000 }), (rows, power, shift) => {
        const k = Math.min(3, distinct(rows).length);
        const options = { k, transform: "none", orderBy: "x", restarts: 2 } as const;
        const labels = clusterAll(fitKMeans(rows, options), rows);
        const scaled = rows.map(({ x, y }) => ({ x: x * 2 ** power, y }));
        expect(clusterAll(fitKMeans(scaled, options), scaled)).toEqual(labels);
        const clear = blobs(80, CENTERS, shift);
        const shifted = clear.map(({ x, y }) => ({ x: x + shift, y }));
        const four = { ...options, k: 4, restarts: 10 };
        expect(clusterAll(fitKMeans(shifted, four), shifted)).toEqual(clusterAll(fitKMeans(clear, four), clear));
      }),
      { numRuns: 30 },
    ));

  test("clusters that are there are found, numbered by the mean of what was asked", () => {
    const rows = blobs(400, CENTERS, 1);
    const model = fitKMeans(rows, { k: 4, transform: "none", orderBy: "y" });
    expect(model.sizes).toEqual([100, 100, 100, 100]);
    // means of 100 draws with a deviation of 1: five standard errors are 0.5
    for (const [c, [x, y]] of [
      [50, 50],
      [0, 40],
    ].entries()) {
      expect(Math.abs(model.centroids[c]!.x - x!)).toBeLessThan(0.5);
      expect(Math.abs(model.centroids[c]!.y - y!)).toBeLessThan(0.5);
    }
    const bySize = fitKMeans([...rows, ...blobs(50, [[30, 0]], 2)], { k: 4, transform: "none" });
    expect(bySize.sizes).toEqual([150, 100, 100, 100]);
    expect(bySize.orderBy).toBe("size");
  });
});

test("the same seed gives the same model, from rows and from columns; JSON keeps it", () => {
  const rows = blobs(300, CENTERS, 5);
  const model = fitKMeans(rows, { k: 3, transform: "none", seed: "a" });
  const columns = { x: Float64Array.from(rows, ({ x }) => x), y: rows.map(({ y }) => y) };
  expect(fitKMeans(columns, { k: 3, transform: "none", seed: "a" })).toEqual(model);
  const read = readKMeans(JSON.stringify(model)) as KMeans<"x" | "y">;
  expect(read).toEqual(model);
  expect(clusterAll(read, rows)).toEqual(clusterAll(model, columns));
  expect(scaledPoints(model, rows).x.length).toBe(300);
});

describe("scales", () => {
  const rows = [1, 2, 3, 4, 10].map((x) => ({ x, y: x * x }));
  const learned = (scale: "robust" | "minmax" | "none" | "standard") => fitKMeans(rows, { k: 2, transform: "none", scale }).features[0]!;
  test("standard, robust, minmax, none", () => {
    expect(learned("standard")).toMatchObject({ center: 4, spread: Math.sqrt(10) });
    expect(learned("robust")).toMatchObject({ center: 3, spread: 2 });
    expect(learned("minmax")).toMatchObject({ center: 1, spread: 9 });
    expect(learned("none")).toMatchObject({ center: 0, spread: 1 });
  });

  test("robust with equal quartiles takes the standard deviation and says so", () => {
    const model = fitKMeans({ x: [1, 1, 1, 1, 1, 9] }, { k: 2, scale: "robust", transform: "none" });
    expect(model.features[0]!.spread).toBeCloseTo(Math.sqrt(80 / 9), 12);
    expect(model.notes.join()).toMatch(/same x, so it was divided by its standard deviation/);
  });

  test("a transform for each feature; centroids come back in the points' own unit", () => {
    const model = fitKMeans(rows, { k: 5, transform: { y: "none" }, orderBy: "x" });
    expect(model.features.map(({ transform }) => transform)).toEqual(["log1p", "none"]);
    model.centroids.forEach(({ x, y }, c) => {
      expect(x).toBeCloseTo(rows[4 - c]!.x, 9);
      expect(y).toBeCloseTo(rows[4 - c]!.y, 9);
    });
    expect(model.inertia).toBeCloseTo(0, 12);
    const signed = fitKMeans({ m: [-50, -49, 3, 80] }, { k: 2, transform: "signed-log", orderBy: "m" });
    expect(signed.centroids[1]!.m).toBeCloseTo(-49.5, 2);
    expect(signed.centroids[0]!.m).toBeCloseTo(Math.sqrt(4 * 81) - 1, 9);
  });
});

describe("what is hard", () => {
  test("a start that leaves a centroid without points is repaired and said", () => {
    const rows = blobs(40, CENTERS, 1);
    const far = { x: 1e6, y: 1e6 };
    const model = fitKMeans(rows, { k: 4, start: [rows[0]!, rows[1]!, far, far], ...raw });
    expect(model.k).toBe(4);
    expect(model.sizes.every((size) => size > 0)).toBe(true);
    expect(model.notes.join()).toMatch(/lost all its points/);
  });

  test("differences whose squares vanish leave fewer clusters, and a note", () => {
    const model = fitKMeans({ x: [0, 1e-170, 1] }, { k: 3, ...raw });
    expect(model.k).toBe(2);
    expect(model.centroids).toHaveLength(2);
    expect(model.notes.join()).toMatch(/Only 2 of 3 clusters have points/);
  });

  test("many duplicates, as many clusters as different points", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ x: i % 2 === 0 ? 1 : i % 50 }));
    const k = new Set(rows.map(({ x }) => x)).size;
    const model = fitKMeans(rows, { k, restarts: 2 });
    expect(model.k).toBe(k);
    expect(model.inertia).toBeLessThan(1e-18);
  });

  test("values too rare for any sample still get their clusters", () => {
    const x = Float64Array.from({ length: 30_000 }, (_, i) => i % 3);
    x[7] = 70;
    x[20_000] = 90;
    const model = fitKMeans({ x }, { k: 5, transform: "none", restarts: 1 });
    expect([model.k, model.notes]).toEqual([5, []]);
    expect(
      model.sizes
        .slice()
        .sort((a, b) => a - b)
        .slice(0, 2),
    ).toEqual([1, 1]);
    expect(model.inertia).toBeLessThan(1e-15);
  });

  test("clusterOf and clusterAll break ties of rounding alike", () => {
    const draw = random(12);
    // points on the border: squares that differ in the last bit may have equal roots
    const model = fitKMeans({ x: [0, 1], y: [0, 3] }, { k: 2, ...raw });
    const rows = Array.from({ length: 3000 }, () => {
      const x = draw();
      return { x, y: (5 - x) / 3 };
    });
    expect(rows.map((row) => clusterOf(model, row))).toEqual(Array.from(clusterAll(model, rows)));
  });

  test("a constant feature is noted and changes nothing", () => {
    const rows = blobs(60, CENTERS, 2);
    const model = fitKMeans(
      rows.map((row) => ({ ...row, same: 7 })),
      { k: 4, transform: "none" },
    );
    expect(model.notes.join()).toMatch(/same is the same for all points/);
    expect(model.sizes).toEqual(fitKMeans(rows, { k: 4, transform: "none" }).sizes);
  });

  test("one cluster, one point", () => {
    expect(fitKMeans([{ x: 3 }], { k: 1 })).toMatchObject({ k: 1, sizes: [1], inertia: 0 });
    const rows = blobs(30, CENTERS, 2);
    const model = fitKMeans(rows, { k: 1, transform: "none" });
    expect(model.inertia).toBeCloseTo(model.totalInertia, 9);
    expect(model.totalInertia).toBeCloseTo(60, 9);
  });

  test("weights of 0 leave points out", () => {
    const model = fitKMeans({ x: [1, 2, 9, 1000] }, { k: 2, weights: [1, 1, 1, 0], transform: "none", orderBy: "x" });
    expect(model.centroids.map(({ x }) => x)).toEqual([expect.closeTo(9, 12), expect.closeTo(1.5, 12)]);
    expect(model.sizes).toEqual([1, 2]);
  });

  test("weighted starts on a large sample", () => {
    const rows = blobs(25_000, CENTERS, 4);
    const weights = rows.map((_, i) => (i % 4 === 3 ? 0 : 1 + (i % 3)));
    const model = fitKMeans(rows, { k: 3, weights, restarts: 2, transform: "none", orderBy: "y" });
    expect(model.centroids[0]!.y).toBeGreaterThan(39);
    expect(model.centroids[0]!.y).toBeLessThan(41);
  });

  test("__proto__ is a name like any other", () => {
    const rows = [1, 2, 50].map((value) => JSON.parse(`{"__proto__": ${value}, "x": ${value}}`) as { x: number; ["__proto__"]: number });
    const model = fitKMeans(rows, { k: 2, features: ["__proto__", "x"], orderBy: "x" });
    expect(Object.keys(model.centroids[0]!)).toEqual(["__proto__", "x"]);
    expect(Object.getOwnPropertyDescriptor(model.centroids[0]!, "__proto__")!.value).toBeCloseTo(50, 9);
    expect(clusterAll(readKMeans(JSON.stringify(model)) as typeof model, rows)).toEqual(Int32Array.of(1, 1, 0));
    expect(() => clusterOf(model, { x: 3 } as never)).toThrow("__proto__ must be a finite number, received undefined");
  });

  test("fewer iterations than needed are said", () => {
    const rows = blobs(
      500,
      [
        [0, 0],
        [2, 2],
      ],
      8,
    );
    const model = fitKMeans(rows, { k: 5, start: rows.slice(0, 5), maxIterations: 1, ...raw });
    expect(model.converged).toBe(false);
    expect(model.notes.join()).toMatch(/Still moving after 1 iterations/);
  });
});

describe("bad input", () => {
  const rows = [
    { x: 1, y: 2 },
    { x: 2, y: 3 },
    { x: 3, y: 5 },
  ];
  const bad: [string, () => unknown, string][] = [
    ["k of 0", () => fitKMeans(rows, { k: 0 }), "k must be a whole number of at least 1, received 0"],
    ["k of 1.5", () => fitKMeans(rows, { k: 1.5 }), "k must be a whole number"],
    ["no points", () => fitKMeans([], { k: 1 }), "points must be at least one"],
    ["more clusters than points", () => fitKMeans([{ x: 1 }], { k: 2 }), "k must be at most the number of different points, 1, received 2"],
    ["more than different points", () => fitKMeans({ x: [1, 1, 2] }, { k: 3 }), "number of different points, 2"],
    ["all features constant", () => fitKMeans({ x: [5, 5] }, { k: 2 }), "number of different points, 1"],
    ["NaN", () => fitKMeans([...rows, { x: Number.NaN, y: 1 }], { k: 2 }), "row 3: x must be a finite number, received NaN"],
    ["Infinity", () => fitKMeans({ x: [1, Number.POSITIVE_INFINITY] }, { k: 1 }), "row 1: x must be a finite number, received Infinity"],
    ["text", () => fitKMeans([{ x: 1 }, { x: "2" }] as never, { k: 1 }), 'row 1: x must be a finite number, received "2"'],
    [
      "a missing feature",
      () => fitKMeans(JSON.parse('[{"x":1},{"y":2}]'), { k: 1 }),
      "row 1: x must be a finite number, received undefined",
    ],
    [
      "a column that is not there",
      () => fitKMeans({ x: [1, 2] }, { k: 1, features: ["z"] as never }),
      "points.z must be a column of numbers",
    ],
    ["columns of two lengths", () => fitKMeans({ x: [1, 2], y: [1] }, { k: 1 }), "points.y must be a column of 2 numbers"],
    ["a number for a point", () => fitKMeans([{ x: 1 }, 5] as never, { k: 1 }), "row 1: x must be a finite number, received 5"],
    ["a number of a start", () => fitKMeans([{ x: 1 }], { k: 1, start: [1] as never }), "row 0: x must be a finite number, received 1"],
    ["null in the first point", () => fitKMeans([{ x: null, y: 1 }, ...rows] as never, { k: 1 }), "row 0: x must be a finite number"],
    [
      "text in the first point",
      () => fitKMeans([{ x: "5", y: 1 }, ...rows] as never, { k: 1 }),
      'row 0: x must be a finite number, received "5"',
    ],
    ["nothing in the first point", () => fitKMeans([{ y: 1 }, ...rows] as never, { k: 1 }), "row 0: x must be a finite number"],
    [
      "text first in a column",
      () => fitKMeans({ x: ["5", 2], y: [1, 2] } as never, { k: 1 }),
      'row 0: x must be a finite number, received "5"',
    ],
    [
      "no frequency in any point",
      () => fitKMeans(JSON.parse('[{"recency":1,"frequency":null,"monetary":2}]'), { k: 1 }),
      "row 0: frequency must be a finite number, received null",
    ],
    [
      "a weight in text",
      () => fitKMeans(rows, { k: 1, weights: [1, "2", 1] as never }),
      'row 1: weight must be a finite number of 0 or more, received "2"',
    ],
    ["a tolerance in text", () => fitKMeans(rows, { k: 1, tolerance: "0.1" as never }), "tolerance must be a number of 0 or more"],
    ["a start too far", () => fitKMeans(rows, { k: 1, start: [{ x: 1e200, y: 1 }], ...raw }), "start.x must be below 1e150 after scaling"],
    ["clusterOf a number", () => clusterOf(fitKMeans(rows, { k: 1 }), 5 as never), "point must be a record of named numbers, received 5"],
    ["clusterOf too far", () => clusterOf(fitKMeans(rows, { k: 1, ...raw }), { x: 1e200, y: 1 }), "x must be below 1e150 after scaling"],
    [
      "clusterAll too far",
      () => clusterAll(fitKMeans(rows, { k: 1, ...raw }), { x: [0, 1e200], y: [1, 2] }),
      "row 1: x must be below 1e150",
    ],
    [
      "a column named constructor that is not there",
      () => fitKMeans([{ x: 1 }], { k: 1, features: ["constructor"] as never }),
      "constructor must be a finite number, received undefined",
    ],
    ["null for a point", () => fitKMeans([{ x: 1 }, null] as never, { k: 1 }), "row 1: x must be a finite number, received null"],
    ["no numbers", () => fitKMeans([{ name: "a" }] as never, { k: 1 }), "points must be records with at least one number"],
    ["a name twice", () => fitKMeans(rows, { k: 1, features: ["x", "x"] }), "features must be different names"],
    ["no names", () => fitKMeans(rows, { k: 1, features: [] }), "features must be at least one name"],
    [
      "no logarithm",
      () => fitKMeans([{ monetary: 5 }, { monetary: -3 }], { k: 1 }),
      'row 1: monetary must be above -1 for the transform "log1p" (take { "monetary": "signed-log" }, or leave it out), received -3',
    ],
    ["an unknown transform", () => fitKMeans(rows, { k: 1, transform: "sqrt" as never }), 'transform must be "log1p" or'],
    ["a transform for nothing", () => fitKMeans(rows, { k: 1, transform: { z: "none" } as never }), "transform must be for features: x, y"],
    ["an unknown scale", () => fitKMeans(rows, { k: 1, scale: "max" as never }), "scale must be"],
    ["an unknown order", () => fitKMeans(rows, { k: 1, orderBy: "z" as never }), "orderBy must be one of x, y, size"],
    ["too few weights", () => fitKMeans(rows, { k: 1, weights: [1] }), "weights must be one for each of 3 points"],
    ["a weight below 0", () => fitKMeans(rows, { k: 1, weights: [1, -1, 1] }), "row 1: weight must be"],
    ["no weight at all", () => fitKMeans(rows, { k: 1, weights: [0, 0, 0] }), "weights must be numbers of which one is above 0"],
    ["a start of another k", () => fitKMeans(rows, { k: 2, start: [rows[0]!] }), "start must be 2 centroids"],
    ["a start without a feature", () => fitKMeans(rows, { k: 1, start: [{ x: 1 }] as never }), "y must be a finite number"],
    ["a start without a logarithm", () => fitKMeans(rows, { k: 1, start: [{ x: 1, y: -2 }] }), "start.y must be above -1"],
    ["restarts of 0", () => fitKMeans(rows, { k: 1, restarts: 0 }), "restarts must be a whole number"],
    ["a tolerance below 0", () => fitKMeans(rows, { k: 1, tolerance: -1 }), "tolerance must be a number of 0 or more"],
    ["a seed that is none", () => fitKMeans(rows, { k: 1, seed: Number.NaN }), "seed must be a finite number or a string"],
    ["too large to square", () => fitKMeans({ x: [0, 1e200] }, { k: 1, ...raw }), "x must be below 1e150 after scaling"],
    ["clusterOf without a feature", () => clusterOf(fitKMeans(rows, { k: 1 }), { x: 1 } as never), "y must be a finite number"],
    ["clusterOf without a logarithm", () => clusterOf(fitKMeans(rows, { k: 1 }), { x: 1, y: -1 }), "y must be above -1"],
    ["clusterAll of NaN", () => clusterAll(fitKMeans(rows, { k: 1 }), [{ x: 1, y: Number.NaN }]), "row 0: y must be a finite number"],
  ];
  test.each(bad)("%s", (_, work, message) => {
    expect(work).toThrow(InvalidInputError);
    expect(work).toThrow(message);
  });

  const model = fitKMeans(rows, { k: 2 });
  test.each([
    ["no JSON", "{", "model must be JSON text"],
    ["nothing", null, "model must be saved clusters"],
    ["another kind", { ...model, kind: "pyramid" }, 'kind must be "k-means"'],
    ["another version", { ...model, schemaVersion: 2 }, "schemaVersion must be 1"],
    ["a damaged feature", { ...model, features: [{ ...model.features[0], spread: 0 }, model.features[1]] }, "features[0].spread must be"],
    [
      "a name twice",
      { ...model, features: [model.features[0], model.features[0]] },
      'features[1].name must be a name of its own, received "x"',
    ],
    ["no notes", { ...model, notes: undefined }, "notes must be a list of text"],
    ["sizes in text", { ...model, sizes: ["1", 2] }, 'sizes[0] must be a finite number of 0 or more, received "1"'],
    [
      "a centroid without a feature",
      { ...model, centroids: [{ x: 1 }, { x: 1, y: 2 }] },
      "centroids[0] must be a finite number for each feature",
    ],
    ["centroids that are numbers", { ...model, centroids: [1, 2] }, "centroids[0] must be"],
    ["an unknown scale", { ...model, scale: "x" }, "scale must be one of standard"],
    ["an unknown order", { ...model, orderBy: "z" }, "orderBy must be the name of a feature, or size"],
    ["a seed that is none", { ...model, seed: {} }, "seed must be a finite number or a string"],
    ["inertia in text", { ...model, inertia: "1" }, "inertia must be a finite number of 0 or more"],
    ["no word of convergence", { ...model, converged: null }, "converged must be true or false"],
    ["no features", { ...model, features: [] }, "features must be at least one feature"],
    ["too few centroids", { ...model, scaledCentroids: [[1, 2]] }, "scaledCentroids must be a list of 2"],
    ["a centroid too short", { ...model, scaledCentroids: [[1, 2], [1]] }, "scaledCentroids[1] must be 2 finite numbers"],
  ])("saved clusters: %s", (_, json, message) => expect(() => readKMeans(json)).toThrow(message));
});
