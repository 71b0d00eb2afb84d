/**
 * How well labels part points, in time that grows with their number.
 *
 * - [1] Caliński, T. & Harabasz, J. (1974). A dendrite method for cluster analysis. Communications in Statistics 3(1).
 * - [2] Davies, D. L. & Bouldin, D. W. (1979). A cluster separation measure. IEEE Trans. Pattern Analysis and Machine Intelligence 1(2).
 */
import { compensatedSum } from "../math/sum.js";
import { judged, type Labels, meansOf, type Numbered } from "./labels.js";
import type { Points } from "./points.js";
import { type Space, squared } from "./space.js";

/**
 * [1]: the spread between the groups for each degree of freedom, over that within them; higher is better. 1 where no group has any
 * spread, as in scikit-learn.
 *
 * @throws InvalidInputError as `silhouette`
 *
 * @example
 * calinskiHarabasz({ x: [0, 1, 9, 10] }, [0, 0, 1, 1]); // => 162
 */
export function calinskiHarabasz(points: Points, labels: Labels): number {
  const { space, groups } = judged(points, labels);
  return calinskiHarabaszOf(space, groups);
}

/**
 * [2]: the mean over the groups of their likeness to the most alike other group, (sᵢ + sⱼ) / dᵢⱼ with mean distances s to the own
 * mean; lower is better. 0 where no group has any width or all means are the same, as in scikit-learn.
 *
 * @throws InvalidInputError as `silhouette`
 *
 * @example
 * daviesBouldin({ x: [0, 1, 9, 10] }, [0, 0, 1, 1]); // => 0.111
 */
export function daviesBouldin(points: Points, labels: Labels): number {
  const { space, groups } = judged(points, labels);
  return daviesBouldinOf(space, groups);
}

export function calinskiHarabaszOf(space: Space, groups: Numbered): number {
  const { z, n, d } = space;
  const { codes, counts } = groups;
  const k = counts.length;
  const means = meansOf(space, groups);
  const all = meansOf(space, { codes: new Int32Array(n), names: [0], counts: Float64Array.of(n) });
  const within = compensatedSum(Float64Array.from({ length: n }, (_, i) => squared(z, i * d, means, codes[i]! * d, d)));
  const between = compensatedSum(Float64Array.from({ length: k }, (_, c) => counts[c]! * squared(means, c * d, all, 0, d)));
  return within === 0 ? 1 : (between * (n - k)) / (within * (k - 1));
}

export function daviesBouldinOf(space: Space, groups: Numbered): number {
  const { z, n, d } = space;
  const { codes, counts } = groups;
  const k = counts.length;
  const means = meansOf(space, groups);
  const widths = new Float64Array(k);
  for (let i = 0; i < n; i++) widths[codes[i]!]! += Math.sqrt(squared(z, i * d, means, codes[i]! * d, d)) / counts[codes[i]!]!;
  let sum = 0;
  for (let c = 0; c < k; c++) {
    let worst = 0;
    for (let other = 0; other < k; other++) {
      const distance = Math.sqrt(squared(means, c * d, means, other * d, d));
      if (other !== c && distance > 0) worst = Math.max(worst, (widths[c]! + widths[other]!) / distance);
    }
    sum += worst;
  }
  return sum / k;
}
