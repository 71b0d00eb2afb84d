/**
 * The negative binomial distribution as a gamma mixture of Poisson: counts within `time` at a rate ~ Gamma(shape, rate).
 *
 * - [1] Johnson, N. L., Kemp, A. W. & Kotz, S. (2005). Univariate Discrete Distributions, 3rd ed., 5.1; the recurrence 5.2.
 */
import { logGamma } from "./log-gamma.js";
import { logPochhammer } from "./log-pochhammer.js";

/** P(0 … count − 1 events): from the mode outwards, so that nothing overflows and only what is negligible underflows. */
export function negativeBinomialMasses(shape: number, rate: number, time: number, count: number): Float64Array {
  const values = new Float64Array(count);
  if (count === 0) return values;
  const z = time / (rate + time);
  if (z === 0) {
    values[0] = 1;
    return values;
  }
  const top = Math.max(0, Math.min(count - 1, Math.floor(((shape - 1) * time) / rate)));
  const log = logPochhammer(shape, top) - logGamma(top + 1) - shape * Math.log1p(time / rate) - (top && top * Math.log1p(rate / time));
  values[top] = Math.exp(log);
  for (let n = top; n + 1 < count; n++) values[n + 1] = (values[n]! * (shape + n) * z) / (n + 1);
  for (let n = top; n > 0; n--) values[n - 1] = (values[n]! * n) / ((shape + n - 1) * z);
  return values;
}
