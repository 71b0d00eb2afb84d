/**
 * How sure an area under the ROC curve is, and the difference of two on the same rows.
 *
 * - [1] DeLong, E. R., DeLong, D. M. & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated receiver
 *   operating characteristic curves: a nonparametric approach. Biometrics 44(3), 837–845.
 * - [2] Sun, X. & Xu, W. (2014). Fast implementation of DeLong's algorithm. IEEE Signal Processing Letters 21(11), 1389–1393:
 *   the components from ranks.
 */
import { descending } from "./ranking.js";

/** Areas of one or more scores of the same rows, and their covariances; undefined when a class has no more than one row. */
export interface DelongAreas {
  readonly areas: readonly number[];
  /** [1] eq. (5): S10 / m + S01 / n, with divisors m − 1 and n − 1. */
  readonly covariances: readonly (readonly number[])[];
}

/** `labels` are 1 for positives. */
export function delong(scores: readonly ArrayLike<number>[], labels: ArrayLike<number>): DelongAreas | undefined {
  let positives = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] === 1) positives++;
  const negatives = labels.length - positives;
  if (positives < 2 || negatives < 2) return undefined;
  const parts = scores.map((one) => components(one, labels, positives, negatives));
  return {
    areas: parts.map(({ area }) => area),
    covariances: parts.map((a) =>
      parts.map((b) => covariance(a.ofPositives, b.ofPositives) / positives + covariance(a.ofNegatives, b.ofNegatives) / negatives),
    ),
  };
}

interface Components {
  readonly area: number;
  /** [1] eq. (3): for each positive, the share of negatives below it; less the area, for exact small variances. */
  readonly ofPositives: Float64Array;
  /** [1] eq. (4). */
  readonly ofNegatives: Float64Array;
}

function components(scores: ArrayLike<number>, labels: ArrayLike<number>, positives: number, negatives: number): Components {
  const order = descending(scores);
  const share = new Float64Array(order.length);
  let positivesAbove = 0;
  let negativesAbove = 0;
  let concordant = 0;
  for (let i = 0; i < order.length; ) {
    const from = i;
    let tied = 0;
    for (; i < order.length && scores[order[i]!] === scores[order[from]!]; i++) if (labels[order[i]!] === 1) tied++;
    const tiedNegatives = i - from - tied;
    const below = (negatives - negativesAbove - tiedNegatives / 2) / negatives;
    const above = (positivesAbove + tied / 2) / positives;
    for (let j = from; j < i; j++) share[order[j]!] = labels[order[j]!] === 1 ? below : above;
    concordant += tiedNegatives * (positivesAbove + tied / 2);
    positivesAbove += tied;
    negativesAbove += tiedNegatives;
  }
  const area = concordant / (positives * negatives);
  const ofPositives = new Float64Array(positives);
  const ofNegatives = new Float64Array(negatives);
  let p = 0;
  let n = 0;
  for (let row = 0; row < share.length; row++) {
    if (labels[row] === 1) ofPositives[p++] = share[row]! - area;
    else ofNegatives[n++] = share[row]! - area;
  }
  return { area, ofPositives, ofNegatives };
}

function covariance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum / (a.length - 1);
}
