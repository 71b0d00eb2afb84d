import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aucInterval, compareAuc } from "../../src/churn/compare-auc.js";
import { churnConfusion } from "../../src/churn/confusion.js";
import { churnCalibration, churnGains, churnScores } from "../../src/churn/metrics.js";
import { InvalidInputError } from "../../src/errors.js";
import { delong } from "../../src/math/delong.js";
import { calibrationBins, expectedCalibrationError } from "../../src/math/probability-scores.js";
import golden from "../golden/churn-metrics.json" with { type: "json" };
import { describeShared, readReference } from "../shared-data.js";

interface Bins {
  readonly bin: readonly number[];
  readonly count: readonly number[];
  readonly mean_predicted: readonly number[];
  readonly fraction_positive: readonly number[];
  readonly ece: number;
}

interface Case {
  readonly name: string;
  readonly labels: readonly number[];
  readonly scores: readonly number[];
  readonly roc_auc: number | null;
  readonly average_precision: number | null;
  readonly brier: number;
  readonly log_loss: number;
  readonly ks?: number;
  readonly gini?: number;
  readonly delong_variance?: number | null;
  readonly calibration_uniform_5: Bins;
  readonly calibration_uniform_10: Bins;
  readonly calibration_quantile_5: Bins;
  readonly calibration_quantile_10: Bins;
}

interface Pair {
  readonly labels: readonly number[];
  readonly scores_a: readonly number[];
  readonly scores_b: readonly number[];
  readonly auc_a: number;
  readonly auc_b: number;
  readonly variance_a: number;
  readonly variance_b: number;
  readonly covariance: number;
  readonly z: number;
  readonly p_two_sided: number;
}

interface Reference {
  readonly cases: readonly Case[];
  readonly delong_paired: readonly Pair[];
}

/** Some hundred roundings of numbers about 1. */
function near(found: number | undefined, expected: number | null | undefined, tolerance = 1e-12): void {
  if (expected === null || expected === undefined) expect(found).toBeUndefined();
  else expect(Math.abs(found! - expected), `${found} is ${expected}`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

function agree(one: Case): void {
  const found = churnScores(one.scores, one.labels);
  near(found.auc, one.roc_auc);
  near(found.prAuc, one.average_precision);
  near(found.brier, one.brier);
  near(found.logLoss, one.log_loss);
  near(found.ks, one.ks);
  near(found.gini, one.gini);
  near(delong([one.scores], one.labels)?.covariances[0]?.[0], one.delong_variance, 1e-10);
  for (const by of ["uniform", "quantile"] as const) {
    for (const count of [5, 10] as const) {
      const expected = one[`calibration_${by}_${count}`];
      const bins = calibrationBins(one.scores, one.labels, count, by);
      expect(bins.map(({ bin }) => bin)).toEqual(expected.bin);
      expect(bins.map(({ weight }) => weight)).toEqual(expected.count);
      bins.forEach(({ predicted, observed }, i) => {
        near(predicted, expected.mean_predicted[i]);
        near(observed, expected.fraction_positive[i]);
      });
      near(expectedCalibrationError(bins), expected.ece);
      near(churnCalibration(one.scores, one.labels, { bands: count, by }).error, expected.ece);
    }
  }
}

function agreeInPairs({ labels, scores_a, scores_b, ...expected }: Pair): void {
  const { covariances } = delong([scores_a, scores_b], labels)!;
  near(covariances[0]![0], expected.variance_a, 1e-10);
  near(covariances[1]![1], expected.variance_b, 1e-10);
  near(covariances[0]![1], expected.covariance, 1e-10);
  const found = compareAuc(scores_a, scores_b, labels)!;
  near(found.aucA, expected.auc_a, 1e-10);
  near(found.aucB, expected.auc_b, 1e-10);
  near(found.z, expected.z, 1e-10);
  near(found.pValue, expected.p_two_sided, 1e-10);
}

describe("exact values", () => {
  test.each(golden.cases.map((one) => [one.name, one as Case] as const))("%s", (_, one) => agree(one));
  test.each(golden.delong_paired.map((pair, i) => [i, pair] as const))("DeLong %d", (_, pair) => agreeInPairs(pair));
});

describeShared("all exact values of the reference", () => {
  const { cases, delong_paired } = readReference<Reference>("python/metrics.json");
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => agree(one));
  test.each(delong_paired.map((pair, i) => [i, pair] as const))("DeLong %d", (_, pair) => agreeInPairs(pair));
});

const rows = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 20 }), churned: fc.boolean(), weight: fc.integer({ min: 0, max: 3 }) }),
  {
    minLength: 1,
    maxLength: 40,
  },
);

test("a weight of k is k rows", () => {
  fc.assert(
    fc.property(rows, (some) => {
      const repeated = some.flatMap((row) => new Array<typeof row>(row.weight).fill(row));
      const scores = (list: typeof some): number[] => list.map(({ score }) => score / 20);
      const labels = (list: typeof some): boolean[] => list.map(({ churned }) => churned);
      const weights = some.map(({ weight }) => weight);
      const { calibrationError: _, ...once } = churnScores(scores(some), labels(some), { weights });
      const { calibrationError: __, ...often } = churnScores(scores(repeated), labels(repeated));
      for (const [key, value] of Object.entries(often)) near(once[key as keyof typeof once], value);
      expect(churnConfusion(scores(some), labels(some), 0.5, { weights })).toEqual(churnConfusion(scores(repeated), labels(repeated), 0.5));
      const gains = churnGains(scores(repeated), labels(repeated));
      for (const [i, { gain }] of churnGains(scores(some), labels(some), undefined, { weights }).entries()) near(gain, gains[i]!.gain);
    }),
  );
});

test("neither the order of the rows nor a rising transform of the scores matters to ranks", () => {
  fc.assert(
    fc.property(rows, (some) => {
      const ranks = (list: typeof some, of: (score: number) => number): unknown => {
        const { auc, prAuc, ks, gini, topDecileLift } = churnScores(
          list.map(({ score }) => of(score)),
          list.map(({ churned }) => churned),
        );
        return [auc, prAuc, ks, gini, topDecileLift];
      };
      expect(ranks([...some].reverse(), (score) => score ** 3 + 5)).toEqual(ranks(some, (score) => score));
    }),
  );
});

test("gains rise from 0 to 1, and everybody has a lift of 1", () => {
  fc.assert(
    fc.property(rows, (some) => {
      fc.pre(some.some(({ churned }) => churned));
      const points = churnGains(
        some.map(({ score }) => score),
        some.map(({ churned }) => churned),
      );
      for (const [i, { gain }] of points.entries()) expect(gain!).toBeGreaterThanOrEqual(i === 0 ? 0 : points[i - 1]!.gain! - 1e-12);
      expect(points.at(-1)).toEqual({ depth: 1, gain: 1, lift: 1 });
    }),
  );
});

describe("intervals", () => {
  const labels = [0, 0, 0, 0, 1, 1, 1, 1];

  test("hold the area, are wider for more confidence and end at 1", () => {
    const scores = [1, 2, 3, 5, 4, 6, 7, 8];
    const usual = aucInterval(scores, labels)!;
    const wide = aucInterval(scores, labels, { level: 0.999 })!;
    expect(usual.low).toBeLessThan(usual.auc);
    expect(wide.low).toBeLessThan(usual.low);
    expect(wide.high).toBe(1);
  });

  test("a model against itself: no difference, no doubt", () => {
    expect(compareAuc([1, 2, 3, 5, 4, 6, 7, 8], [1, 2, 3, 5, 4, 6, 7, 8], labels)).toMatchObject({ difference: 0, z: 0, pValue: 1 });
  });

  test("perfect against perfectly wrong leaves nothing to chance", () => {
    expect(compareAuc([1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1], labels)).toMatchObject({ difference: 1, pValue: 0 });
  });

  test("none with one row of a class", () => {
    expect(aucInterval([1, 2, 3], [0, 0, 1])).toBeUndefined();
    expect(compareAuc([1, 2, 3], [1, 2, 3], [0, 0, 1])).toBeUndefined();
  });
});

test("scores that are no probabilities have no Brier score and no calibration", () => {
  expect(churnScores([-3, 2.5, 17], [0, 1, 1])).toMatchObject({
    auc: 1,
    brier: undefined,
    logLoss: undefined,
    calibrationError: undefined,
  });
});

test("nobody at all", () => {
  expect(churnScores([], [])).toMatchObject({ examples: 0, auc: undefined, brier: undefined, topDecileLift: undefined });
  expect(churnCalibration([], [])).toEqual({ bands: [], error: undefined });
});

describe("bad input", () => {
  test.each<[string, () => unknown, string]>([
    ["NaN", () => churnScores([0.1, Number.NaN], [0, 1]), "row 1: score must be a finite number, received NaN"],
    ["a label of 2", () => churnScores([0.1, 0.2], [0, 2]), "row 1: churned must be true or false, received 2"],
    ["a label that is missing", () => churnScores([0.1], [undefined as unknown as boolean]), "row 0: churned"],
    ["labels of another length", () => churnScores([0.1, 0.2], [0]), "churned must be 2 values"],
    ["weights of another length", () => churnScores([0.1], [0], { weights: [1, 2] }), "weights must be 1 numbers"],
    ["a negative weight", () => churnScores([0.1], [0], { weights: [-1] }), "row 0: weights"],
    ["a probability above 1", () => churnCalibration([1.2], [1]), "row 0: probability must be a number from 0 to 1, received 1.2"],
    ["no bands", () => churnCalibration([0.2], [1], { bands: 0 }), "bands"],
    ["an unknown kind of band", () => churnCalibration([0.2], [1], { by: "width" as "uniform" }), "by"],
    ["a threshold that is no number", () => churnConfusion([0.2], [1], Number.NaN), "threshold"],
    ["a depth of 0", () => churnGains([0.2], [1], [0]), "depths[0]"],
    ["a level of 1", () => aucInterval([0.2], [1], { level: 1 }), "level"],
    ["a level of 0", () => compareAuc([0.2], [0.1], [1], { level: 0 }), "level"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
