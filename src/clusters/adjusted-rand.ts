/** Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, eq. 5. */
import { type Labels, numbered } from "./labels.js";

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
  const n = one.length;
  const rows = numbered(one, n, "one");
  const columns = numbered(other, n, "other");
  const cells = overlaps(rows.codes, columns.codes, rows.names.length, columns.names.length);
  const pairs = (counts: Float64Array): number => counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const [both, inRows, inColumns, all] = [pairs(cells), pairs(rows.counts), pairs(columns.counts), (n * (n - 1)) / 2];
  const expected = all === 0 ? 0 : (inRows * inColumns) / all;
  const most = (inRows + inColumns) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/** How many points are in group r of one and group c of the other, row by row. */
export function overlaps(one: ArrayLike<number>, other: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const cells = new Float64Array(rows * columns);
  for (let i = 0; i < one.length; i++) cells[one[i]! * columns + other[i]!]! += 1;
  return cells;
}
