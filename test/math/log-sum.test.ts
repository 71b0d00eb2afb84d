import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { log1mExp, log1pExp, logAddExp, logSubExp, logSumExp } from "../../src/math/log-sum.js";
import { log1pMinus, logRatioMinus } from "../../src/math/log1p.js";
import { relativeError } from "./reference.js";

const log = fc.double({ min: -700, max: 700, noNaN: true });

describe("sums and differences of logarithms", () => {
  test("agree with plain arithmetic", () => {
    expect(relativeError(logAddExp(Math.log(3), Math.log(4)), Math.log(7))).toBeLessThan(4e-16);
    expect(relativeError(logSubExp(Math.log(7), Math.log(4)), Math.log(3))).toBeLessThan(1e-15);
    expect(relativeError(logSumExp([0, Math.log(2), Math.log(3)]), Math.log(6))).toBeLessThan(4e-16);
    expect(logSumExp(Float64Array.of(-1e4, -1e4))).toBe(-1e4 + Math.LN2);
  });
  test("a difference undoes a sum", () => {
    fc.assert(
      fc.property(log, log, (a, b) => {
        const [high, low] = a > b ? [a, b] : [b, a];
        expect(Math.abs(logSubExp(logAddExp(high, low), low) - high)).toBeLessThan(1e-12);
        expect(logAddExp(a, b)).toBe(logAddExp(b, a));
        expect(Math.abs(logSumExp([a, b]) - logAddExp(a, b))).toBeLessThan(3e-13);
      }),
    );
  });
  test("zero is −Infinity, never NaN", () => {
    const zero = Number.NEGATIVE_INFINITY;
    expect([logAddExp(zero, zero), logAddExp(zero, 2), logSubExp(2, zero), logSubExp(2, 2), logSubExp(zero, zero)]).toEqual([
      zero,
      2,
      2,
      zero,
      zero,
    ]);
    expect([logSumExp([]), logSumExp([zero, zero]), logSumExp([zero, 1]), log1mExp(0)]).toEqual([zero, zero, 1, zero]);
    expect(logSumExp([Number.POSITIVE_INFINITY, 0])).toBe(Number.POSITIVE_INFINITY);
  });
  test("ln(1 − e^(−x)) and ln(1 + eˣ) keep their digits at both ends", () => {
    expect(relativeError(log1mExp(1e-20), Math.log(1e-20))).toBeLessThan(1e-15);
    expect(relativeError(log1mExp(50), -1.9287498479639178e-22)).toBeLessThan(1e-15);
    expect(relativeError(log1pExp(-50), 1.9287498479639178e-22)).toBeLessThan(1e-15);
    expect(log1pExp(800)).toBe(800);
  });
});

describe("ln(1 + x) − x", () => {
  test("to an ulp or two: 30-digit values", () => {
    for (const [x, value] of [
      [1e-8, -4.999999966666667e-17],
      [-1e-5, -5.0000333335833364e-11],
      [0.25, -0.026856448685790246],
      [-0.4, -0.1108256237659907],
      [0.69, -0.16527147106501788],
      [3, -1.6137056388801094],
    ] as const) {
      expect(relativeError(log1pMinus(x), value)).toBeLessThan(2e-15);
    }
  });
  test("never positive; the ratio form agrees with it", () => {
    fc.assert(
      fc.property(fc.double({ min: -0.99, max: 1e3, noNaN: true }), (x) => {
        expect(log1pMinus(x)).toBeLessThanOrEqual(0);
        const mean = 8;
        const point = mean * (1 + x);
        if (point > 0) expect(logRatioMinus(point, mean)).toBeCloseTo(log1pMinus(x), 12);
      }),
    );
    expect(relativeError(logRatioMinus(1e-200, 1), Math.log(1e-200) + 1)).toBeLessThan(1e-15);
  });
});
