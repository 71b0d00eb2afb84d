import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { regularisedBeta, regularisedBetaComplement } from "../../src/math/incomplete-beta.js";
import { agreesWithTable, expectAll, golden, relativeError } from "./reference.js";

interface Row {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly value: number;
}

// Measured worst: 3.3e-14.
describe("I_x to 1e-11", () => {
  agreesWithTable<Row>("beta-regularised", ({ a, b, x, value }) => relativeError(regularisedBeta(x, a, b), value), 1e-11);
});

test("I_x and its complement, each to 1e-12 however small", () => {
  const rows = golden<Row & { complement: number }>("beta-complement");
  expectAll(rows, ({ a, b, x, value }) => relativeError(regularisedBeta(x, a, b), value), 1e-12);
  expectAll(rows, ({ a, b, x, complement }) => relativeError(regularisedBetaComplement(x, a, b), complement), 1e-12);
});

describe("laws", () => {
  const shape = fc.double({ min: -4, max: 4, noNaN: true }).map((e) => 10 ** e);
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  test("I + complement = 1, in [0, 1], rising with x", () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        const value = regularisedBeta(x, a, b);
        expect(value >= 0 && value <= 1).toBe(true);
        expect(Math.abs(value + regularisedBetaComplement(x, a, b) - 1)).toBeLessThan(1e-12);
        expect(regularisedBeta(x + (1 - x) / 50, a, b)).toBeGreaterThanOrEqual(value * (1 - 1e-12));
      }),
    );
  });
  test("I_x(a, 1) = xᵃ and I_x(1, b) = 1 − (1 − x)ᵇ", () => {
    fc.assert(
      fc.property(share, shape, (x, a) => {
        expect(relativeError(regularisedBeta(x, a, 1), x ** a)).toBeLessThan(2e-12);
        expect(relativeError(regularisedBeta(x, 1, a), -Math.expm1(a * Math.log1p(-x)))).toBeLessThan(2e-12);
      }),
    );
  });
  test("the ends", () => {
    expect([regularisedBeta(0, 2, 3), regularisedBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([regularisedBetaComplement(0, 2, 3), regularisedBetaComplement(1, 2, 3)]).toEqual([1, 0]);
  });
});
