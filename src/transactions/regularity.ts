/**
 * How regular customers buy: the shape k of gamma-distributed gaps. 1 is random (Poisson), 2 and more has a rhythm, below 1 is
 * clumpy.
 *
 * - [1] Wheat, R. D. & Morrison, D. G. (1990). Estimating purchase regularity with two interpurchase times. Journal of
 *   Marketing Research 27(1), 87–93. doi:10.2307/3172554
 * - [2] Minka, T. P. (2002). Estimating a gamma distribution: the equation ln k − ψ(k) = ln mean − mean ln.
 */
import { invalid } from "../errors.js";
import { digamma } from "../math/digamma.js";
import { root } from "../math/root.js";

/**
 * [1]: k = (1 − 4 Var M) / (8 Var M), M = g₁ / (g₁ + g₂) over pairs of successive gaps of one customer; every pair is taken,
 * and both orders of it. Undefined without any pair.
 *
 * @example
 * wheatMorrison([[10, 10], [10, 30], [5, 20, 20]]); // => 2.7787
 */
export function wheatMorrison(gapsOfCustomers: Iterable<ArrayLike<number>>): number | undefined {
  let pairs = 0;
  let squares = 0;
  for (const gaps of gapsOfCustomers) {
    for (let i = 1; i < gaps.length; i++) {
      const total = checkedGap(gaps[i - 1]!) + checkedGap(gaps[i]!);
      if (total === 0) continue;
      pairs++;
      squares += (gaps[i]! / total - 0.5) ** 2;
    }
  }
  if (pairs === 0) return undefined;
  const variance = squares / pairs;
  return variance === 0 ? undefined : (1 - 4 * variance) / (8 * variance);
}

/**
 * The maximum-likelihood shape of the gaps of one customer [2]; undefined for fewer than two gaps, for a gap of 0, and for equal
 * gaps, where it would be infinite.
 *
 * @example
 * gapShape([10, 20, 30]); // => 5.3752
 */
export function gapShape(gaps: readonly number[]): number | undefined {
  if (gaps.length < 2) return undefined;
  const mean = gaps.reduce((sum, gap) => sum + checkedGap(gap), 0) / gaps.length;
  const s = gaps.reduce((sum, gap) => sum - Math.log(gap / mean), 0) / gaps.length;
  if (!(s > 1e-14 && s < Number.POSITIVE_INFINITY)) return undefined;
  const log = root((u) => u - digamma(Math.exp(u)) - s, Math.log(0.4 / s) - 1, Math.log(1 / s) + 1, 1e-14);
  return log === undefined ? undefined : Math.exp(log);
}

function checkedGap(gap: number): number {
  return Number.isFinite(gap) && gap >= 0 ? gap : invalid("gaps", "finite numbers of days, 0 or more", gap);
}
