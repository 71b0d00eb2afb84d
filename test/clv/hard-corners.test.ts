/** Corners in which a model lost its digits, or learned from nothing. */
import { describe, expect, test } from "vitest";
import {
  fitBgCnbdK,
  fitBgNbd,
  fitGompertzNbd,
  fitMbgCnbdK,
  fitNbd,
  fitParetoNbd,
  InvalidInputError,
  logLikelihood,
  nextPurchase,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  simulateHistories,
} from "../../src/index.js";

describe("a BG/BB over many opportunities", () => {
  const model = { kind: "bg-bb", params: { alpha: 50, beta: 450, gamma: 1e-6, delta: 1 } } as const;
  test.each([1024, 2048])("loses no probability to underflow, %s masses and the rest", (length) => {
    const { p, tail } = purchaseDistribution(model, "newcomer", 10_000, { length });
    // 10,000 terms each, of a rounding or two: 1e4 · 2.2e-16 and as much for the logarithms of their first.
    expect(Math.abs(p.reduce((sum, mass) => sum + mass, 0) + tail - 1)).toBeLessThan(1e-11);
    // The tail beyond 1,024 of 10,000 chances of .1 in the mean, for the most part.
    expect(tail > 0.1 === (length === 1024)).toBe(true);
  });

  const rare = { kind: "bg-bb", params: { alpha: 1, beta: 1e7, gamma: 1e-9, delta: 1 } } as const;
  test("the quadrature over many opportunities goes on where the sum ends", () => {
    // Nobody leaves: 1 − E[(1 − p)^h] = h / (h + beta), but for the share gamma who do.
    for (const days of [9999, 10_000, 1e5, 1e7])
      expect(Math.abs(probabilityOfPurchase(rare, "newcomer", days) / (days / (days + 1e7)) - 1)).toBeLessThan(2e-8);
  });
  test("the next purchase of a rare buyer is far away, not at a million", () => {
    const { medianDay, window80 } = nextPurchase(rare, "newcomer");
    expect(Math.abs(medianDay! / 1e7 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(window80[0]! / (1e7 / 9) - 1)).toBeLessThan(1e-6);
    expect(Math.abs(window80[1]! / 9e7 - 1)).toBeLessThan(1e-6);
  });
  test("half an opportunity is refused, as for the expectation", () => {
    for (const days of [1.5, 20_000.5]) expect(() => probabilityOfPurchase(rare, "newcomer", days)).toThrow(InvalidInputError);
  });
});

test.each([1, 1e-3, 1e-8, 1e-16, 1e-100])("P(alive) with one chance to leave depends on a / b alone, b = %s", (b) => {
  const customer = { repeats: 1, lastPurchaseAge: 30, age: 60 };
  const model = { kind: "bg-nbd", params: { r: 0.5, alpha: 20, a: 2 * b, b } } as const;
  // 60-digit arithmetic: 1 / (1 + 2 (80 / 50)^1.5).
  expect(Math.abs(probabilityAlive(model, customer) - 0.1981094257)).toBeLessThan(5e-11);
  const plain = logLikelihood({ ...model, params: { ...model.params, a: 2, b: 1 } }, [customer]);
  expect(Math.abs(logLikelihood(model, [customer]) - plain)).toBeLessThan(1e-12);
});

describe("gaps that cannot be", () => {
  const atOnce = { repeats: 1, lastPurchaseAge: 0, age: 10, sumLogGaps: 0 };
  const tooLong = { repeats: 3, lastPurchaseAge: 9, age: 10, sumLogGaps: 1000 };
  const model = { kind: "bg-cnbd-k", params: { k: 2, r: 1, alpha: 5, a: 1, b: 2 } } as const;
  test.each([atOnce, tooLong])("%j is refused by row", (one) => {
    const customers = [{ repeats: 0, lastPurchaseAge: 0, age: 9, sumLogGaps: 0 }, one];
    expect(() => fitBgCnbdK(customers, { k: 2 })).toThrow("row 1: sumLogGaps must be");
    expect(() => fitMbgCnbdK(customers)).toThrow("row 1: sumLogGaps must be");
    expect(() => logLikelihood(model, customers)).toThrow(InvalidInputError);
  });
  test("equal gaps, the longest there can be, are not", () => {
    for (const [x, gap] of [
      [3, 7],
      [1, 0.1],
      [1000, 1 / 3],
    ] as const) {
      const customer = { repeats: x, lastPurchaseAge: x * gap, age: x * gap + 1, sumLogGaps: x * Math.log(gap) };
      expect(Number.isFinite(logLikelihood(model, [customer]))).toBe(true);
    }
  });
});

describe("data that say nothing", () => {
  const never = { repeats: 0, lastPurchaseAge: 0, age: 0, sumLogGaps: 0 };
  test.each([fitNbd, fitBgNbd, fitParetoNbd, fitGompertzNbd, fitBgCnbdK])("nobody watched for any time is refused: %o", (learn) => {
    expect(() => learn(Array.from({ length: 5 }, () => never))).toThrow("age must be above 0 for at least one customer");
  });
  test("without repeaters k stays 1; where k = 1 is chosen, a note says so", () => {
    const silent = fitBgCnbdK(Array.from({ length: 9 }, (_, i) => ({ ...never, age: 30 + i })));
    expect([silent.params.k, silent.logLikelihoodByK.length]).toEqual([1, 1]);
    const plain = { kind: "bg-nbd", params: { r: 0.8, alpha: 20, a: 0.8, b: 2.5 } } as const;
    const random = fitBgCnbdK(simulateHistories(plain, { customers: 1000, days: 300 }));
    expect(random.params.k).toBe(1);
    expect(random.notes.join()).toMatch(/k = 1: the gaps show no rhythm/);
  });
});
