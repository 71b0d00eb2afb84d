/**
 * Correlation of two columns of equal length.
 *
 * - [1] Fisher, R. A. (1915). Frequency distribution of the values of the correlation coefficient. Biometrika 10: the z interval.
 * - [2] Bonett, D. G. & Wright, T. A. (2000). Sample size requirements for estimating Pearson, Kendall and Spearman correlations.
 *   Psychometrika 65(1): the variance of z for ranks, (1 + ρ²/2)/(n − 3).
 */
import { normalQuantile } from "./normal.js";

/** Product-moment correlation in [−1, 1]; undefined where a column does not vary. */
export function pearson(left: ArrayLike<number>, right: ArrayLike<number>): number | undefined {
  const n = left.length;
  let meanLeft = 0;
  let meanRight = 0;
  for (let i = 0; i < n; i++) {
    meanLeft += (left[i]! - meanLeft) / (i + 1);
    meanRight += (right[i]! - meanRight) / (i + 1);
  }
  let squareLeft = 0;
  let squareRight = 0;
  let product = 0;
  for (let i = 0; i < n; i++) {
    const a = left[i]! - meanLeft;
    const b = right[i]! - meanRight;
    squareLeft += a * a;
    squareRight += b * b;
    product += a * b;
  }
  const scale = Math.sqrt(squareLeft) * Math.sqrt(squareRight);
  return scale > 0 ? Math.max(-1, Math.min(1, product / scale)) : undefined;
}

/** Rank correlation, ties at their mean rank; undefined where a column does not vary. */
export function spearman(left: ArrayLike<number>, right: ArrayLike<number>): number | undefined {
  return pearson(midRanks(left), midRanks(right));
}

/** Ranks from 1, equal values at the mean of theirs. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + end + 1) / 2;
  }
  return ranks;
}

/** [1] for Pearson's, [2] for Spearman's correlation of n pairs; undefined for fewer than four or a correlation of ±1. */
export function correlationInterval(
  correlation: number | undefined,
  n: number,
  level: number,
  ranks: boolean,
): readonly [low: number, high: number] | undefined {
  if (correlation === undefined || n < 4 || Math.abs(correlation) === 1) return undefined;
  const z = Math.atanh(correlation);
  const variance = (ranks ? 1 + (correlation * correlation) / 2 : 1) / (n - 3);
  const reach = -normalQuantile((1 - level) / 2) * Math.sqrt(variance);
  return [Math.tanh(z - reach), Math.tanh(z + reach)];
}
