import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainChurn } from "../../src/churn/explain.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import { churnProbabilities, churnProbability } from "../../src/churn/model.js";
import { describeShared, readReference } from "../shared-data.js";
import { someExamples } from "./examples.js";
import { onlineRetail, telco } from "./reference.js";

/** Twelve customers; the figures below are Newton's in 80-bit arithmetic on the objective, and scikit-learn's 1.7.2 to eight digits. */
const recency = [5, 12, 40, 33, 80, 61, 9, 27, 100, 54, 18, 72];
const spend = [120, 80, -5, 30, 10, 25, 200, 0, 15, 60, 95, 5];
const plan = [..."abcabcaabbcc"];
const churned = [0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0];
const twelve = { columns: { recency, spend, plan }, churned };

/** A few hundred roundings of numbers near 1. */
const NEAR = 1e-12;

describe("twelve customers", () => {
  test.each([
    [{ c: 1 }, [-0.046568519902278671, 0.32488539061015198, -0.65010749202939733, 0.010604180938425464, 0.45139275598110423]],
    [{ c: 10 }, [-0.16448728594735848, 0.092346127845648898, -1.2595489240546107, 0.25673775690533196, 0.7456593014602656]],
    [
      { transform: "signed-log" } as const,
      [-0.00063022095823072103, 0.42441097533380961, -0.71161651713781293, 0.13650469359873291, 0.43658908149902048],
    ],
  ])("intercept and coefficients with %o", (options, expected) => {
    const { intercept, coefficients, columns } = fitChurnLogistic(twelve, options);
    expect(columns.map(({ name }) => name)).toEqual(["recency", "spend", "plan=b", "plan=c"]);
    [intercept, ...coefficients].forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(NEAR);
    });
  });

  test("standard errors of the penalised fit, in units of the columns", () => {
    const expected = [0.01468082538461116, 0.0078835256316371425, 0.92888431682820005, 0.96158460516086919];
    fitChurnLogistic(twelve).terms.forEach(({ standardError, coefficient, oddsRatio }, i) => {
      expect(Math.abs(standardError - expected[i]!)).toBeLessThan(NEAR);
      expect(oddsRatio).toBe(Math.exp(coefficient));
    });
  });

  test("standard errors without a penalty worth the name are those of maximum likelihood, whatever c", () => {
    const [one, ten] = [1e8, 1e9].map((c) => fitChurnLogistic(twelve, { c }).terms.map(({ standardError }) => standardError));
    one!.forEach((value, i) => {
      // what is left of the penalty is of order 1e-8
      expect(Math.abs(ten![i]! / value - 1)).toBeLessThan(1e-6);
    });
  });
});

describe("laws", () => {
  const examples = someExamples(150);

  test("k equal examples are one of weight k", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 150, maxLength: 150 }), (weights) => {
        const some = (label: boolean): boolean => examples.some(({ churned }, i) => churned === label && weights[i]! > 0);
        fc.pre(some(true) && some(false));
        const repeated = examples.flatMap((example, i) => new Array<(typeof examples)[number]>(weights[i]!).fill(example));
        const features = ["recency", "spend", "visits"] as const;
        const [one, other] = [fitChurnLogistic(examples, { weights, features }), fitChurnLogistic(repeated, { features })];
        one.coefficients.forEach((value, i) => {
          expect(Math.abs(value - other.coefficients[i]!)).toBeLessThan(1e-10);
        });
        expect(one.examples).toBe(other.examples);
        expect(one.churned).toBe(other.churned);
      }),
      { numRuns: 20 },
    );
  });

  test("a change of units changes coefficients and nothing else", () => {
    const cents = examples.map((example) => ({
      ...example,
      point: { ...example.point, spend: typeof example.point.spend === "number" ? 100 * example.point.spend : undefined },
    }));
    const [a, b] = [fitChurnLogistic(examples), fitChurnLogistic(cents)];
    expect(b.terms[1]!.coefficient * 100).toBeCloseTo(a.terms[1]!.coefficient, 12);
    const [p, q] = [
      churnProbabilities(
        a,
        examples.map(({ point }) => point),
      ),
      churnProbabilities(
        b,
        cents.map(({ point }) => point),
      ),
    ];
    p.forEach((value, i) => {
      expect(Math.abs(value - q[i]!)).toBeLessThan(1e-12);
    });
  });

  test("the log-odds at the means are the intercept, and what is not known is the mean", () => {
    const model = fitChurnLogistic(examples);
    const nothing = { recency: undefined, spend: undefined, plan: undefined, visits: undefined };
    expect(churnProbability(model, nothing)).toBeCloseTo(1 / (1 + Math.exp(-model.intercept)), 14);
    expect(explainChurn(model, nothing).contributions.every(({ contribution }) => contribution === 0)).toBe(true);
  });

  test("balanced classes: the intercept of a model of nothing is that of a fair coin", () => {
    const rare = { columns: { constant: new Float64Array(40) }, churned: Array.from({ length: 40 }, (_, i) => i < 4) };
    expect(fitChurnLogistic(rare, { classWeights: "balanced" }).intercept).toBeCloseTo(0, 10);
    expect(fitChurnLogistic(rare).intercept).toBeCloseTo(Math.log(4 / 36), 10);
  });

  test("separable classes and huge numbers still have their minimum", () => {
    const separable = { columns: { x: [1, 2, 3, 1e9, 2e9, 3e9], money: [1e300, -1e300, 0, 1, 2, 3] }, churned: [0, 0, 0, 1, 1, 1] };
    for (const transform of ["none", "signed-log"] as const) {
      const p = churnProbabilities(fitChurnLogistic(separable, { transform, c: 100 }), separable.columns);
      expect(p.every((value) => value >= 0 && value <= 1)).toBe(true);
      const { columns } = JSON.parse(JSON.stringify(fitChurnLogistic(separable, { transform }))) as ReturnType<typeof fitChurnLogistic>;
      expect(columns.every(({ mean, deviation }) => Number.isFinite(mean) && deviation > 0)).toBe(true);
      expect(Math.min(...p.subarray(3))).toBeGreaterThan(Math.max(...p.subarray(0, 3)));
    }
  });
});

describe.each([
  ["c", 0],
  ["c", Number.NaN],
  ["transform", "log"],
] as const)("the option %s = %s", (name, value) => {
  test("is refused", () => expect(() => fitChurnLogistic(twelve, { [name]: value })).toThrow(`${name} must be`));
});

interface Reference {
  readonly fitted_on_all_rows: { readonly w: readonly number[]; readonly b: number; readonly columns: readonly string[] };
}

describeShared("the reference: Newton's steps on the objective of scikit-learn", () => {
  test.each([
    ["telco", "logistic_regression", "none", telco],
    ["online_retail", "logistic_regression_raw", "none", onlineRetail],
    ["online_retail", "logistic_regression_signed_log", "signed-log", onlineRetail],
  ] as const)("%s: coefficients of %s", (file, name, transform, read) => {
    const { models } = readReference<{ models: Record<string, Reference> }>(`python/churn_${file}.json`);
    const { w, b, columns } = models[name]!.fitted_on_all_rows;
    const model = fitChurnLogistic(read(), { transform });
    expect(model.columns.map((column) => column.name)).toEqual(columns);
    // both are solved to a gradient of about 1e-12
    expect(Math.abs(model.intercept - b)).toBeLessThan(1e-9);
    model.coefficients.forEach((value, i) => {
      expect(Math.abs(value - w[i]!)).toBeLessThan(1e-9);
    });
  });
});
