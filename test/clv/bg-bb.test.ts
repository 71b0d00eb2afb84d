import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BgBbParams } from "../../src/clv/bg-bb.js";
import { bgBbLikelihood } from "../../src/clv/bg-bb-likelihood.js";
import {
  type BgBb,
  expectedPurchases,
  expectedPurchasesOfNewcomer,
  fitBgBb,
  InvalidInputError,
  logLikelihood,
  nextPurchase,
  type OpportunityHistory,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  readModel,
  residualPurchases,
  simulateHistories,
} from "../../src/index.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { expectClose, table } from "./reference.js";

const at = (repeats: number, lastPurchaseOpportunity: number, opportunities: number): OpportunityHistory => ({
  repeats,
  lastPurchaseOpportunity,
  opportunities,
});
/** The published maximum of the donations with more digits, so that the paper's tables can be printed. */
const donations: BgBb = { kind: "bg-bb", params: { alpha: 1.2035224, beta: 0.7497164, gamma: 0.6567182, delta: 2.7834422 } };
const cells = (x: number): OpportunityHistory[] => (x === 0 ? [at(0, 0, 6)] : Array.from({ length: 7 - x }, (_, i) => at(x, x + i, 6)));

describe("Fader, Hardie & Shang (2010), the tables at six opportunities", () => {
  const rows = [0, 1, 2, 3, 4, 5, 6];
  const printed = (value: (customer: OpportunityHistory) => number, places: number): string =>
    rows
      .map((x) =>
        cells(x)
          .map((customer) => value(customer).toFixed(places))
          .join(" "),
      )
      .join(" | ");
  test("P(alive in 2002)", () => {
    expect(printed((customer) => probabilityAlive(donations, customer), 3)).toBe(
      "0.108 | 0.069 0.255 0.481 0.680 0.828 0.930 | 0.066 0.299 0.590 0.805 0.930 | 0.095 0.440 0.767 0.930 | 0.200 0.697 0.930 | 0.522 0.930 | 0.930",
    );
  });
  test("expected donations in the next five years", () => {
    expect(printed((customer) => expectedPurchases(donations, customer, 5), 3)).toBe(
      "0.073 | 0.086 0.314 0.594 0.839 1.022 1.148 | 0.119 0.536 1.058 1.443 1.669 | 0.224 1.035 1.805 2.190 | 0.583 2.030 2.711 | 1.813 3.232 | 3.753",
    );
  });
  test("DERT at 10 % a year", () => {
    expect(printed((customer) => residualPurchases(donations, customer, { annualDiscountRate: 0.1 }), 2)).toBe(
      "0.11 | 0.13 0.49 0.94 1.32 1.61 1.81 | 0.19 0.84 1.67 2.27 2.63 | 0.35 1.63 2.84 3.45 | 0.92 3.20 4.27 | 2.86 5.09 | 5.91",
    );
  });
  test("BTYD vignette: E[X(10)], and the next ten years of two donors", () => {
    expect(expectedPurchasesOfNewcomer(donations, 10)).toBeCloseTo(3.179805, 3);
    expect(expectedPurchases(donations, at(0, 0, 6), 10)).toBeCloseTo(0.1302169, 4);
    expect(expectedPurchases(donations, at(4, 5, 6), 10)).toBeCloseTo(3.627858, 3);
  });
});

describeShared("references", () => {
  interface Case {
    readonly params: BgBbParams;
    readonly customer: { readonly x: number; readonly t_x: number; readonly n: number };
    readonly horizon: number;
    readonly discount: number;
    readonly values: Record<
      "log_likelihood" | "p_alive" | "expected_purchases" | "probability_of_at_least_one" | "unconditional_expectation" | "dert",
      number
    > & { readonly pmf: number[] };
  }
  test("50-digit arithmetic: 150 cases, every verb to 1e-11", () => {
    const { cases } = readReference<{ cases: Case[] }>("special/mp_cases_bg_bb.json");
    expect(cases.length).toBe(150);
    for (const { params, customer: c, horizon, discount, values } of cases) {
      const model: BgBb = { kind: "bg-bb", params };
      const customer = at(c.x, c.t_x, c.n);
      expectClose(logLikelihood(model, [customer]), values.log_likelihood, 1e-11);
      expectClose(probabilityAlive(model, customer), values.p_alive, 1e-11);
      expectClose(expectedPurchases(model, customer, horizon), values.expected_purchases, 1e-11);
      expectClose(probabilityOfPurchase(model, customer, horizon), values.probability_of_at_least_one, 1e-11);
      expectClose(expectedPurchasesOfNewcomer(model, horizon), values.unconditional_expectation, 1e-11);
      expectClose(residualPurchases(model, customer, { annualDiscountRate: discount }), values.dert, 1e-11);
      const { p, tail } = purchaseDistribution(model, "newcomer", horizon, { length: 6 });
      for (const [n, value] of values.pmf.entries()) expectClose(p[n]!, value, 1e-11);
      expect(p.reduce((sum, mass) => sum + mass, tail)).toBeCloseTo(1, 11);
    }
  });
  test("the donations: 1.204, .750, .657, 2.783, LL −33225.6, the polished maximum and its errors", () => {
    const rows = table(readShared("data/bgbb_donations.csv")).map((row) => row.map(Number));
    const model = fitBgBb(
      rows.map(([x, tx, n]) => at(x!, tx!, n!)),
      { weights: rows.map((row) => row[3]!) },
    );
    const { params, loglik, std_error } = readReference<{
      bg_bb_donations: { polished: { params: BgBbParams; loglik: number; std_error: BgBbParams } };
    }>("r/btyd_cdnow.json").bg_bb_donations.polished;
    expect(Object.values(model.params).map((value) => value.toFixed(3))).toEqual(["1.204", "0.750", "0.657", "2.783"]);
    expect(model.logLikelihood.toFixed(1)).toBe("-33225.6");
    expect(Math.abs(model.logLikelihood - loglik)).toBeLessThan(1e-8);
    for (const name of ["alpha", "beta", "gamma", "delta"] as const) {
      expectClose(model.params[name], params[name], 1e-8);
      expectClose(model.standardErrors[name]!, std_error[name], 1e-6);
    }
    expect(readModel(JSON.stringify(model))).toEqual(model);
    const gifts = rows.map(([x, tx, n, donors]) => donors! * expectedPurchases(model, at(x!, tx!, n!), 5)).reduce((a, b) => a + b);
    expect(gifts.toFixed(1)).toBe("12884.2");
    const { p } = purchaseDistribution(model, "newcomer", 6, { length: 7 });
    expect([(11_104 * p[0]!).toFixed(1), (11_104 * p[6]!).toFixed(1)]).toEqual(["3454.9", "1253.1"]);
  });
  test("all 22 cells as lifetimes and BTYD have them", () => {
    const python = readReference<{
      cells: Record<
        "x" | "t_x" | "n" | "ln_L" | "p_alive_at_n_plus_1" | "expected_next_1" | "expected_next_5" | "expected_next_10" | "dert_d_0.1",
        number
      >[];
      models: { bg_bb: { polished: { parameters: BgBbParams } } };
    }>("python/fit_donations.json");
    const model: BgBb = { kind: "bg-bb", params: python.models.bg_bb.polished.parameters };
    for (const cell of python.cells) {
      const customer = at(cell.x, cell.t_x, cell.n);
      expectClose(logLikelihood(model, [customer]), cell.ln_L, 1e-12);
      expectClose(probabilityAlive(model, customer), cell.p_alive_at_n_plus_1, 1e-11);
      expectClose(expectedPurchases(model, customer, 1), cell.expected_next_1, 1e-11);
      expectClose(expectedPurchases(model, customer, 5), cell.expected_next_5, 1e-11);
      expectClose(expectedPurchases(model, customer, 10), cell.expected_next_10, 1e-11);
      expectClose(residualPurchases(model, customer, { annualDiscountRate: 0.1 }), cell["dert_d_0.1"], 1e-11);
    }
    const r = readReference<{
      bg_bb_donations: {
        parameters_used: BgBbParams;
        expectation: { opportunities: number[]; value: number[] };
        cells: Record<"x" | "t_x" | "n" | "loglik" | "p_alive_next" | "cet_5" | "cet_10" | "dert_d10", number>[];
      };
    }>("r/btyd_cdnow.json").bg_bb_donations;
    const btyd: BgBb = { kind: "bg-bb", params: r.parameters_used };
    for (const [i, n] of r.expectation.opportunities.entries())
      expectClose(expectedPurchasesOfNewcomer(btyd, n), r.expectation.value[i]!, 1e-11);
    for (const cell of r.cells) {
      const customer = at(cell.x, cell.t_x, cell.n);
      expectClose(logLikelihood(btyd, [customer]), cell.loglik, 1e-11);
      expectClose(probabilityAlive(btyd, customer), cell.p_alive_next, 1e-10);
      expectClose(expectedPurchases(btyd, customer, 5), cell.cet_5, 1e-10);
      expectClose(residualPurchases(btyd, customer, { annualDiscountRate: 0.1 }), cell.dert_d10, 1e-9);
    }
  });
});

const shape = fc.double({ min: -3, max: 4, noNaN: true }).map(Math.exp);
const models = fc.record({ alpha: shape, beta: shape, gamma: shape, delta: shape }).map((params): BgBb => ({ kind: "bg-bb", params }));
const histories = fc
  .integer({ min: 0, max: 30 })
  .chain((n) => fc.integer({ min: 0, max: n }).chain((tx) => fc.integer({ min: Math.min(1, tx), max: tx }).map((x) => at(x, tx, n))));

describe("laws", () => {
  test("expectations add, probabilities are probabilities, distributions sum to 1", () =>
    fc.assert(
      fc.property(models, histories, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), (model, customer, first, more) => {
        const alive = probabilityAlive(model, customer);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        const whole = expectedPurchases(model, customer, first + more);
        const parts = expectedPurchases(model, customer, first) + expectedPurchases(model, customer, { from: first, to: first + more });
        expect(Math.abs(whole - parts)).toBeLessThanOrEqual(1e-12 * (1 + whole));
        const { p, tail } = purchaseDistribution(model, customer, first, { length: 5 });
        expect(p.reduce((sum, mass) => sum + mass, tail)).toBeCloseTo(1, 10);
        expect(probabilityOfPurchase(model, customer, first)).toBeCloseTo(1 - p[0]!, 10);
        const long = purchaseDistribution(model, customer, first, { length: first + 1 }).p;
        expect(long.reduce((sum, mass, n) => sum + n * mass, 0)).toBeCloseTo(expectedPurchases(model, customer, first), 9);
      }),
    ));
  test("a later last purchase never lowers P(alive)", () =>
    fc.assert(
      fc.property(models, histories, (model, { repeats, lastPurchaseOpportunity: tx, opportunities: n }) => {
        if (repeats > 0 && tx < n)
          expect(probabilityAlive(model, at(repeats, tx + 1, n))).toBeGreaterThanOrEqual(
            probabilityAlive(model, at(repeats, tx, n)) - 1e-14,
          );
      }),
    ));
  test("the gradient is that of the likelihood", () =>
    fc.assert(
      fc.property(models, histories, ({ params }, { repeats, lastPurchaseOpportunity, opportunities }) => {
        const likelihood = bgBbLikelihood({
          columns: [[repeats], [lastPurchaseOpportunity], [opportunities]].map((c) => Float64Array.from(c)),
          weights: Float64Array.of(1),
        });
        const point = Object.values(params).map(Math.log);
        const gradient = [0, 0, 0, 0];
        likelihood(point.map(Math.exp), gradient);
        for (const [i, slope] of gradient.entries()) {
          const value = (by: number): number =>
            likelihood(
              point.map((v, k) => Math.exp(k === i ? v + by : v)),
              [0, 0, 0, 0],
            );
          expect(Math.abs(slope - (8 * (value(1e-3) - value(-1e-3)) - (value(2e-3) - value(-2e-3))) / 12e-3)).toBeLessThan(
            1e-7 * (1 + Math.abs(slope)),
          );
        }
      }),
    ));
  test("10,000 simulated customers give the parameters back within three standard errors", () => {
    const truth: BgBbParams = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
    const customers = simulateHistories({ kind: "bg-bb", params: truth }, { customers: 10_000, days: 10, seed: 3 });
    expect(customers[0]!.opportunities).toBe(10);
    const model = fitBgBb(customers);
    for (const name of ["alpha", "beta", "gamma", "delta"] as const)
      expect(Math.abs(model.params[name] - truth[name])).toBeLessThan(3 * model.standardErrors[name]!);
  });
  test("the next purchase falls on an opportunity", () => {
    const { medianDay, window80, never } = nextPurchase(donations, at(6, 6, 6));
    expect(medianDay).toBe(1);
    expect(window80[0]).toBe(1);
    expect(never).toBeGreaterThan(0.07);
    expect(never).toBeLessThan(0.2);
  });
});

test.each<[string, () => unknown]>([
  ["repeats", () => fitBgBb([at(-1, 0, 6)])],
  ["repeats", () => probabilityAlive(donations, at(0.5, 0, 6))],
  ["lastPurchaseOpportunity", () => fitBgBb([at(1, 7, 6)])],
  ["lastPurchaseOpportunity", () => fitBgBb([at(3, 2, 6)])],
  ["lastPurchaseOpportunity", () => fitBgBb([at(0, 2, 6)])],
  ["opportunities", () => fitBgBb([at(0, 0, Number.NaN)])],
  ["customers", () => fitBgBb([])],
  ["days", () => expectedPurchases(donations, at(1, 1, 6), 2.5)],
  ["periodDays", () => residualPurchases(donations, at(1, 1, 6), { annualDiscountRate: 0.1, periodDays: 0 })],
])("wrong %s is an InvalidInputError", (field, call) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(`${field} must be`);
});
