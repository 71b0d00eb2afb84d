/** Customers who hardly differ in what they spend: q and v run away, or the peak is narrow. */
import { describe, expect, test } from "vitest";
import { FitError, fitGammaGamma, fitLogNormalSpend, meanSpendOfAll, type Spending, spendLogLikelihood } from "../../src/index.js";
import { random, randomGamma, randomNormal } from "../../src/math/random.js";

/** Everybody's purchases are Gamma(p) of mean 30. */
function alike(p: number, count: number): Spending[] {
  const dice = random(1);
  return Array.from({ length: count }, (_, i) => ({
    repeats: 1 + (i % 6),
    meanSpend: randomGamma(dice, p * (1 + (i % 6)), (p * (1 + (i % 6))) / 30),
  }));
}

test.each([
  [0.8, 600000000.0, 24000000000.0, 3, 31.5, -3.966017957353431],
  [101, 10000000000.0, 3000000000.0, 1, 28.5, -2.147713594433471],
  [22414502, 3100640, 1.3847, 2, 10.007, 4.088875327991397],
  [20.5, 9460, 13878, 6, 30.25, -1.931552987061785],
  [6.25, 3.74, 15.44, 2, 22.35, -3.551316759731705],
])("ln L of p = %s, q = %s, v = %s, x = %s, z = %s is that of 60 digits (mpmath)", (p, q, v, repeats, meanSpend, logLikelihood) => {
  const found = spendLogLikelihood({ kind: "gamma-gamma", params: { p, q, v } }, [{ repeats, meanSpend }]);
  // The condition number: a rounding of the mean moves a peak of width 1 / sqrt(p) by p times as much in ln L.
  expect(Math.abs(found - logLikelihood)).toBeLessThan(Math.max(1e-13, 1e-16 * p * repeats));
});

describe("a fit and a note, never an error, where customers hardly differ", () => {
  const dice = random(2);
  test.each<[string, Spending[], number]>([
    ["p = .8", alike(0.8, 2000), 30.386131819745767],
    ["p = 3", alike(3, 100), 30.182191807531],
    ["p = 20", alike(20, 2000), 30.0228143],
    [
      "one purchase each",
      Array.from({ length: 500 }, () => ({ repeats: 1, meanSpend: Math.max(1, randomNormal(dice, 30, 3)) })),
      29.8659169,
    ],
    ["10 to 10.02", Array.from({ length: 51 }, (_, i) => ({ repeats: 1 + (i % 4), meanSpend: 10 + 0.0004 * i })), 10.01],
    ["huge money", alike(3, 100).map((one) => ({ ...one, meanSpend: one.meanSpend! * 1e300 })), 30.182191807531e300],
  ])("%s", (_, customers, mean) => {
    const model = fitGammaGamma(customers);
    expect(model.converged).toBe(true);
    expect(Math.abs(meanSpendOfAll(model)! / mean - 1)).toBeLessThan(1e-6);
    if (model.boundary.length > 0) expect(model.notes.join()).toMatch(/everybody is given the mean of all/);
  });

  test("equal means have no maximum, and it says why", () => {
    const customers = Array.from({ length: 50 }, (_, i) => ({ repeats: 1 + (i % 4), meanSpend: 20 }));
    for (const learn of [fitGammaGamma, fitLogNormalSpend]) {
      expect(() => learn(customers)).toThrow(FitError);
      expect(() => learn(customers)).toThrow(/mean spends that are all the same/);
    }
  });
});
