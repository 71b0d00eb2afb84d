/**
 * The error functions and the normal distribution, to full precision in both tails.
 *
 * - [1] Series: DLMF 7.6.1.
 * - [2] Matta, F., Reichel, A. (1971). Uniform computation of the error function and other related functions: the
 *   trapezoidal sum, positive term by term. Math. Comp. 25, 339–344.
 * - [3] Starting value of the quantile: Abramowitz & Stegun 26.2.23; the rest is Halley's method.
 */

/** erf(x). */
export function erf(x: number): number {
  return Math.abs(x) < 0.5 ? erfSeries(x) : x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
}

/** erfc(x) = 1 − erf(x), without cancellation for large x. */
export function erfc(x: number): number {
  if (x < -0.5) return 2 - erfc(-x);
  return x < 0.5 ? 1 - erfSeries(x) : gaussian(x, 1) * scaledErfc(x);
}

/** Φ(x), P(standard normal ≤ x). */
export function normalCdf(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2;
  if (z < 0.5) return 0.5 + erfSeries(x * Math.SQRT1_2) / 2;
  const tail = (scaledErfc(z) * gaussian(x, 0.5)) / 2;
  return x < 0 ? tail : 1 - tail;
}

/** The x with Φ(x) = p, 0 ≤ p ≤ 1; −Infinity at 0 and Infinity at 1. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -lowerQuantile(1 - p, p - 0.5);
  return lowerQuantile(p, 0.5 - p);
}

/** `beyond` is 1/2 − p, which the caller knows without rounding. */
function lowerQuantile(p: number, beyond: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  const t = Math.sqrt(-2 * Math.log(p));
  let x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let i = 0; i < 3; i++) {
    const z = -x * Math.SQRT1_2;
    const density = gaussian(x, 0.5) * INVERSE_SQRT_TWO_PI;
    const excess = z < 0.5 ? (beyond - erfSeries(z) / 2) / density : (normalCdf(x) - p) / density;
    x -= excess / (1 + (x * excess) / 2);
  }
  return x;
}

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;
const TWO_OVER_SQRT_PI = 1.1283791670955126;

/** [1], for |x| ≤ 1/2. */
function erfSeries(x: number): number {
  const square = x * x;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 20; n++) {
    term *= -square / n;
    const add = term / (2 * n + 1);
    sum += add;
    if (Math.abs(add) < 1e-17) break;
  }
  return TWO_OVER_SQRT_PI * x * sum;
}

/** e^(−share · x²), share 1 or 1/2: x is split so that the square of the larger part is exact. */
function gaussian(x: number, share: number): number {
  if (x > 40 || x < -40) return 0;
  const rough = Math.round(x * 1024) / 1024;
  return Math.exp(-share * rough * rough) * Math.exp(-share * (x - rough) * (x + rough));
}

/** e^(−n²/4), n = 1 … 12. */
const GAUSSIANS = [
  0.7788007830714049, 0.36787944117144233, 0.10539922456186433, 0.01831563888873418, 0.0019304541362277093, 0.00012340980408667956,
  4.785117392129009e-6, 1.1253517471925912e-7, 1.6052280551856116e-9, 1.3887943864964021e-11, 7.287724095819692e-14, 2.3195228302435696e-16,
];

/** e^(x²) erfc(x) for x ≥ 1/2: [2] with step 1/2, and the residue that makes up for the pole where it still counts. */
function scaledErfc(x: number): number {
  const square = x * x;
  let sum = 0.5 / square;
  for (let n = 12; n > 0; n--) sum += GAUSSIANS[n - 1]! / (square + (n * n) / 4);
  const residue = x < 7 ? (2 * Math.exp(square)) / Math.expm1(4 * Math.PI * x) : 0;
  return (x * sum) / Math.PI - residue;
}
