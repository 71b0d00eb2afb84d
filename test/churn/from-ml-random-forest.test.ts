import { RandomForestClassifier, RandomForestRegression } from "ml-random-forest";
import { describe, expect, test } from "vitest";
import { explainChurn } from "../../src/churn/explain.js";
import { fromMlRandomForest } from "../../src/churn/from-ml-random-forest.js";
import { churnProbabilities, churnProbability } from "../../src/churn/model.js";
import { random, randomNormal } from "../../src/math/random.js";

const dice = random(7);
const names = ["a", "b", "c"] as const;
const rows = Array.from({ length: 90 }, () => names.map(() => Math.round(20 * randomNormal(dice)) / 10));
const labels = rows.map(([a, b]) => (a! + b! + randomNormal(dice) > 0 ? 1 : 0));
const options = { maxFeatures: 2, replacement: true, nEstimators: 12, seed: 3, useSampleBagging: true, noOOB: true };
const theirs = new RandomForestClassifier({ ...options, treeOptions: { maxDepth: 4, minNumSamples: 5 } });
theirs.train(rows, labels);
const points = rows.map(([a, b, c]) => ({ a: a!, b: b!, c: c! }));

/** The mean of the leaves' shares, asked of each of their trees in turn. */
function meanShare(row: readonly number[]): number {
  const trees = theirs.estimators as unknown as {
    readonly root: { classify(row: readonly number[]): { readonly columns: number; get(row: number, column: number): number } };
  }[];
  const shares = trees.map(({ root }, tree) => {
    const leaf = root.classify(theirs.indexes![tree]!.map((column) => row[column]!));
    return leaf.columns > 1 ? leaf.get(0, 1) : 0;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

describe("a forest of ml-random-forest", () => {
  const ours = fromMlRandomForest(theirs, names);

  test("gives the mean of its leaves' shares, also from its JSON and back from ours", () => {
    const saved = JSON.parse(JSON.stringify(theirs)) as object;
    const again = JSON.parse(JSON.stringify(ours)) as typeof ours;
    rows.forEach((row, i) => {
      // a dozen roundings of numbers up to 1
      expect(Math.abs(churnProbability(ours, points[i]!) - meanShare(row))).toBeLessThan(1e-14);
    });
    expect(churnProbabilities(fromMlRandomForest(saved, names), points)).toEqual(churnProbabilities(ours, points));
    expect(churnProbabilities(again, points)).toEqual(churnProbabilities(ours, points));
  });

  test("its own predictProbability loses the vote of the first tree, and counts votes", () => {
    const votes = theirs.predictionValues(rows);
    let wrong = 0;
    rows.forEach((row, i) => {
      const own = Array.from({ length: 12 }, (_, tree) => votes.get(i, tree));
      const share = own.filter((vote) => vote === 1).length / 12;
      const said = theirs.predictProbability([row] as number[][], 1)[0]!;
      const withoutFirst = own.slice(1).filter((vote) => vote === 1).length / 12;
      // it rounds to six digits, a first vote for class 1 being counted as a millionth of itself
      expect(Math.abs(said - withoutFirst)).toBeLessThan(3e-6);
      if (Math.abs(said - share) > 0.05) wrong++;
    });
    expect(wrong).toBe(rows.filter((_, i) => votes.get(i, 0) === 1).length);
    expect(wrong).toBeGreaterThan(20);
  });

  test("both classes' probabilities add up to 1 here, and to less there", () => {
    const there = rows.map(
      (row) => theirs.predictProbability([row] as number[][], 0)[0]! + theirs.predictProbability([row] as number[][], 1)[0]!,
    );
    for (const sum of there) expect(sum).toBeCloseTo(11 / 12, 5);
    for (const p of churnProbabilities(ours, points)) expect(p >= 0 && p <= 1).toBe(true);
  });

  test("counts the rows of each leaf from the recorded gains", () => {
    const { roots, feature, cover, right, value } = ours.trees;
    for (const root of roots) expect(cover[root]).toBe(90);
    feature.forEach((asked, node) => {
      expect(Number.isInteger(cover[node])).toBe(true);
      if (asked < 0) return;
      const [l, r] = [node + 1, right[node]!];
      expect(cover[l]! + cover[r]!).toBe(cover[node]);
      expect(cover[l]! * value[l]! + cover[r]! * value[r]!).toBeCloseTo(cover[node]! * value[node]!, 9);
    });
    // so that the base is the share of churned in the bootstrap samples, near that in the data
    const share = labels.reduce<number>((sum, label) => sum + label, 0) / labels.length;
    expect(Math.abs(explainChurn(ours, points[0]!).base - share)).toBeLessThan(0.1);
  });

  test("asks x < value: a value that equals a split goes right", () => {
    const root = { splitColumn: 0, splitValue: 0, numberSamples: 8, left: { distribution: [[1]] }, right: { distribution: [[0, 1]] } };
    const forest = fromMlRandomForest({ name: "RFClassifier", baseModel: { indexes: [[0]], estimators: [{ root }] } }, ["x"]);
    expect(Array.from(churnProbabilities(forest, { x: [0, -Number.MIN_VALUE, -1, 1] }))).toEqual([1, 0, 0, 1]);
  });

  test("refuses what is no such classifier", () => {
    const regression = new RandomForestRegression({ ...options, nEstimators: 2 });
    regression.train(rows, labels);
    expect(() => fromMlRandomForest(regression, names)).toThrow(
      'forest must be a classifier of ml-random-forest, or its JSON, received "RFRegression"',
    );
    expect(() => fromMlRandomForest({}, names)).toThrow("forest must be a classifier");
    const three = new RandomForestClassifier({ ...options, nEstimators: 2 });
    three.train(rows, labels.map((label, i) => (i % 3 === 0 ? 2 : label)) as (0 | 1)[]);
    expect(() => fromMlRandomForest(three, names)).toThrow("trained on classes 0 and 1");
    expect(() => fromMlRandomForest(theirs, ["a"])).toThrow("a place among 1 features");
  });
});
