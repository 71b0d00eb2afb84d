import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countBreaks, InvalidInputError, naturalBreaks, quantileBreaks, rfmCuts, rfmScore, rfmScores } from "../../src/index.js";
import { bins as anyBins, customers } from "./arbitraries.js";

const methods = fc.constantFrom(quantileBreaks, countBreaks, naturalBreaks);
const row = (recency: number, frequency = 1, monetary = 1) => ({ recency, frequency, monetary });
const rowsOf = (values: readonly number[]) => values.map((value) => row(value, value, value));

describe("rfmCuts", () => {
  test("bins of 5 give 4 cuts, the type-7 quantiles", () => {
    const cuts = rfmCuts(rowsOf([1, 2, 3, 4, 5, 6]));
    expect(cuts).toEqual({
      ...{ kind: "rfm-cuts", schemaVersion: 1, nested: false, customers: 6, notes: [] },
      ...{ recency: [2, 3, 4, 5], frequency: [2, 3, 4, 5], monetary: [2, 3, 4, 5] },
      bins: { recency: 5, frequency: 5, monetary: 5 },
      levels: { recency: 5, frequency: 5, monetary: 5 },
    });
  });

  test("a cut that separates nobody is raised to the next value", () => {
    const frequency = [...new Array<number>(50).fill(1), ...new Array<number>(20).fill(2), 3, 3, 3, 3, 3, 4, 5, 6, 7, 8];
    const rows = frequency.map((orders, i) => row(i, orders, i));
    expect(quantileBreaks(Float64Array.from(frequency), 5)).toEqual([1, 1, 1, 2]);
    const cuts = rfmCuts(rows);
    expect(cuts.frequency).toEqual([2, 2, 2, 2]);
    expect(cuts.levels.frequency).toBe(2);
    expect(cuts.notes.join()).toMatch(/frequency has \d+ different values: 2 of 5 scores/);
  });

  test("a raised cut is never above the cuts that follow", () => {
    const cuts = rfmCuts([1, 1, 2, 2].map((orders, i) => row(i, orders, i)));
    expect(cuts.frequency).toEqual([2, 2, 2, 2]);
  });

  test("a constant dimension tells nobody apart: frequency and monetary 1, recency best, and a note", () => {
    const rows = [row(7, 3, 20), row(7, 3, 20)];
    const cuts = rfmCuts(rows);
    expect(rfmScore(cuts, rows[0]!).code).toBe("511");
    expect(cuts.levels).toEqual({ recency: 1, frequency: 1, monetary: 1 });
    expect(cuts.notes).toHaveLength(3);
    expect(rfmScore(rfmCuts([row(1, 1, 1e300)]), row(1, 1, 1e300)).code).toBe("511");
  });

  test("one customer and customers of one day work", () => {
    expect(rfmScore(rfmCuts([row(0, 1, 0)]), row(0, 1, 0)).code).toBe("511");
  });

  test("bins of 1 have no cuts; bins of 1,000 have 999", () => {
    const rows = rowsOf(Array.from({ length: 3000 }, (_, i) => i));
    expect(rfmCuts(rows, { bins: 1 })).toMatchObject({ recency: [], frequency: [], monetary: [] });
    const cuts = rfmCuts(rows, { bins: 1000 });
    expect(cuts.monetary).toHaveLength(999);
    expect(cuts.levels).toEqual({ recency: 1000, frequency: 1000, monetary: 1000 });
    expect(rfmScore(cuts, row(0, 2999, 0)).code).toBe("1000-1000-1");
  });

  test("fewer distinct values than bins: levels and a note say so", () => {
    const cuts = rfmCuts([row(1, 1, 1), row(2, 2, 2), row(3, 3, 3)], { method: countBreaks });
    expect(cuts.frequency).toEqual([2, 2, 3, 3]);
    expect(cuts.levels.frequency).toBe(3);
    expect(cuts.notes[1]).toBe("frequency has 3 different values: 3 of 5 scores are in use; try fewer bins or countBreaks");
  });

  test("bins, methods and thresholds by dimension", () => {
    const rows = rowsOf([1, 2, 3, 50, 51, 52, 900]);
    const cuts = rfmCuts(rows, {
      bins: { frequency: 3, monetary: 2 },
      method: { frequency: naturalBreaks },
      thresholds: { recency: [30, 90] },
    });
    expect(cuts).toMatchObject({ recency: [30, 90], frequency: [50, 900], monetary: [50] });
    expect(cuts.bins).toEqual({ recency: 3, frequency: 3, monetary: 2 });
  });

  test("thresholds are used exactly as given, duplicates and all, and need no rows", () => {
    const thresholds = { recency: [154, 444, 488, 514], frequency: [2, 2, 3, 5], monetary: [16.36, 32.958, 60.25, 131.436] };
    const cuts = rfmCuts([], { thresholds });
    expect(cuts).toMatchObject({ ...thresholds, customers: 0, levels: { recency: 0, frequency: 0, monetary: 0 }, notes: [] });
    expect(rfmScore(cuts, row(154, 2, 16.36)).code).toBe("432");
  });

  test("nested: frequency within recency, monetary within both", () => {
    const rows = [row(1, 10, 5), row(1, 20, 6), row(1, 20, 7), row(9, 1, 100), row(9, 2, 200), row(9, 2, 300)];
    const cuts = rfmCuts(rows, { bins: 2, nested: true });
    expect(cuts.recency).toEqual([5]);
    expect(cuts.frequency).toEqual([[2], [20]]);
    expect(rows.map((each) => rfmScore(cuts, each).code)).toEqual(["211", "221", "222", "111", "121", "122"]);
  });

  test("nested: a cell that has nothing to learn from takes the cuts of the wider group", () => {
    const rows = [row(1, 1, 1), row(1, 1, 9), row(1, 2, 9), row(9, 4, 4)];
    const cuts = rfmCuts(rows, { bins: 2, nested: true });
    const wide = rfmCuts(rows, { bins: 2 });
    expect(cuts.frequency[0]).toEqual(wide.frequency);
    expect(cuts.monetary[0]).toEqual([wide.monetary, wide.monetary]);
    expect(cuts.monetary[1]![1]).toEqual([9]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["no rows", () => rfmCuts([]), /rows must be at least one customer/],
    ["no rows and two thresholds", () => rfmCuts([], { thresholds: { recency: [1], monetary: [1] } }), /rows/],
    ["NaN", () => rfmCuts([row(1), row(Number.NaN)]), /row 1: recency must be a finite number, received NaN/],
    ["Infinity", () => rfmCuts([row(1, 1, Number.POSITIVE_INFINITY)]), /row 0: monetary/],
    ["text", () => rfmCuts([{ ...row(1), frequency: "3" as never }]), /frequency must be a finite number, received "3"/],
    ["a missing row", () => rfmCuts([undefined as never]), /row 0: recency/],
    ["bins of 0", () => rfmCuts([row(1)], { bins: 0 }), /bins must be a whole number from 1 to 1000, received 0/],
    ["bins of 1001", () => rfmCuts([row(1)], { bins: 1001 }), /bins/],
    ["bins of 2.5", () => rfmCuts([row(1)], { bins: { monetary: 2.5 } }), /bins/],
    ["bins NaN", () => rfmCuts([row(1)], { bins: Number.NaN }), /bins/],
    [
      "thresholds out of order",
      () => rfmCuts([row(1)], { thresholds: { recency: [90, 30] } }),
      /thresholds.recency must be finite cuts in non-decr/,
    ],
    ["thresholds with NaN", () => rfmCuts([row(1)], { thresholds: { recency: [Number.NaN] } }), /thresholds.recency/],
    ["thresholds and other bins", () => rfmCuts([row(1)], { bins: { recency: 5 }, thresholds: { recency: [1, 2] } }), /bins must be 3/],
    ["a method by name", () => rfmCuts([row(1)], { method: { recency: "jenks" as never } }), /method must be a function/],
    ["a method of too few cuts", () => rfmCuts([row(1), row(2)], { method: () => [1] }), /4 cuts for 5 bins/],
    ["a method of cuts in disorder", () => rfmCuts([row(1), row(2)], { method: () => [4, 3, 2, 1] }), /non-decreasing/],
    ["nested with too many codes", () => rfmCuts([row(1)], { bins: 101, nested: true }), /at most 1000000 codes/],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test("bad rows are counted, the first ten shown", () => {
    try {
      rfmCuts(Array.from({ length: 40 }, () => row(Number.NaN)));
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ total: 40, issues: { length: 10 } });
    }
  });
});

describe("laws", () => {
  test("the lowest value falls in the lowest bin and the best scores the number of bins", () =>
    fc.assert(
      fc.property(customers, anyBins, methods, (rows, bins, method) => {
        const cuts = rfmCuts(rows, { bins, method });
        const scores = rfmScores(cuts, rows);
        const values = {
          r: rows.map((each) => -each.recency),
          f: rows.map((each) => each.frequency),
          m: rows.map((each) => each.monetary),
        };
        for (const key of ["r", "f", "m"] as const) {
          const best = scores[values[key].indexOf(Math.max(...values[key]))]![key];
          const worst = scores[values[key].indexOf(Math.min(...values[key]))]![key];
          const constant = new Set(values[key]).size === 1;
          if (!constant || key === "r") expect(best).toBe(bins);
          if (key !== "r") expect(worst).toBe(1);
        }
      }),
    ));

  test("cuts are in order, their number is bins - 1, and they survive JSON", () =>
    fc.assert(
      fc.property(customers, anyBins, methods, fc.boolean(), (rows, bins, method, nested) => {
        const cuts = rfmCuts(rows, { bins, method, nested });
        expect(JSON.parse(JSON.stringify(cuts))).toEqual(cuts);
        const lists = [cuts.recency, ...(cuts.nested ? [...cuts.frequency, ...cuts.monetary.flat()] : [cuts.frequency, cuts.monetary])];
        for (const list of lists) {
          expect(list).toHaveLength(bins - 1);
          expect([...list].sort((a, b) => a - b)).toEqual(list);
        }
        expect(rfmScores(JSON.parse(JSON.stringify(cuts)), rows)).toEqual(rfmScores(cuts, rows));
      }),
    ));

  test("levels are the scores that occur", () =>
    fc.assert(
      fc.property(customers, anyBins, methods, fc.boolean(), (rows, bins, method, nested) => {
        const cuts = rfmCuts(rows, { bins, method, nested });
        const scores = rfmScores(cuts, rows);
        const used = (key: "r" | "f" | "m"): number => new Set(scores.map((score) => score[key])).size;
        expect(cuts.levels).toEqual({ recency: used("r"), frequency: used("f"), monetary: used("m") });
      }),
    ));

  test("the order of rows is irrelevant", () =>
    fc.assert(
      fc.property(customers, methods, fc.boolean(), (rows, method, nested) => {
        expect(rfmCuts([...rows].reverse(), { method, nested })).toEqual(rfmCuts(rows, { method, nested }));
      }),
    ));

  test("amounts × 2^k leave every score as it was (powers of two: no rounding)", () =>
    fc.assert(
      fc.property(customers, methods, fc.integer({ min: -8, max: 8 }), (rows, method, k) => {
        const scaled = rows.map((each) => ({ ...each, monetary: each.monetary * 2 ** k }));
        expect(rfmScores(rfmCuts(scaled, { method }), scaled)).toEqual(rfmScores(rfmCuts(rows, { method }), rows));
      }),
    ));

  test("nested: equal values within a parent get equal scores", () =>
    fc.assert(
      fc.property(customers, (rows) => {
        const scores = rfmScores(rfmCuts(rows, { nested: true, bins: 3 }), rows);
        const seen = new Map<string, string>();
        rows.forEach((each, i) => {
          const { r, f, m } = scores[i]!;
          for (const [key, score] of [
            [`${r}|${each.frequency}`, `f${f}`],
            [`${r}|${f}|m${each.monetary}`, `m${m}`],
          ] as const) {
            expect(seen.get(key) ?? score).toBe(score);
            seen.set(key, score);
          }
        });
      }),
    ));
});

test("a method that is no function, and rows that are no array, are refused", () => {
  expect(() => rfmCuts([{ recency: 1, frequency: 1, monetary: 1 }], { method: "jenks" as never })).toThrow(/^method must be a function/);
  expect(() => rfmCuts({} as never)).toThrow(/^rows must be an array/);
});
