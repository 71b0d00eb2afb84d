import fc from "fast-check";
import { expect, test } from "vitest";
import { roundMoney } from "../../src/math/round.js";

test("sums of cents that are equal become equal numbers", () => {
  expect(roundMoney(0.1 + 0.2, 0.3)).toBe(0.3);
  expect(roundMoney(1.1 + 2.2, 3.3)).toBe(3.3);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 50 }), (cents) => {
      const sum = cents.reduce((total, value) => total + value / 100, 0);
      const moved = cents.reduce((total, value) => total + Math.abs(value) / 100, 0);
      expect(roundMoney(sum, moved)).toBe(cents.reduce((total, value) => total + value, 0) / 100 + 0);
    }),
  );
});

test("what changes is at most half of the twelfth digit of the scale", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ min: 1, max: 10, noNaN: true }), (value, factor) => {
      const scale = Math.min(Math.abs(value) * factor, Number.MAX_VALUE);
      const rounded = roundMoney(value, scale);
      expect(Number.isFinite(rounded)).toBe(true);
      // Half a unit of the twelfth digit is at most 5e-12 of the scale; the rest is the rounding of the division.
      expect(Math.abs(rounded - value)).toBeLessThanOrEqual(5.1e-12 * scale);
    }),
    { numRuns: 1000 },
  );
});

test("zero, and money that did not move, stay", () => {
  expect(roundMoney(0, 100)).toBe(0);
  expect(roundMoney(5e-324, 5e-324)).toBe(5e-324);
  expect(roundMoney(0, 0)).toBe(0);
  expect(roundMoney(1.7e308, 1.7e308)).toBe(1.7e308);
});
