/**
 * A customer who buys at rate λ ~ Gamma(r, α) and leaves at rate μ ~ Gamma(s, β): the future of whoever is alive. At the end of
 * observation these are r + x, α + T, s, β + T, for the two rates stay independent given that the customer is alive; so the future
 * of a customer is that of a newcomer with other parameters.
 *
 * [1] Schmittlein, D. C., Morrison, D. G., & Colombo, R. (1987). Counting your customers. Management Science 33(1), 1-24.
 * [2] Fader, P. S., & Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD model and related expressions.
 * [3] Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). RFM and CLV: using iso-value curves for customer base analysis. Journal of
 *     Marketing Research 42(4), 415-430: DERT by the confluent U.
 */
import { logTricomiU } from "../math/confluent.js";
import { logLineIntegral } from "../math/line-integral.js";
import { logGamma } from "../math/log-gamma.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { log1pExp } from "../math/log-sum.js";
import { negativeBinomialMasses } from "../math/negative-binomial.js";
import { type Random, randomExponential, randomGamma } from "../math/random.js";
import { decayIntegral } from "./pareto-decay.js";

export interface ParetoParams {
  readonly r: number;
  /** In days. */
  readonly alpha: number;
  readonly s: number;
  /** In days. */
  readonly beta: number;
}

/** In so short a time nothing happens that a double could tell. */
const TINY = 1e-250;

/** (β / (β + t))ˢ. */
export function survival({ s, beta }: ParetoParams, days: number): number {
  return Math.exp(-s * Math.log1p(days / beta));
}

/** [2] eq. 17, at s = 1 the logarithm it tends to. */
export function expected({ r, alpha, s, beta }: ParetoParams, days: number): number {
  const reach = Math.log1p(days / beta);
  const fall = (s - 1) * reach;
  return (r / alpha) * beta * reach * (fall === 0 ? 1 : -Math.expm1(-fall) / fall);
}

/** ∫ f(first purchase at y) · P(alive at y) dy: all positive. */
export function anyPurchase({ r, alpha, s, beta }: ParetoParams, days: number): number {
  if (days < Number.POSITIVE_INFINITY) return Math.min(1, r * decayIntegral(s, r, beta, alpha, days));
  const [a, b] = [Math.log(alpha), Math.log(beta)];
  const log = logLineIntegral({
    g: (v) => v - a - (r + 1) * log1pExp(v - a) - s * log1pExp(v - b),
    slope: (v) => 1 - (r + 1) / (1 + Math.exp(a - v)) - s / (1 + Math.exp(b - v)),
    low: Math.min(a, b) - Math.log(2 * (r + s + 1)) - 1,
    high: Math.max(a, b) + Math.log(3 / Math.min(1, r + s)) + 1,
    leftEnd: Math.min(a, b) - 40,
    leftSlope: 1,
    rightEnd: Math.max(a, b) + 40,
    rightSlope: -(r + s),
  });
  return Math.min(1, r * Math.exp(log));
}

/** ∫ f(purchase number `count` at y) · P(alive at y) dy, over the logit of y / days. */
export function tail({ r, alpha, s, beta }: ParetoParams, days: number, count: number): number {
  if (days < TINY) return 0;
  const leftEnd = Math.min(0, Math.log(Math.min(alpha, beta) / days)) - 40;
  const log = logLineIntegral({
    g: (w) => {
      const y = days / (1 + Math.exp(-w));
      return -count * Math.log1p(alpha / y) - r * Math.log1p(y / alpha) - s * Math.log1p(y / beta) - log1pExp(w);
    },
    slope: (w) => {
      const left = 1 / (1 + Math.exp(w));
      const y = days / (1 + Math.exp(-w));
      return left * (count - ((r + count) * y) / (alpha + y) - (s * y) / (beta + y)) - (1 - left);
    },
    low: leftEnd,
    high: 40,
    leftEnd,
    leftSlope: count,
    rightEnd: 40,
    rightSlope: -1,
  });
  return Math.min(1, Math.exp(log + logPochhammer(r, count) - logGamma(count)));
}

/** The mixture of negative binomials over the time of leaving. */
export function masses({ r, alpha, s, beta }: ParetoParams, days: number, count: number): Float64Array {
  const staying = survival({ r, alpha, s, beta }, days);
  const left = (y: number): number => (s / (beta + y)) * Math.exp(-s * Math.log1p(y / beta));
  return massesUntilLeaving({ r, alpha }, days, count, staying, left, Math.min(alpha, beta), 0.9 / Math.sqrt(r + count + s + 1));
}

/** Where on the scale of the logit of y / days nothing has happened yet. */
export function firstLogit(days: number, soon: number): number {
  return Math.min(0, Math.log(soon / days)) - 42;
}

/**
 * P(0 … count − 1 purchases) where `staying` is P(alive at the end) and `left` the density of leaving: by the trapezoidal rule over the
 * logit of y / days, in steps of at most `width`; long before `soon` nothing happens.
 */
export function massesUntilLeaving(
  { r, alpha }: Pick<ParetoParams, "r" | "alpha">,
  days: number,
  count: number,
  staying: number,
  left: (y: number) => number,
  soon: number,
  width: number,
): Float64Array {
  const still = days < TINY;
  const p = negativeBinomialMasses(r, alpha, still ? 0 : days, count).map((mass) => staying * mass);
  if (still) return p;
  const step = Math.min(0.15, width);
  const first = firstLogit(days, soon);
  for (let i = 0; first + i * step < 42; i++) {
    const w = first + i * step;
    const y = days / (1 + Math.exp(-w));
    const weight = ((step * y) / (1 + Math.exp(w))) * left(y);
    const gone = negativeBinomialMasses(r, alpha, y, count);
    for (let j = 0; j < count; j++) p[j]! += weight * gone[j]!;
  }
  return p;
}

/** [3] eq. 8 without P(alive): (r / α) β U(1, 2 − s, δβ). */
export function discounted({ r, alpha, s, beta }: ParetoParams, delta: number): number {
  return (r / alpha) * Math.exp(Math.log(beta) + logTricomiU(1, 2 - s, delta * beta));
}

export function draw({ r, alpha, s, beta }: ParetoParams, random: Random, days: number): number[] {
  const rate = randomGamma(random, r, alpha);
  const end = Math.min(days, randomExponential(random, randomGamma(random, s, beta)));
  return poissonTimes(random, rate, end);
}

/** Times of a Poisson process in (0, end]. */
export function poissonTimes(random: Random, rate: number, end: number): number[] {
  const times: number[] = [];
  if (!(rate > 0)) return times;
  for (let at = randomExponential(random, rate); at <= end; at += randomExponential(random, rate)) times.push(at);
  return times;
}
