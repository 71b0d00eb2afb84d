/**
 * The regularised incomplete beta function I_x(a, b).
 *
 * - [1] Continued fraction: DLMF 8.17.22, modified Lentz. Symmetry: DLMF 8.17.4. Power series: DLMF 8.17.7.
 * - [2] Didonato, A. R., Morris, A. H. (1992). Algorithm 708: the prefactor from the distance to the mean (BRCOMP), small
 *   b beyond the mean (APSER). doi:10.1145/131766.131776
 */

import { logBeta } from "./log-beta.js";
import { logGammaOnePlus } from "./log-gamma.js";
import { logPochhammer } from "./log-pochhammer.js";
import { log1pMinus } from "./log1p.js";
import { stirlingTail, stirlingTailDifference } from "./stirling.js";

/** I_x(a, b), the share of a Beta(a, b) variable below x; a, b > 0, 0 ≤ x ≤ 1. Relative error about 1e-13 down to the smallest values. */
export function regularisedBeta(x: number, a: number, b: number): number {
  return share(x, 1 - x, a, b);
}

/** 1 − I_x(a, b), without the cancellation. */
export function regularisedBetaComplement(x: number, a: number, b: number): number {
  return share(1 - x, x, b, a);
}

/** I_x(a, b) with y = 1 − x given. */
function share(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x * (a + b + 2) <= a + 1) return Math.exp(logPrefactor(x, y, a, b)) * fraction(x, a, b);
  if (b < 0.5) return ofSmallB(x, y, a, b);
  return 1 - Math.exp(logPrefactor(y, x, b, a)) * fraction(y, b, a);
}

/** ln(x^a y^b / (a B(a, b))). */
function logPrefactor(x: number, y: number, a: number, b: number): number {
  if (a < 10 || b < 10)
    return a * (x < 0.5 ? Math.log(x) : Math.log1p(-y)) + b * (y < 0.5 ? Math.log(y) : Math.log1p(-x)) - logBeta(a, b) - Math.log(a);
  const distance = x * b - y * a;
  const tails = stirlingTail(a) - stirlingTailDifference(b, a);
  return (
    a * logShareMinus(x, distance / a, a, b) +
    b * logShareMinus(y, -distance / b, b, a) -
    tails +
    Math.log(b / (2 * Math.PI * a * (a + b))) / 2
  );
}

/** ln(x / mean) − u, where the mean is a/(a + b) and u = x / mean − 1. */
function logShareMinus(x: number, u: number, a: number, b: number): number {
  return u < -0.5 || u > 0.7 ? Math.log((x * (a + b)) / a) - u : log1pMinus(u);
}

/** [1], the fraction without its prefactor. */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return value;
}

function guarded(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** I_x beyond the mean for small b, where it may be tiny itself: 1 − y^b / (b B(a, b)) · ₂F₁(b, 1 − a; b + 1; y), each part small with b. */
function ofSmallB(x: number, y: number, a: number, b: number): number {
  const logPower = b * Math.log(y) - (logGammaOnePlus(b) - logPochhammer(a, b));
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 10_000; n++) {
    term *= ((n - a) * y) / n;
    const add = term / (b + n);
    sum += add;
    if (Math.abs(add) < 1e-17 * x) break;
  }
  return -Math.expm1(logPower) - Math.exp(logPower) * b * sum;
}
