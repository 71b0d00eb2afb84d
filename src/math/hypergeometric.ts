/**
 * Gauss's ₂F₁(a, b; c; z) for 0 ≤ z < 1 where it is positive for certain: a, b, c > 0, or c > 0 with c − a and c − b > 0
 * (either of a and b may then be negative). Only sums of positive terms are formed, so nothing cancels:
 *
 * - the power series, DLMF 15.2.1, or that of Euler's transformation, DLMF 15.8.1, when they are short;
 * - else Euler's integral, DLMF 15.6.1, over ln(t / (1 − t)) by the trapezoidal rule, if min(a, b) < c;
 * - else c is raised by DLMF 15.5.4 and 15.5.1, F(a, b; c) = F(a, b; c + 1) + z ab/(c(c + 1)) F(a + 1, b + 1; c + 2), and the
 *   recurrence in c, DLMF 15.5.18, leads down again.
 *
 * No connection formula in 1 − z is used: they cancel where c − a − b is almost an integer or the parameters are large.
 */
import { logLineIntegral } from "./line-integral.js";
import { logBeta } from "./log-beta.js";
import { log1pExp } from "./log-sum.js";

/** ₂F₁(a, b; c; z); Infinity where it exceeds the largest double. Relative error about 1e-14 for parameters of order one, 1e-11 for thousands. */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  return Math.exp(logHyp2f1(a, b, c, z));
}

/** ln ₂F₁(a, b; c; z). */
export function logHyp2f1(a: number, b: number, c: number, z: number): number {
  if (z === 0 || a === 0 || b === 0) return 0;
  if (a > 0 && b > 0) return ofPositive(a, b, c, z);
  return (c - a - b) * Math.log1p(-z) + ofPositive(c - a, c - b, c, z);
}

/** Number of terms up to which a series costs less than an integral. */
const SHORT = 1500;

function ofPositive(a: number, b: number, c: number, z: number): number {
  const direct = termsOf(a, b, c, z);
  const transformed = a < c && b < c ? termsOf(c - a, c - b, c, z) : Number.POSITIVE_INFINITY;
  if (Math.min(direct, transformed) < SHORT) {
    return direct <= transformed ? logSeries(a, b, c, z) : (c - a - b) * Math.log1p(-z) + logSeries(c - a, c - b, c, z);
  }
  const least = Math.min(a, b);
  return least < c ? logIntegral(Math.max(a, b), least, c, z) : byRecurrence(a, b, c, z);
}

/** Roughly: the series rises up to the larger root of (a + n)(b + n) z = (c + n)(1 + n), then falls by z a term, or like n^(a+b−c). */
function termsOf(a: number, b: number, c: number, z: number): number {
  const half = ((a + b) * z - c - 1) / (2 * (1 - z));
  const square = half * half + (a * b * z - c) / (1 - z);
  const top = square > 0 ? Math.max(0, half + Math.sqrt(square)) : 0;
  const excess = c - a - b;
  const algebraic = excess > 1 ? c * Math.expm1(37 / excess) : Number.POSITIVE_INFINITY;
  return 1.5 * top + 12 * Math.sqrt(top) + Math.min(algebraic, -37 / Math.log(z));
}

/** ln of the power series, rescaled before it overflows. */
function logSeries(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 0;
  let scale = 0;
  for (let n = 0; ; n++) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= ratio;
    sum += term;
    const bound = Math.max(ratio, z);
    if (!(bound >= 1 || term * bound > 1e-17 * (1 - bound) * sum)) break;
    if (term > 1e250) {
      term *= 1e-250;
      sum *= 1e-250;
      scale++;
    }
  }
  return scale === 0 ? Math.log1p(sum) : Math.log(sum) + scale * 250 * Math.LN10;
}

/**
 * 1/B(b, c − b) ∫ t^(b−1) (1 − t)^(c−b−1) (1 − z t)^(−a) dt with t = 1/(1 + e^(−u)): the integrand is
 * e^(b u) (1 + e^u)^(a−c) (1 + e^(u−ℓ))^(−a), ℓ = −ln(1 − z), which has one maximum for 0 < b < c.
 */
function logIntegral(a: number, b: number, c: number, z: number): number {
  const shift = -Math.log1p(-z);
  const rest = c - a;
  const size = Math.abs(rest) + Math.abs(a);
  const reach = 40 + Math.log1p(size);
  const value = logLineIntegral({
    g: (u) => b * u - rest * log1pExp(u) - a * log1pExp(u - shift),
    slope: (u) => b - rest / (1 + Math.exp(-u)) - a / (1 + Math.exp(shift - u)),
    low: Math.log(b / size) - 2,
    high: shift + Math.log(size / (c - b)) + 2,
    leftEnd: -reach,
    leftSlope: b,
    rightEnd: shift + reach,
    rightSlope: b - c,
  });
  return value - logBeta(b, c - b);
}

/** For c ≤ min(a, b): down from k, the last of c, c + 1, … that is not above min(a, b), by way of F(k + 1). All terms are positive. */
function byRecurrence(a: number, b: number, c: number, z: number): number {
  const steps = Math.floor(Math.min(a, b) - c);
  const top = c + steps;
  let log = ofPositive(a, b, top + 1, z);
  let ratio = 1 + ((z * a * b) / (top * (top + 1))) * Math.exp(ofPositive(a + 1, b + 1, top + 2, z) - log);
  log += Math.log(ratio);
  for (let n = steps; n > 0; n--) {
    const k = c + n;
    const below = c + (n - 1);
    ratio = ((below + (a - k + (b - below)) * z) / below + ((a - k) * (b - k) * z) / (k * below * ratio)) / (1 - z);
    log += Math.log(ratio);
  }
  return log;
}
