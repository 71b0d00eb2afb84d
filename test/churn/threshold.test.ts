import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedMaximumProfit } from "../../src/churn/expected-profit.js";
import { campaignCurve, campaignProfit, churnThreshold } from "../../src/churn/threshold.js";
import { InvalidInputError } from "../../src/errors.js";
import { betaRule } from "../../src/math/beta-rule.js";
import golden from "../golden/churn-emp.json" with { type: "json" };

const COSTS = { value: 200, offerCost: 10, contactCost: 1, stayersAcceptance: 1 };
/** The parameters of the paper. */
const PAPER = { ...COSTS, acceptance: { alpha: 6, beta: 14 } };

describe("expected maximum profit", () => {
  test("empulse's example of empc_score, to all its printed digits", () => {
    const found = expectedMaximumProfit([0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9], [0, 1, 0, 1, 0, 1, 0, 1], PAPER);
    expect(found.profit).toBeCloseTo(23.875593418348124, 12);
  });

  test.each(golden.cases.map((one, i) => [i, one] as const))("EMP-PY, case %d", (_, { scores, churned, all, alpha, beta, ...costs }) => {
    const found = expectedMaximumProfit(scores, churned, { ...costs, stayersAcceptance: 1, acceptance: { alpha, beta } });
    const [mp, mpFraction, emp, empFraction] = all as [number, number, number, number];
    expect(found.atMeanAcceptance.profit).toBeCloseTo(mp, 11);
    expect(found.atMeanAcceptance.targeted).toBeCloseTo(mpFraction, 12);
    expect(found.profit).toBeCloseTo(emp, 11);
    expect(found.targeted).toBeCloseTo(empFraction, 11);
  });

  const rows = fc.array(fc.record({ score: fc.integer({ min: 0, max: 9 }), churned: fc.boolean() }), { minLength: 1, maxLength: 25 });
  const terms = fc.record({
    value: fc.integer({ min: 5, max: 400 }),
    offerCost: fc.integer({ min: 0, max: 60 }),
    contactCost: fc.integer({ min: 0, max: 8 }),
    stayersAcceptance: fc.constantFrom(0, 0.3, 1),
  });

  test("is the mean, over the acceptance, of the best campaign for each", () => {
    const { points, weights } = betaRule(6, 14, 0.02);
    fc.assert(
      fc.property(rows, terms, (some, costs) => {
        const scores = some.map(({ score }) => score);
        const churned = some.map((row) => row.churned);
        const exact = expectedMaximumProfit(scores, churned, { ...costs, acceptance: { alpha: 6, beta: 14 } });
        let mean = 0;
        for (let i = 0; i < points.length; i++) {
          if (weights[i]! > 0) mean += weights[i]! * campaignCurve(scores, churned, { ...costs, acceptance: points[i]! }).best.profit;
        }
        // the maximum has kinks, where the rule of steps 0.02 is good to its square times the slope
        expect(Math.abs(exact.profit - mean)).toBeLessThan(1e-4 * costs.value);
        expect(exact.profit).toBeGreaterThanOrEqual(exact.atMeanAcceptance.profit - 1e-12);
        expect(exact.targeted).toBeLessThanOrEqual(1 + 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  test("a better ranking earns more, and a weight of k is k rows", () => {
    const scores = [0.9, 0.8, 0.7, 0.4, 0.3, 0.2, 0.1, 0.05];
    const labels = [1, 0, 1, 0, 0, 1, 0, 0];
    const { profit } = expectedMaximumProfit(scores, labels, PAPER);
    expect(expectedMaximumProfit(scores, [1, 1, 1, 0, 0, 0, 0, 0], PAPER).profit).toBeGreaterThan(profit);
    const weights = [1, 2, 0, 1, 3, 1, 1, 2];
    const repeated = scores.flatMap((score, i) => new Array<[number, number]>(weights[i]!).fill([score, labels[i]!]));
    const often = expectedMaximumProfit(
      repeated.map(([score]) => score),
      repeated.map(([, label]) => label),
      PAPER,
    );
    expect(expectedMaximumProfit(scores, labels, PAPER, { weights }).profit).toBeCloseTo(often.profit, 12);
  });

  test("an offer dearer than the customer earns nothing", () => {
    expect(expectedMaximumProfit([0.9, 0.1], [1, 0], { ...PAPER, value: 8 })).toEqual({
      profit: 0,
      targeted: 0,
      atMeanAcceptance: { profit: 0, targeted: 0 },
    });
  });
});

describe("the threshold of a campaign", () => {
  test("is where its profit is 0, and profit rises with the probability", () => {
    fc.assert(
      fc.property(
        fc.record({
          value: fc.integer({ min: 1, max: 500 }),
          acceptance: fc.double({ min: 0.01, max: 1, noNaN: true }),
          offerCost: fc.integer({ min: 0, max: 50 }),
          contactCost: fc.integer({ min: 0, max: 5 }),
          stayersAcceptance: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        (terms) => {
          const threshold = churnThreshold(terms);
          if (threshold === undefined) {
            for (const p of [0, 0.3, 1]) expect(campaignProfit(p, terms)).toBeLessThanOrEqual(0);
            return;
          }
          expect(threshold).toBeGreaterThanOrEqual(0);
          expect(threshold).toBeLessThanOrEqual(1);
          expect(Math.abs(campaignProfit(threshold, terms))).toBeLessThan(1e-10);
          expect(campaignProfit(1, terms)).toBeGreaterThanOrEqual(campaignProfit(threshold, terms) - 1e-10);
        },
      ),
    );
  });

  test("of calibrated scores is the best one of the curve", () => {
    // of each hundred given p, p are gone
    const levels = [0.05, 0.15, 0.25, 0.35, 0.55, 0.75];
    const scores = levels.flatMap((p) => new Array<number>(100).fill(p));
    const churned = levels.flatMap((p) => Array.from({ length: 100 }, (_, i) => i < Math.round(100 * p)));
    const terms = { ...COSTS, acceptance: 0.3 };
    expect(churnThreshold(terms)).toBeCloseTo(11 / 67, 12);
    const { best, profits, targeted, everybody } = campaignCurve(scores, churned, terms);
    expect(best.threshold).toBe(0.25);
    expect(best.targeted).toBeCloseTo(4 / 6, 12);
    expect(best.profit).toBe(Math.max(...profits));
    expect(everybody).toEqual({ threshold: 0.05, targeted: 1, profit: profits.at(-1) });
    expect(Array.from(targeted)).toEqual([...targeted].sort());
  });

  test("when nothing pays, write to nobody", () => {
    expect(campaignCurve([0.9, 0.1], [1, 0], { ...COSTS, value: 20, acceptance: 0.05 }).best).toEqual({
      threshold: undefined,
      targeted: 0,
      profit: 0,
    });
    expect(churnThreshold({ ...COSTS, value: 20, acceptance: 0.05 })).toBeUndefined();
  });
});

test("an offer that nobody takes pays for nobody", () => {
  expect(churnThreshold({ ...COSTS, acceptance: 0 })).toBeUndefined();
  expect(campaignCurve([0.9, 0.1], [1, 0], { ...COSTS, acceptance: 0 }).best.targeted).toBe(0);
});

describe("bad input", () => {
  const terms = { ...COSTS, acceptance: 0.3 };
  test.each<[string, () => unknown, string]>([
    ["a value of 0", () => churnThreshold({ ...terms, value: 0 }), "value must be a finite number above 0"],
    ["an acceptance of 30", () => churnThreshold({ ...terms, acceptance: 30 }), "acceptance must be a number from 0 to 1"],
    ["a negative cost", () => churnThreshold({ ...terms, offerCost: -1 }), "offerCost"],
    ["a contact cost that is NaN", () => churnThreshold({ ...terms, contactCost: Number.NaN }), "contactCost"],
    ["stayers beyond 1", () => churnThreshold({ ...terms, stayersAcceptance: 2 }), "stayersAcceptance"],
    ["a cost as text", () => churnThreshold({ ...terms, offerCost: "10" as never }), "offerCost must be a finite number"],
    ["a value as text", () => churnThreshold({ ...terms, value: "200" as never }), "value must be a finite number"],
    ["a weight that is null", () => campaignCurve([0.1], [1], terms, { weights: [null as never] }), "row 0: weights"],
    ["no acceptance to expect", () => expectedMaximumProfit([0.1], [1], { ...PAPER, acceptance: undefined as never }), "acceptance"],
    ["a term left out", () => churnThreshold({ ...terms, stayersAcceptance: undefined as unknown as number }), "stayersAcceptance"],
    ["a probability of 2", () => campaignProfit(2, terms), "probability"],
    ["nobody", () => campaignCurve([], [], terms), "scores must be at least one"],
    ["alpha of 0", () => expectedMaximumProfit([0.1], [1], { ...PAPER, acceptance: { alpha: 0, beta: 1 } }), "acceptance.alpha"],
    ["nobody to expect from", () => expectedMaximumProfit([], [], PAPER), "scores must be at least one"],
    ["a bad label", () => campaignCurve([0.1], [3], terms), "row 0: churned"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
