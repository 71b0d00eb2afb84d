import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gompertzLikelihood } from "../../src/clv/gompertz-likelihood.js";
import { anyPurchase, discounted, draw, expected, type GompertzParams, masses, survival, tail } from "../../src/clv/gompertz-nbd.js";
import { timingRows } from "../../src/clv/timing.js";
import { expectedPurchases, fitGompertzNbd, type GompertzNbd, logLikelihood, probabilityAlive, readModel } from "../../src/index.js";
import { random } from "../../src/math/random.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { cdnow, expectClose, table } from "./reference.js";

const typed = (r: number, alpha: number, b: number, s: number, beta: number): GompertzNbd => ({
  kind: "gompertz-nbd",
  params: { r, alpha, b, s, beta },
});

test("a hard customer as mpmath has it: r .8, alpha 12, b .05, s 1.7, beta 4 in weeks, x = 21, tₓ = 33, T = 205 days", () => {
  const customer = { repeats: 21, lastPurchaseAge: 33, age: 205 };
  const model = typed(0.8, 84, 0.05 / 7, 1.7, 4);
  expectClose(probabilityAlive(model, customer), 5.367433336046717e-8, 1e-13);
  expectClose(logLikelihood(model, [customer]) + 21 * Math.log(7), -18.7919917969612, 1e-14);
});

describeShared("CLVTools and mpmath", () => {
  test("60 customers at three sets of parameters: log-likelihood, P(alive), expected purchases", () => {
    const rows = table(readShared("reference/cdnow/predictions_ggomnbd.csv"));
    expect(rows.length).toBe(180);
    for (const row of rows) {
      const [r, alpha, b, s, beta] = row.slice(1, 6).map(Number) as [number, number, number, number, number];
      const [x, tx, T, loglik, alive, cet] = row.slice(7, 13).map(Number) as [number, number, number, number, number, number];
      const model = typed(r, alpha * 7, b / 7, s, beta);
      const customer = { repeats: x, lastPurchaseAge: tx, age: T };
      // One customer's reference is itself 3e-8 off (see the test above, which has its digits).
      const digits = row[0] === "above_one" && row[6] === "1901" ? 4e-8 : 1e-10;
      expectClose(logLikelihood(model, [customer]) + x * Math.log(7), loglik, digits);
      expectClose(probabilityAlive(model, customer), alive, digits);
      expectClose(expectedPurchases(model, customer, 273), cet, digits);
    }
  });
  test("CDNOW has no interior maximum: the likelihood of the Pareto/NBD within 1e-6, b on the boundary, a note", () => {
    const fits = readReference<{
      sample: { pareto_nbd: { polished: { loglik: number } }; ggompertz_nbd: { package_default: { loglik: number } } };
    }>("cdnow/fits.json").sample;
    const model = fitGompertzNbd(cdnow("cbs.csv"));
    const inWeeks = model.logLikelihood + 2457 * Math.log(7);
    expect(inWeeks).toBeGreaterThan(fits.ggompertz_nbd.package_default.loglik);
    expect(Math.abs(inWeeks - fits.pareto_nbd.polished.loglik)).toBeLessThan(1e-6);
    expect(model.boundary.map(({ param }) => param)).toContain("b");
    expect(model.notes.join()).toMatch(/as good as a Pareto/);
    expect(Object.values(model.params).every(Number.isFinite)).toBe(true);
    expect(readModel(JSON.stringify(model))).toEqual(model);
  });
});

const models = fc
  .record({
    r: fc.double({ min: -3, max: 3, noNaN: true }),
    alpha: fc.double({ min: -2, max: 7, noNaN: true }),
    b: fc.double({ min: -12, max: 0, noNaN: true }),
    s: fc.double({ min: -4, max: 3, noNaN: true }),
    beta: fc.double({ min: -6, max: 6, noNaN: true }),
  })
  .map(
    ({ r, alpha, b, s, beta }): GompertzParams => ({
      r: Math.exp(r),
      alpha: Math.exp(alpha),
      b: Math.exp(b),
      s: Math.exp(s),
      beta: Math.exp(beta),
    }),
  );

describe("laws", () => {
  test("the distribution sums to 1, with its tail computed apart", () =>
    fc.assert(
      fc.property(models, fc.double({ min: 0, max: 200, noNaN: true }), fc.integer({ min: 1, max: 20 }), (params, days, count) => {
        const p = masses(params, days, count);
        expect(p.reduce((sum, mass) => sum + mass, tail(params, days, count))).toBeCloseTo(1, 10);
        expect(anyPurchase(params, days)).toBeCloseTo(1 - p[0]!, 10);
        expect(anyPurchase(params, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(anyPurchase(params, days) - 1e-12);
      }),
      { numRuns: 60 },
    ));
  test("the gradient is that of the likelihood", () =>
    fc.assert(
      fc.property(
        models,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        (params, x, tx, wait) => {
          const likelihood = gompertzLikelihood(
            timingRows([{ repeats: x, lastPurchaseAge: x === 0 ? 0 : tx, age: x === 0 ? wait : tx + wait }]),
          );
          const point = Object.values(params).map(Math.log);
          const gradient = [0, 0, 0, 0, 0];
          const value = likelihood(point.map(Math.exp), gradient);
          for (const [i, slope] of gradient.entries()) {
            const at = (by: number): number =>
              likelihood(
                point.map((v, k) => Math.exp(k === i ? v + by : v)),
                [0, 0, 0, 0, 0],
              );
            const difference = (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3;
            expect(Math.abs(slope - difference)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(slope) + Math.abs(value)));
          }
        },
      ),
      { numRuns: 100 },
    ));
  test("with b close to zero it is the Pareto/NBD", () => {
    const customer = { repeats: 4, lastPurchaseAge: 100, age: 180 };
    const limit = { kind: "pareto-nbd", params: { r: 0.55, alpha: 74, s: 0.6, beta: 82 } } as const;
    const near = typed(0.55, 74, 1e-10, 0.6, 82e-10);
    expectClose(probabilityAlive(near, customer), probabilityAlive(limit, customer), 1e-7);
    expectClose(expectedPurchases(near, customer, 365), expectedPurchases(limit, customer, 365), 1e-7);
    expectClose(logLikelihood(near, [customer]), logLikelihood(limit, [customer]), 1e-8);
  });
  test("expectation, survival and discounted purchases agree with sums over days", () => {
    const params = typed(0.55, 74, 0.01, 0.6, 0.8).params;
    let alive = 0;
    let worth = 0;
    for (let day = 0; day < 5000; day++) {
      if (day < 300) alive += survival(params, day + 0.5);
      worth += (expected(params, day + 1) - expected(params, day)) * Math.exp(-0.001 * (day + 0.5));
    }
    expectClose(expected(params, 300), (alive * params.r) / params.alpha, 1e-5);
    expectClose(discounted(params, 0.001), worth, 1e-3);
  });
  test("2,000 simulated customers give the parameters back within three standard errors", () => {
    const truth: GompertzParams = { r: 1.5, alpha: 30, b: 0.02, s: 1.5, beta: 8 };
    const dice = random(11);
    const customers = Array.from({ length: 2000 }, () => {
      const age = 300 + Math.floor(dice() * 60);
      const times = draw(truth, dice, age).map(Math.ceil);
      return { repeats: times.length, lastPurchaseAge: Math.min(age, times.at(-1) ?? 0), age };
    });
    const { params, standardErrors } = fitGompertzNbd(customers);
    for (const name of ["r", "alpha", "b", "s", "beta"] as const)
      expect(Math.abs(params[name] - truth[name])).toBeLessThan(3 * standardErrors[name]!);
  });
});
