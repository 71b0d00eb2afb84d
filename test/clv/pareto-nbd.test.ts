import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paretoLikelihood } from "../../src/clv/pareto-likelihood.js";
import { anyPurchase, discounted, draw, expected, masses, type ParetoParams, tail } from "../../src/clv/pareto-nbd.js";
import { timingRows } from "../../src/clv/timing.js";
import {
  expectedPurchases,
  expectedPurchasesOfNewcomer,
  fitParetoNbd,
  logLikelihood,
  type ParetoNbd,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  residualPurchases,
  type Timing,
} from "../../src/index.js";
import { random } from "../../src/math/random.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { cdnow, expectClose, table } from "./reference.js";

const typed = (r: number, alpha: number, s: number, beta: number): ParetoNbd => ({ kind: "pareto-nbd", params: { r, alpha, s, beta } });
const at = (repeats: number, lastPurchaseAge: number, age: number): Timing => ({ repeats, lastPurchaseAge, age });
const WEEK = 7;

describe("published figures, typed in", () => {
  const btyd = typed(0.5629966, 12.559037 * WEEK, 0.4081095, 10.5148048 * WEEK);
  const perYear = { annualDiscountRate: Math.expm1((365 * 0.0027) / WEEK) };
  test("BTYD vignette: E[X(52)], and the next year of x = 26, tₓ = 30.86, T = 31 weeks", () => {
    // At the maximum; the vignette's own fit stops a little before it, hence fewer digits than printed.
    const vignette = typed(0.553277, 10.57768 * WEEK, 0.60624, 11.66873 * WEEK);
    const customer = at(26, 216, 217);
    expect(expectedPurchasesOfNewcomer(vignette, 364)).toBeCloseTo(1.473434, 4);
    expect(expectedPurchases(vignette, customer, 364)).toBeCloseTo(25.45647, 2);
    expect(probabilityAlive(vignette, customer)).toBeCloseTo(0.997874, 4);
  });
  test("BTYD vignette: the increasing frequency paradox (three digits: the printed parameters are rounded)", () => {
    const vignette = typed(0.553, 10.58 * WEEK, 0.606, 11.656 * WEEK);
    const printed = [0.7062289, 0.1442396, 0.02250658, 0.00309267];
    for (const [i, x] of [10, 15, 20, 25].entries()) expectClose(expectedPurchases(vignette, at(x, 140, 273), 364), printed[i]!, 1e-3);
  });
  test("BTYD manual: DERT of x = 7, tₓ = 35, T = 77.86 weeks at .0027 a week", () => {
    expectClose(residualPurchases(btyd, at(7, 35 * WEEK, 77.86 * WEEK), perYear), 1.86418333, 1e-8);
  });
  test("BTYD manual: DERT of x = 1 … 10 at tₓ = 30 weeks", () => {
    const printed = [2.1991554, 2.8435344, 2.8671284, 2.4454101, 1.8405019, 1.2624165, 0.80961812, 0.49480362, 0.2920247, 0.16792751];
    printed.forEach((value, i) => {
      expectClose(residualPurchases(btyd, at(i + 1, 30 * WEEK, 77.86 * WEEK), perYear), value, 1e-7);
    });
  });
  test("CLVTools: P(alive) of four frequent buyers is finite", () => {
    const model = typed(0.5143, 2.8845, 0.2856, 14.1087);
    for (const [x, tx, T] of [
      [221, 103.42857, 103.57143],
      [254, 97.14286, 97.28571],
      [161, 94.71429, 98],
      [204, 98.57143, 99.42857],
    ]) {
      const alive = probabilityAlive(model, at(x!, tx!, T!));
      expect(alive).toBeGreaterThan(0);
      expect(alive).toBeLessThanOrEqual(1);
    }
  });
  test("lifetimes: expected purchases at x = 132 and 133", () => {
    const model = typed(0.55, 10.58, 0.61, 11.67);
    expectClose(expectedPurchases(model, at(132, 200, 200), 10), 6.2060517889632418, 1e-13);
    expectClose(expectedPurchases(model, at(133, 200, 200), 10), 6.2528722475748113, 1e-13);
  });
  test("lifetimes: log-likelihoods that overflowed are finite", () => {
    const model = typed(10.465, 0.00798565, 3.0516, 2.82);
    for (const customer of [at(400, 5, 6), at(500, 1, 37), at(500, 4, 37)])
      expect(Number.isFinite(logLikelihood(model, [customer]))).toBe(true);
  });
});

describeShared("50-digit arithmetic", () => {
  interface Case {
    readonly params: ParetoParams;
    readonly customer: { readonly x: number; readonly t_x: number; readonly T: number };
    readonly t: number;
    readonly delta: number;
    readonly values: Record<
      "log_likelihood" | "p_alive" | "expected_purchases" | "probability_of_at_least_one" | "unconditional_expectation" | "dert",
      number
    > & { readonly pmf: number[] };
  }
  test("300 cases, ordinary and hard: every verb to 5e-12, most to 1e-13", () => {
    const { cases } = readReference<{ cases: Case[] }>("special/mp_cases_pareto_nbd.json");
    expect(cases.length).toBe(300);
    for (const { params, customer: c, t, delta, values } of cases) {
      const model: ParetoNbd = { kind: "pareto-nbd", params };
      const customer = at(c.x, c.t_x, c.T);
      expectClose(logLikelihood(model, [customer]), values.log_likelihood, 5e-12);
      expectClose(probabilityAlive(model, customer), values.p_alive, 5e-13);
      expectClose(expectedPurchases(model, customer, t), values.expected_purchases, 5e-13);
      expectClose(probabilityOfPurchase(model, customer, t), values.probability_of_at_least_one, 5e-13);
      expectClose(residualPurchases(model, customer, { annualDiscountRate: Math.expm1(365 * delta) }), values.dert, 5e-12, delta < 1);
      expectClose(expectedPurchasesOfNewcomer(model, t), values.unconditional_expectation, 1e-13);
      const { p, tail: rest } = purchaseDistribution(model, "newcomer", t, { length: 6 });
      for (const [n, value] of values.pmf.entries()) expectClose(p[n]!, value, 1e-13);
      expect(p.reduce((sum, value) => sum + value, rest)).toBeCloseTo(1, 13);
    }
  });
  test("the Pareto/NBD rows of customers_stress.csv, where lifetimes fails", () => {
    const rows = table(readShared("reference/python/customers_stress.csv")).filter((row) => row.at(0)!.startsWith("pareto"));
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      const [r, alpha, s, beta, x, tx, T, t, alive, , expectation, logL] = row.slice(-13, -1).map(Number) as number[];
      const model = typed(r!, alpha!, s!, beta!);
      expectClose(probabilityAlive(model, at(x!, tx!, T!)), alive!, 5e-13);
      expectClose(expectedPurchases(model, at(x!, tx!, T!), t!), expectation!, 5e-13);
      expectClose(logLikelihood(model, [at(x!, tx!, T!)]), logL!, 5e-11);
    }
  });
});

describeShared("peers", () => {
  const fits = () =>
    readReference<
      Record<
        "sample" | "master",
        { pareto_nbd: { polished: { params: ParetoParams; loglik: number; std_error: ParetoParams; covariance: number[][] } } }
      >
    >("cdnow/fits.json");
  test.each([
    ["sample", "cbs.csv", 2457],
    ["master", "cbs_master.csv.gz", 24337],
  ] as const)("the maximum on the CDNOW %s", (name, file, repeats) => {
    const { params, loglik, std_error } = fits()[name].pareto_nbd.polished;
    const model = fitParetoNbd(cdnow(file));
    const inWeeks = model.logLikelihood + repeats * Math.log(WEEK);
    expect(inWeeks).toBeGreaterThan(loglik - 1e-8);
    expect(inWeeks).toBeLessThan(loglik + 1e-8);
    expectClose(model.params.r, params.r, 1e-8);
    expectClose(model.params.alpha / WEEK, params.alpha, 1e-8);
    expectClose(model.params.s, params.s, 1e-7);
    expectClose(model.params.beta / WEEK, params.beta, 1e-7);
    expectClose(model.standardErrors.r!, std_error.r, 1e-5);
    expectClose(model.standardErrors.alpha! / WEEK, std_error.alpha, 1e-5);
    expectClose(model.standardErrors.s!, std_error.s, 1e-5);
    expectClose(model.standardErrors.beta! / WEEK, std_error.beta, 1e-5);
    expect(model.boundary).toEqual([]);
  });
  test("Fader, Hardie & Lee (2005): .553, 10.578, .606, 11.669, LL −9595.0, to the printed digits", () => {
    const { params, standardErrors, logLikelihood: value } = fitParetoNbd(cdnow("cbs.csv"));
    expect([params.r.toFixed(3), (params.alpha / WEEK).toFixed(3), params.s.toFixed(3), (params.beta / WEEK).toFixed(3)]).toEqual([
      "0.553",
      "10.578",
      "0.606",
      "11.669",
    ]);
    expect((value + 2457 * Math.log(WEEK)).toFixed(1)).toBe("-9595.0");
    const { r, alpha, s, beta } = standardErrors;
    expect([r!, alpha! / WEEK, s!, beta! / WEEK].map((error) => error.toFixed(4))).toEqual(["0.0476", "0.8427", "0.1873", "6.2111"]);
  });
  test("207 customers of the sample as CLVTools has them (1e-9: it subtracts two ₂F₁)", () => {
    const [r, alpha, s, beta] = Object.values(fits().sample.pareto_nbd.polished.params) as [number, number, number, number];
    const model = typed(r, alpha * WEEK, s, beta * WEEK);
    const rows = table(readShared("reference/cdnow/predictions.csv"));
    expect(rows.length).toBe(207);
    for (const row of rows) {
      const [x, tx, T] = row.slice(2, 5).map(Number) as [number, number, number];
      const [loglik, alive, cet39, cet4, dert10, dert27] = row.slice(6, 12).map(Number) as number[];
      const customer = at(x, tx, T);
      expectClose(logLikelihood(model, [customer]) + x * Math.log(WEEK), loglik!, 1e-10);
      expectClose(probabilityAlive(model, customer), alive!, 1e-9);
      expectClose(expectedPurchases(model, customer, 273), cet39!, 1e-9);
      expectClose(expectedPurchases(model, customer, 28), cet4!, 1e-9);
      expectClose(residualPurchases(model, customer, { annualDiscountRate: 1.1 ** (365 / 364) - 1 }), dert10!, 1e-9);
      expectClose(residualPurchases(model, customer, { annualDiscountRate: Math.expm1((365 * 0.0027) / WEEK) }), dert27!, 1e-9);
    }
  });
  test("expectations and probabilities of a newcomer", () => {
    const reference = readReference<{ pareto_nbd: { weeks: number[]; expectation: number[]; pmf_4w: number[]; pmf_39w: number[] } }>(
      "cdnow/expectations.json",
    ).pareto_nbd;
    const { r, alpha, s, beta } = fits().sample.pareto_nbd.polished.params;
    const model = typed(r, alpha * WEEK, s, beta * WEEK);
    for (const [i, weeks] of reference.weeks.entries())
      expectClose(expectedPurchasesOfNewcomer(model, weeks * WEEK), reference.expectation[i]!, 1e-12);
    for (const [n, value] of reference.pmf_4w.entries())
      expectClose(purchaseDistribution(model, "newcomer", 28, { length: 21 }).p[n]!, value, 1e-12);
    for (const [n, value] of reference.pmf_39w.entries())
      expectClose(purchaseDistribution(model, "newcomer", 273, { length: 21 }).p[n]!, value, 1e-12);
  });
  test("customers of lifetimes' tables, on CDNOW and on Online Retail with stated parameters", () => {
    const sample = fits().sample.pareto_nbd.polished.params;
    for (const [file, model, unit, days] of [
      ["customers_cdnow.csv", typed(sample.r, sample.alpha * WEEK, sample.s, sample.beta * WEEK), WEEK, 273],
      ["customers_online_retail.csv", typed(0.85, 70, 0.1, 50), 1, 90],
    ] as const) {
      for (const row of table(readShared(`reference/python/${file}`))) {
        const [x, tx, T] = row.slice(1, 4).map(Number) as [number, number, number];
        const [alive, expectation] = row.slice(-4, -2).map(Number) as [number, number];
        const customer = at(x, tx * unit, T * unit);
        expectClose(probabilityAlive(model, customer), alive, 2e-8);
        expectClose(expectedPurchases(model, customer, days), expectation, 2e-8);
      }
    }
  });
});

const models = fc
  .record({
    r: fc.double({ min: -3, max: 3, noNaN: true }),
    alpha: fc.double({ min: -3, max: 8, noNaN: true }),
    s: fc.double({ min: -4, max: 3, noNaN: true }),
    beta: fc.double({ min: -3, max: 8, noNaN: true }),
  })
  .map(({ r, alpha, s, beta }) => typed(Math.exp(r), Math.exp(alpha), Math.exp(s), Math.exp(beta)));
const histories = fc
  .record({ x: fc.integer({ min: 0, max: 40 }), tx: fc.integer({ min: 1, max: 200 }), wait: fc.integer({ min: 0, max: 200 }) })
  .map(({ x, tx, wait }) => (x === 0 ? at(0, 0, wait) : at(x, tx, tx + wait)));

describe("laws", () => {
  test("whole days and any other ages give the same likelihood and gradient", () =>
    fc.assert(
      fc.property(models, fc.array(histories, { minLength: 60, maxLength: 120 }), ({ params: { r, alpha, s, beta } }, customers) => {
        const rows = timingRows(customers);
        const third = { ...rows, columns: rows.columns.map((column, i) => (i === 0 ? column : column.map((age) => age / 3))) };
        const [whole, other] = [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ];
        const byGrid = paretoLikelihood(rows)([r, alpha, s, beta], whole!);
        const byRow =
          paretoLikelihood(third)([r, alpha / 3, s, beta / 3], other!) -
          customers.reduce((sum, { repeats }) => sum + repeats, 0) * Math.log(3);
        expect(Math.abs(byGrid - byRow)).toBeLessThanOrEqual(1e-11 * Math.abs(byRow) + 1e-9);
        for (const [i, slope] of whole!.entries())
          expect(Math.abs(slope - other![i]!)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(slope) + customers.length));
      }),
      { numRuns: 60 },
    ));
  test("the gradient is that of the likelihood", () =>
    fc.assert(
      fc.property(models, fc.array(histories, { minLength: 1, maxLength: 5 }), ({ params }, customers) => {
        const likelihood = paretoLikelihood(timingRows(customers));
        const point = Object.values(params).map(Math.log);
        const gradient = [0, 0, 0, 0];
        const value = likelihood(point.map(Math.exp), gradient);
        gradient.forEach((slope, i) => {
          const shifted = (by: number): number =>
            likelihood(
              point.map((v, k) => Math.exp(k === i ? v + by : v)),
              [0, 0, 0, 0],
            );
          const difference = (8 * (shifted(1e-3) - shifted(-1e-3)) - (shifted(2e-3) - shifted(-2e-3))) / 12e-3;
          expect(Math.abs(slope - difference)).toBeLessThanOrEqual(1e-7 * (1 + Math.abs(slope) + Math.abs(value)));
        });
      }),
      { numRuns: 60 },
    ));
  test("at s = 1 nothing happens", () => {
    const customer = at(3, 60, 90);
    const middle = expectedPurchases(typed(0.5, 70, 1, 80), customer, 365);
    for (const s of [1 - 1e-9, 1 + 1e-9, 1 - 1e-13]) expectClose(expectedPurchases(typed(0.5, 70, s, 80), customer, 365), middle, 1e-8);
  });
  test("the distribution sums to 1 and has the expectation, with its tail computed apart", () =>
    fc.assert(
      fc.property(models, fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 1, max: 30 }), ({ params }, days, count) => {
        const p = masses(params, days, count);
        expect(p.reduce((sum, mass) => sum + mass, tail(params, days, count))).toBeCloseTo(1, 11);
        expect(anyPurchase(params, days)).toBeCloseTo(1 - p[0]!, 11);
      }),
      { numRuns: 100 },
    ));
  test("discounted purchases are those of the years, each discounted", () => {
    const { params } = typed(0.55, 74, 0.6, 82);
    let sum = 0;
    for (let day = 0; day < 40_000; day++) sum += (expected(params, day + 1) - expected(params, day)) * Math.exp(-0.001 * (day + 0.5));
    expectClose(discounted(params, 0.001), sum, 1e-6);
  });
});

describe("fits", () => {
  test("10,000 simulated customers give the parameters back within three standard errors", () => {
    const truth = { r: 0.7, alpha: 60, s: 0.6, beta: 90 };
    const dice = random(20);
    const customers = Array.from({ length: 10_000 }, () => {
      const age = 200 + Math.floor(dice() * 165);
      const times = draw(truth, dice, age);
      return at(times.length, times.at(-1) ?? 0, age);
    });
    const { params, standardErrors } = fitParetoNbd(customers);
    for (const name of ["r", "alpha", "s", "beta"] as const)
      expect(Math.abs(params[name] - truth[name])).toBeLessThan(3 * standardErrors[name]!);
  });
  test("nobody leaves: finite parameters, a boundary and a note, and the likelihood of the NBD", () => {
    const dice = random(5);
    const customers = Array.from({ length: 1000 }, () => {
      const times = draw({ r: 3, alpha: 30, s: 1e-9, beta: 1 }, dice, 300);
      return at(times.length, Math.floor(times.at(-1) ?? 0), 300);
    });
    const model = fitParetoNbd(customers);
    expect(Object.values(model.params).every((value) => Number.isFinite(value) && value > 0)).toBe(true);
    expect(model.boundary.map(({ param }) => param)).toContain("s");
    expect(model.notes.join()).toMatch(/Hardly anybody is seen to leave/);
  });
});

describeShared("Online Retail, where the supremum is the NBD without dropout", () => {
  test("the likelihood of the limit within 1e-6, boundary flags and a note", async () => {
    const { onlineRetail } = await import("./reference.js");
    const model = fitParetoNbd(onlineRetail());
    expect(model.logLikelihood).toBeGreaterThan(-61875.3934228 - 1e-6);
    expect(model.logLikelihood).toBeLessThan(-61875.3934228 + 1e-6);
    expect(model.boundary.map(({ param }) => param)).toContain("s");
    expect(model.notes.join()).toMatch(/rises all the way to the NBD/);
    expect(Object.values(model.params).every(Number.isFinite)).toBe(true);
  });
});
