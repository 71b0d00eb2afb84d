import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logBeta } from "../../src/math/log-beta.js";
import { logPochhammer } from "../../src/math/log-pochhammer.js";
import { agreesWithTable, expectAll, golden, relativeError } from "./reference.js";

const shape = fc.double({ min: -10, max: 8, noNaN: true }).map((e) => 10 ** e);

// Measured worst: 4.3e-15, where B is close to 1.
describe("ln B to 1e-13", () => {
  agreesWithTable<{ a: number; b: number; value: number }>("log-beta", ({ a, b, value }) => relativeError(logBeta(a, b), value), 1e-13);
});

describe("laws of ln B", () => {
  test("symmetric", () => {
    fc.assert(fc.property(shape, shape, (a, b) => logBeta(a, b) === logBeta(b, a)));
  });
  test("B(a, 1) = 1/a", () => {
    fc.assert(
      fc.property(shape, (a) => {
        expect(Math.abs(logBeta(a, 1) + Math.log(a))).toBeLessThan(3e-15 * (1 + Math.abs(Math.log(a))));
      }),
    );
  });
  test("close to B(1, 1) = 1 every digit is kept: ln B(1 + s, 1 + t) ≈ −s − t", () => {
    const s = 2 ** -40;
    expect(relativeError(logBeta(1 + s, 1 + s), -2 * s)).toBeLessThan(1e-11);
    expect(logBeta(1 + s, 1)).toBe(-Math.log1p(s));
  });
  test("finite for any positive doubles", () => {
    const any = fc.double({ min: -300, max: 300, noNaN: true }).map((e) => 10 ** e);
    fc.assert(fc.property(any, any, (a, b) => Number.isFinite(logBeta(a, b))));
  });
});

describe("ln (x)ₙ", () => {
  // Measured worst: 4.4e-16.
  test("golden values to 1e-13", () => {
    expectAll(
      golden<{ x: number; n: number; value: number }>("log-pochhammer"),
      ({ x, n, value }) => relativeError(logPochhammer(x, n), value),
      1e-13,
    );
  });
  test("(x)₀ = 1, (x)₁ = x, and steps add", () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 50, noNaN: true }), (x, n) => {
        expect(logPochhammer(x, 0)).toBe(0);
        expect(Math.abs(logPochhammer(x, 1) - Math.log(x))).toBeLessThan(1e-14 * (1 + Math.abs(Math.log(x))));
        const whole = logPochhammer(x, n + 1);
        const parts = logPochhammer(x, n) + Math.log(x + n);
        expect(Math.abs(whole - parts)).toBeLessThan(1e-13 * (1 + Math.abs(Math.log(x)) * (1 + n)));
      }),
    );
  });
  test("rises with n for x ≥ 1.5, also by steps that x + n would swallow", () => {
    expect(logPochhammer(1e10, 1e-9)).toBeGreaterThan(logPochhammer(1e10, 0.9e-9));
    expect(relativeError(logPochhammer(1e10, 1e-9), 1e-9 * Math.log(1e10))).toBeLessThan(1e-10);
  });
});
