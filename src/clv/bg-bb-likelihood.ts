/**
 * The BG/BB likelihood and its gradient: [1] eq. 5, each term a product of ratios below 1 relative to the moment of the last purchase.
 *
 * [1] Fader, P. S., Hardie, B. G. S., & Shang, J. (2010). Marketing Science 29(6). doi:10.1287/mksc.1100.0580
 */
import { digammaDifference } from "../math/digamma-difference.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import type { LogLikelihood } from "./fit.js";
import type { Rows } from "./rows.js";

/** The alive term and the whole sum, relative to the probability of all that happened up to the last purchase. */
export function bgBbTerms(
  alpha: number,
  beta: number,
  gamma: number,
  delta: number,
  x: number,
  tx: number,
  n: number,
): { alive: number; total: number } {
  let alive = 1;
  let dead = 0;
  for (let m = tx; m < n; m++) {
    const leave = gamma + delta + m;
    dead += (alive * gamma) / leave;
    alive *= ((beta + m - x) / (alpha + beta + m)) * ((delta + m) / leave);
  }
  return { alive, total: alive + dead };
}

export function bgBbLikelihood({ columns, weights }: Rows): LogLikelihood {
  const [xs, lasts, ns] = columns as [Float64Array, Float64Array, Float64Array];
  return (params, gradient) => {
    const [alpha, beta, gamma, delta] = params as [number, number, number, number];
    gradient.fill(0);
    let value = 0;
    for (let i = 0; i < xs.length; i++) {
      const [x, tx, n, weight] = [xs[i]!, lasts[i]!, ns[i]!, weights[i]!];
      let alive = 1;
      let total = 0;
      // Derivatives of ln alive, and of the sum so far.
      let [a, b, c, d] = [0, 0, 0, 0];
      let [da, db, dc, dd] = [0, 0, 0, 0];
      for (let m = tx; m < n; m++) {
        const leave = gamma + delta + m;
        const dead = (alive * gamma) / leave;
        total += dead;
        da += dead * a;
        db += dead * b;
        dc += dead * (c + 1 / gamma - 1 / leave);
        dd += dead * (d - 1 / leave);
        alive *= ((beta + m - x) / (alpha + beta + m)) * ((delta + m) / leave);
        a -= 1 / (alpha + beta + m);
        b += 1 / (beta + m - x) - 1 / (alpha + beta + m);
        c -= 1 / leave;
        d += 1 / (delta + m) - 1 / leave;
      }
      total += alive;
      const buying = digammaDifference(alpha + beta, tx);
      const leaving = digammaDifference(gamma + delta, tx);
      gradient[0]! += weight * alpha * (digammaDifference(alpha, x) - buying + (da + alive * a) / total);
      gradient[1]! += weight * beta * (digammaDifference(beta, tx - x) - buying + (db + alive * b) / total);
      gradient[2]! += weight * gamma * ((dc + alive * c) / total - leaving);
      gradient[3]! += weight * delta * (digammaDifference(delta, tx) - leaving + (dd + alive * d) / total);
      const upToLast =
        logPochhammer(alpha, x) +
        logPochhammer(beta, tx - x) -
        logPochhammer(alpha + beta, tx) +
        logPochhammer(delta, tx) -
        logPochhammer(gamma + delta, tx);
      value += weight * (upToLast + Math.log(total));
    }
    return value;
  };
}
