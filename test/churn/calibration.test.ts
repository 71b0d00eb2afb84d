import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calibrated,
  calibratedProbabilities,
  calibratedProbability,
  fitCalibratedChurn,
  fitCalibration,
} from "../../src/churn/calibration.js";
import { fitChurnForest } from "../../src/churn/forest.js";
import { churnScores } from "../../src/churn/metrics.js";
import { churnProbabilities } from "../../src/churn/model.js";
import { InvalidInputError } from "../../src/errors.js";
import { isotonic, isotonicAt } from "../../src/math/isotonic.js";
import { platt } from "../../src/math/platt.js";
import { random } from "../../src/math/random.js";
import golden from "../golden/churn-metrics.json" with { type: "json" };
import { describeShared, readReference } from "../shared-data.js";
import { someExamples } from "./examples.js";

interface IsotonicCase {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly weights: readonly number[];
  readonly distinct_x: readonly number[];
  readonly fitted_at_distinct_x: readonly number[];
  readonly predict_at: readonly number[];
  readonly predicted: readonly number[];
}

interface PlattCase {
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  readonly a: number;
  readonly b: number;
  readonly probability_at: readonly number[];
  readonly probability: readonly number[];
}

function near(found: number, expected: number): void {
  expect(Math.abs(found - expected), `${found} is ${expected}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
}

function isotonicAgrees(one: IsotonicCase): void {
  const fitted = isotonic(one.x, one.y, one.weights);
  for (const [i, x] of one.distinct_x.entries()) near(isotonicAt(fitted, x), one.fitted_at_distinct_x[i]!);
  for (const [i, x] of one.predict_at.entries()) near(isotonicAt(fitted, x), one.predicted[i]!);
}

function plattAgrees(one: PlattCase): void {
  const { a, b } = platt(one.scores, one.labels)!;
  near(a, one.a);
  near(b, one.b);
  const calibration = fitCalibration(one.scores, one.labels, { on: "score" });
  for (const [i, score] of one.probability_at.entries()) near(calibrated(calibration, score), one.probability[i]!);
}

describe("exact values", () => {
  test.each(golden.isotonic.map((one, i) => [i, one] as const))("isotonic %d", (_, one) => isotonicAgrees(one));
  test.each(golden.platt.map((one, i) => [i, one] as const))("Platt %d", (_, one) => plattAgrees(one));
});

describeShared("all exact values of the reference", () => {
  const reference = readReference<{ isotonic: IsotonicCase[]; platt: PlattCase[] }>("python/metrics.json");
  test.each(reference.isotonic.map((one, i) => [i, one] as const))("isotonic %d", (_, one) => isotonicAgrees(one));
  test.each(reference.platt.map((one, i) => [i, one] as const))("Platt %d", (_, one) => plattAgrees(one));
});

const rows = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 12 }), y: fc.double({ min: -2, max: 2, noNaN: true }), weight: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 30 },
);

describe("isotonic regression", () => {
  test("never falls, keeps the weighted mean, and no block is better with another level", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const fitted = isotonic(
          some.map(({ x }) => x),
          some.map(({ y }) => y),
          some.map(({ weight }) => weight),
        );
        for (const [i, y] of fitted.y.entries()) expect(y).toBeGreaterThanOrEqual(i === 0 ? y : fitted.y[i - 1]!);
        for (const [i, x] of fitted.x.entries()) expect(i === 0 || x > fitted.x[i - 1]!).toBe(true);
        const left = some.reduce((sum, { x, y, weight }) => sum + weight * (y - isotonicAt(fitted, x)), 0);
        expect(Math.abs(left)).toBeLessThan(1e-12 * some.length * 6);
        // orthogonal to its own residuals (Barlow et al. 1972, theorem 1.7)
        const product = some.reduce((sum, { x, y, weight }) => sum + weight * isotonicAt(fitted, x) * (y - isotonicAt(fitted, x)), 0);
        expect(Math.abs(product)).toBeLessThan(1e-11 * some.length);
      }),
    );
  });

  test("a weight of k is k rows, and a row of weight 0 is none", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const repeated = some.flatMap((row) => new Array<typeof row>(row.weight).fill(row));
        const once = isotonic([...some.map(({ x }) => x), 5.5], [...some.map(({ y }) => y), -9], [...some.map(({ weight }) => weight), 0]);
        const often = isotonic(
          repeated.map(({ x }) => x),
          repeated.map(({ y }) => y),
        );
        for (let x = -1; x < 14; x += 0.5) expect(Math.abs(isotonicAt(once, x) - isotonicAt(often, x))).toBeLessThan(1e-12);
      }),
    );
  });
});

describe("Platt's sigmoid", () => {
  test("scores that are shifted and stretched give the same probabilities", () => {
    const scores = [1, 2, 2.5, 3, 4, 5, 6];
    const labels = [0, 0, 1, 0, 1, 1, 1];
    const near = fitCalibration(scores, labels, { on: "score" });
    const far = fitCalibration(
      scores.map((score) => 1e6 + 1e3 * score),
      labels,
      { on: "score" },
    );
    for (const score of scores) expect(calibrated(far, 1e6 + 1e3 * score)).toBeCloseTo(calibrated(near, score), 9);
  });

  test("equal scores give the share that left, smoothed", () => {
    const calibration = fitCalibration([0.4, 0.4, 0.4, 0.4], [1, 0, 0, 0]);
    // mean of the targets: (2/3 + 3 · 1/5) / 4
    expect(calibrated(calibration, 0.4)).toBeCloseTo((2 / 3 + 3 / 5) / 4, 12);
  });

  test("a weight of k is k rows", () => {
    const scores = [0.1, 0.3, 0.4, 0.6, 0.8];
    const labels = [0, 1, 0, 1, 1];
    const once = fitCalibration(scores, labels, { weights: [2, 1, 3, 1, 2] });
    const often = fitCalibration([0.1, 0.1, 0.3, 0.4, 0.4, 0.4, 0.6, 0.8, 0.8], [0, 0, 1, 0, 0, 0, 1, 1, 1]);
    for (const p of scores) expect(calibrated(once, p)).toBeCloseTo(calibrated(often, p), 12);
  });

  test("0 and 1 are probabilities too", () => {
    const calibration = fitCalibration([0, 0, 0.5, 1, 1], [0, 0, 1, 1, 0]);
    for (const p of [0, 1]) {
      expect(calibrated(calibration, p)).toBeGreaterThan(0);
      expect(calibrated(calibration, p)).toBeLessThan(1);
    }
  });
});

test("both methods set distorted probabilities right", () => {
  const dice = random(7);
  const truth = Array.from({ length: 6000 }, () => dice());
  const churned = truth.map((p) => dice() < p);
  // too sure of itself by a factor of two in log-odds
  const distorted = truth.map((p) => 1 / (1 + ((1 - p) / p) ** 2));
  const error = (scores: number[]): number => churnScores(scores, churned).calibrationError!;
  expect(error(distorted)).toBeGreaterThan(0.08);
  for (const method of ["platt", "isotonic"] as const) {
    const calibration = fitCalibration(distorted, churned, { method });
    // sampling error of ten bins of 600: about 0.02 each
    expect(error(distorted.map((p) => calibrated(calibration, p)))).toBeLessThan(0.02);
  }
  const { a, b } = fitCalibration(distorted, churned) as { a: number; b: number };
  // the log-odds are halved again: standard errors about 0.02 and 0.03
  expect(Math.abs(a + 0.5)).toBeLessThan(0.06);
  expect(Math.abs(b)).toBeLessThan(0.1);
});

describe("a model with its calibration", () => {
  const examples = someExamples(500);

  test.each(["platt", "isotonic"] as const)("%s: learned from out-of-fold probabilities, and as good after JSON", (method) => {
    const fitted = fitCalibratedChurn(examples, (some) => fitChurnForest(some, { trees: 20 }), { method, folds: 4 });
    expect(fitted.calibration).toEqual(
      fitCalibration(
        fitted.outOfFold,
        examples.map(({ churned }) => churned),
        { method },
      ),
    );
    const { outOfFold, ...model } = fitted;
    expect(outOfFold).toHaveLength(500);
    expect(JSON.parse(JSON.stringify(fitted)).outOfFold).toEqual(outOfFold);
    const again = JSON.parse(JSON.stringify(model)) as typeof model;
    const points = someExamples(40, 9).map(({ point }) => point);
    const all = calibratedProbabilities(again, points);
    expect(Array.from(all)).toEqual(points.map((point) => calibratedProbability(model, point)));
    for (const p of all) expect(p >= 0 && p <= 1).toBe(true);
  });

  test("on new customers it is nearer to the truth than a forest of single rows", () => {
    const fresh = someExamples(4000, 3);
    const churned = fresh.map((one) => one.churned);
    const points = fresh.map(({ point }) => point);
    const fitted = fitCalibratedChurn(someExamples(2000), (some) => fitChurnForest(some, { trees: 20, minLeaf: 1 }));
    const before = churnScores(churnProbabilities(fitted.model, points), churned);
    const after = churnScores(calibratedProbabilities(fitted, points), churned);
    expect(after.brier!).toBeLessThan(before.brier!);
    expect(after.auc!).toBeCloseTo(before.auc!, 3);
  });
});

describe("bad input", () => {
  test.each<[string, () => unknown, string]>([
    ["a probability of 2", () => fitCalibration([2, 0], [0, 1]), "row 0: probability"],
    ["one class", () => fitCalibration([0.1, 0.2], [1, 1]), "churned must be true for some and false for others"],
    ["one class with weight", () => fitCalibration([0.1, 0.2], [1, 0], { weights: [1, 0] }), "churned"],
    ["nothing", () => fitCalibration([], []), "scores must be at least one"],
    ["an unknown method", () => fitCalibration([0.1], [1], { method: "beta" as "platt" }), "method"],
    ["an unknown scale", () => fitCalibration([0.1], [1], { on: "odds" as "score" }), "on must be"],
    ["a score that is no number", () => calibrated(fitCalibration([0.1, 0.2], [0, 1]), Number.NaN), "score"],
    [
      "a calibration of another method",
      () => calibrated({ kind: "score-calibration", schemaVersion: 1, method: "x" } as never, 0.3),
      "method",
    ],
    ["a calibration without b", () => calibrated({ ...fitCalibration([0.1, 0.2], [0, 1]), b: null } as never, 0.3), "calibration.a"],
    ["a score that is no probability", () => calibrated(fitCalibration([0.1, 0.2], [0, 1]), 3), "score must be a probability"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
