/**
 * Sums and differences of numbers known by their logarithms. −Infinity is the logarithm of zero.
 *
 * - [1] Mächler, M. (2012). Accurately computing log(1 − exp(−|a|)), vignette of R's Rmpfr.
 */

/** ln(eᵃ + eᵇ). */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  const low = Math.min(a, b);
  return low === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
}

/** ln(eᵃ − eᵇ) for a ≥ b. */
export function logSubExp(a: number, b: number): number {
  if (b === Number.NEGATIVE_INFINITY) return a;
  return a > b ? a + log1mExp(a - b) : Number.NEGATIVE_INFINITY;
}

/** ln(1 − e^(−x)) for x ≥ 0: [1]. −Infinity at 0. */
export function log1mExp(x: number): number {
  return x < Math.LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-x));
}

/** ln(1 + eˣ). */
export function log1pExp(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** ln Σ e^vᵢ; −Infinity of nothing. */
export function logSumExp(values: ArrayLike<number>): number {
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i]! > high) high = values[i]!;
  if (high === Number.NEGATIVE_INFINITY || high === Number.POSITIVE_INFINITY) return high;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - high);
  return high + Math.log(sum);
}
