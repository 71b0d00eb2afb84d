/**
 * The log-likelihood of the BG family with its gradient, over collapsed rows.
 *
 * - [1] Fader, Hardie & Lee (2005), as in `bg-family.ts`, eq. 6; the constants are Γ(r + x)/Γ(r), no 1/x!.
 * - [2] Batislam, E. P., Denizel, M. & Filiztekin, A. (2007). Empirical validation and comparison of models for customer base
 *   analysis. IJRM 24(3).
 * - [3] Platzer & Reutterer (2016), as there: the density of the gaps, Π gap^(k−1) / Γ(k)^x included.
 *
 * For one customer: Γ(r + kx)/Γ(r) · α^r (α + T)^−(r + kx) · (b)ₘ/(a + b)ₘ · { Σ_{j<k} (r + kx)ⱼ/j! ((T − tₓ)/(α + T))^j
 * + a/(b + m − 1) · ((α + T)/(α + tₓ))^(r + kx) }, m the chances to leave; the last term only where m > 0.
 */
import { digammaDifference } from "../math/digamma-difference.js";
import { logGamma } from "../math/log-gamma.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import type { LogLikelihood } from "./maximum.js";
import { distinctTimes, type Rows } from "./rows.js";

/** For columns x, tₓ, T and, with k > 1, Σ ln gap; x ascends, so all that depends on x alone is computed once for each x. */
export function bgLikelihood({ columns, weights }: Rows, first: 0 | 1, k = 1): LogLikelihood {
  const [x, tx, T, sumLogGaps] = columns as [Float64Array, Float64Array, Float64Array, Float64Array?];
  let constant = 0;
  if (k > 1) for (let i = 0; i < x.length; i++) constant += weights[i]! * ((k - 1) * sumLogGaps![i]! - x[i]! * logGamma(k));

  const { times, first: firstTime, second: secondTime } = distinctTimes(T, tx);
  const logs = new Float64Array(times.length);

  return ([r, alpha, a, b], gradient) => {
    const logAlpha = Math.log(alpha!);
    for (let i = 0; i < times.length; i++) logs[i] = Math.log1p(times[i]! / alpha!);
    let sum = constant;
    let sumR = 0;
    let sumAlpha = 0;
    let sumA = 0;
    let sumB = 0;
    let before = -1;
    let shape = 0;
    let rising = 0;
    let risingSlope = 0;
    let leaving = 0;
    let leavingLog = 0;
    let stay = { log: 0, a: 0, b: 0, chances: 0 };
    const stages = new Float64Array(k);
    for (let i = 0; i < x.length; i++) {
      const repeats = x[i]!;
      if (repeats !== before) {
        before = repeats;
        shape = r! + k * repeats;
        rising = logPochhammer(r!, k * repeats);
        risingSlope = digammaDifference(r!, k * repeats);
        stay = staying(a!, b!, repeats + first, stay);
        leaving = stay.chances === 0 ? 0 : 1 / (b! + stay.chances - 1);
        leavingLog = Math.log(a! * leaving);
      }
      const weight = weights[i]!;
      const age = T[i]!;
      const rate = alpha! + age;
      const silence = age - tx[i]!;
      const logShare = logs[firstTime[i]!]!;
      let total = 1;
      let totalR = 0;
      let totalJ = 0;
      if (k > 1) {
        stages[0] = 1;
        let slope = 0;
        for (let j = 1; j < k; j++) {
          stages[j] = (stages[j - 1]! * (shape + j - 1) * silence) / (rate * j);
          slope += 1 / (shape + j - 1);
          total += stages[j]!;
          totalR += stages[j]! * slope;
          totalJ += stages[j]! * j;
        }
      }
      const silent = logShare - logs[secondTime[i]!]!;
      const logTotal = k > 1 ? Math.log(total) : 0;
      const odds = leavingLog + shape * silent - logTotal;
      const less = leaving === 0 ? 0 : Math.exp(-Math.abs(odds));
      const alive = odds > 0 ? less / (1 + less) : 1 / (1 + less);
      const dead = odds > 0 ? 1 / (1 + less) : less / (1 + less);
      const either = leaving === 0 ? 0 : Math.max(0, odds) + Math.log1p(less);
      sum += weight * (rising - r! * logShare - k * repeats * (logAlpha + logShare) + stay.log + logTotal + either);
      sumR += weight * (risingSlope - logShare + (alive * totalR) / total + dead * silent);
      sumAlpha +=
        (weight * ((r! * age) / alpha! - k * repeats - (alive * totalJ) / total - (dead * shape * silence) / (alpha! + tx[i]!))) / rate;
      sumA += weight * (dead / a! - stay.a);
      sumB += weight * (stay.b - dead * leaving);
    }
    gradient[0] = r! * sumR;
    gradient[1] = alpha! * sumAlpha;
    gradient[2] = a! * sumA;
    gradient[3] = b! * sumB;
    return sum;
  };
}

/** ln of E[(1 − p)^chances] = (b)ₙ / (a + b)ₙ and its slopes, −Σ 1/(a + b + i) and Σ a / ((b + i)(a + b + i)): nothing cancels for a huge b. */
function staying(a: number, b: number, chances: number, from: { log: number; a: number; b: number; chances: number }): typeof from {
  if (chances - from.chances > 1000) {
    const whole = digammaDifference(a + b, chances);
    return { log: logPochhammer(b, chances) - logPochhammer(a + b, chances), a: whole, b: digammaDifference(b, chances) - whole, chances };
  }
  let { log, a: slopeA, b: slopeB } = from;
  for (let i = from.chances; i < chances; i++) {
    log -= Math.log1p(a / (b + i));
    slopeA += 1 / (a + b + i);
    slopeB += a / ((b + i) * (a + b + i));
  }
  return { log, a: slopeA, b: slopeB, chances };
}
