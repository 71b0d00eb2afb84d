/**
 * Tricomi's confluent hypergeometric function U(a, b, x), DLMF 13.4.4: 1/Γ(a) ∫ e^(−x s) s^(a−1) (1 + s)^(b−a−1) ds over
 * s > 0, by the trapezoidal rule in u = ln s. The integrand is positive with one maximum, so nothing cancels.
 */
import { logLineIntegral } from "./line-integral.js";
import { logGamma } from "./log-gamma.js";
import { log1pExp } from "./log-sum.js";

/** U(a, b, x) for a, x > 0 and real b; Infinity or 0 where it leaves the range of doubles. Relative error about 1e-14, 1e-12 for parameters of a thousand. */
export function tricomiU(a: number, b: number, x: number): number {
  return Math.exp(logTricomiU(a, b, x));
}

/** ln U(a, b, x). */
export function logTricomiU(a: number, b: number, x: number): number {
  const power = b - a - 1;
  const size = Math.abs(power) + x;
  const value = logLineIntegral({
    g: (u) => a * u + power * log1pExp(u) - x * Math.exp(u),
    slope: (u) => a + power / (1 + Math.exp(-u)) - x * Math.exp(u),
    low: Math.log(a / size) - 2,
    high: Math.log((a + Math.abs(power)) / x) + 1,
    leftEnd: -40 - Math.log1p(size),
    leftSlope: a,
    rightEnd: Number.POSITIVE_INFINITY,
    rightSlope: Number.NEGATIVE_INFINITY,
  });
  return value - logGamma(a);
}
