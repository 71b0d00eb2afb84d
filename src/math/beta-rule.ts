/**
 * Expectations over a beta distribution, E[h(p)] with p ~ Beta(a, b), as a weighted sum: the trapezoidal rule in
 * u = ln(p / (1 − p)), where the density is e^(a u) (1 + e^u)^(−a−b) / B(a, b). It converges geometrically for every h
 * that is smooth in u, also where h(p) is steep close to 0 or 1, and its points can be kept for many h.
 *
 * - [1] Trefethen, L. N., Weideman, J. A. C. (2014). The exponentially convergent trapezoidal rule. doi:10.1137/130932132
 */

/** E[h(p)] ≈ Σ weights · h(points); the weights sum to 1. `complements` are 1 − points, not rounded twice. */
export interface BetaRule {
  readonly points: Float64Array;
  readonly complements: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The rule for Beta(a, b), a, b > 0, with steps of `widest` in u or, for a sharp density, 0.45 of its width; the density is taken
 * relative to its peak, without the cancellation of its large terms. Beyond
 * |u| = 60 the mass of the tail stands at its first point: h must have finite limits at 0 and 1.
 */
export function betaRule(a: number, b: number, widest = 0.2): BetaRule {
  const peak = Math.max(-END, Math.min(END, Math.log(a) - Math.log(b)));
  const step = Math.min(widest, 0.45 * Math.sqrt(1 / a + 1 / b));
  const p = 1 / (1 + Math.exp(-peak));
  const q = 1 / (1 + Math.exp(peak));
  const logits: number[] = [];
  const weights: number[] = [];
  const add = (distance: number, share: number): boolean => {
    const u = peak + distance;
    const exponent =
      p < 0.5
        ? a * distance - (a + b) * Math.log1p(p * Math.expm1(distance))
        : -b * distance - (a + b) * Math.log1p(q * Math.expm1(-distance));
    const weight = Math.exp(exponent);
    const last = Math.abs(u) > END || weight < NEGLIGIBLE;
    logits.push(u);
    weights.push(last ? weight * (1 + 1 / Math.expm1(share * step)) : weight);
    return !last;
  };
  for (let i = 0; add(-i * step, a); i++);
  logits.reverse();
  weights.reverse();
  for (let i = 1; add(i * step, b); i++);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    points: Float64Array.from(logits, (u) => 1 / (1 + Math.exp(-u))),
    complements: Float64Array.from(logits, (u) => 1 / (1 + Math.exp(u))),
    weights: Float64Array.from(weights, (weight) => weight / total),
  };
}

const END = 60;
const NEGLIGIBLE = 1e-19;
