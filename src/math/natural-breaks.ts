/**
 * Jenks, G. F. (1967). The data model concept in statistical mapping.
 * International Yearbook of Cartography 7, 186-190. The optimum itself:
 * Wang, H., & Song, M. (2011). Ckmeans.1d.dp: optimal k-means clustering in
 * one dimension by dynamic programming. The R Journal 3(2), 29-33.
 */
import { ckmeans } from "simple-statistics";
import { distinctSorted, spreadLevels } from "./levels.js";

/**
 * Natural breaks (Jenks): the cuts that leave the least squared deviation
 * within the bins, so that they fall into the gaps of the data. A `method` of
 * `rfmCuts`. Each cut is the lowest value of its bin. With no more distinct
 * values than bins these are spread evenly over the bins: two of five score 1
 * and 5, three score 1, 3 and 5.
 *
 * @param sorted values in ascending order, at least one
 * @param bins how many bins; `bins - 1` cuts come back
 * @example
 * import { naturalBreaks } from "regulars";
 * naturalBreaks(Float64Array.of(1, 2, 3, 50, 51, 52, 900, 901), 3);
 * // => [50, 900]
 */
export function naturalBreaks(sorted: Float64Array, bins: number): number[] {
  const levels = distinctSorted(sorted, bins + 1);
  if (levels.length <= bins) return spreadLevels(levels, bins);
  return ckmeans(Array.from(sorted), bins)
    .slice(1)
    .map((group) => group[0]!);
}
