/**
 * ln(1 + x) − x without cancellation for |x| < 1/2: with t = x / (2 + x), ln(1 + x) = 2 artanh t (DLMF 4.6.5, 4.37.24),
 * so that ln(1 + x) − x = −t x + 2 (t³/3 + t⁵/5 + …). Relative error about 4e-16.
 */
export function log1pMinus(x: number): number {
  if (x < -0.5 || x > 0.7) return Math.log1p(x) - x;
  const t = x / (2 + x);
  const t2 = t * t;
  let term = t2;
  let sum = 1 / 3;
  for (let k = 5; k < 61; k += 2) {
    const add = term / k;
    sum += add;
    if (add < 1e-17) break;
    term *= t2;
  }
  return 2 * t * t2 * sum - t * x;
}

/** ln(x / mean) − (x − mean) / mean for x, mean > 0: accurate for x close to the mean and for x far below it. */
export function logRatioMinus(x: number, mean: number): number {
  const u = (x - mean) / mean;
  return u < -0.5 || u > 0.7 ? Math.log(x / mean) - u : log1pMinus(u);
}
