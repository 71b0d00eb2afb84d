import fc from "fast-check";
import { expect, test } from "vitest";
import { distinctSorted, nextAbove, oneAbove, spreadLevels } from "../../src/math/levels.js";

test("distinctSorted stops at the most that are asked for", () => {
  expect(distinctSorted([1, 1, 2, 3, 3])).toEqual([1, 2, 3]);
  expect(distinctSorted([1, 1, 2, 3, 3], 2)).toEqual([1, 2]);
  expect(distinctSorted([])).toEqual([]);
});

test("there is no double between a value and nextAbove", () =>
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e300 }), (value) => {
      const next = nextAbove(value);
      expect(next).toBeGreaterThan(value);
      const middle = value / 2 + next / 2;
      expect(middle <= value || middle >= next).toBe(true);
    }),
  ));

test.each([
  [4, 5],
  [0, 1],
  [-1, 0],
  [1e300, nextAbove(1e300)],
])("oneAbove %d is %d", (value, above) => {
  expect(oneAbove(value)).toBe(above);
});

test("spreadLevels gives the lowest level the first bin and the highest the last", () =>
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 12 }), (a, b) => {
      const [count, bins] = [Math.min(a, b), Math.max(a, b)];
      const levels = Array.from({ length: count }, (_, i) => i * 2);
      const cuts = spreadLevels(levels, bins);
      const bin = (value: number): number => cuts.filter((cut) => cut <= value).length + 1;
      expect(cuts).toHaveLength(bins - 1);
      expect(bin(levels[0]!)).toBe(1);
      expect(bin(levels.at(-1)!)).toBe(bins);
      expect(new Set(levels.map(bin)).size).toBe(count);
    }),
  ));
