/**
 * ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), DLMF 5.12.1, without the cancellation.
 *
 * - [1] Didonato, A. R., Morris, A. H. (1992). Algorithm 708, BETALN: the same three regions. doi:10.1145/131766.131776
 */
import { logGamma, logGammaTwoPlus } from "./log-gamma.js";
import { logPochhammer } from "./log-pochhammer.js";
import { stirlingTail, stirlingTailDifference } from "./stirling.js";

const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * ln B(a, b) for a, b > 0 of any sizes, however unequal. Relative error a few 1e-16; close to the curve B = 1, away
 * from (1, 1), that is the absolute error.
 */
export function logBeta(a: number, b: number): number {
  if (a > b) return logBeta(b, a);
  if (a >= 10) {
    const ratio = a / b;
    const tails = stirlingTail(a) - stirlingTailDifference(b, a);
    return -(a - 0.5) * Math.log1p(b / a) - b * Math.log1p(ratio) - Math.log(b) / 2 + HALF_LOG_TWO_PI + tails;
  }
  if (b >= 10) return logGamma(a) - logPochhammer(b, a);
  const beyondTwo = a - 1 + (b - 1);
  const logGammaOfSum = Math.abs(beyondTwo) <= 0.5 ? logGammaTwoPlus(beyondTwo) : logGamma(a + b);
  return logGamma(a) + logGamma(b) - logGammaOfSum;
}
