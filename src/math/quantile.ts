/**
 * Hyndman, R. J., & Fan, Y. (1996). Sample quantiles in statistical packages.
 * The American Statistician 50(4), 361-365. Definition 7: the default of R,
 * NumPy, pandas and spreadsheets.
 */

/** Positions that are whole but for rounding (0.29 × 100) count as whole, as in R. */
const FUZZ = 4 * Number.EPSILON;

/** Type-7 quantile of values that are sorted ascending and not empty; `probability` in [0, 1]. */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const whole = Math.round(position);
  if (Math.abs(position - whole) <= FUZZ * Math.max(1, position)) return sorted[whole]!;
  const below = Math.floor(position);
  const lower = sorted[below]!;
  const upper = sorted[below + 1]!;
  if (lower === upper) return lower;
  const weight = position - below;
  return Math.min(upper, Math.max(lower, (1 - weight) * lower + weight * upper));
}
