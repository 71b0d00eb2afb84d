/**
 * Expectations over a gamma distribution, E[h(y)] with y ~ Gamma(shape, 1), as a weighted sum: the trapezoidal rule in
 * u = ln y, where the density is e^(shape·u − e^u) / Γ(shape). It converges geometrically for every h that is smooth in u.
 *
 * - [1] Trefethen, L. N., Weideman, J. A. C. (2014). The exponentially convergent trapezoidal rule. doi:10.1137/130932132
 */

/** E[h(y)] ≈ Σ weights · h(points); the weights sum to 1. */
export interface GammaRule {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** The rule for Gamma(shape, 1), shape ≥ 1, with steps of `widest` in ln y or, for a sharp density, 0.45 of its width. */
export function gammaRule(shape: number, widest = 0.15): GammaRule {
  const peak = Math.log(shape);
  const step = Math.min(widest, 0.45 / Math.sqrt(shape));
  const logs: number[] = [];
  const weights: number[] = [];
  const add = (d: number): boolean => {
    const weight = Math.exp(shape * (d - Math.expm1(d)));
    logs.push(d);
    weights.push(weight);
    return weight > 1e-19;
  };
  for (let i = 0; add(-i * step); i++);
  logs.reverse();
  weights.reverse();
  for (let i = 1; add(i * step); i++);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    points: Float64Array.from(logs, (d) => Math.exp(peak + d)),
    weights: Float64Array.from(weights, (weight) => weight / total),
  };
}
