import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { root } from "../../src/math/root.js";

describe("Brent's root", () => {
  test("to the last digit", () => {
    expect(root((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(root(Math.cos, 1, 2)).toBeCloseTo(Math.PI / 2, 15);
    expect(root((x) => x ** 9, -1, 5)).toBeCloseTo(0, 10);
    expect(root((x) => Math.exp(x) - 1e-5, -100, 100)).toBeCloseTo(Math.log(1e-5), 13);
  });
  test("at an end of the bracket, and undefined without a change of sign", () => {
    expect([root((x) => x, 0, 1), root((x) => x, -1, 0)].map((x) => x! + 0)).toEqual([0, 0]);
    expect(root(Math.exp, -1, 1)).toBeUndefined();
    expect(root(() => Number.NaN, -1, 1)).toBeUndefined();
  });
  test("any monotone cubic, from any bracket, in at most 200 evaluations", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true }), (at, slope) => {
        let evaluations = 0;
        const found = root(
          (x) => {
            evaluations++;
            return (x - at) ** 3 + slope * (x - at);
          },
          -2e3,
          3e3,
        );
        expect(Math.abs(found! - at)).toBeLessThan(1e-12 * (1 + Math.abs(at)));
        expect(evaluations).toBeLessThanOrEqual(202);
      }),
    );
  });
  test("a step function ends at its step", () => {
    expect(root((x) => (x < 0.3 ? -1 : 1), 0, 1)).toBeCloseTo(0.3, 14);
  });
});
