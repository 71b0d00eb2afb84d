/** ψ(x + n) − ψ(x), DLMF 5.5.2 and 5.11.2, without the cancellation of that difference. */
import { digamma } from "./digamma.js";

/** For x > 0 and whole n ≥ 0. */
export function digammaDifference(x: number, n: number): number {
  if (n > 64)
    return x < 1e4 ? digamma(x + n) - digamma(x) : Math.log1p(n / x) + (n / (x + n)) * (0.5 / x + (2 * x + n) / (x + n) / (12 * x * x));
  let sum = 0;
  for (let i = 0; i < n; i++) sum += 1 / (x + i);
  return sum;
}
