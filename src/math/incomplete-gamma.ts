/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P.
 *
 * - [1] Series for P: DLMF 8.11.4. Continued fraction for Q: DLMF 8.9.2, evaluated by the modified Lentz method.
 * - [2] Gautschi, W. (1979). A computational procedure for incomplete gamma functions: Q for small a and x.
 *   doi:10.1145/355853.355863
 * - [3] Loader, C. (2000). The saddle-point form of x^a e^(−x) / Γ(a + 1).
 */

import { logGammaOnePlus } from "./log-gamma.js";
import { log1mExp } from "./log-sum.js";
import { logRatioMinus } from "./log1p.js";
import { stirlingTail } from "./stirling.js";

/** P(a, x), the share of a Gamma(a, 1) variable below x; 0 < a ≤ 1e8, x ≥ 0. Relative error about 1e-13 down to the smallest values. */
export function regularisedGammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return lowerIsDirect(a, x) ? Math.exp(logPrefactor(a, x)) * lowerSeries(a, x) : 1 - upperDirect(a, x);
}

/** Q(a, x), the share above x; as accurate as P. */
export function regularisedGammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return lowerIsDirect(a, x) ? 1 - Math.exp(logPrefactor(a, x)) * lowerSeries(a, x) : upperDirect(a, x);
}

/** ln P(a, x), also where P underflows. */
export function logGammaP(a: number, x: number): number {
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return lowerIsDirect(a, x) ? logPrefactor(a, x) + Math.log(lowerSeries(a, x)) : Math.log1p(-upperDirect(a, x));
}

/** ln Q(a, x), also where Q underflows. */
export function logGammaQ(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (lowerIsDirect(a, x)) return log1mExp(-logPrefactor(a, x) - Math.log(lowerSeries(a, x)));
  return x < SMALL ? Math.log(upperOfSmall(a, x)) : logPrefactor(a, x) + Math.log(a * upperFraction(a, x));
}

const SMALL = 1.5;

/** Whether P is the one to compute, Q being its complement: never where that would cancel by more than a digit. */
function lowerIsDirect(a: number, x: number): boolean {
  return x < SMALL ? x < a || a > 1 : x < a + 1;
}

function upperDirect(a: number, x: number): number {
  return x < SMALL ? upperOfSmall(a, x) : Math.exp(logPrefactor(a, x)) * a * upperFraction(a, x);
}

/** ln(x^a e^(−x) / Γ(a + 1)), for large a by [3]. */
function logPrefactor(a: number, x: number): number {
  if (a < 10) return a * Math.log(x) - x - logGammaOnePlus(a);
  return a * logRatioMinus(x, a) - stirlingTail(a) - Math.log(2 * Math.PI * a) / 2;
}

/** Σ xⁿ / ((a + 1) … (a + n)): all positive. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 100_000; n++) {
    const ratio = x / (a + n);
    term *= ratio;
    sum += term;
    if (term < 1e-17 * sum * (1 - ratio)) break;
  }
  return sum;
}

/** Γ(a, x) e^x x^(−a) by the continued fraction; x ≥ max(3/2, a + 1). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 100_000; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}

/** Q for a ≤ 1 and a ≤ x < 3/2 [2]: 1 − x^a/Γ(1 + a), and what the alternating series is short of it, each small with a. */
function upperOfSmall(a: number, x: number): number {
  const logPower = a * Math.log(x) - logGammaOnePlus(a);
  let term = 1;
  let sum = 0;
  for (let n = 1; n < 40; n++) {
    term *= -x / n;
    const add = term / (a + n);
    sum += add;
    if (Math.abs(add) < 1e-18) break;
  }
  return -Math.expm1(logPower) - Math.exp(logPower) * a * sum;
}
