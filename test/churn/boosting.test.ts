import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BoostingOptions, fitChurnBoosting } from "../../src/churn/boosting.js";
import { churnProbabilities } from "../../src/churn/model.js";
import { type Name, someExamples } from "./examples.js";

const examples = someExamples(300);
const points = examples.map(({ point }) => point);

describe("laws", () => {
  test.each<[string, BoostingOptions<Name>]>([
    ["all trees", { trees: 15, minLeaf: 4, patience: false }],
    ["early stopping, by customer", { trees: 40, minLeaf: 4, learningRate: 0.2, patience: 3 }],
  ])("k equal examples are one of weight k: %s", (_, options) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 300, maxLength: 300 }), (weights) => {
        const repeated = examples.flatMap((example, i) => new Array<(typeof examples)[number]>(weights[i]!).fill(example));
        const [one, other] = [fitChurnBoosting(examples, { ...options, weights }), fitChurnBoosting(repeated, options)];
        const [p, q] = [churnProbabilities(one, points), churnProbabilities(other, points)];
        p.forEach((value, i) => {
          expect(Math.abs(value - q[i]!)).toBeLessThan(1e-9);
        });
        expect(other.trees.roots.length).toBe(one.trees.roots.length);
      }),
      // sums of equal terms are rounded otherwise than their product: a tie of gains could fall either way
      { numRuns: 15, seed: 1 },
    );
  });

  test("every step makes the training loss smaller", () => {
    const labels = examples.map(({ churned }) => Number(churned));
    const losses = [1, 5, 20, 60].map((trees) => {
      const p = churnProbabilities(fitChurnBoosting(examples, { trees, patience: false, minLeaf: 5 }), points);
      return p.reduce((sum, q, i) => sum - Math.log(labels[i] === 1 ? q : 1 - q), 0);
    });
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
  });

  test("one tree of whole steps without a ridge has the leaves of Newton's step", () => {
    const model = fitChurnBoosting(examples, { trees: 1, learningRate: 1, ridge: 0, maxLeaves: 2, patience: false, features: ["visits"] });
    const share = examples.filter(({ churned }) => churned).length / 300;
    expect(model.base).toBeCloseTo(Math.log(share / (1 - share)), 14);
    const edge = model.trees.threshold[0]!;
    const left = examples.filter(({ point }) => (point.visits as number) <= edge);
    const own = left.filter(({ churned }) => churned).length / left.length;
    // Σ (y − p) / Σ p (1 − p) with p the share of all
    expect(model.trees.value[1]).toBeCloseTo((own - share) / (share * (1 - share)), 12);
    expect(model.trees.cover[1]).toBe(left.length);
  });
});

describe("early stopping", () => {
  test("keeps as many trees as lost least on the customers set aside", () => {
    const { trees, stoppingLoss } = fitChurnBoosting(examples, { trees: 300, learningRate: 0.3, minLeaf: 3, patience: 5 });
    expect(trees.roots.length).toBe(stoppingLoss!.indexOf(Math.min(...stoppingLoss!)));
    expect(stoppingLoss!.length).toBe(trees.roots.length + 6);
    expect(fitChurnBoosting(examples, { trees: 7, patience: false }).stoppingLoss).toBeUndefined();
  });

  test("no features worth a split: no trees, everybody at the mean", () => {
    const model = fitChurnBoosting({
      columns: { constant: new Float64Array(80) },
      churned: Array.from({ length: 80 }, (_, i) => i % 4 === 0),
    });
    expect(churnProbabilities(model, { constant: [0, 5] })).toEqual(Float64Array.of(0.25, 0.25));
  });

  test("sets aside whole customers", () => {
    const stacked = [...examples, ...examples, ...examples];
    const [once, thrice] = [fitChurnBoosting(examples, { minLeaf: 5 }), fitChurnBoosting(stacked, { minLeaf: 15, ridge: 3 })];
    // everything is three times as much, the penalty too
    expect(thrice.trees.roots.length).toBe(once.trees.roots.length);
    thrice.stoppingLoss!.forEach((loss, i) => {
      expect(Math.abs(loss - once.stoppingLoss![i]!)).toBeLessThan(1e-12);
    });
  });
});

test.each<[BoostingOptions<Name>, string]>([
  [{ trees: 0 }, "trees must be"],
  [{ learningRate: 0 }, "learningRate must be above 0, at most 1, received 0"],
  [{ maxLeaves: 1 }, "maxLeaves must be a whole number, 2 or more"],
  [{ maxDepth: 0 }, "maxDepth must be"],
  [{ minLeaf: 0 }, "minLeaf must be a finite number above 0"],
  [{ ridge: -1 }, "ridge must be a finite number, 0 or more"],
  [{ featuresPerSplit: 0.5 }, "featuresPerSplit must be"],
  [{ patience: 0 }, "patience must be"],
  [{ stoppingShare: 2 }, "stoppingShare must be"],
])("the options %o are refused", (options, message) => {
  expect(() => fitChurnBoosting(examples, options)).toThrow(message);
});
