/** Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, eq. 5. */
import { type Labels, lengthOf, numbered } from "./labels.js";

/**
 * How far two labellings of the same points agree, whatever the labels are called: 1 for the same groups, 0 on average for groups at
 * random.
 *
 * @throws InvalidInputError for different numbers of labels
 *
 * @example
 * adjustedRand([0, 0, 1, 1], ["b", "b", "a", "a"]); // => 1
 * adjustedRand([0, 0, 1, 1], [0, 1, 0, 1]); // => -0.5
 */
export function adjustedRand(one: Labels, other: Labels): number {
  const n = lengthOf(one, "one");
  const rows = numbered(one, n, "one");
  const columns = numbered(other, n, "other");
  // As many groups as customers on both sides would fill no table: only the pairs that occur are counted.
  const cells = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const cell = rows.codes[i]! * columns.names.length + columns.codes[i]!;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0;
    for (const count of counts) sum += (count * (count - 1)) / 2;
    return sum;
  };
  const [both, inRows, inColumns, all] = [pairs(cells.values()), pairs(rows.counts), pairs(columns.counts), (n * (n - 1)) / 2];
  const expected = all === 0 ? 0 : (inRows * inColumns) / all;
  const most = (inRows + inColumns) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/** How many points, or how much weight, are in group r of one and group c of the other, row by row. */
export function overlaps(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  rows: number,
  columns: number,
  weights?: ArrayLike<number>,
): Float64Array {
  const cells = new Float64Array(rows * columns);
  for (let i = 0; i < one.length; i++) cells[one[i]! * columns + other[i]!]! += weights === undefined ? 1 : weights[i]!;
  return cells;
}
