import { describe, expect, test } from "vitest";
import { spendMoments } from "../../src/clv/spend-moments.js";
import {
  bootstrap,
  FitError,
  fitBgNbd,
  fitGammaGamma,
  fitNbd,
  type GammaGamma,
  holdout,
  InvalidInputError,
  parameterDraws,
  parameterIntervals,
  purchaseInterval,
  simulateHistories,
  totalInterval,
} from "../../src/index.js";
import { random, randomGamma, randomNormal } from "../../src/math/random.js";
import { describeShared } from "../shared-data.js";
import { cdnowSample } from "./cdnow.js";
import { binomialBand, coverage } from "./forecast-coverage.js";

const truth = { kind: "bg-nbd", params: { r: 0.8, alpha: 40, a: 0.8, b: 2.4 } } as const;
const spend: GammaGamma = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
const customers = simulateHistories(truth, { customers: 2000, days: 365, spend });
const model = fitBgNbd(customers);

describe("intervals of parameters", () => {
  test("hold the estimate, never reach below 0, and grow with the level", () => {
    const wide = parameterIntervals(model, { level: 0.99 });
    for (const [name, interval] of Object.entries(parameterIntervals(model))) {
      const value = model.params[name as keyof typeof model.params];
      expect(interval![0]).toBeGreaterThan(0);
      expect(interval![0] * interval![1]).toBeCloseTo(value * value, 8);
      expect(wide[name as keyof typeof wide]![1]).toBeGreaterThan(interval![1]);
    }
  });

  test("the published standard errors make them", () => {
    const { r } = parameterIntervals({ kind: "bg-nbd", params: { r: 0.243 }, standardErrors: { r: 0.01256 } });
    expect(r![0]).toBeCloseTo(0.243 * Math.exp((-1.959963985 * 0.01256) / 0.243), 9);
  });

  test("a parameter without error has none", () => {
    expect(parameterIntervals({ kind: "nbd", params: { r: 1, alpha: 2 }, standardErrors: { r: 0.1 } }).alpha).toBeUndefined();
    const mu = parameterIntervals({ kind: "log-normal-spend", params: { mu: -0.1 }, standardErrors: { mu: 0.2 } }).mu!;
    expect(mu[0]).toBeLessThan(-0.4);
  });
});

describe("draws and the bootstrap", () => {
  const draws = parameterDraws(model, { draws: 2000 });
  const { models, failed } = bootstrap(customers, fitBgNbd, { repeats: 60, reads: ["repeats", "lastPurchaseAge", "age"] });

  test("both spread as the information says", () => {
    const sd = (values: number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    };
    expect(failed).toBe(0);
    for (const name of ["r", "alpha", "a", "b"] as const) {
      const error = model.standardErrors[name]! / model.params[name];
      // Monte Carlo error of an SD: 1/√(2n), five of them
      expect(Math.abs(sd(draws.map(({ params }) => Math.log(params[name]))) / error - 1)).toBeLessThan(5 / Math.sqrt(4000));
      expect(Math.abs(sd(models.map(({ params }) => Math.log(params[name]))) / error - 1)).toBeLessThan(5 / Math.sqrt(120));
    }
  });

  test("the same seed, the same answer; equal customers are one row", () => {
    expect(parameterDraws(model, { draws: 3 })).toEqual(parameterDraws(model, { draws: 3 }));
    expect(parameterDraws(model, { draws: 3, seed: 2 })).not.toEqual(parameterDraws(model, { draws: 3 }));
    let rows = 0;
    const many = Array.from({ length: 900 }, (_, i) => ({ repeats: i % 3, lastPurchaseAge: 5 * (i % 3), age: 60 }));
    bootstrap(
      many,
      (distinct) => {
        rows = distinct.length;
      },
      { repeats: 1 },
    );
    expect(rows).toBe(3);
  });

  test("samples without a maximum are counted, other errors thrown", () => {
    const refuse = (): never => {
      throw new FitError("no", undefined);
    };
    expect(bootstrap(customers, refuse, { repeats: 3 })).toEqual({ models: [], failed: 3 });
    expect(() =>
      bootstrap(
        customers,
        () => {
          throw new Error("other");
        },
        { repeats: 3 },
      ),
    ).toThrow("other");
  });
});

describe("intervals of forecasts", () => {
  const draws = parameterDraws(model, { draws: 400 });

  test("parameters and chance are kept apart, and both are wider than either", () => {
    const total = totalInterval(model, customers, 365);
    const width = ([low, high]: readonly [number, number]): number => high - low;
    expect(width(total.both)).toBeGreaterThan(width(total.parameters));
    expect(width(total.both)).toBeGreaterThan(width(total.purchases));
    expect(total.both[0]).toBeLessThan(total.expected);
  });

  test("the delta method and draws agree on a total", () => {
    const delta = totalInterval(model, customers, 365);
    const drawn = totalInterval(model, customers, 365, { draws });
    expect(drawn.purchasesDeviation).toBe(delta.purchasesDeviation);
    // Monte Carlo error of an SD over 400 draws is 3.5 %
    expect(Math.abs(drawn.parametersDeviation / delta.parametersDeviation - 1)).toBeLessThan(0.15);
  });

  test("ten times the customers: chance grows with the root, its share falls", () => {
    const few = totalInterval(model, customers.slice(0, 200), 365);
    const all = totalInterval(model, customers, 365);
    expect(all.purchasesDeviation! / few.purchasesDeviation!).toBeGreaterThan(2);
    expect(all.purchasesDeviation! / all.expected).toBeLessThan(few.purchasesDeviation! / few.expected);
  });

  test("one customer's purchases are whole numbers around the expectation", () => {
    for (const customer of [...customers.slice(0, 20), "newcomer" as const]) {
      const { expected, parameters, purchases, both } = purchaseInterval(model, customer, 180, { draws });
      expect(parameters[0]).toBeLessThanOrEqual(parameters[1]);
      for (const bound of [...purchases, ...both]) expect(Number.isInteger(bound)).toBe(true);
      expect(purchases[0]).toBeLessThanOrEqual(Math.ceil(expected));
      expect(both[1]).toBeGreaterThanOrEqual(Math.floor(expected));
    }
    expect(purchaseInterval(model, customers[0]!, 0)).toMatchObject({ expected: 0, parameters: [0, 0], purchases: [0, 0], both: [0, 0] });
  });

  test("money: chance is of how often and of how much", () => {
    const money = fitGammaGamma(customers);
    const total = totalInterval(model, customers, 365, { spend: money });
    const counts = totalInterval(model, customers, 365);
    expect(total.purchasesDeviation! / total.expected).toBeGreaterThan(counts.purchasesDeviation! / counts.expected);
    expect(total.parametersDeviation / total.expected).toBeGreaterThan(counts.parametersDeviation / counts.expected);
  });

  test.each([
    ["level must be", { level: 1 }],
    ["draws must be", { draws: [] }],
  ])("%s", (message, options) => {
    expect(() => totalInterval(model, customers, 9, options)).toThrow(message);
    expect(() => purchaseInterval(model, "newcomer", 9, options)).toThrow(message);
  });

  test("on a boundary there is no covariance: draws must come from the bootstrap", () => {
    const { covariance: _, ...bounded } = model;
    expect(() => totalInterval(bounded, customers, 9)).toThrow(/give `draws` from bootstrap/);
    expect(totalInterval(bounded, customers, 9, { draws }).expected).toBeGreaterThan(0);
  });
});

describe("moments of spend", () => {
  test("are those of a simulation", () => {
    const dice = random(7);
    const { p, q, v } = spend.params;
    const n = 200_000;
    const check = (means: number[], within: number, moments: ReturnType<typeof spendMoments>): void => {
      const mean = means.reduce((sum, value) => sum + value, 0) / n;
      const between = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
      // heavy tails: a few per cent of Monte Carlo error
      expect(mean / moments.mean).toBeCloseTo(1, 2);
      expect(Math.abs(between / moments.between - 1)).toBeLessThan(0.06);
      expect(Math.abs(within / moments.within - 1)).toBeLessThan(0.06);
    };
    const rates = Array.from({ length: n }, () => randomGamma(dice, q + p * 2, v + 2 * 22.35));
    check(
      rates.map((rate) => p / rate),
      rates.reduce((sum, rate) => sum + p / (rate * rate), 0) / n,
      spendMoments(spend, { repeats: 2, meanSpend: 22.35 }),
    );
    const levels = Array.from({ length: n }, () => randomNormal(dice, 3, 0.4));
    const logNormal = { kind: "log-normal-spend", params: { mu: 3, tau: 0.4, sigma: 0.5 } } as const;
    const within = levels.reduce((sum, level) => sum + Math.exp(2 * level) * Math.expm1(0.25), 0) / n;
    check(levels.map(Math.exp), within, spendMoments(logNormal, { repeats: 0, meanSpend: undefined }));
  });
});

describeShared("CDNOW", () => {
  test("the interval of the holdout total", () => {
    const { customers: held } = holdout(cdnowSample(), { at: "1997-09-30", until: "1998-06-30" });
    const fitted = fitBgNbd(held);
    const { expected, both, parametersDeviation, purchasesDeviation } = totalInterval(fitted, held, 273);
    expect(expected).toBeCloseTo(1653.4, 1);
    expect(parametersDeviation).toBeGreaterThan(40);
    expect(purchasesDeviation).toBeGreaterThan(40);
    expect(both[1]).toBeGreaterThan(1780);
  });
});

test("in 60 simulated files the intervals hold the truth as often as they say", () => {
  const { tried, hits } = coverage("nbd", { repeats: 60, customers: 400, days: 365 });
  expect(tried).toBe(60);
  const [low, high] = binomialBand(tried, 0.95);
  for (const count of Object.values(hits)) {
    expect(count).toBeGreaterThanOrEqual(low);
    expect(count).toBeLessThanOrEqual(high);
  }
  expect(binomialBand(1000, 0.95)).toEqual([926, 971]);
  expect(fitNbd(customers).converged).toBe(true);
});

test("a sample in which nobody is left to learn from is a failed one; customers who are wrong still throw", () => {
  const one = [{ repeats: 1, meanSpend: 5 }, ...Array.from({ length: 5 }, () => ({ repeats: 0, meanSpend: undefined }))];
  const learn = (rows: readonly { repeats: number; meanSpend: number | undefined }[], { weights }: { weights: Float64Array }): number => {
    if (!rows.some(({ repeats }, i) => repeats > 0 && weights[i]! > 0)) throw new InvalidInputError([]);
    return 1;
  };
  const { models, failed } = bootstrap(one, learn, { repeats: 50 });
  expect(failed).toBeGreaterThan(5);
  expect(models.length + failed).toBe(50);
  expect(() => bootstrap([{ repeats: 1, meanSpend: -5 }], fitGammaGamma, { repeats: 5 })).toThrow(InvalidInputError);
});
