import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError, rfmCuts, rfmIndex, rfmScore, rfmScores } from "../../src/index.js";
import { bins as anyBins, customers } from "./arbitraries.js";

const cuts = Object.freeze({ recency: [115, 181, 297, 482], frequency: [4, 5, 6, 8], monetary: [256, 382, 506, 666] });
const best = { recency: 0, frequency: 9, monetary: 900 };

describe("rfmScore", () => {
  test("three arrays typed in by hand are enough", () => {
    expect(rfmScore(cuts, best)).toEqual({ r: 5, f: 5, m: 5, code: "555", bins: { r: 5, f: 5, m: 5 } });
  });

  test.each([
    [{ recency: 181, frequency: 4, monetary: 256 }, "322"],
    [{ recency: 180, frequency: 3, monetary: 255.99 }, "411"],
    [{ recency: 482, frequency: 8, monetary: 666 }, "155"],
    [{ recency: -1, frequency: 0, monetary: -50 }, "511"],
  ])("a value equal to a cut belongs to the bin above it: %j is %s", (row, code) => {
    expect(rfmScore(cuts, row).code).toBe(code);
  });

  test("codes are joined by dashes once a dimension has more than 9 bins", () => {
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(rfmScore({ recency: ten, frequency: [2, 5], monetary: [] }, { recency: 0, frequency: 3, monetary: 0 })).toMatchObject({
      code: "10-2-1",
      bins: { r: 10, f: 3, m: 1 },
    });
  });

  test("nested cuts are looked up by the parent's score", () => {
    const nested = {
      recency: [30],
      frequency: [[2], [5]],
      monetary: [
        [[10], [20]],
        [[30], [40]],
      ],
    };
    expect(rfmScore(nested, { recency: 3, frequency: 4, monetary: 30 }).code).toBe("212");
    expect(rfmScore(nested, { recency: 30, frequency: 4, monetary: 19 }).code).toBe("121");
  });

  test.each<[string, () => unknown, RegExp]>([
    ["NaN", () => rfmScore(cuts, { ...best, monetary: Number.NaN }), /^monetary must be a finite number, received NaN$/],
    [
      "a missing value",
      () => rfmScore(cuts, { recency: 1, frequency: 1 } as never),
      /monetary must be a finite number, received undefined/,
    ],
    ["cuts out of order", () => rfmScore({ ...cuts, frequency: [4, 3] }, best), /frequency must be finite cuts in non-decreasing order/],
    ["cuts that are no numbers", () => rfmScore({ ...cuts, recency: [1, Number.NaN] }, best), /recency/],
    ["cuts that are missing", () => rfmScore({ ...cuts, monetary: undefined as never }, best), /monetary must be an array of cuts/],
    [
      "nested cuts of too few parents",
      () => rfmScore({ recency: [1, 2], frequency: [[1]], monetary: [] }, best),
      /frequency must be 3 lists/,
    ],
    ["ragged nested cuts", () => rfmScore({ recency: [1], frequency: [[1], [1, 2]], monetary: [] }, best), /frequency must be 2 lists/],
    [
      "a bad row of many",
      () =>
        rfmScores(cuts, [
          { customerId: "a", ...best },
          { customerId: "b", ...best, recency: Number.NaN },
        ]),
      /^row 1: recency/,
    ],
    ["a negative weight", () => rfmScores(cuts, [], { weights: { r: 1, f: -1, m: 1 } }), /weights.f must be a finite number of at least 0/],
    ["weights of 0", () => rfmScores(cuts, [], { weights: { r: 0, f: 0, m: 0 } }), /weights must be more than 0/],
    ["weights of NaN", () => rfmIndex({ r: 1, f: 1, m: 1, bins: { r: 5, f: 5, m: 5 } }, { r: Number.NaN, f: 1, m: 1 }), /weights.r/],
    ["a score outside its bins", () => rfmIndex({ r: 6, f: 1, m: 1, bins: { r: 5, f: 5, m: 5 } }), /r must be a whole number from 1 to 5/],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});

describe("the index", () => {
  test("is 100 for the best, 0 for the lowest, weighted in between", () => {
    const bins = { r: 5, f: 5, m: 5 };
    expect(rfmIndex({ r: 5, f: 5, m: 5, bins })).toBe(100);
    expect(rfmIndex({ r: 1, f: 1, m: 1, bins })).toBe(0);
    expect(rfmIndex({ r: 5, f: 1, m: 1, bins }, { r: 3, f: 1, m: 0 })).toBe(75);
  });

  test("leaves out a dimension of one bin, and is 0 where none is left", () => {
    expect(rfmIndex({ r: 3, f: 1, m: 1, bins: { r: 5, f: 1, m: 1 } })).toBe(50);
    expect(rfmIndex({ r: 1, f: 1, m: 1, bins: { r: 1, f: 1, m: 1 } })).toBe(0);
  });

  test("of many customers is that of each", () =>
    fc.assert(
      fc.property(customers, anyBins, (rows, bins) => {
        const learned = rfmCuts(rows, { bins });
        const weights = { r: 1, f: 2, m: 3 };
        rfmScores(learned, rows, { weights }).forEach((score, i) => {
          const { customerId, index, ...rest } = score;
          expect(customerId).toBe(rows[i]!.customerId);
          expect(rest).toEqual(rfmScore(learned, rows[i]!));
          expect(index).toBe(rfmIndex(score, weights));
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThanOrEqual(100);
        });
      }),
    ));
});

describe("laws", () => {
  test("a better value never scores worse, equal values score the same", () =>
    fc.assert(
      fc.property(customers, anyBins, (rows, bins) => {
        const scores = rfmScores(rfmCuts(rows, { bins }), rows);
        for (let i = 1; i < rows.length; i++) {
          const [a, b] = [rows[i - 1]!, rows[i]!];
          const [s, t] = [scores[i - 1]!, scores[i]!];
          expect(Math.sign(t.r - s.r) * Math.sign(a.recency - b.recency)).toBeGreaterThanOrEqual(0);
          expect(Math.sign(t.f - s.f) * Math.sign(b.frequency - a.frequency)).toBeGreaterThanOrEqual(0);
          expect(Math.sign(t.m - s.m) * Math.sign(b.monetary - a.monetary)).toBeGreaterThanOrEqual(0);
          if (a.recency === b.recency) expect(t.r).toBe(s.r);
          if (a.frequency === b.frequency) expect(t.f).toBe(s.f);
          if (a.monetary === b.monetary) expect(t.m).toBe(s.m);
        }
      }),
    ));
});
