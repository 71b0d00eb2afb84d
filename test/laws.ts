/** What must hold of every model of purchases, whatever its mathematics: one list, run on each. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CustomerOf,
  expectedPurchases,
  logLikelihood,
  nextPurchase,
  type PurchaseModel,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  residualPurchases,
} from "../src/index.js";

export interface LawCases<Model extends PurchaseModel> {
  readonly models: fc.Arbitrary<Model>;
  readonly customers: fc.Arbitrary<CustomerOf<Model>>;
  readonly horizons: fc.Arbitrary<number>;
  /** The same customer with the last purchase later; undefined where that cannot be. */
  readonly later?: (customer: CustomerOf<Model>, share: number) => CustomerOf<Model> | undefined;
  /** Purchases come at opportunities only, so that no day has exactly half the probability. */
  readonly discrete?: boolean;
  /** The model and the customer with time in units `k` times smaller. */
  readonly inUnit?: (model: Model, customer: CustomerOf<Model>, k: number) => { model: Model; customer: CustomerOf<Model> };
}

/** Rounding of a sum of some hundred terms. */
const ROUNDING = 1e-9;

export function describeLaws<Model extends PurchaseModel>(name: string, cases: LawCases<Model>): void {
  const { models, customers, horizons, later, inUnit, discrete = false } = cases;
  const check = (law: (model: Model, customer: CustomerOf<Model>, days: number) => void, numRuns = 200): void =>
    fc.assert(fc.property(models, customers, horizons, law), { seed: 20050301, numRuns });

  describe(`laws of ${name}`, () => {
    test("probabilities lie between 0 and 1, expectations are finite and not negative, nothing is NaN", () =>
      check((model, customer, days) => {
        for (const p of [
          probabilityAlive(model, customer),
          probabilityAlive(model, customer, { in: days }),
          probabilityOfPurchase(model, customer, days),
          nextPurchase(model, customer).never,
        ]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1 + 1e-12);
        }
        for (const value of [expectedPurchases(model, customer, days), residualPurchases(model, customer, { annualDiscountRate: 0.1 })]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
        }
      }));

    test("P(alive) does not rise with time", () =>
      check((model, customer, days) => {
        const now = probabilityAlive(model, customer);
        const soon = probabilityAlive(model, customer, { in: days });
        expect(soon).toBeLessThanOrEqual(now * (1 + ROUNDING));
        expect(probabilityAlive(model, customer, { in: 2 * days })).toBeLessThanOrEqual(soon * (1 + ROUNDING));
      }));

    if (later !== undefined) {
      test("a later last purchase never lowers P(alive)", () =>
        fc.assert(
          fc.property(models, customers, fc.double({ min: 0, max: 1, noNaN: true }), (model, customer, share) => {
            const other = later(customer, share);
            if (other === undefined) return;
            expect(probabilityAlive(model, other)).toBeGreaterThanOrEqual(probabilityAlive(model, customer) * (1 - ROUNDING));
          }),
          { seed: 20050302, numRuns: 200 },
        ));
    }

    test("expected purchases grow with the horizon and add over adjoining horizons", () =>
      check((model, customer, days) => {
        const whole = expectedPurchases(model, customer, 2 * days);
        const first = expectedPurchases(model, customer, days);
        expect(whole).toBeGreaterThanOrEqual(first * (1 - ROUNDING));
        const rest = expectedPurchases(model, customer, { from: days, to: 2 * days });
        expect(Math.abs(first + rest - whole)).toBeLessThanOrEqual(ROUNDING * whole);
      }));

    test("the distribution sums to 1; its zero, its mean and its tail are those of the other verbs", () =>
      check((model, customer, days) => {
        const { p, tail } = purchaseDistribution(model, customer, days);
        const sum = p.reduce((total, mass) => total + mass, tail);
        expect(sum).toBeCloseTo(1, 9);
        expect(1 - p[0]!).toBeCloseTo(probabilityOfPurchase(model, customer, days), 9);
        if (tail > 1e-11) return;
        const mean = p.reduce((total, mass, n) => total + n * mass, 0);
        const expected = expectedPurchases(model, customer, days);
        expect(Math.abs(mean - expected)).toBeLessThanOrEqual(1e-7 * Math.max(1e-2, expected));
        const short = purchaseDistribution(model, customer, days, { length: 2 });
        expect(short.tail).toBeCloseTo(1 - p[0]! - p[1]!, 9);
      }, 100));

    test("the days of the next purchase are those of the probability of purchase", () =>
      check((model, customer) => {
        const { medianDay, window80, never } = nextPurchase(model, customer);
        if (never < 0.5 - 1e-9 && medianDay !== undefined && medianDay < 1e12) {
          if (!discrete) expect(probabilityOfPurchase(model, customer, medianDay)).toBeCloseTo(0.5, 6);
          else expect(probabilityOfPurchase(model, customer, medianDay)).toBeGreaterThanOrEqual(0.5 - 1e-9);
        }
        if (window80[0] !== undefined && medianDay !== undefined) expect(window80[0]).toBeLessThanOrEqual(medianDay);
        if (window80[1] !== undefined) expect(window80[1]).toBeGreaterThanOrEqual(medianDay!);
      }, 50));

    test("a higher discount rate never raises the residual purchases", () =>
      check((model, customer) => {
        const low = residualPurchases(model, customer, { annualDiscountRate: 0.05 });
        expect(residualPurchases(model, customer, { annualDiscountRate: 0.3 })).toBeLessThanOrEqual(low * (1 + ROUNDING));
      }, 50));

    if (inUnit !== undefined) {
      test("the unit of time moves only what is measured in it", () =>
        check((model, customer, days) => {
          const other = inUnit(model, customer, 7);
          const same = (received: number, reference: number): void =>
            expect(Math.abs(received - reference)).toBeLessThanOrEqual(ROUNDING * Math.max(1e-290, Math.abs(reference)));
          same(probabilityAlive(other.model, other.customer), probabilityAlive(model, customer));
          same(expectedPurchases(other.model, other.customer, 7 * days), expectedPurchases(model, customer, days));
        }));
    }

    test("a saved model answers as before", () =>
      check((model, customer, days) => {
        const read = JSON.parse(JSON.stringify(model)) as Model;
        expect(expectedPurchases(read, customer, days)).toBe(expectedPurchases(model, customer, days));
      }, 20));
  });
}

/** Weights equal repetition and the order of rows is irrelevant, in the likelihood itself. */
export function describeLikelihoodLaws<Model extends PurchaseModel>(
  name: string,
  model: Model,
  customers: readonly Parameters<typeof logLikelihood<Model>>[1][number][],
): void {
  describe(`likelihood of ${name}`, () => {
    test("weights equal repetition", () => {
      const weights = customers.map((_, i) => i % 3);
      const repeated = customers.flatMap((customer, i) => new Array<typeof customer>(i % 3).fill(customer));
      expect(logLikelihood(model, customers, { weights })).toBeCloseTo(logLikelihood(model, repeated), 9);
    });

    test("the order of rows is irrelevant", () => {
      expect(logLikelihood(model, customers.slice().reverse())).toBe(logLikelihood(model, customers));
    });
  });
}
