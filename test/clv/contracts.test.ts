import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contractLikelihood, contractRows } from "../../src/clv/contract-likelihood.js";
import {
  type ContractModel,
  discountedExpectedLifetime,
  discountedResidualLifetime,
  fitBdw,
  fitSbg,
  InvalidInputError,
  retentionRate,
  simulateRenewals,
  survival,
} from "../../src/index.js";
import { random, randomBeta } from "../../src/math/random.js";

/** Fader & Hardie (2007), of 1,000 customers. */
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];
const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173];
const sbg = (alpha: number, beta: number): ContractModel => ({ kind: "sbg", params: { alpha, beta } });
const digits = (values: readonly number[], places: number): string[] => values.map((value) => value.toFixed(places));

describe("Fader & Hardie (2007), sBG on seven years", () => {
  test.each([
    ["High End", HIGH_END, [".668", "3.806"], 0.668088, 3.806095, -1611.1581, 0.378],
    ["Regular", REGULAR, [".704", "1.182"], 0.704077, 1.182043, -1680.2652, 0.17],
  ])("%s", (_, survivors, printed, alpha, beta, logLikelihood, twelfth) => {
    const model = fitSbg({ survivors: survivors.slice(0, 8) });
    expect(digits([model.params.alpha, model.params.beta], 3)).toEqual(printed.map((text) => text.padStart(5, "0")));
    expect(model.params.alpha).toBeCloseTo(alpha, 6);
    expect(model.params.beta).toBeCloseTo(beta, 6);
    expect(model.logLikelihood).toBeCloseTo(logLikelihood, 4);
    expect(survival(model, 12)).toBeCloseTo(twelfth, 4);
  });
  test("the curves at the printed parameters", () => {
    const years = Array.from({ length: 13 }, (_, t) => t);
    expect(
      digits(
        years.map((t) => survival(sbg(0.668, 3.806), t)),
        4,
      ).join(" "),
    ).toBe("1.0000 0.8507 0.7469 0.6698 0.6100 0.5619 0.5223 0.4889 0.4605 0.4358 0.4142 0.3951 0.3780");
    expect(
      digits(
        years.map((t) => survival(sbg(0.704, 1.182), t)),
        4,
      ).join(" "),
    ).toBe("1.0000 0.6267 0.4738 0.3880 0.3321 0.2924 0.2625 0.2391 0.2201 0.2044 0.1912 0.1799 0.1701");
    expect(
      digits(
        years.slice(1, 9).map((t) => retentionRate(sbg(0.668, 3.806), t)),
        4,
      ).join(" "),
    ).toBe("0.8507 0.8780 0.8968 0.9106 0.9212 0.9295 0.9362 0.9418");
    expect(
      digits(
        years.slice(1, 9).map((t) => retentionRate(sbg(0.704, 1.182), t)),
        4,
      ).join(" "),
    ).toBe("0.6267 0.7561 0.8188 0.8559 0.8804 0.8978 0.9107 0.9208");
  });
  test("the spreadsheet-literate guide: 1000 -> 631, 468, 382, 326", () => {
    const model = fitSbg({ survivors: [1000, 631, 468, 382, 326] });
    expect(digits([model.params.alpha, model.params.beta, model.logLikelihood], 4)).toEqual(["0.7637", "1.2958", "-1401.5594"]);
    expect(model.params.alpha).toBeCloseTo(0.7636651, 7);
    expect(model.params.beta).toBeCloseTo(1.2958303, 7);
  });
});

test.each([
  [HIGH_END.slice(0, 5), 0.25934, 1.72255, 1.58436, -1222.7493],
  [HIGH_END.slice(0, 8), 0.21425, 1.42657, 1.72356, -1605.3142],
  [REGULAR.slice(0, 8), 0.45561, 0.77933, 1.28345, -1679.6029],
])("Fader et al. (2018), BdW on %s", (survivors, alpha, beta, c, logLikelihood) => {
  const model = fitBdw({ survivors });
  expect(model.params.alpha).toBeCloseTo(alpha, 5);
  expect(model.params.beta).toBeCloseTo(beta, 5);
  expect(model.params.c).toBeCloseTo(c, 5);
  // 1e-4: one of the three printed log-likelihoods is 2e-5 below the maximum.
  expect(Math.abs(model.logLikelihood - logLikelihood)).toBeLessThan(1e-4);
});

test.each([
  [3.8, 15.2, "4.0089 3.3098 3.4510 3.5865 3.7168 3.8421"],
  [0.067, 0.267, "7.9735 7.6708 9.4553 9.8508 10.0562 10.1886"],
  [0.668, 3.806, "5.9226 5.4149 5.9018 6.2943 6.6203 6.8971"],
  [0.704, 1.182, "3.6951 2.9647 4.1035 4.8701 5.4424 5.8944"],
])("Fader & Hardie (2010), DEL and DERL of sBG(%d, %d) at 10 %%", (alpha, beta, printed) => {
  const model = sbg(alpha, beta);
  const discount = { annualDiscountRate: 0.1 };
  const values = [
    discountedExpectedLifetime(model, discount),
    ...[1, 2, 3, 4, 5].map((n) => discountedResidualLifetime(model, n, discount)),
  ];
  expect(digits(values, 4).join(" ")).toBe(printed);
});

const models = fc
  .record({
    alpha: fc.double({ min: 0.01, max: 100, noNaN: true }),
    beta: fc.double({ min: 0.01, max: 100, noNaN: true }),
    c: fc.double({ min: 0.3, max: 3, noNaN: true }),
  })
  .map((params): ContractModel => ({ kind: "bdw", params }));

describe("laws", () => {
  test("survival begins at 1 and never rises; retention is a share", () =>
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 200 }), (model, t) => {
        expect(survival(model, 0)).toBe(1);
        expect(survival(model, t)).toBeLessThanOrEqual(survival(model, t - 1));
        expect(retentionRate(model, t)).toBeGreaterThanOrEqual(0);
        expect(retentionRate(model, t)).toBeLessThanOrEqual(1);
      }),
    ));
  test("BdW with c = 1 is sBG", () => {
    for (const t of [1, 5, 40])
      expect(survival({ kind: "bdw", params: { alpha: 0.7, beta: 1.2, c: 1 } }, t)).toBe(survival(sbg(0.7, 1.2), t));
  });
  test("DEL is the first period and what is left at the first renewal, discounted", () =>
    fc.assert(
      fc.property(models, fc.double({ min: 0.02, max: 0.5, noNaN: true }), (model, annualDiscountRate) => {
        const whole = discountedExpectedLifetime(model, { annualDiscountRate });
        expect(Math.abs(whole - 1 - discountedResidualLifetime(model, 1, { annualDiscountRate }) / (1 + annualDiscountRate))).toBeLessThan(
          1e-11 * whole,
        );
      }),
    ));
  test("cohorts, cohorts with weights and single customers say the same", () => {
    const cohorts = fitSbg([{ survivors: [10, 8, 7] }, { survivors: [10, 8, 7] }]);
    const weighted = fitSbg([{ survivors: [10, 8, 7] }], { weights: [2] });
    const one = (renewals: number, active: boolean, times: number) => Array.from({ length: times }, () => ({ renewals, active }));
    const customers = fitSbg([...one(0, false, 4), ...one(2, true, 14), ...one(1, false, 2)]);
    expect(weighted.params).toEqual(cohorts.params);
    expect(customers.params).toEqual(cohorts.params);
    expect(customers.customers).toBe(20);
  });
  test("the gradient is that of the likelihood", () =>
    fc.assert(
      fc.property(models, ({ params: { alpha, beta, c } }) => {
        const likelihood = contractLikelihood(contractRows([{ survivors: [100, 70, 55, 50] }, { survivors: [40, 30] }]), true);
        const point = [alpha, beta, c!].map(Math.log);
        const gradient = [0, 0, 0];
        likelihood(point.map(Math.exp), gradient);
        for (const [i, slope] of gradient.entries()) {
          const at = (by: number): number =>
            likelihood(
              point.map((value, k) => Math.exp(k === i ? value + by : value)),
              [0, 0, 0],
            );
          expect(Math.abs(slope - (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3)).toBeLessThan(
            1e-6 * (1 + Math.abs(slope)),
          );
        }
      }),
    ));
  test("10,000 simulated customers give the parameters back within three standard errors", () => {
    const dice = random(7);
    const truth = { alpha: 0.8, beta: 2.4, c: 1.4 };
    const customers = Array.from({ length: 10_000 }, () => {
      const theta = randomBeta(dice, truth.alpha, truth.beta);
      const time = Math.ceil((Math.log(1 - dice()) / Math.log1p(-theta)) ** (1 / truth.c));
      return time > 8 ? { renewals: 8, active: true } : { renewals: Math.max(0, time - 1), active: false };
    });
    const model = fitBdw(customers);
    for (const name of ["alpha", "beta", "c"] as const)
      expect(Math.abs(model.params[name] - truth[name])).toBeLessThan(3 * model.standardErrors[name]!);
  });
});

test("nobody has left, or everybody is alike: finite parameters and a note", () => {
  for (const model of [fitSbg({ survivors: [100, 100, 100] }), fitSbg({ survivors: [1000, 500, 250, 125] })]) {
    expect(Object.values(model.params).every(Number.isFinite)).toBe(true);
    expect(model.notes.length).toBe(1);
  }
});

test.each<[string, () => unknown]>([
  ["survivors", () => fitSbg({ survivors: [100, 110] })],
  ["survivors", () => fitSbg({ survivors: [100] })],
  ["survivors", () => fitSbg({ survivors: [0, 0] })],
  ["survivors", () => fitSbg([{ survivors: [100, Number.NaN] }])],
  ["data", () => fitSbg([])],
  ["renewals", () => fitSbg([{ renewals: 1.5, active: true }])],
  ["active", () => fitSbg([{ renewals: 1, active: 1 as unknown as boolean }])],
  ["weights", () => fitSbg([{ renewals: 1, active: true }], { weights: [-1] })],
  ["period", () => survival(sbg(1, 1), -1)],
  ["period", () => retentionRate(sbg(1, 1), 0)],
  ["renewal", () => discountedResidualLifetime(sbg(1, 1), 0, { annualDiscountRate: 0.1 })],
  ["annualDiscountRate", () => discountedExpectedLifetime(sbg(1, 1), { annualDiscountRate: 0 })],
  ["params.alpha", () => survival(sbg(0, 1), 1)],
  ["params.c", () => survival({ kind: "bdw", params: { alpha: 1, beta: 1 } }, 1)],
  ["kind", () => survival({ kind: "nbd" as "sbg", params: { alpha: 1, beta: 1 } }, 1)],
])("wrong %s is an InvalidInputError", (field, call) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(`${field} must be`);
});

describe("where customers are all alike, alpha and beta run away together: a note, not an error", () => {
  test.each([
    [[40, 32, 24, 16, 8]],
    [[500, 499, 300]],
    [[60, 50, 35, 15, 2]],
    [[10000, 9000, 8000, 6800, 5500]],
    [[500, 480, 440, 380]],
    [[120, 110, 95, 70, 40]],
  ])("%j", (survivors) => {
    for (const model of [fitSbg({ survivors }), fitBdw({ survivors })]) {
      expect(model.converged).toBe(true);
      if (model.kind === "sbg") expect(model.notes.join()).toMatch(/alpha runs to infinity/);
      expect(Number.isFinite(model.logLikelihood)).toBe(true);
    }
  });

  test("single customers", () => {
    const customers = Array.from({ length: 40 }, (_, i) => ({ renewals: i % 5, active: i % 5 === 4 }));
    expect(fitSbg(customers).notes.join()).toMatch(/alpha runs to infinity/);
    expect(fitBdw(customers).converged).toBe(true);
  });
});

describe("retention and survival to the last digit", () => {
  // 60-digit arithmetic (mpmath), a few roundings of the result.
  test.each([
    [{ alpha: 0.5, beta: 2, c: 1 }, 1e15, 0.9999999999999994],
    [{ alpha: 0.5, beta: 2, c: 1 }, 1e5, 0.9999950000749989],
    [{ alpha: 2.5e7, beta: 1e8, c: 1 }, 3, 0.8000000032],
    [{ alpha: 2.5e7, beta: 1e8, c: 1.6 }, 3, 0.5391903890646124],
    [{ alpha: 0.7, beta: 1.3, c: 1.4 }, 12, 0.9211168966741943],
  ])("%j, t = %s", (params, period, rate) => {
    const found = retentionRate({ kind: params.c === 1 ? "sbg" : "bdw", params }, period);
    // The pair of ln (x)ₙ at 1e8 carries 5e8 · 2e-16 of rounding.
    expect(Math.abs(found - rate)).toBeLessThan(params.alpha > 1e6 && params.c !== 1 ? 1e-7 : 3e-16);
    expect(found).toBeLessThan(1);
  });

  test("a tenure whose power overflows leaves nobody", () => {
    const model = { kind: "bdw", params: { alpha: 0.5, beta: 2, c: 150 } } as const;
    expect([survival(model, 200), retentionRate(model, 200)]).toEqual([0, 0]);
    expect(discountedExpectedLifetime(model, { annualDiscountRate: 0.1 })).toBeCloseTo(1 + 0.8 / 1.1, 12);
    expect(discountedResidualLifetime(model, 300, { annualDiscountRate: 0.1 })).toBe(0);
  });
});

test("nobody is left where t^c overflows, nor in the step before it", () => {
  const model = { kind: "bdw", params: { alpha: 240_710, beta: 1.6e-5, c: 99.06662547777782 } } as const;
  expect(retentionRate(model, 1293)).toBe(0);
  expect(retentionRate(model, 1294)).toBe(0);
});

describe("simulated contracts", () => {
  test.each([
    ["sbg", { alpha: 0.9, beta: 3 }, fitSbg],
    ["bdw", { alpha: 0.9, beta: 3, c: 1.4 }, fitBdw],
  ] as const)("10,000 of a %s give its parameters back within three standard errors", (kind, params, learn) => {
    const contracts = simulateRenewals({ kind, params }, { customers: 10_000, periods: 12, seed: 5 });
    const fitted = learn(contracts) as unknown as { params: Record<string, number>; standardErrors: Record<string, number> };
    for (const [name, value] of Object.entries(params)) {
      expect(Math.abs(fitted.params[name]! - value)).toBeLessThan(3 * fitted.standardErrors[name]!);
    }
  });

  test("who renews every time is active; the same seed draws the same", () => {
    const options = { customers: 200, periods: 3, seed: "x" };
    const contracts = simulateRenewals(sbg(0.5, 2), options);
    for (const { renewals, active } of contracts) expect(active).toBe(renewals === 3);
    expect(simulateRenewals(sbg(0.5, 2), options)).toEqual(contracts);
    expect(() => simulateRenewals(sbg(0.5, 2), { customers: 1.5, periods: 3 })).toThrow(/customers/);
    expect(() => simulateRenewals(sbg(0.5, 2), { customers: 1, periods: 0 })).toThrow(/periods/);
    expect(() => simulateRenewals(sbg(0, 2), options)).toThrow(/params\.alpha/);
  });
});
