/**
 * Integrals of positive functions over the whole real line by the trapezoidal rule, which converges geometrically for
 * functions analytic in a strip.
 *
 * - [1] Trefethen, L. N., Weideman, J. A. C. (2014). The exponentially convergent trapezoidal rule. doi:10.1137/130932132
 */

/** e^g, with one maximum; where given, g is a straight line to rounding left of `leftEnd` (slope > 0) or right of `rightEnd` (slope < 0). */
export interface LogDensity {
  readonly g: (u: number) => number;
  readonly slope: (u: number) => number;
  /** A number where the slope is positive, and one where it is negative. */
  readonly low: number;
  readonly high: number;
  readonly leftEnd: number;
  readonly leftSlope: number;
  readonly rightEnd: number;
  readonly rightSlope: number;
}

/** ln ∫ e^g(u) du. Relative error about 1e-14 times the size of the terms that make up g. */
export function logLineIntegral(density: LogDensity): number {
  const { g } = density;
  const peak = maximum(density);
  const step = stepAt(density, peak);
  const top = g(peak);
  let sum = 1;
  for (let i = 1; ; i++) {
    const u = peak + i * step;
    const term = Math.exp(g(u) - top);
    sum += term;
    if (!(term >= NEGLIGIBLE * sum)) break;
    if (u > density.rightEnd) {
      sum += term / Math.expm1(-density.rightSlope * step);
      break;
    }
  }
  for (let i = 1; ; i++) {
    const u = peak - i * step;
    const term = Math.exp(g(u) - top);
    sum += term;
    if (!(term >= NEGLIGIBLE * sum)) break;
    if (u < density.leftEnd) {
      sum += term / Math.expm1(density.leftSlope * step);
      break;
    }
  }
  return top + Math.log(sum * step);
}

const WIDEST_STEP = 0.15;

/** A term this small next to the sum is not the last, but the rest falls away at least by the factor of a step. */
const NEGLIGIBLE = 1e-20;

function maximum({ slope, low, high }: LogDensity): number {
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The aliasing error is e^(−2πd/h) for a strip of half-width d. A flank like e^(−e^u) has d = π/2, of which a large power of
 * 1 + e^u beside it may leave a third; a sharp peak is wanted in steps of 0.45 of its width.
 */
function stepAt({ slope }: LogDensity, peak: number): number {
  const curvature = (slope(peak - 1e-3) - slope(peak + 1e-3)) / 2e-3;
  return Math.min(WIDEST_STEP, 0.45 / Math.sqrt(Math.max(curvature, 1)));
}
