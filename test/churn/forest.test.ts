import { describe, expect, test } from "vitest";
import { type ForestOptions, fitChurnForest } from "../../src/churn/forest.js";
import { churnProbabilities, churnProbability } from "../../src/churn/model.js";
import { auc } from "../../src/math/ranking.js";
import { random } from "./dice.js";
import { type Name, someExamples } from "./examples.js";

const examples = someExamples(400);
const points = examples.map(({ point }) => point);

describe("the shape of its trees", () => {
  const { trees } = fitChurnForest(examples, { trees: 15, minLeaf: 4 });

  test("a node's cover and value are those of its children together; leaves hold at least minLeaf", () => {
    trees.feature.forEach((asked, node) => {
      expect(trees.value[node]! >= 0 && trees.value[node]! <= 1).toBe(true);
      expect(trees.cover[node]).toBeGreaterThanOrEqual(4);
      if (asked < 0) return;
      const [left, right] = [node + 1, trees.right[node]!];
      expect(trees.cover[left]! + trees.cover[right]!).toBe(trees.cover[node]);
      const sum = trees.cover[left]! * trees.value[left]! + trees.cover[right]! * trees.value[right]!;
      expect(Math.abs(sum - trees.cover[node]! * trees.value[node]!)).toBeLessThan(1e-9);
    });
    // a bootstrap sample is as large as the data
    for (const root of trees.roots) expect(trees.cover[root]).toBe(400);
  });

  test("maxDepth is the deepest leaf", () => {
    const shallow = fitChurnForest(examples, { trees: 10, maxDepth: 2, minLeaf: 1 }).trees;
    const depth = (node: number): number => (shallow.feature[node]! < 0 ? 0 : 1 + Math.max(depth(node + 1), depth(shallow.right[node]!)));
    expect(Math.max(...shallow.roots.map(depth))).toBe(2);
  });

  test("one tree of one leaf says the share of its sample", () => {
    const stump = fitChurnForest(examples, { trees: 1, minLeaf: 400 });
    expect(stump.trees.feature).toEqual([-1]);
    expect(churnProbability(stump, points[0]!)).toBe(stump.trees.value[0]);
  });
});

describe("laws", () => {
  test("a monotone transform of features leaves the predictions of the training points as they were", () => {
    const plain = fitChurnForest(examples, { trees: 15, features: ["recency", "spend", "visits"] });
    const bent = examples.map((example) => ({
      ...example,
      point: {
        recency: Math.exp((example.point.recency as number) / 50),
        spend: typeof example.point.spend === "number" ? Math.sqrt(example.point.spend) - 7 : undefined,
        visits: (example.point.visits as number) ** 3,
      },
    }));
    const other = fitChurnForest(bent, { trees: 15 });
    const here = churnProbabilities(plain, points);
    expect(
      churnProbabilities(
        other,
        bent.map(({ point }) => point),
      ),
    ).toEqual(here);
    expect(other.trees.feature).toEqual(plain.trees.feature);
    expect(other.outOfBag).toEqual(plain.outOfBag);
  });

  test("also with more values than bins", () => {
    const dice = random(3);
    const x = Float64Array.from({ length: 3000 }, () => dice() * 10);
    const churned = Array.from(x, (value) => dice() < value / 10);
    const [a, b] = [
      fitChurnForest({ columns: { x }, churned }, { trees: 5 }),
      fitChurnForest({ columns: { x: x.map(Math.exp) }, churned }, { trees: 5 }),
    ];
    expect(churnProbabilities(b, { x: x.map(Math.exp) })).toEqual(churnProbabilities(a, { x }));
  });

  test("the same seed gives the same forest, another seed another", () => {
    const one = fitChurnForest(examples, { trees: 5, seed: "a" });
    expect(fitChurnForest(examples, { trees: 5, seed: "a" })).toEqual(one);
    expect(fitChurnForest(examples, { trees: 5, seed: "b" }).trees).not.toEqual(one.trees);
    // more trees go on from where fewer end
    expect(fitChurnForest(examples, { trees: 8, seed: "a" }).trees.value.slice(0, one.trees.value.length)).toEqual(one.trees.value);
  });

  test("many rows score as one by one, whatever their number and wherever a value is not known", () => {
    const forest = fitChurnForest(examples, { trees: 9, minLeaf: 1, features: ["recency", "spend", "visits"] });
    const dice = random("batches");
    for (let rows = 0; rows < 14; rows++) {
      const batch = Array.from({ length: rows }, () => ({
        recency: 200 * dice() - 20,
        spend: dice() < 0.02 ? undefined : forest.trees.threshold[Math.floor(50 * dice())],
        visits: Math.floor(9 * dice()),
      }));
      expect(Array.from(churnProbabilities(forest, batch as never))).toEqual(
        batch.map((point) => churnProbability(forest, point as never)),
      );
    }
    const large = Array.from({ length: 9001 }, () => ({ recency: 200 * dice(), spend: 9 * dice(), visits: 3 }));
    const p = churnProbabilities(forest, large as never);
    for (const i of [0, 4095, 4096, 8999, 9000]) expect(p[i]).toBe(churnProbability(forest, large[i] as never));
  });

  test("rows of weight 0 are not there", () => {
    const weights = examples.map((_, i) => (i % 4 === 0 ? 0 : 1));
    const noisy = examples.map((example, i) => (i % 4 === 0 ? { ...example, churned: !example.churned } : example));
    const [a, b] = [fitChurnForest(examples, { weights, trees: 5 }), fitChurnForest(noisy, { weights, trees: 5 })];
    expect(b.trees.value).toEqual(a.trees.value);
    expect(b.outOfBag).toEqual(a.outOfBag);
  });
});

describe("what it learns", () => {
  test("the out-of-bag score is near that on new customers, and importance is of what matters", () => {
    const forest = fitChurnForest(someExamples(1500), { trees: 60 });
    const fresh = someExamples(4000, 99);
    const p = churnProbabilities(
      forest,
      fresh.map(({ point }) => point),
    );
    const labels = fresh.map(({ churned }) => Number(churned));
    // two AUCs of about .7, of 1,500 and 4,000 customers: standard errors .013 and .008
    expect(Math.abs(forest.outOfBag.auc! - auc(p, labels)!)).toBeLessThan(0.045);
    const brier = p.reduce((sum, q, i) => sum + (q - labels[i]!) ** 2, 0) / p.length;
    expect(Math.abs(forest.outOfBag.brier! - brier)).toBeLessThan(0.02);
    expect(forest.outOfBag.examples).toBe(1500);
    const { recency, spend, plan, visits } = forest.importance;
    expect(recency + spend + plan + visits).toBeCloseTo(1, 12);
    expect(visits).toBeGreaterThan(0.1);
    expect(recency).toBeGreaterThan(plan);
  });

  test("its probabilities are right on average, unless the classes are balanced", () => {
    const rare = someExamples(2000).filter(({ churned }, i) => !churned || i % 5 === 0);
    const share = rare.filter(({ churned }) => churned).length / rare.length;
    const mean = (options: ForestOptions<Name>): number => {
      const p = churnProbabilities(
        fitChurnForest(rare, { trees: 40, ...options }),
        rare.map(({ point }) => point),
      );
      return p.reduce((sum, q) => sum + q, 0) / p.length;
    };
    // Monte Carlo error of 40 bootstrap samples: √(.15 · .85 / 1,200 / 40), and what leaves shrink
    expect(Math.abs(mean({}) - share)).toBeLessThan(0.015);
    expect(mean({ classWeights: "balanced" })).toBeGreaterThan(share + 0.1);
    const factors = { churned: rare.length / (2 * share * rare.length), stayed: rare.length / (2 * (1 - share) * rare.length) };
    expect(mean({ classWeights: factors })).toBeCloseTo(mean({ classWeights: "balanced" }), 12);
  });

  test("a missing value can be the reason", () => {
    const dice = random(4);
    const rows = Array.from({ length: 400 }, () => {
      const known = dice() < 0.5;
      return { point: { phone: known ? dice() : undefined, noise: dice() }, churned: dice() < (known ? 0.1 : 0.9) };
    });
    const forest = fitChurnForest(rows, { trees: 30, featuresPerSplit: 2, minLeaf: 20 });
    expect(churnProbability(forest, { phone: undefined, noise: 0.5 })).toBeGreaterThan(0.75);
    expect(churnProbability(forest, { phone: 0.5, noise: 0.5 })).toBeLessThan(0.25);
  });
});

test.each<[ForestOptions<Name>, string]>([
  [{ trees: 0 }, "trees must be a whole number, 1 or more, received 0"],
  [{ minLeaf: 1.5 }, "minLeaf must be a whole number, 1 or more, received 1.5"],
  [{ maxDepth: -1 }, "maxDepth must be"],
  [{ featuresPerSplit: 0 }, "featuresPerSplit must be"],
  [{ classWeights: { churned: 0, stayed: 1 } }, "classWeights.churned must be a finite number above 0, received 0"],
])("the options %o are refused", (options, message) => {
  expect(() => fitChurnForest(examples, options)).toThrow(message);
});
