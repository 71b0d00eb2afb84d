import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError, KLAVIYO, rfmCuts, rfmPreset, rfmScores, segmentSummary, segmentsOf } from "../../src/index.js";
import { customers } from "./arbitraries.js";

describe("segmentSummary", () => {
  const rows = Object.freeze([
    { recency: 2, frequency: 4, monetary: 60 },
    { recency: 4, frequency: 6, monetary: 20 },
    { recency: 90, frequency: 1, monetary: 20 },
  ]);

  test("counts, sums and averages each segment of the preset, empty ones too", () => {
    const table = segmentSummary(rows, ["champions", "champions", "inactive"], KLAVIYO);
    expect(table.map(({ key, customers: count }) => [key, count])).toEqual([
      ["champions", 2],
      ["loyal", 0],
      ["recent", 0],
      ["needs_attention", 0],
      ["at_risk", 0],
      ["inactive", 1],
    ]);
    expect(table[0]).toMatchObject({
      ...{ share: 2 / 3, revenue: 80, shareOfRevenue: 0.8, averageRecency: 3, averageFrequency: 5, averageMonetary: 40 },
      ...{ name: { en: "Champions" }, action: expect.stringMatching(/Reward/) },
    });
    expect(table[1]).toMatchObject({ share: 0, revenue: 0, shareOfRevenue: 0, averageRecency: undefined, averageMonetary: undefined });
  });

  test("includes otherwise", () => {
    const preset = rfmPreset({ bins: { r: 2, f: 1, m: 1 }, segments: [{ key: "a", rule: [{ r: [2, 2] }] }], otherwise: { key: "others" } });
    expect(segmentSummary(rows, ["a", "others", "others"], preset).map(({ customers: count }) => count)).toEqual([1, 2]);
  });

  test.each([[[0, 0]], [[-5, 2]]])("has no share of a revenue that is not positive: %j", (monetary) => {
    const table = segmentSummary(
      monetary.map((money) => ({ recency: 1, frequency: 1, monetary: money })),
      ["new", "new"],
    );
    expect(table.every(({ shareOfRevenue }) => shareOfRevenue === undefined)).toBe(true);
    expect(JSON.stringify(table)).not.toContain("null");
  });

  test("an empty table has shares of 0", () => {
    expect(segmentSummary([], []).every(({ share, customers: count }) => share === 0 && count === 0)).toBe(true);
  });

  test("totals are preserved and shares sum to 1", () =>
    fc.assert(
      fc.property(customers, (list) => {
        const table = segmentSummary(list, segmentsOf(rfmScores(rfmCuts(list), list)));
        const sum = (pick: (row: (typeof table)[number]) => number): number => table.reduce((total, row) => total + pick(row), 0);
        expect(sum((row) => row.customers)).toBe(list.length);
        expect(sum((row) => row.share)).toBeCloseTo(1, 12);
        // Quarters: sums are exact.
        expect(sum((row) => row.revenue)).toBe(list.reduce((total, row) => total + row.monetary, 0));
        if (table[0]!.shareOfRevenue !== undefined) expect(sum((row) => row.shareOfRevenue!)).toBeCloseTo(1, 9);
      }),
    ));

  test.each<[string, () => unknown, RegExp]>([
    ["segments of another length", () => segmentSummary(rows, ["champions"]), /segments must be one for each of 3 rows, received 1/],
    [
      "a segment of another preset",
      () => segmentSummary(rows, ["champions", "inactive" as never, "new"]),
      /row 1: segment must be one of the preset "rfm-grid"/,
    ],
    ["NaN", () => segmentSummary([{ recency: 1, frequency: 1, monetary: Number.NaN }], ["new"]), /row 0: monetary must be a finite number/],
    [
      "a sum past 1e308",
      () =>
        segmentSummary(
          [1, 2].map(() => ({ recency: 1, frequency: 1, monetary: 1e308 })),
          ["new", "new"],
        ),
      /whose sum is finite/,
    ],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
