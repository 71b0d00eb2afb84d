import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hyp2f1, logHyp2f1 } from "../../src/math/hypergeometric.js";
import { agreesWithTable, expectAll, golden, relativeError } from "./reference.js";

interface Row {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly z: number;
  readonly value: number | null;
  readonly log_value: number;
}

// Measured worst: 4.2e-13, for a value of 1e224.
describe("₂F₁ to 1e-10", () => {
  agreesWithTable<Row>(
    "hyp2f1",
    ({ a, b, c, z, value }) => relativeError(hyp2f1(a, b, c, z), value ?? Number.NaN),
    1e-10,
    ({ value }) => value !== null,
  );
});

// Measured worst: 8e-14, relative also where the logarithm is 1e-14.
describe("ln ₂F₁ to 1e-11", () => {
  agreesWithTable<Row>("hyp2f1", ({ a, b, c, z, log_value }) => relativeError(logHyp2f1(a, b, c, z), log_value), 1e-11);
});

test("a or b < 0, as the models call it after Euler's transformation: 1e-11 of the value", () => {
  const rows = golden<Row>("hyp2f1-negative");
  expectAll(rows, ({ a, b, c, z, log_value }) => relativeError(hyp2f1(a, b, c, z), Math.exp(log_value)), 1e-11);
});

test("tiny parameters, z to within 1e-14 of 1, c below a and b: 1e-12 of the logarithm, or of one", () => {
  expectAll(
    golden<Row>("hyp2f1-tiny"),
    ({ a, b, c, z, log_value }) => Math.abs(logHyp2f1(a, b, c, z) - log_value) / Math.max(1, Math.abs(log_value)),
    1e-12,
  );
});

describe("laws", () => {
  const parameter = fc.double({ min: -2, max: 2.5, noNaN: true }).map((e) => 10 ** e);
  const argument = fc.oneof(
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    fc.double({ min: 0, max: 6, noNaN: true }).map((e) => 1 - 10 ** -e),
  );
  test("symmetric in a and b", () => {
    fc.assert(
      fc.property(parameter, parameter, parameter, argument, (a, b, c, z) => {
        const one = logHyp2f1(a, b, c, z);
        expect(Math.abs(one - logHyp2f1(b, a, c, z))).toBeLessThan(1e-11 * (1 + Math.abs(one)));
      }),
    );
  });
  test("Euler's transformation, DLMF 15.8.1", () => {
    fc.assert(
      fc.property(parameter, parameter, parameter, argument, (a, b, more, z) => {
        const c = Math.max(a, b) + more;
        const left = logHyp2f1(a, b, c, z);
        const right = (c - a - b) * Math.log1p(-z) + logHyp2f1(c - a, c - b, c, z);
        expect(Math.abs(left - right)).toBeLessThan(1e-11 * (1 + Math.abs(left) + Math.abs((c - a - b) * Math.log1p(-z))));
      }),
    );
  });
  test("b = c is a power: (1 − z)^(−a)", () => {
    fc.assert(
      fc.property(parameter, parameter, argument, (a, c, z) => {
        const power = -a * Math.log1p(-z);
        expect(Math.abs(logHyp2f1(a, c, c, z) - power)).toBeLessThan(1e-11 * (1 + power));
      }),
    );
  });
  test("never falls as z grows, and is finite, for parameters up to 1e6 and z up to the last double below 1", () => {
    const wide = fc.double({ min: -6, max: 6, noNaN: true }).map((e) => 10 ** e);
    const close = fc.double({ min: 0, max: 15.9, noNaN: true }).map((e) => 1 - 10 ** -e);
    fc.assert(
      fc.property(wide, wide, wide, close, (a, b, c, z) => {
        if (Math.min(a, b) > c + 1e4) return;
        const value = logHyp2f1(a, b, c, z);
        expect(Number.isFinite(value)).toBe(true);
        expect(logHyp2f1(a, b, c, z * 0.99)).toBeLessThanOrEqual(value + 1e-9 * (1 + Math.abs(value)));
      }),
      { numRuns: 300 },
    );
  });
  test("1 at z = 0, and where a or b is zero", () => {
    expect([hyp2f1(2, 3, 4, 0), hyp2f1(0, 3, 4, 0.5), hyp2f1(3, 0, 4, 0.5)]).toEqual([1, 1, 1]);
  });
  test("Infinity beyond the doubles, where the logarithm is known", () => {
    expect(hyp2f1(1000, 1000, 1, 0.999999)).toBe(Number.POSITIVE_INFINITY);
    expect(logHyp2f1(1000, 1000, 1, 0.999999)).toBeGreaterThan(2.7e4);
  });
});
