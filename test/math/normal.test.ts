import fc from "fast-check";
import { expect, test } from "vitest";
import { erf, erfc, normalCdf, normalQuantile } from "../../src/math/normal.js";
import { expectAll, golden, relativeError } from "./reference.js";

// A few ulps.
const TOLERANCE = 2e-15;

test("erf and erfc", () => {
  const rows = golden<{ x: number; erf: number; erfc: number }>("erfc");
  expectAll(rows, (row) => relativeError(erf(row.x), row.erf), TOLERANCE);
  expectAll(rows, (row) => relativeError(erfc(row.x), row.erfc), TOLERANCE);
});

test("Φ into its far tails", () => {
  expectAll(golden<{ x: number; value: number }>("normal-cdf"), ({ x, value }) => relativeError(normalCdf(x), value), TOLERANCE);
});

test("the quantile, also close to 1/2", () => {
  expectAll(golden<{ p: number; value: number }>("normal-quantile"), ({ p, value }) => relativeError(normalQuantile(p), value), TOLERANCE);
});

test("Φ and its quantile undo each other; both are odd about the middle", () => {
  fc.assert(
    fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (x) => {
      const p = normalCdf(x);
      // One ulp of p is worth p / density in x.
      expect(Math.abs(normalQuantile(p) - x)).toBeLessThan(
        1e-14 * (1 + Math.abs(x)) + (2e-16 * p) / (Math.exp((-x * x) / 2) / 2.5066 + 1e-320),
      );
      expect(Math.abs(normalCdf(-x) + p - 1)).toBeLessThan(2e-16);
    }),
  );
  expect([normalQuantile(0), normalQuantile(0.5) + 0, normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
  expect([erfc(40), erfc(-40), normalCdf(-60), normalCdf(60)]).toEqual([0, 2, 0, 1]);
});
