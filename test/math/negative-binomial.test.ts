import { describe, expect, test } from "vitest";
import { negativeBinomialMasses } from "../../src/math/negative-binomial.js";

describe("masses of the negative binomial", () => {
  test("are those of the geometric distribution at shape 1", () => {
    const masses = negativeBinomialMasses(1, 3, 1, 5);
    // ulps of one recurrence
    Array.from(masses).forEach((mass, n) => {
      expect(Math.abs(mass / (0.75 * 0.25 ** n) - 1)).toBeLessThan(1e-14);
    });
  });

  test.each([
    [0.5, 2, Number.MIN_VALUE],
    [3, 1e300, 1e-300],
    [1e-3, 1, 0],
  ])("shape %d, rate %d, time %d: nothing happens", (shape, rate, time) => {
    expect(Array.from(negativeBinomialMasses(shape, rate, time, 3))).toEqual([1, 0, 0]);
  });

  test("no masses are none", () => {
    expect(negativeBinomialMasses(2, 1, 1, 0)).toHaveLength(0);
  });
});
