import { describe, expect, test } from "vitest";
import { compensatedSum, cumulativeSums } from "../../src/math/sum.js";

describe("compensatedSum", () => {
  test.each([
    [[], 0],
    [[1, 1e100, 1, -1e100], 2],
    [new Array<number>(10).fill(0.1), 1],
    [[1e308, 1e308], Number.POSITIVE_INFINITY],
  ])("of %j is %d", (values, sum) => {
    expect(compensatedSum(values)).toBe(sum);
  });
});

test("cumulativeSums begins with 0 and ends with the sum", () => {
  expect([...cumulativeSums([1, 2, 3])]).toEqual([0, 1, 3, 6]);
  expect(cumulativeSums(new Array<number>(10).fill(0.1)).at(-1)).toBe(1);
});
