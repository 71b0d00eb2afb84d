/**
 * ln (x)ₙ = ln Γ(x + n) − ln Γ(x), DLMF 5.2.5, without the cancellation of that difference.
 *
 * - [1] Stirling: DLMF 5.11.1; the differences as in ALGDIV of Didonato & Morris (1992), doi:10.1145/131766.131776
 */
import { log1pMinus } from "./log1p.js";
import { stirlingTailDifference } from "./stirling.js";

/**
 * ln(Γ(x + n) / Γ(x)) for x > 0 and real n ≥ 0 (x + n is never rounded where that would show, so x may be 1e10 and n
 * 1e-10). Relative error a few ulps for x ≥ 10; below, the absolute error is that of the larger ln Γ where the result
 * is close to a zero.
 */
export function logPochhammer(x: number, n: number): number {
  if (n === 0) return 0;
  if (x >= 10) return stirlingDifference(x, n);
  if (n <= 16 && n === Math.floor(n)) return logRisingProduct(x, n);
  const steps = Math.ceil(10 - x);
  let ratio = 0;
  for (let i = 1; i < steps; i++) {
    const u = n / (x + i);
    ratio += u + ratio * u;
  }
  const first = n / x;
  const shift = (first < 1e300 ? Math.log1p(first) : Math.log(n) - Math.log(x)) + Math.log1p(ratio);
  return stirlingDifference(x + steps, n) - shift;
}

function stirlingDifference(x: number, n: number): number {
  const u = n / x;
  const logX = Math.log(x);
  const lead = u < 0.7 ? n * logX + (x + n - 0.5) * log1pMinus(u) + (n - 0.5) * u : n * (logX - 1) + (x + n - 0.5) * Math.log1p(u);
  return lead + stirlingTailDifference(x, n);
}

function logRisingProduct(x: number, n: number): number {
  let product = x;
  for (let i = 1; i < n; i++) product *= x + i;
  return Math.log(product);
}
