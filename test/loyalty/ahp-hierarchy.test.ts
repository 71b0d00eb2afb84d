import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AhpHierarchy,
  ahp,
  ahpHierarchy,
  ahpSensitivity,
  type Criterion,
  type HierarchyOptions,
  InvalidInputError,
  judgementMatrix,
} from "../../src/index.js";
import { describeShared, readReference } from "../shared-data.js";
import { judgements, sum } from "./arbitraries.js";

const leaves = ({ criteria }: AhpHierarchy) => criteria.filter(({ children }) => children.length === 0);

describeShared("against numpy, to 1e-10", () => {
  const { hierarchies } = readReference<{
    hierarchies: {
      criteria: { matrix: number[][] };
      sub_criteria: { matrix: number[][] }[];
      composite_weights: number[];
      total_ranking_cr: { ci: number; ri: number; cr: number };
      scores_rows_are_sub_criteria: number[][];
      composite_scores: number[];
    }[];
  }>("python/ahp.json");

  test.each(hierarchies.map((one, i) => [i, one] as const))(
    "hierarchy %i: composite weights, total ranking CR, composite scores",
    (_, one) => {
      const tree: Criterion = {
        key: "goal",
        judgements: one.criteria.matrix,
        children: one.sub_criteria.map(({ matrix }, i) => ({
          key: `c${i}`,
          judgements: matrix,
          children: matrix.map((_, j) => ({ key: `c${i}.${j}` })),
        })),
      };
      const hierarchy = ahpHierarchy(tree);
      const found = leaves(hierarchy);
      const level = hierarchy.levels[1]!;
      const alternatives = one.composite_scores.map((_, a) => ({
        name: `${a}`,
        scores: Object.fromEntries(found.map(({ key }, row) => [key, one.scores_rows_are_sub_criteria[row]![a]!])),
      }));
      const { ranking } = ahpSensitivity(hierarchy, alternatives);
      const pairs: [readonly number[], readonly number[]][] = [
        [found.map(({ compositeWeight }) => compositeWeight), one.composite_weights],
        [
          [level.consistencyIndex, level.randomIndex, level.consistencyRatio],
          [one.total_ranking_cr.ci, one.total_ranking_cr.ri, one.total_ranking_cr.cr],
        ],
        [one.composite_scores.map((_, a) => ranking.find(({ name }) => name === `${a}`)!.score), one.composite_scores],
      ];
      for (const [left, right] of pairs) {
        expect(left).toHaveLength(right.length);
        for (const [i, value] of left.entries()) expect(Math.abs(value - right[i]!)).toBeLessThan(1e-10);
      }
    },
  );
});

describe("weights", () => {
  const tree: Criterion = { key: "goal", children: [{ key: "a", children: [{ key: "a1" }, { key: "a2" }] }, { key: "b" }] };

  test("equal, given and judged, from the tree or the options", () => {
    expect(ahpHierarchy(tree).criteria.map(({ compositeWeight, weighing }) => [compositeWeight, weighing])).toEqual([
      [1, "equal"],
      [0.5, "equal"],
      [0.25, undefined],
      [0.25, undefined],
      [0.5, undefined],
    ]);
    const given = ahpHierarchy(tree, {
      weights: { goal: [0.8, 0.2] },
      judgements: {
        a: [
          [1, 3],
          [1 / 3, 1],
        ],
      },
    });
    expect(given.criteria.map(({ compositeWeight }) => Number(compositeWeight.toFixed(12)))).toEqual([1, 0.8, 0.6, 0.2, 0.2]);
    expect(given.criteria.map(({ weighing }) => weighing)).toEqual(["given", "judged", undefined, undefined, undefined]);
    expect(given.criteria[1]).toMatchObject({ key: "a", parent: "goal", level: 1, children: ["a1", "a2"], weight: 0.8 });
  });

  test("those of the leaves sum to 1, and the goal's own consistency is the overall one of a flat tree", () => {
    fc.assert(
      fc.property(judgements(2, 6), (matrix) => {
        const flat = ahpHierarchy({ key: "goal", judgements: matrix, children: matrix.map((_, i) => ({ key: `${i}` })) });
        expect(Math.abs(sum(leaves(flat).map(({ compositeWeight }) => compositeWeight)) - 1)).toBeLessThan(1e-14);
        expect(flat.overall.consistencyRatio).toBe(ahp(matrix).consistencyRatio);
      }),
    );
  });

  test("notes name the criterion whose judgements contradict each other", () => {
    const matrix = judgementMatrix([[9, 1 / 9], [9]]);
    const { notes, consistent } = ahpHierarchy({
      key: "goal",
      judgements: matrix,
      children: [{ key: "a" }, { key: "b" }, { key: "__proto__" }],
    });
    expect(consistent).toBe(false);
    expect(notes[0]).toMatch(/^goal: CR \d\.\d+ is above 0.05 for 3 criteria/);
  });
});

const two = (extra: Partial<Criterion>, a: Partial<Criterion> = {}, b: Partial<Criterion> = {}): Criterion => ({
  key: "goal",
  children: [
    { key: "a", ...a },
    { key: "b", ...b },
  ],
  ...extra,
});

test.each<[string, Criterion, HierarchyOptions, RegExp]>([
  [
    "weights that do not sum to 1",
    two({}, { weight: 0.5 }, { weight: 0.6 }),
    {},
    /weights below goal must be weights that sum to 1, received 1.1/,
  ],
  ["a negative weight", two({}, { weight: -0.5 }, { weight: 1.5 }), {}, /weights of 0 or more, received -0.5/],
  ["a weight that is NaN", two({}, { weight: Number.NaN }, { weight: 1 }), {}, /weights of 0 or more, received NaN/],
  ["a weight for one sibling only", two({}, { weight: 1 }), {}, /weights of 0 or more, received undefined/],
  [
    "weights and judgements",
    two(
      {
        judgements: [
          [1, 1],
          [1, 1],
        ],
      },
      { weight: 0.5 },
      { weight: 0.5 },
    ),
    {},
    /absent: it has judgements/,
  ],
  [
    "both in the options",
    two({}),
    {
      judgements: {
        goal: [
          [1, 1],
          [1, 1],
        ],
      },
      weights: { goal: [1, 0] },
    },
    /absent: it has judgements/,
  ],
  ["judgements of another size", two({ judgements: [[1]] }), {}, /judgements of goal must be a matrix of its 2 children, received 1/],
  ["weights of another number", two({}), { weights: { goal: [1] } }, /weights of goal must be one for each of its 2 children/],
  [
    "options that name nobody",
    two({}),
    { weights: { gaol: [1, 0] } },
    /weights must be named after criteria that have children, received "gaol"/,
  ],
  ["options that name a leaf", two({}), { judgements: { a: [[1]] } }, /judgements must be named after criteria that have children/],
  ["a key twice", two({}, { key: "b" }), {}, /key must be unique in the tree, received "b"/],
  ["no key", two({}, { key: "" }), {}, /key must be a name that is not empty/],
  ["judgements of a leaf", two({}, { judgements: [[1]] }), {}, /judgements of a must be absent: it has no children/],
  ["a scale that falls", two({}, { scale: { kind: "bounds", from: 1, to: 0 } }), {}, /scale of a must be a scale whose `from` is below/],
])("%s", (_, tree, options, message) => {
  expect(() => ahpHierarchy(tree, options)).toThrow(InvalidInputError);
  expect(() => ahpHierarchy(tree, options)).toThrow(message);
});

describe("sensitivity", () => {
  const hierarchy = ahpHierarchy({
    key: "goal",
    children: [
      { key: "price", weight: 0.5 },
      {
        key: "service",
        weight: 0.5,
        children: [
          { key: "speed", weight: 0.7 },
          { key: "care", weight: 0.3 },
        ],
      },
    ],
  });
  const alternatives = [
    { name: "a", scores: { price: 9, speed: 2, care: 5 } },
    { name: "b", scores: { price: 5, speed: 6, care: 4 } },
    { name: "c", scores: { price: 1, speed: 1, care: 1 } },
  ] as const;

  test("a and b are equal where both their lines meet", () => {
    const { ranking, criteria, critical } = ahpSensitivity(hierarchy, alternatives);
    // a: 9 t + 2.9 (1 − t); b: 5 t + 5.4 (1 − t): equal at t = 2.5 / 6.5.
    expect(ranking.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    const price = criteria.find(({ key }) => key === "price")!;
    expect(price.bestFrom).toBeCloseTo(2.5 / 6.5, 12);
    expect(price.bestTo).toBe(1);
    expect(price.reversals).toHaveLength(1);
    expect(price.reversals[0]).toMatchObject({ ahead: "a", behind: "b" });
    // Within service: a 4.5 + .5 (2 s + 5 (1 − s)), b 2.5 + .5 (6 s + 4 (1 − s)): equal at s = 1 only beyond the range: 7 − 1.5 s = 4.5 + s.
    const speed = criteria.find(({ key }) => key === "speed")!;
    expect([speed.bestFrom, speed.bestTo]).toEqual([0, expect.closeTo(1, 12)]);
    expect(critical).toEqual({ key: "price", change: expect.closeTo(2.5 / 6.5 - 0.5, 12) });
  });

  test("with the weight moved inside its range the best stays, outside it does not", () => {
    const score = fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }), z: fc.integer({ min: 0, max: 9 }) });
    const tree = (weights: readonly number[]) =>
      ahpHierarchy({ key: "goal", children: ["x", "y", "z"].map((key, i) => ({ key, weight: weights[i]! })) });
    fc.assert(
      fc.property(fc.array(score, { minLength: 2, maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, t) => {
        const w = [0.5, 0.3, 0.2];
        const named = rows.map((scores, i) => ({ name: `${i}`, scores }));
        const now = ahpSensitivity(tree(w), named);
        const { bestFrom, bestTo } = now.criteria[0]!;
        const moved = ahpSensitivity(tree([t, (1 - t) * 0.6, (1 - t) * 0.4]), named).ranking;
        const best = moved.find(({ name }) => name === now.ranking[0]!.name)!;
        const behind = moved[0]!.score - best.score;
        if (t > bestFrom + 1e-9 && t < bestTo - 1e-9) expect(behind).toBeLessThan(1e-12);
        if (t < bestFrom - 1e-9 || t > bestTo + 1e-9) expect(behind).toBeGreaterThan(0);
      }),
    );
  });

  test("one alternative is the best whatever the weights", () => {
    expect(ahpSensitivity(hierarchy, alternatives.slice(0, 1)).critical).toBeUndefined();
  });

  test("a sibling that has all the weight can lose it to the others in equal parts", () => {
    const tree = ahpHierarchy({
      key: "goal",
      children: [
        { key: "price", weight: 1 },
        { key: "speed", weight: 0 },
        { key: "care", weight: 0 },
      ],
    });
    const price = ahpSensitivity(tree, alternatives).criteria[0]!;
    // At 0: a 3.5, b 5. a − b: 4 t − 1.5 (1 − t).
    expect(price.bestFrom).toBeCloseTo(1.5 / 5.5, 12);
  });

  test.each<[string, unknown, RegExp]>([
    ["nothing to rank", [], /alternatives must be at least one/],
    ["a name twice", [alternatives[0], alternatives[0]], /alternatives must be of different names/],
    [
      "a score that is missing",
      [{ name: "a", scores: { price: 1, speed: 2 } }],
      /row 0: scores.care must be a finite number, received undefined/,
    ],
    [
      "a score that is NaN",
      [{ name: "a", scores: { price: Number.NaN, speed: 2, care: 1 } }],
      /scores.price must be a finite number, received NaN/,
    ],
  ])("%s", (_, given, message) => {
    expect(() => ahpSensitivity(hierarchy, given as typeof alternatives)).toThrow(message);
  });
});
