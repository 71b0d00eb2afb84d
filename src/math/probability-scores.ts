/**
 * How good probabilities are as probabilities. `labels` are 1 or 0; undefined when nothing has weight.
 *
 * - [1] Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review 78(1), 1–3.
 * - [2] Good, I. J. (1952). Rational decisions. J. R. Statist. Soc. B 14(1), 107–114: the logarithmic score.
 * - [3] Naeini, M. P., Cooper, G. & Hauskrecht, M. (2015). Obtaining well calibrated probabilities using Bayesian binning. AAAI:
 *   the expected calibration error.
 */
import { quantileSorted } from "./quantile.js";

type Numbers = ArrayLike<number>;

/** Mean of (p − y)² [1]. */
export function brierScore(probabilities: Numbers, labels: Numbers, weights?: Numbers): number | undefined {
  return weightedMean(probabilities.length, weights, (row) => (probabilities[row]! - labels[row]!) ** 2);
}

/** Mean of −ln of the probability of what happened [2], probabilities kept within `clip` … 1 − `clip`. */
export function logLoss(probabilities: Numbers, labels: Numbers, weights?: Numbers, clip = 1e-15): number | undefined {
  return weightedMean(probabilities.length, weights, (row) => {
    const p = Math.min(1 - clip, Math.max(clip, probabilities[row]!));
    return labels[row] === 1 ? -Math.log(p) : -Math.log1p(-p);
  });
}

/** Rows with a probability above `from`, at most `to`; the first bin has `from` as well. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  /** Σ weights. */
  readonly weight: number;
  readonly predicted: number;
  readonly observed: number;
  /** Place among all bins, of which empty ones are left out. */
  readonly bin: number;
}

/** Edges k / bins, or type-7 quantiles of the rows (whatever they weigh). */
export function calibrationBins(
  probabilities: Numbers,
  labels: Numbers,
  bins: number,
  by: "uniform" | "quantile",
  weights?: Numbers,
): CalibrationBin[] {
  if (probabilities.length === 0) return [];
  const sorted = by === "quantile" ? Float64Array.from(probabilities).sort() : undefined;
  const edges = Array.from({ length: bins + 1 }, (_, k) => (sorted === undefined ? k / bins : quantileSorted(sorted, k / bins)));
  const total = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  for (let row = 0; row < probabilities.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    const bin = binOf(edges, probabilities[row]!);
    total[bin]! += weight;
    predicted[bin]! += weight * probabilities[row]!;
    observed[bin]! += weight * labels[row]!;
  }
  return Array.from(total, (weight, bin) => ({
    from: edges[bin]!,
    to: edges[bin + 1]!,
    weight,
    predicted: predicted[bin]! / weight,
    observed: observed[bin]! / weight,
    bin,
  })).filter(({ weight }) => weight > 0);
}

/** Σ share of the bin × |predicted − observed| [3]. */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number | undefined {
  const total = bins.reduce((sum, { weight }) => sum + weight, 0);
  return total > 0
    ? bins.reduce((sum, { weight, predicted, observed }) => sum + (weight / total) * Math.abs(predicted - observed), 0)
    : undefined;
}

/** How many inner edges lie strictly below x: the bins are closed on the right. */
export function binOf(edges: ArrayLike<number>, x: number): number {
  let low = 1;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function weightedMean(length: number, weights: Numbers | undefined, of: (row: number) => number): number | undefined {
  let total = 0;
  let sum = 0;
  for (let row = 0; row < length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    if (weight === 0) continue;
    total += weight;
    sum += weight * of(row);
  }
  return total > 0 ? sum / total : undefined;
}
