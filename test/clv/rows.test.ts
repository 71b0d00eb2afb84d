import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ascending, collapse } from "../../src/clv/rows.js";
import { random } from "../../src/math/random.js";

type Row = readonly number[];

/** The slow way: rows as text, then sorted as numbers. */
function slowly(rows: readonly Row[], weights: readonly number[]): { row: Row; weight: number }[] {
  const found = new Map<string, { row: Row; weight: number }>();
  rows.forEach((row, i) => {
    if (weights[i] === 0) return;
    const key = row.map((value) => value + 0).join();
    found.set(key, { row: row.map((value) => value + 0), weight: (found.get(key)?.weight ?? 0) + weights[i]! });
  });
  return [...found.values()].sort((left, right) => left.row.map((value, k) => value - right.row[k]!).find((d) => d !== 0) ?? 0);
}

const columnsOf = (rows: readonly Row[]): Float64Array[] => [0, 1, 2].map((k) => Float64Array.from(rows, (row) => row[k]!));

const number = fc.oneof(fc.nat(3), fc.constantFrom(-0, 0.1, 1 / 3, 1e-300, 1e300, 2 ** 40), fc.double({ min: 0, max: 400, noNaN: true }));

describe("collapse", () => {
  test("is what sorting and counting by hand gives, and weight 0 drops a row", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.tuple(number, number, number), fc.nat(3)), { minLength: 1, maxLength: 60 }), (all) => {
        const rows = all.map(([row]) => row);
        const weights = all.map(([, weight]) => weight);
        const { columns, weights: sums } = collapse(columnsOf(rows), weights);
        const expected = slowly(rows, weights);
        expect(Array.from(sums)).toEqual(expected.map(({ weight }) => weight));
        for (const [k, column] of columns.entries()) expect(Array.from(column)).toEqual(expected.map(({ row }) => row[k]));
      }),
    ));

  test("many rows, whose digits are wider", () => {
    const draw = random(1);
    const rows = Array.from({ length: 20_000 }, () => [Math.floor(3 * draw()), Math.floor(60 * draw()) / 7, 40 * Math.round(2 * draw())]);
    const { columns, weights } = collapse(columnsOf(rows));
    const expected = slowly(rows, new Array<number>(rows.length).fill(1));
    expect(Array.from(weights)).toEqual(expected.map(({ weight }) => weight));
    for (const [k, column] of columns.entries()) expect(Array.from(column)).toEqual(expected.map(({ row }) => row[k]));
  });
});

test("equal rows keep the order of the input; numbers below 0 come last, together with their equals", () => {
  expect(Array.from(ascending([Float64Array.of(2, 1, 2, 0, 1)]))).toEqual([3, 1, 4, 0, 2]);
  const column = Float64Array.of(-1, 3, -2, -1, 0);
  const sorted = Array.from(ascending([column]), (row) => column[row]);
  expect(sorted.slice(0, 2)).toEqual([0, 3]);
  expect(Math.abs(sorted.indexOf(-1) - sorted.lastIndexOf(-1))).toBe(1);
});
