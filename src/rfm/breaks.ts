import { distinctSorted, spreadLevels } from "../math/levels.js";
import { quantileSorted } from "../math/quantile.js";

/**
 * How a dimension is cut into bins: ascending values in, `bins - 1` cuts out,
 * in non-decreasing order. Any function of this shape is a `method` of
 * `rfmCuts`; `quantileBreaks`, `countBreaks` and `naturalBreaks` are ready.
 */
export type BreaksMethod = (sorted: Float64Array, bins: number) => number[];

/**
 * Cuts at the type-7 quantiles 1/bins, 2/bins, … (the default of R, NumPy and
 * spreadsheets). Where many values are equal, cuts coincide.
 *
 * @param sorted values in ascending order, at least one
 * @param bins how many bins; `bins - 1` cuts come back
 * @example
 * import { quantileBreaks } from "regulars";
 * quantileBreaks(Float64Array.of(1, 2, 3, 4, 5, 6), 5);
 * // => [2, 3, 4, 5]
 */
export function quantileBreaks(sorted: Float64Array, bins: number): number[] {
  return Array.from({ length: bins - 1 }, (_, i) => quantileSorted(sorted, (i + 1) / bins));
}

/**
 * Cuts into groups of equal size. Equal values stay together: a block of them
 * that straddles a border goes to the side that brings the group nearest to
 * its size, to the upper one when both are as near. Each cut is the lowest value of its
 * bin. With no more distinct values than bins these are spread evenly over
 * the bins: two of five score 1 and 5, three score 1, 3 and 5.
 *
 * @param sorted values in ascending order, at least one
 * @param bins how many bins; `bins - 1` cuts come back
 * @example
 * import { countBreaks } from "regulars";
 * countBreaks(Float64Array.of(1, 1, 1, 1, 2, 3, 4, 5), 4);
 * // => [2, 2, 4]
 */
export function countBreaks(sorted: Float64Array, bins: number): number[] {
  const levels = distinctSorted(sorted, bins + 1);
  if (levels.length <= bins) return spreadLevels(levels, bins);
  const starts: number[] = [];
  for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) starts.push(i);
  const cuts: number[] = [];
  for (let cut = 1, at = 0; cut < bins; cut++) {
    const wanted = (cut * sorted.length) / bins;
    while (at + 1 < starts.length && Math.abs(starts[at + 1]! - wanted) < Math.abs(starts[at]! - wanted)) at++;
    cuts.push(sorted[starts[at]!]!);
  }
  return cuts;
}
