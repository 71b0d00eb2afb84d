/**
 * What BG/NBD, MBG/NBD, BG/CNBD-k and MBG/CNBD-k share. While alive a customer buys at every k-th event of a Poisson process
 * with rate λ ~ Gamma(r, α), and leaves after a purchase with probability p ~ Beta(a, b). In the MBG models that chance comes
 * after the first purchase too: there x repeats are x + 1 chances, here `chances`.
 *
 * - [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). "Counting your customers" the easy way. Marketing Science 24(2).
 * - [2] Platzer, M. & Reutterer, T. (2016). Ticking away the moments. Marketing Science 35(5): Erlang-k gaps.
 * - [3] Expectation: [1] eq. 10 after Euler's transformation, DLMF 15.8.1; where that cancels, the integral over p it came from.
 */
import { invalid } from "../errors.js";
import { betaRule } from "../math/beta-rule.js";
import { gammaRule } from "../math/gamma-rule.js";
import { logHyp2f1 } from "../math/hypergeometric.js";
import { regularisedBeta } from "../math/incomplete-beta.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { negativeBinomialMasses } from "../math/negative-binomial.js";
import { type Random, randomBeta, randomGamma } from "../math/random.js";
import { assertNone } from "./customer-columns.js";
import type { Outlook } from "./mathematics.js";
import { type Timing, timingFault } from "./timing.js";

export interface BgParams {
  readonly r: number;
  /** In days. */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** A customer alive now: λ ~ Gamma(shape + j, rate) with j events of the current gap gone by with probability `stages[j]`; p ~ Beta(a, b). */
export interface BgAhead {
  readonly shape: number;
  readonly rate: number;
  readonly a: number;
  readonly b: number;
  /** One for each of the k events of a gap; they sum to 1. */
  readonly stages: readonly number[];
}

const AT_ONCE: readonly number[] = [1];

/** [1] eq. 7 and [2]: P(alive) and what is then known of λ and p. */
export function bgAfter({ r, alpha, a, b }: BgParams, customer: Timing, first: 0 | 1, k = 1): Outlook<BgAhead> {
  assertNone(timingFault(customer));
  const { repeats: x, lastPurchaseAge: tx, age: T } = customer;
  const chances = x + first;
  const shape = r + k * x;
  const rate = alpha + T;
  const silence = T - tx;
  const left = b + chances;
  let stages = AT_ONCE;
  let total = 1;
  if (k > 1) {
    const weights = [1];
    for (let j = 1; j < k; j++) weights.push((weights[j - 1]! * (shape + j - 1) * (silence / rate)) / j);
    total = weights.reduce((sum, weight) => sum + weight, 0);
    stages = weights.map((weight) => weight / total);
  }
  const odds =
    chances === 0 ? Number.NEGATIVE_INFINITY : Math.log(a / (left - 1)) + shape * Math.log1p(silence / (alpha + tx)) - Math.log(total);
  return { alive: complement(odds), ahead: { shape, rate, a, b: left, stages } };
}

/** 1 / (1 + e^odds), also where e^odds overflows. */
function complement(odds: number): number {
  return odds > 40 ? Math.exp(-odds) : 1 / (1 + Math.exp(odds));
}

export function bgNewcomer({ r, alpha, a, b }: BgParams, first: 0 | 1, k = 1): Outlook<BgAhead> {
  const stages = [1, ...new Array<number>(k - 1).fill(0)];
  return { alive: first === 1 ? b / (a + b) : 1, ahead: { shape: r, rate: alpha, a, b: b + first, stages } };
}

/** E[(1 − p)^purchases]: for k = 1 ₂F₁(shape, a; a + b; −t/rate) by Pfaff's and Euler's transformations, DLMF 15.8.1. */
export function survival(ahead: BgAhead, days: number): number {
  const { shape, rate, a, b, stages } = ahead;
  if (stages.length > 1) return Math.min(1, sumOfStaying(ahead, allPotential(ahead, days).blocks));
  return Math.min(1, Math.exp(-a * Math.log1p(days / rate) + logHyp2f1(a + b - shape, a, a + b, days / (rate + days))));
}

/** [3]. */
export function expected(ahead: BgAhead, days: number): number {
  const { shape, rate, a, b, stages } = ahead;
  if (days === 0) return 0;
  if (stages.length > 1) return sumOfStaying(ahead, allPotential(ahead, days).tails.subarray(1));
  const c = a + b - 1;
  const z = days / (rate + days);
  if (z < 0.7 && Math.abs(c - shape) * z < 2 && c > 0.1 && c < 50 * shape) return c * shortTerm(a, c, shape, z);
  if (c > 0.01 && Math.abs(a - 1) > 1e-6) {
    const power = (1 - a) * Math.log1p(days / rate);
    const series = logHyp2f1(c - shape, a - 1, c, days / (rate + days));
    const change = Math.expm1(power + series);
    if ((Math.abs(power) + Math.abs(series) + 1) * Math.max(1, change) < 200 * Math.abs(change)) return (c / (1 - a)) * change;
  }
  const { points, weights } = betaRule(a, b);
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum -= (weights[i]! * Math.expm1(-shape * Math.log1p((points[i]! * days) / rate))) / points[i]!;
  return sum;
}

/**
 * expected / c of [3] without its pole at a = 1, by the power series in z: with L = −ln(1 − z), that is
 * (e^((1−a)L) − 1)/(1 − a) − e^((1−a)L) Σ (c − shape)ₙ (a)ₙ₋₁ / ((c)ₙ n!) zⁿ over n ≥ 1.
 */
function shortTerm(a: number, c: number, shape: number, z: number): number {
  const length = -Math.log1p(-z);
  const grown = Math.expm1((1 - a) * length);
  let term = ((c - shape) / c) * z;
  let sum = term;
  for (let n = 1; n < 200 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= ((c - shape + n) / (c + n)) * ((a + n - 1) / (n + 1)) * z;
    sum += term;
  }
  return (a === 1 ? length : grown / (1 - a)) - (1 + grown) * sum;
}

export function anyPurchase({ shape, rate, stages }: BgAhead, days: number): number {
  const k = stages.length;
  if (k === 1) return -Math.expm1(-shape * Math.log1p(days / rate));
  if (days === Number.POSITIVE_INFINITY) return 1;
  return mixedTail(stages, shape, rate, days, k);
}

/** E[(1 − p)^(count − 1)] · P(the Poisson process gets that far). */
export function tail({ shape, rate, a, b, stages }: BgAhead, days: number, count: number): number {
  return stayed(a, b, count - 1) * mixedTail(stages, shape, rate, days, stages.length * count);
}

/** [1] eq. 8, with the sum of all the later terms in place of 1 − the earlier. */
export function masses(ahead: BgAhead, days: number, count: number): Float64Array {
  const { a, b } = ahead;
  const k = ahead.stages.length;
  const { blocks, tails } = potential(
    eventMasses(ahead, days, k * count),
    k,
    mixedTail(ahead.stages, ahead.shape, ahead.rate, days, k * count),
  );
  let stay = 1;
  return blocks.map((block, n) => {
    const leaves = n === 0 ? 0 : (stay * a) / (a + b + n - 1);
    if (n > 0) stay *= (b + n - 1) / (a + b + n - 1);
    return stay * block + leaves * tails[n]!;
  });
}

/** E[φ^(k−j) / (1 − (1 − p) φ^k)], φ = λ/(λ + δ): a sum over both mixing distributions, all terms positive. */
export function discounted({ shape, rate, a, b, stages }: BgAhead, delta: number): number {
  const k = stages.length;
  const beta = betaRule(a, b);
  let total = 0;
  for (let j = 0; j < k; j++) {
    if (stages[j] === 0) continue;
    const gamma = gammaRule(shape + j + 1);
    let sum = 0;
    for (let i = 0; i < gamma.points.length; i++) {
      const ratio = (delta * rate) / gamma.points[i]!;
      const gone = Math.expm1(k * Math.log1p(ratio));
      let inner = 0;
      for (let l = 0; l < beta.points.length; l++) inner += beta.weights[l]! / (gone + beta.points[l]!);
      sum += (gamma.weights[i]! * inner * (1 + ratio) ** j * rate) / gamma.points[i]!;
    }
    total += (stages[j]! * sum * (shape + j)) / rate;
  }
  return total;
}

export function draw({ shape, rate, a, b, stages }: BgAhead, random: Random, days: number): number[] {
  const k = stages.length;
  let stage = 0;
  for (let u = random() - stages[0]!; u >= 0 && stage < k - 1; u -= stages[stage]!) stage++;
  const lambda = randomGamma(random, shape + stage, rate);
  const p = randomBeta(random, a, b);
  const times: number[] = [];
  if (!(lambda > 0)) return times;
  let at = randomGamma(random, k - stage, lambda);
  while (at <= days) {
    times.push(at);
    if (random() < p) break;
    at += randomGamma(random, k, lambda);
  }
  return times;
}

/** E[(1 − p)^n] for p ~ Beta(a, b). */
function stayed(a: number, b: number, n: number): number {
  return Math.exp(logPochhammer(b, n) - logPochhammer(a + b, n));
}

/** P(the events of the gap gone by, and those to come within `days`, are at least `events`). */
function mixedTail(stages: readonly number[], shape: number, rate: number, days: number, events: number): number {
  const z = days / (rate + days);
  return stages.reduce(
    (sum, weight, j) => sum + (weight === 0 ? 0 : weight * (events > j ? regularisedBeta(z, events - j, shape + j) : 1)),
    0,
  );
}

/** P(n events of the Poisson process, those of the gap gone by included), n < count. */
function eventMasses({ shape, rate, stages }: BgAhead, days: number, count: number): Float64Array {
  const events = new Float64Array(count);
  stages.forEach((weight, j) => {
    if (weight === 0) return;
    const masses = negativeBinomialMasses(shape + j, rate, days, count - j);
    for (let n = 0; n < masses.length; n++) events[n + j]! += weight * masses[n]!;
  });
  return events;
}

/** Purchases there would be if nobody left: P(exactly n) and P(n or more), `beyond` being P(more than there are masses for). */
function potential(events: Float64Array, k: number, beyond: number): { blocks: Float64Array; tails: Float64Array } {
  const count = Math.floor(events.length / k);
  const blocks = new Float64Array(count);
  const tails = new Float64Array(count + 1);
  tails[count] = beyond;
  for (let n = count - 1; n >= 0; n--) {
    for (let i = n * k; i < (n + 1) * k; i++) blocks[n]! += events[i]!;
    tails[n] = tails[n + 1]! + blocks[n]!;
  }
  return { blocks, tails };
}

/** So many purchases that more have no weight. @throws InvalidInputError when these are more than MOST. */
function allPotential(ahead: BgAhead, days: number): { blocks: Float64Array; tails: Float64Array } {
  const k = ahead.stages.length;
  for (let count = 16; ; count *= 4) {
    const events = eventMasses(ahead, days, k * count);
    const last = events.at(-1)!;
    const beyond = mixedTail(ahead.stages, ahead.shape, ahead.rate, days, k * count);
    if (last <= events.at(-2)! && last * count < 1e-18 && beyond < 1e-15) return potential(events, k, beyond);
    if (count >= MOST) invalid("days", "a horizon within which a million purchases are enough (k > 1)", days);
  }
}

/** More purchases than a customer makes: where the series of a k > 1 ends. */
const MOST = 2 ** 20;

/** Σ (values)ₙ E[(1 − p)^n]: of P(more than n purchases if nobody left) the expected number, of P(n) the survival; all positive. */
function sumOfStaying({ a, b }: BgAhead, values: Float64Array): number {
  let stay = 1;
  return values.reduce((sum, value, n) => {
    const next = sum + stay * value;
    stay *= (b + n) / (a + b + n);
    return next;
  }, 0);
}
