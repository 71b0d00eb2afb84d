import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logGamma, logGammaOnePlus, logGammaTwoPlus } from "../../src/math/log-gamma.js";
import { agreesWithTable, relativeError } from "./reference.js";

interface Row {
  readonly x: number;
  readonly value: number;
}

const positive = fc.double({ min: 1e-12, max: 1e12, noNaN: true });

// Measured worst: 2.2e-16, one ulp.
describe("ln Γ to 1e-13", () => agreesWithTable<Row>("log-gamma", ({ x, value }) => relativeError(logGamma(x), value), 1e-13));

describe("laws of ln Γ", () => {
  test("ln Γ(x + 1) = ln Γ(x) + ln x", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const size = Math.abs(logGamma(x)) + Math.abs(Math.log(x)) + 1;
        // x + 1 is rounded, which moves ln Γ by up to ln(x) ulps of x.
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(4e-16 * (size + x * Math.abs(Math.log(x))));
      }),
    );
  });
  test("the duplication formula, DLMF 5.5.5", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e5, noNaN: true }), (x) => {
        const right = logGamma(x) + logGamma(x + 0.5) + (2 * x - 1) * Math.LN2 - Math.log(Math.PI) / 2;
        expect(Math.abs(logGamma(2 * x) - right)).toBeLessThan(1e-14 * (1 + x * (1 + Math.abs(Math.log(x)))));
      }),
    );
  });
  test("exactly zero at 1 and 2, Infinity at 0, a number everywhere else", () => {
    expect(logGamma(1) + 0).toBe(0);
    expect(logGamma(2) + 0).toBe(0);
    expect(logGamma(0)).toBe(Number.POSITIVE_INFINITY);
    fc.assert(fc.property(positive, (x) => Number.isFinite(logGamma(x))));
    expect(relativeError(logGamma(5e-324), 744.4400719213812)).toBeLessThan(1e-15);
  });
  test("no step where the methods meet", () => {
    for (const x of [0.5, 1.5, 2.5, 10]) {
      expect(relativeError(logGamma(x * (1 - 2 ** -52)), logGamma(x * (1 + 2 ** -52)))).toBeLessThan(3e-15);
    }
  });
  test("ln Γ(1 + x) and ln Γ(2 + t) keep their digits for tiny arguments", () => {
    expect(relativeError(logGammaOnePlus(1e-20), -5.772156649015329e-21)).toBeLessThan(1e-15);
    expect(relativeError(logGammaTwoPlus(1e-20), 4.227843350984671e-21)).toBeLessThan(1e-15);
    expect(relativeError(logGammaOnePlus(41.5), logGamma(42.5))).toBe(0);
  });
});
