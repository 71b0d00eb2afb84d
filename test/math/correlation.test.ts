import { expect, test } from "vitest";
import { accuracy } from "../../src/clv/accuracy.js";
import { midRanks } from "../../src/math/correlation.js";

test("ranks of equal values are at the mean of theirs", () => {
  expect([...midRanks([3, 1, 3, 2])]).toEqual([3.5, 1, 3.5, 2]);
});

test("values without an order come to an end", () => {
  expect(midRanks([Number.NaN, 1, Number.NaN]).length).toBe(3);
  expect(
    accuracy(
      [Number.NaN, 1],
      [
        { repeats: 0, laterPurchases: 1 },
        { repeats: 1, laterPurchases: 2 },
      ],
    ).topDecileCapture,
  ).toBeDefined();
});
