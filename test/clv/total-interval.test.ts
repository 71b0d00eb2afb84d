import { describe, expect, test } from "vitest";
import {
  bootstrap,
  fitGammaGamma,
  fitNbd,
  InvalidInputError,
  parameterDraws,
  simulateHistories,
  spendIndependence,
  totalInterval,
} from "../../src/index.js";
import { binomialBand } from "./forecast-coverage.js";
import { segmentCoverage } from "./segment-coverage.js";

const money = { kind: "gamma-gamma", params: { p: 6, q: 3.7, v: 15 } } as const;
const customers = simulateHistories({ kind: "nbd", params: { r: 0.5, alpha: 80 } }, { customers: 500, days: 365, spend: money });
const model = fitNbd(customers);
/** A spend model with made-up, small errors. */
const spendOf = (q: number) => ({
  kind: "gamma-gamma" as const,
  params: { p: 2, q, v: 10 },
  standardErrors: { p: 0.1, q: 0.1, v: 1 },
  covariance: [
    [0.01, 0, 0],
    [0, 0.01, 0],
    [0, 0, 1],
  ],
});

test("segments of 1, 5 and 20 customers are covered as often as the interval says", () => {
  for (const [name, { tried, counts, money: sums }] of segmentCoverage(60, [1, 5, 20])) {
    expect(tried, name).toBeGreaterThan(50);
    // whole numbers may hold more than 95 %, never less
    const [least] = binomialBand(tried, 0.95);
    expect(counts, `${name}, purchases`).toBeGreaterThanOrEqual(least);
    expect(sums, `${name}, money`).toBeGreaterThanOrEqual(least);
  }
});

describe("few purchases", () => {
  test("nothing at all is inside where it is likely, and purchases are whole numbers", () => {
    const { purchases, both } = totalInterval(model, [{ repeats: 0, lastPurchaseAge: 0, age: 0 }], 365);
    expect(both[0]).toBe(0);
    for (const bound of [...purchases, ...both]) expect(Number.isInteger(bound)).toBe(true);
    const silent = [{ repeats: 0, lastPurchaseAge: 0, age: 20_000, meanSpend: undefined }];
    expect(totalInterval(model, silent, 30, { spend: fitGammaGamma(customers) }).both).toEqual([0, 0]);
  });

  test("the same seed, the same interval; none asks for a covariance where draws are given", () => {
    const few = customers.slice(0, 9);
    expect(totalInterval(model, few, 90, { seed: 4 })).toEqual(totalInterval(model, few, 90, { seed: 4 }));
    const { models } = bootstrap(customers, fitNbd, { repeats: 10, reads: ["repeats", "lastPurchaseAge", "age"] });
    const { covariance: _, ...bounded } = model;
    expect(totalInterval(bounded, few, 90, { draws: models }).both[1]).toBeGreaterThan(0);
  });

  test("0 days: nothing, surely", () => {
    expect(totalInterval(model, customers, 0, { spend: spendOf(1.5) })).toEqual({
      expected: 0,
      parametersDeviation: 0,
      purchasesDeviation: 0,
      parameters: [0, 0],
      purchases: [0, 0],
      both: [0, 0],
    });
  });
});

test("money of infinite variance has quantiles, and no deviation", () => {
  const { expected, purchasesDeviation, purchases, both } = totalInterval(model, customers, 90, { spend: spendOf(1.5) });
  expect(purchasesDeviation).toBeUndefined();
  expect(purchases[0]).toBeLessThan(expected);
  expect(both[1]).toBeGreaterThan(purchases[0]);
  expect(both[1]).toBeLessThan(20 * expected);
});

describe("the parameters of spend count", () => {
  const spend = fitGammaGamma(customers);
  const delta = totalInterval(model, customers, 90, { spend });
  const draws = parameterDraws(model, { draws: 500 });
  const spendDraws = parameterDraws(spend, { draws: 500, seed: 2 });

  test.each([
    ["with draws of purchases alone", { draws }],
    ["with draws of spend alone", { spendDraws }],
    ["with draws of both", { draws, spendDraws }],
  ])("%s as by the delta method", (_, given) => {
    const { parametersDeviation, parameters } = totalInterval(model, customers, 90, { spend, ...given });
    // five Monte Carlo errors of a deviation over 500 draws
    expect(Math.abs(parametersDeviation / delta.parametersDeviation - 1)).toBeLessThan(5 / Math.sqrt(1000));
    expect(Math.abs(parameters[1] / delta.parameters[1] - 1)).toBeLessThan(0.05);
  });

  test("draws of spend without a mean are left out; only such ones, or no covariance, are refused", () => {
    const endless = { kind: "gamma-gamma", params: { p: 6, q: 0.98, v: 15 } } as const;
    const mixed = totalInterval(model, customers, 90, { spend, spendDraws: [...spendDraws, endless] });
    expect(mixed).toEqual(totalInterval(model, customers, 90, { spend, spendDraws }));
    expect(() => totalInterval(model, customers, 90, { spend, spendDraws: [endless] })).toThrow(InvalidInputError);
    const { covariance: _, ...bounded } = spend;
    expect(() => totalInterval(model, customers, 90, { spend: bounded, draws })).toThrow(/give `spendDraws` from bootstrap/);
  });
});

test("a spend model without a mean is refused by spendIndependence, not answered with NaN", () => {
  const payers = [
    { repeats: 1, meanSpend: 10 },
    { repeats: 1, meanSpend: 20 },
    { repeats: 3, meanSpend: 22 },
  ];
  expect(() => spendIndependence(payers, { spend: { kind: "gamma-gamma", params: { p: 0.3, q: 0.5, v: 10 } } })).toThrow(InvalidInputError);
});
