/**
 * A sigmoid through scores: p = 1 / (1 + e^(a s + b)).
 *
 * - [1] Platt, J. C. (1999). Probabilistic outputs for support vector machines. Advances in Large Margin Classifiers, 61–74:
 *   targets (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2).
 * - [2] Lin, H.-T., Lin, C.-J. & Weng, R. C. (2007). A note on Platt's probabilistic outputs for support vector machines. Machine
 *   Learning 68, 267–276: Newton steps on it without overflow.
 */

export interface Platt {
  readonly a: number;
  readonly b: number;
}

const MOST_STEPS = 200;

/** Undefined without convergence, which only scores beyond all measure bring about. `labels` are 1 or 0. */
export function platt(scores: ArrayLike<number>, labels: ArrayLike<number>, weights?: ArrayLike<number>): Platt | undefined {
  const { length } = scores;
  const weightOf = (row: number): number => (weights === undefined ? 1 : weights[row]!);
  let positives = 0;
  let negatives = 0;
  let mean = 0;
  for (let row = 0; row < length; row++) {
    if (labels[row] === 1) positives += weightOf(row);
    else negatives += weightOf(row);
    mean += weightOf(row) * scores[row]!;
  }
  mean /= positives + negatives;
  let variance = 0;
  for (let row = 0; row < length; row++) variance += weightOf(row) * (scores[row]! - mean) ** 2;
  const deviation = Math.sqrt(variance / (positives + negatives)) || 1;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  // on standardised scores, where Newton's steps are of one size
  const z = Float64Array.from(scores, (score) => (score - mean) / deviation);
  const objective = (slope: number, base: number): number => {
    let sum = 0;
    for (let row = 0; row < length; row++) {
      const f = slope * z[row]! + base;
      const t = labels[row] === 1 ? high : low;
      sum += weightOf(row) * ((f >= 0 ? t * f : (t - 1) * f) + Math.log1p(Math.exp(-Math.abs(f))));
    }
    return sum;
  };
  let slope = 0;
  let base = Math.log((negatives + 1) / (positives + 1));
  let here = objective(slope, base);
  for (let step = 0; step < MOST_STEPS; step++) {
    let [g1, g2, h11, h21, h22] = [0, 0, 0, 0, 0];
    for (let row = 0; row < length; row++) {
      const f = slope * z[row]! + base;
      const small = Math.exp(-Math.abs(f));
      const p = f >= 0 ? small / (1 + small) : 1 / (1 + small);
      const curvature = (weightOf(row) * small) / (1 + small) ** 2;
      const gradient = weightOf(row) * ((labels[row] === 1 ? high : low) - p);
      g1 += gradient * z[row]!;
      g2 += gradient;
      h11 += curvature * z[row]! * z[row]!;
      h21 += curvature * z[row]!;
      h22 += curvature;
    }
    // scores that are all equal leave the slope free: it stays 0
    if (h11 === 0) h11 = 1;
    const determinant = h11 * h22 - h21 * h21;
    const stepSlope = (h22 * g1 - h21 * g2) / determinant;
    const stepBase = (h11 * g2 - h21 * g1) / determinant;
    const decrement = stepSlope * g1 + stepBase * g2;
    let part = 1;
    while (part > 1e-10 && objective(slope - part * stepSlope, base - part * stepBase) > here + 1e-12 * Math.abs(here)) part /= 2;
    slope -= part * stepSlope;
    base -= part * stepBase;
    here = objective(slope, base);
    if (!(decrement >= 0)) return undefined;
    // the step just taken squares what was left
    if (decrement < 1e-16 * (positives + negatives)) return { a: slope / deviation, b: base - (slope * mean) / deviation };
  }
  return undefined;
}
