import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countBreaks, naturalBreaks, quantileBreaks } from "../../src/index.js";

describe("quantileBreaks", () => {
  test.each([
    [[1, 2, 3, 4], 4, [1.75, 2.5, 3.25]],
    [[10], 5, [10, 10, 10, 10]],
    [[1, 1, 1, 1, 5], 2, [1]],
    [[0, 100], 4, [25, 50, 75]],
    [[3, 4], 1, []],
  ])("of %j in %i bins are the type-7 quantiles %j", (values, bins, cuts) => {
    expect(quantileBreaks(Float64Array.from(values), bins)).toEqual(cuts);
  });
});

describe.each([
  ["countBreaks", countBreaks],
  ["naturalBreaks", naturalBreaks],
])("%s", (_, method) => {
  test.each([
    ["2 levels of 5 score 1 and 5", [1, 2], 5, [2, 2, 2, 2]],
    ["3 levels of 5 score 1, 3 and 5", [1, 2, 3], 5, [2, 2, 3, 3]],
    ["5 levels of 5 score 1 to 5", [1, 2, 3, 4, 9], 5, [2, 3, 4, 9]],
    ["one level scores 1", [4, 4], 3, [5, 5]],
    ["one bin has no cuts", [1, 2, 3], 1, []],
  ])("%s", (__, values, bins, cuts) => {
    expect(method(Float64Array.from(values), bins)).toEqual(cuts);
  });

  test("does not change the values", () => {
    const values = Float64Array.of(1, 2, 2, 3, 8, 9);
    method(values, 3);
    expect([...values]).toEqual([1, 2, 2, 3, 8, 9]);
  });
});

describe("countBreaks", () => {
  test.each([
    ["groups of equal size", [1, 2, 3, 4, 5, 6], 3, [3, 5]],
    ["ties go to the nearer side, up when both are as near", [1, 1, 2, 2, 2, 2, 3, 3], 2, [2]],
    ["a block that is mostly below stays below", [1, 1, 1, 1, 1, 1, 2, 3], 2, [2]],
    ["the highest value has a bin of its own when it is most", [1, 2, 3, 3, 3, 3, 3, 3], 2, [3]],
  ])("%s", (_, values, bins, cuts) => {
    expect(countBreaks(Float64Array.from(values), bins)).toEqual(cuts);
  });

  test("values without ties fill groups that differ by at most one", () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 80 }), fc.integer({ min: 2, max: 9 }), (n, bins) => {
        fc.pre(n > bins);
        const values = Float64Array.from({ length: n }, (_, i) => i * 3);
        const edges = [0, ...countBreaks(values, bins).map((cut) => cut / 3), n];
        const sizes = edges.slice(1).map((edge, i) => edge - edges[i]!);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    ));
});

describe("naturalBreaks", () => {
  test("falls into the gaps", () => {
    expect(naturalBreaks(Float64Array.of(4, 5, 9, 10, 80, 81, 300), 4)).toEqual([9, 80, 300]);
  });

  test("leaves the least squared deviation of all ways to cut", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 14 }), (list) => {
        const values = Float64Array.from(list).sort();
        fc.pre(new Set(values).size > 3);
        const cost = (low: number, high: number): number => {
          const deviation = (group: Float64Array): number => {
            const mean = group.reduce((sum, value) => sum + value, 0) / Math.max(1, group.length);
            return group.reduce((sum, value) => sum + (value - mean) ** 2, 0);
          };
          return (
            deviation(values.filter((value) => value < low)) +
            deviation(values.filter((value) => value >= low && value < high)) +
            deviation(values.filter((value) => value >= high))
          );
        };
        const [low, high] = naturalBreaks(values, 3) as [number, number];
        const best = Math.min(
          ...Array.from(values, (a) => Math.min(...Array.from(values, (b) => (a < b ? cost(a, b) : Number.POSITIVE_INFINITY)))),
        );
        // Sums of at most 14 squares of small whole numbers.
        expect(cost(low, high)).toBeCloseTo(best, 6);
      }),
    ));
});
