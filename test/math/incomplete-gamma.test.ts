import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logGammaP, logGammaQ, regularisedGammaP, regularisedGammaQ } from "../../src/math/incomplete-gamma.js";
import { agreesWithTable, expectAll, golden, relativeError } from "./reference.js";

interface Row {
  readonly a: number;
  readonly x: number;
  readonly value: number;
}

// Measured worst: 5e-14 (P) and 8e-14 (Q), in the tails below 1e-90.
describe("P to 1e-11", () => agreesWithTable<Row>("gamma-p", ({ a, x, value }) => relativeError(regularisedGammaP(a, x), value), 1e-11));
describe("Q to 1e-11", () => agreesWithTable<Row>("gamma-q", ({ a, x, value }) => relativeError(regularisedGammaQ(a, x), value), 1e-11));

describe("ln P and ln Q", () => {
  test("where P or Q underflows, or is within an ulp of 1", () => {
    const rows = golden<{ a: number; x: number; log_p: number; log_q: number }>("log-incomplete-gamma");
    const small = rows.filter(({ log_p }) => log_p < -1e-250);
    expectAll(small, ({ a, x, log_p }) => (log_p < -1e-8 ? relativeError(logGammaP(a, x), log_p) : 0), 1e-11);
    expectAll(rows, ({ a, x, log_q }) => (log_q < -1e-8 ? relativeError(logGammaQ(a, x), log_q) : 0), 1e-11);
  });
  test("Q for tiny a, where it is about a E₁(x)", () => {
    const rows = golden<{ a: number; x: number; log_q: number }>("log-incomplete-gamma").filter(({ a }) => a < 1e-4);
    expect(rows.length).toBeGreaterThan(3);
    expectAll(rows, ({ a, x, log_q }) => relativeError(regularisedGammaQ(a, x), Math.exp(log_q)), 1e-12);
  });
});

describe("laws", () => {
  const shape = fc.double({ min: -3, max: 5, noNaN: true }).map((e) => 10 ** e);
  const ratio = fc.double({ min: -1, max: 1, noNaN: true }).map((e) => 10 ** e);
  test("P + Q = 1, both in [0, 1], P rises with x", () => {
    fc.assert(
      fc.property(shape, ratio, (a, k) => {
        const x = a * k;
        const p = regularisedGammaP(a, x);
        expect(Math.abs(p + regularisedGammaQ(a, x) - 1)).toBeLessThan(1e-15);
        expect(p >= 0 && p <= 1).toBe(true);
        expect(regularisedGammaP(a, x * 1.01)).toBeGreaterThanOrEqual(p * (1 - 1e-13));
      }),
    );
  });
  test("a = 1 is the exponential, and 0 and Infinity are the ends", () => {
    fc.assert(fc.property(ratio, (x) => relativeError(regularisedGammaP(1, x), -Math.expm1(-x)) < 1e-15));
    expect([regularisedGammaP(2, 0), regularisedGammaQ(2, 0), logGammaQ(2, 0)].map((v) => v + 0)).toEqual([0, 1, 0]);
    expect([regularisedGammaP(2, Number.POSITIVE_INFINITY), regularisedGammaQ(2, Number.POSITIVE_INFINITY)]).toEqual([1, 0]);
    expect([logGammaP(2, 0), logGammaQ(2, Number.POSITIVE_INFINITY)]).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });
});
