/** The fitting loop and the verbs: doors, boundaries, weights, order, saving, recovery. */
import { describe, expect, test } from "vitest";
import { declaration as bgDeclaration } from "../../src/clv/bg-nbd.js";
import { type Declaration, fitDeclared } from "../../src/clv/fit.js";
import { timingRows } from "../../src/clv/timing.js";
import type { DailyModel } from "../../src/clv/value.js";
import {
  type BgNbd,
  expectedPurchases,
  expectedSpend,
  FitError,
  fitBgCnbdK,
  fitBgNbd,
  fitGammaGamma,
  fitLogNormalSpend,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  type GammaGamma,
  gapShape,
  InvalidInputError,
  logLikelihood,
  type MbgCnbdK,
  type MbgNbd,
  meanSpendOfAll,
  type Nbd,
  nextPurchase,
  ownSpendWeight,
  type PurchaseModel,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  readModel,
  residualPurchases,
  simulateHistories,
  simulatePurchases,
  spendLogLikelihood,
  type Timing,
  wheatMorrison,
} from "../../src/index.js";
import { purchaseHistories } from "../../src/transactions/history.js";

const bg: BgNbd = { kind: "bg-nbd", params: { r: 0.6, alpha: 25, a: 0.9, b: 2.5 } };
const spend: GammaGamma = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
const customer: Timing = { repeats: 2, lastPurchaseAge: 30, age: 60 };
const sample: readonly Timing[] = Object.freeze(
  simulateHistories(bg, { customers: 800, days: [60, 300] }).map((one) => Object.freeze(one)),
);

describe("doors", () => {
  const fits = { nbd: fitNbd, bg: fitBgNbd, mbg: fitMbgNbd, bgK: fitBgCnbdK, mbgK: fitMbgCnbdK } as const;
  const bad: readonly [name: string, customers: unknown, message: RegExp][] = [
    ["no customers", [], /customers must be an array with at least one customer/],
    [
      "tₓ > T",
      [customer, { repeats: 1, lastPurchaseAge: 9, age: 8 }],
      /row 1: lastPurchaseAge must be between 0 and the age 8, received 9/,
    ],
    ["negative x", [{ ...customer, repeats: -1 }], /row 0: repeats must be a whole number, 0 or more, received -1/],
    ["fractional x", [{ ...customer, repeats: 1.5 }], /row 0: repeats must be a whole number/],
    ["x = 0 with tₓ > 0", [{ ...customer, repeats: 0 }], /row 0: lastPurchaseAge must be 0 where repeats is 0, received 30/],
    ["NaN", [{ ...customer, age: Number.NaN }], /row 0: age must be a finite number of days, 0 or more, received NaN/],
    ["infinite age", [{ ...customer, age: Number.POSITIVE_INFINITY }], /row 0: age/],
    ["missing field", [{ repeats: 2, age: 3 }], /row 0: lastPurchaseAge/],
    ["text", [{ ...customer, repeats: "2" }], /row 0: repeats/],
  ];
  for (const [name, learn] of Object.entries(fits)) {
    test.each(bad)(`fit ${name}: %s`, (_, customers, message) => {
      expect(() => learn(customers as never)).toThrow(InvalidInputError);
      expect(() => learn(customers as never)).toThrow(message);
    });
  }

  test("the first ten issues are shown and all are counted", () => {
    try {
      fitBgNbd(new Array<Timing>(25).fill({ repeats: -1, lastPurchaseAge: 0, age: 1 }));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
      expect((error as InvalidInputError).issues.length).toBe(10);
      expect((error as InvalidInputError).total).toBe(25);
    }
  });

  test.each([
    ["weights of another length", { weights: [1] }, /weights must be an array of length 800/],
    ["a negative weight", { weights: sample.map((_, i) => (i === 3 ? -1 : 1)) }, /row 3: weights/],
    ["a weight that is NaN", { weights: sample.map(() => Number.NaN) }, /row 0: weights/],
    ["no weight at all", { weights: sample.map(() => 0) }, /weights must be numbers with a finite sum above 0/],
    ["a start of zero", { start: { r: 0, alpha: 1, a: 1, b: 1 } }, /start\.r must be a finite number above 0/],
    ["a negative penalty", { penalty: -1 }, /penalty/],
    ["no iterations", { maxIterations: 0 }, /maxIterations/],
    ["a tolerance of 2", { tolerance: 2 }, /tolerance/],
  ])("options: %s", (_, options, message) => {
    expect(() => fitBgNbd(sample, options)).toThrow(message);
  });

  test.each([
    ["kind", { kind: "bgnbd", params: bg.params }, /kind must be one of nbd, bg-nbd/],
    ["a negative parameter", { kind: "bg-nbd", params: { ...bg.params, a: -1 } }, /params\.a must be a finite number above 0/],
    ["a NaN parameter", { kind: "bg-nbd", params: { ...bg.params, r: Number.NaN } }, /params\.r/],
  ])("verbs refuse a wrong model: %s", (_, model, message) => {
    expect(() => probabilityAlive(model as BgNbd, customer)).toThrow(message);
    expect(() => logLikelihood(model as BgNbd, [customer])).toThrow(message);
  });

  test("verbs refuse customers and horizons that cannot be", () => {
    expect(() => probabilityAlive(bg, { ...customer, age: 1 })).toThrow(/lastPurchaseAge must be between 0 and the age 1/);
    expect(() => expectedPurchases(bg, customer, -1)).toThrow(/days must be a finite number of days/);
    expect(() => expectedPurchases(bg, customer, { from: 9, to: 8 })).toThrow(/days\.to/);
    expect(() => probabilityOfPurchase(bg, customer, Number.NaN)).toThrow(/days/);
    expect(() => residualPurchases(bg, customer, { annualDiscountRate: 0 })).toThrow(/annualDiscountRate/);
    expect(() => purchaseDistribution(bg, customer, 1, { length: 0 })).toThrow(/length/);
    expect(() => simulatePurchases(bg, { customers: -1, days: 1 })).toThrow(/customers/);
    expect(() => simulateHistories(bg, { customers: 1, days: [3, 2] })).toThrow(/days/);
    expect(() => probabilityAlive({ kind: "bg-cnbd-k", params: { ...bg.params, k: 1.5 } }, customer)).toThrow(/params\.k/);
    const steady = { kind: "bg-cnbd-k", params: { r: 1e6, alpha: 1e6, a: 1e-9, b: 1e3, k: 2 } } as const;
    // every second of 20,000 events is a purchase: (20,000 − ½)/2 but for one in 1e12 who leaves
    expect(expectedPurchases(steady, "newcomer", 20_000)).toBeCloseTo(9999.75, 3);
    const eager = { kind: "bg-cnbd-k", params: { r: 1e6, alpha: 1e-3, a: 1e-3, b: 1e3, k: 2 } } as const;
    expect(() => expectedPurchases(eager, "newcomer", 1e5)).toThrow(/days must be a horizon within which a million purchases are enough/);
  });

  test("two purchases at one instant have no Σ ln gap", () => {
    const twice = { ...customer, sumLogGaps: undefined };
    expect(() => fitMbgCnbdK([twice])).toThrow(/row 0: sumLogGaps must be Σ ln of the gaps, finite/);
    expect(() => fitMbgCnbdK([twice])).toThrow(InvalidInputError);
  });

  test("Gamma-Gamma: negative and missing spend throw, a spend of 0 is left out with a note", () => {
    expect(() => fitGammaGamma([{ repeats: 1, meanSpend: -3 }])).toThrow(/row 0: meanSpend must be a finite number, 0 or more/);
    expect(() => fitGammaGamma([{ repeats: 1, meanSpend: undefined }])).toThrow(/row 0: meanSpend/);
    expect(() => fitGammaGamma([{ repeats: 0, meanSpend: undefined }])).toThrow(/at least one customer who bought again and paid/);
    expect(() => expectedSpend(spend, { repeats: 1, meanSpend: Number.NaN })).toThrow(/meanSpend/);
    const paying = simulateHistories(bg, { customers: 400, days: 300, spend });
    const model = fitGammaGamma([...paying, { repeats: 3, meanSpend: 0 }]);
    expect(model.params).toEqual(fitGammaGamma(paying).params);
    expect(model.notes[0]).toContain("1 customer bought again but never paid");
  });
});

describe("the edge of what can be fitted: finite parameters, flags and words", () => {
  const finite = (model: { params: object; logLikelihood: number }): void => {
    for (const value of [...Object.values(model.params), model.logLikelihood]) expect(Number.isFinite(value)).toBe(true);
  };

  test.each([
    ["NBD", fitNbd],
    ["BG/NBD", fitBgNbd],
    ["MBG/NBD", fitMbgNbd],
  ] as const)("%s: nobody repeats", (_, learn) => {
    const model = learn(sample.map(({ age }) => ({ repeats: 0, lastPurchaseAge: 0, age })));
    finite(model);
    expect(model.boundary.length).toBeGreaterThan(0);
    expect(model.notes[0]).toContain("Nobody bought a second time");
    expect(expectedPurchases(model as PurchaseModel, { repeats: 0, lastPurchaseAge: 0, age: 100 }, 365)).toBeLessThan(1e-6);
  });

  test.each([
    ["NBD", fitNbd],
    ["BG/NBD", fitBgNbd],
    ["MBG/NBD", fitMbgNbd],
  ] as const)("%s: one customer, and everybody repeats", (_, learn) => {
    finite(learn([customer]));
    const model = learn(sample.filter(({ repeats }) => repeats > 0));
    finite(model);
    expect(model.notes.join()).toContain("Every customer bought again");
  });

  test("everybody at the same rhythm: r and alpha run to infinity together", () => {
    const model = fitNbd(new Array<Timing>(50).fill({ repeats: 4, lastPurchaseAge: 40, age: 50 }));
    expect(model.boundary).toEqual([
      { param: "r", towards: "infinity" },
      { param: "alpha", towards: "infinity" },
    ]);
    expect(model.standardErrors).toEqual({});
    expect(model.covariance).toBeUndefined();
    expect(expectedPurchases(model, "newcomer", 50)).toBeCloseTo(4, 6);
    expect(model.notes.join()).toContain("All customers buy at the same rate");
  });

  test("repeats on the first day are legal beside others; at age 0 alone the likelihood has no end", () => {
    finite(fitBgNbd([...sample, { repeats: 2, lastPurchaseAge: 0, age: 90 }]));
    expect(() => fitBgNbd([{ repeats: 5, lastPurchaseAge: 0, age: 0 }, customer])).toThrow(FitError);
    expect(() => fitBgNbd([{ repeats: 5, lastPurchaseAge: 0, age: 0 }, customer])).toThrow(/grows without end with alpha/);
  });

  test("too few iterations: a FitError with the best so far", () => {
    try {
      fitNbd(new Array<Timing>(50).fill({ repeats: 4, lastPurchaseAge: 40, age: 50 }), { maxIterations: 1 });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(FitError);
      expect((error as FitError<Nbd>).best.params.r).toBeGreaterThan(0);
    }
  });

  test("a maximum at a kink, where no gradient is zero, is found by the simplex method and said to be", () => {
    const money = Float64Array.of(3, 5, 8, 9, 20, 31, 54);
    const laplace: Declaration<"laplace", "median" | "spread"> = {
      kind: "laplace",
      names: ["median", "spread"],
      unit: "money",
      scaled: [0],
      powers: [1, 1],
      starts: () => [[1, 1]],
      likelihood:
        ({ columns: [x], weights }) =>
        ([median, spread], gradient) => {
          const distances = x!.map((value) => Math.abs(value - median!));
          const total = distances.reduce((sum, distance, i) => sum + weights[i]! * distance, 0);
          gradient[0] = x!.reduce((sum, value, i) => sum + (weights[i]! * median! * Math.sign(value - median!)) / spread!, 0);
          gradient[1] = total / spread! - weights.length;
          return -weights.length * Math.log(2 * spread!) - total / spread!;
        },
    };
    const model = fitDeclared(laplace, { columns: [money], weights: money.map(() => 1) });
    expect(model.converged).toBe(true);
    expect(model.params.median).toBeCloseTo(9, 5);
    expect(model.params.spread).toBeCloseTo((6 + 4 + 1 + 0 + 11 + 22 + 45) / 7, 5);
    expect(model.notes.join()).toContain("simplex method");
    expect(fitBgNbd(sample).notes.join()).not.toContain("simplex method");
  });

  test("few repeaters, and spend with an endless tail, are said", () => {
    const few = fitBgNbd([
      ...new Array<Timing>(2000).fill({ repeats: 0, lastPurchaseAge: 0, age: 100 }),
      { repeats: 1, lastPurchaseAge: 5, age: 90 },
      customer,
    ]);
    expect(few.notes.join()).toContain("Only 2 of 2002 customers bought again");
    const wild = fitGammaGamma(
      Array.from({ length: 300 }, (_, i) => ({ repeats: 1 + (i % 5), meanSpend: Math.exp(8 * Math.sin(i) ** 3) })),
    );
    expect(wild.params.q).toBeLessThan(1.5);
    expect(wild.notes.join()).toMatch(/q is (at most|close to) 1/);
    if (wild.params.q <= 1) expect(meanSpendOfAll(wild)).toBeUndefined();
  });
});

describe("the fit", () => {
  const model = fitBgNbd(sample);

  test("does not depend on the order of rows, nor on a first or a second run", () => {
    expect(fitBgNbd(sample.slice().reverse())).toEqual(model);
    expect(fitBgNbd(sample)).toEqual(model);
  });

  test("weights equal repetition, and weight 0 leaves a customer out", () => {
    const weights = sample.map((_, i) => i % 3);
    const repeated = sample.flatMap((one, i) => new Array<Timing>(i % 3).fill(one));
    expect(fitBgNbd(sample, { weights })).toEqual(fitBgNbd(repeated));
  });

  test("ten equal files are fitted in the steps of one", () => {
    const ten = fitBgNbd(new Array(10).fill(sample).flat() as Timing[]);
    expect(ten.iterations).toBe(model.iterations);
    expect(ten.distinct).toBe(model.distinct);
    expect(ten.params.a).toBeCloseTo(model.params.a, 10);
    expect(ten.standardErrors.a).toBeCloseTo(model.standardErrors.a! / Math.sqrt(10), 8);
  });

  test("the unit of time moves alpha alone, and the likelihood by −Σx ln k", () => {
    const weeks = fitBgNbd(
      sample.map(({ repeats, lastPurchaseAge, age }) => ({ repeats, lastPurchaseAge: lastPurchaseAge / 8, age: age / 8 })),
    );
    expect(weeks.params.alpha * 8).toBeCloseTo(model.params.alpha, 7);
    expect(weeks.params.a).toBeCloseTo(model.params.a, 8);
    const purchases = sample.reduce((sum, { repeats }) => sum + repeats, 0);
    expect(weeks.logLikelihood - purchases * Math.log(8)).toBeCloseTo(model.logLikelihood, 6);
  });

  test("its gradient is zero and its likelihood that of the verb", () => {
    expect(model.gradientNorm).toBeLessThan(1e-8);
    expect(logLikelihood(model, sample)).toBe(model.logLikelihood);
    expect(model.aic).toBeCloseTo(8 - 2 * model.logLikelihood, 9);
    expect(model.bic).toBeCloseTo(4 * Math.log(800) - 2 * model.logLikelihood, 9);
  });

  test("the gradient is that of the likelihood, also with k > 1", () => {
    const rows = timingRows(sample);
    const likelihood = bgDeclaration.likelihood(rows);
    const at = [0.5, 30, 0.7, 3];
    const gradient = [0, 0, 0, 0];
    likelihood(at, gradient);
    at.forEach((value, i) => {
      const moved = (factor: number): number =>
        likelihood(
          at.map((one, k) => (k === i ? value * factor : one)),
          [0, 0, 0, 0],
        );
      const slope = (moved(Math.exp(1e-5)) - moved(Math.exp(-1e-5))) / 2e-5;
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-4);
    });
  });

  test("a start is taken, a penalty pulls towards 1 and is not in the likelihood", () => {
    expect(fitBgNbd(sample, { start: model.params }).logLikelihood).toBeCloseTo(model.logLikelihood, 9);
    const pulled = fitBgNbd(sample, { penalty: 50 });
    expect(Math.abs(Math.log(pulled.params.b))).toBeLessThan(Math.abs(Math.log(model.params.b)));
    expect(pulled.logLikelihood).toBe(logLikelihood(pulled, sample));
    expect(pulled.logLikelihood).toBeLessThan(model.logLikelihood);
  });

  test("a model survives JSON; edited, of another version or of nothing known it is refused", () => {
    const text = JSON.stringify(model);
    expect(readModel(text)).toEqual(model);
    expect(readModel(JSON.parse(text))).toEqual(model);
    const edited = (change: object): string => JSON.stringify({ ...model, ...change });
    expect(() => readModel(edited({ params: { ...model.params, a: model.params.a + 1e-9 } }))).toThrow(/fingerprint/);
    expect(() => readModel(edited({ customers: 801 }))).toThrow(/fingerprint/);
    expect(() => readModel(edited({ schemaVersion: 2 }))).toThrow(/schemaVersion must be 1/);
    expect(() => readModel(edited({ unit: "week" }))).toThrow(/unit must be "day"/);
    expect(() => readModel(edited({ kind: "__proto__" }))).toThrow(/kind must be one of/);
    expect(() => readModel(edited({ params: { r: 1 } }))).toThrow(/params\.alpha must be a finite number/);
    expect(() => readModel("{")).toThrow(InvalidInputError);
    expect(() => readModel("null")).toThrow(InvalidInputError);
    expect(readModel(JSON.stringify(fitLogNormalSpend(simulateHistories(bg, { customers: 100, days: 300, spend })))).kind).toBe(
      "log-normal-spend",
    );
  });

  test("the fingerprint of the data is that of the customers, not of their order", () => {
    const data = (customers: readonly Timing[]): string => fitNbd(customers).fingerprint.split("-")[0]!;
    expect(data(sample.slice().reverse())).toBe(data(sample));
    expect(data(sample.slice(1))).not.toBe(data(sample));
  });
});

describe("simulation and recovery", () => {
  const models: readonly [DailyModel, (customers: ReturnType<typeof simulateHistories>) => { params: object; standardErrors: object }][] = [
    [{ kind: "nbd", params: { r: 0.8, alpha: 40 } } as Nbd, fitNbd],
    [bg, fitBgNbd],
    [{ kind: "mbg-nbd", params: bg.params } as MbgNbd, fitMbgNbd],
    [{ kind: "bg-cnbd-k", params: { ...bg.params, k: 2, alpha: 8 } }, (customers) => fitBgCnbdK(customers)],
    [{ kind: "mbg-cnbd-k", params: { ...bg.params, k: 3, alpha: 5 } } as MbgCnbdK, (customers) => fitMbgCnbdK(customers)],
  ];
  test.each(models)("10,000 customers give the parameters of $kind back within three standard errors", (model, learn) => {
    const fitted = learn(simulateHistories(model, { customers: 10_000, days: [100, 400], seed: 7 }));
    const errors = fitted.standardErrors as Record<string, number>;
    for (const [name, value] of Object.entries(model.params)) {
      const found = (fitted.params as Record<string, number>)[name]!;
      if (name === "k") expect(found).toBe(value);
      else expect(Math.abs(found - value) / errors[name]!).toBeLessThan(3);
    }
  });

  test("10,000 customers give Gamma-Gamma back within three standard errors", () => {
    const fitted = fitGammaGamma(simulateHistories(bg, { customers: 10_000, days: [100, 400], seed: 8, spend }));
    for (const name of ["p", "q", "v"] as const) {
      expect(Math.abs(fitted.params[name] - spend.params[name]) / fitted.standardErrors[name]!).toBeLessThan(3);
    }
  });

  test("the same seed gives the same customers, and days the histories of the ledger", () => {
    const options = { customers: 50, days: 200, seed: "x", spend, from: "2026-01-01" } as const;
    const rows = simulatePurchases(bg, options);
    expect(simulatePurchases(bg, options)).toEqual(rows);
    expect(simulatePurchases(bg, { ...options, seed: "y" })).not.toEqual(rows);
    expect(purchaseHistories(rows, { asOf: "2026-07-20" }).length).toBe(50);
    expect(rows.every(({ amount }) => amount > 0)).toBe(true);
  });

  test("simulated customers buy as often as expected", () => {
    const customers = simulateHistories(bg, { customers: 20_000, days: 180, seed: 3 });
    const mean = customers.reduce((sum, { repeats }) => sum + repeats, 0) / 20_000;
    const { p } = purchaseDistribution(bg, "newcomer", 180);
    const expected = expectedPurchases(bg, "newcomer", 180);
    const variance = p.reduce((sum, mass, n) => sum + mass * (n - expected) ** 2, 0);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / 20_000));
    const none = customers.filter(({ repeats }) => repeats === 0).length / 20_000;
    expect(Math.abs(none - p[0]!)).toBeLessThan(4 * Math.sqrt((p[0]! * (1 - p[0]!)) / 20_000));
  });
});

describe("spend and regularity", () => {
  test("amounts × k give spend × k and leave p and q alone", () => {
    const customers = simulateHistories(bg, { customers: 500, days: 300, spend });
    const model = fitGammaGamma(customers);
    const dearer = fitGammaGamma(
      customers.map((one) => ({ ...one, meanSpend: one.meanSpend === undefined ? undefined : one.meanSpend * 4 })),
    );
    expect(dearer.params.v).toBeCloseTo(4 * model.params.v, 6);
    expect(dearer.params.q).toBeCloseTo(model.params.q, 8);
    expect(meanSpendOfAll(dearer)).toBeCloseTo(4 * meanSpendOfAll(model)!, 8);
    expect(spendLogLikelihood(model, customers)).toBe(model.logLikelihood);
  });

  test("the expectation lies between the customer's own mean and that of all, by the weight", () => {
    const one = { repeats: 4, meanSpend: 60 };
    const weight = ownSpendWeight(spend, one);
    expect(expectedSpend(spend, one)).toBeCloseTo(weight * 60 + (1 - weight) * meanSpendOfAll(spend)!, 10);
    expect(ownSpendWeight(spend, { repeats: 0, meanSpend: undefined })).toBe(0);
    expect(ownSpendWeight({ ...spend, params: { ...spend.params, q: 0.5 } }, one)).toBe(1);
  });

  test("log-normal spend shrinks less the more purchases there are, and survives what Gamma-Gamma cannot", () => {
    const model = { kind: "log-normal-spend", params: { mu: 3, tau: 0.6, sigma: 0.5 } } as const;
    expect(ownSpendWeight(model, { repeats: 9, meanSpend: 50 })).toBeGreaterThan(ownSpendWeight(model, { repeats: 1, meanSpend: 50 }));
    expect(meanSpendOfAll(model)).toBeCloseTo(Math.exp(3 + 0.18), 12);
    expect(expectedSpend(model, { repeats: 3, meanSpend: 0 })).toBe(meanSpendOfAll(model));
    const fitted = fitLogNormalSpend(simulateHistories(bg, { customers: 3000, days: 300, spend: model, seed: 5 }));
    expect(Math.abs(fitted.params.tau - 0.6)).toBeLessThan(0.1);
    expect(meanSpendOfAll(fitted)).toBeGreaterThan(0);
  });

  test("regularity: undefined for too few or equal gaps, never NaN", () => {
    expect(gapShape([])).toBeUndefined();
    expect(gapShape([5])).toBeUndefined();
    expect(gapShape([5, 5, 5])).toBeUndefined();
    expect(gapShape([0, 5])).toBeUndefined();
    expect(() => gapShape([-1, 5])).toThrow(InvalidInputError);
    expect(wheatMorrison([[3], []])).toBeUndefined();
    expect(wheatMorrison([[4, 4]])).toBeUndefined();
  });
});

describe("the next purchase", () => {
  test("undefined where the chance of any purchase is below the quantile", () => {
    const gone = { repeats: 30, lastPurchaseAge: 60, age: 300 };
    expect(nextPurchase(bg, gone)).toEqual({ medianDay: undefined, window80: [undefined, undefined], never: 1 });
    const { medianDay, window80, never } = nextPurchase({ kind: "nbd", params: { r: 2, alpha: 10 } }, "newcomer");
    expect(never).toBe(0);
    expect(medianDay).toBeCloseTo(10 * (Math.SQRT2 - 1), 8);
    expect(window80[1]).toBeCloseTo(10 * (Math.sqrt(10) - 1), 8);
  });
});
