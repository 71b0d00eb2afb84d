import fc from "fast-check";
import { expect, test } from "vitest";
import { quantileSorted } from "../../src/math/quantile.js";

test.each([
  [[7], 0.3, 7],
  [[1, 2, 3, 4, 5], 0.5, 3],
  [[1, 2], 0.25, 1.25],
  [[10, 20, 30], 1, 30],
  [[10, 20, 30], 0, 10],
])("the type-7 quantile of %j at %f is %f", (values, p, expected) => {
  expect(quantileSorted(values, p)).toBe(expected);
});

test("positions that are whole but for rounding are whole: 0.29 of 101 values is the 30th", () => {
  const values = Float64Array.from({ length: 101 }, (_, i) => i);
  for (let i = 0; i <= 100; i++) expect(quantileSorted(values, i / 100)).toBe(i);
});

test("stays within its neighbours and never overflows", () =>
  fc.assert(
    fc.property(
      fc.float64Array({ minLength: 1, maxLength: 20, noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, p) => {
        const sorted = values.slice().sort();
        const quantile = quantileSorted(sorted, p);
        expect(quantile).toBeGreaterThanOrEqual(sorted[0]!);
        expect(quantile).toBeLessThanOrEqual(sorted.at(-1)!);
      },
    ),
  ));
