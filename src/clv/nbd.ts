/**
 * NBD: everybody stays for ever and buys as a Poisson process with a rate of their own. The baseline of the other models,
 * and what they become when nobody is seen to leave.
 *
 * - [1] Ehrenberg, A. S. C. (1959). The pattern of consumer purchases. Applied Statistics 8(1), 26–41. doi:10.2307/2985810
 */
import { digammaDifference } from "../math/digamma-difference.js";
import { regularisedBeta } from "../math/incomplete-beta.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { negativeBinomialMasses } from "../math/negative-binomial.js";
import { type Random, randomGamma } from "../math/random.js";
import { assertNone } from "./customer-columns.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { Outlook } from "./mathematics.js";
import type { LogLikelihood } from "./maximum.js";
import type { Rows } from "./rows.js";
import { type Timing, timingFault, timingRows } from "./timing.js";
import { timingNotes } from "./timing-notes.js";

/** Rates ~ Gamma(`r`, `alpha`), alpha in days: the mean rate is r / alpha purchases a day. */
export interface NbdParams {
  readonly r: number;
  readonly alpha: number;
}

export interface Nbd {
  readonly kind: "nbd";
  readonly params: NbdParams;
}

export const declaration: Declaration<"nbd", keyof NbdParams> = {
  kind: "nbd",
  names: ["r", "alpha"],
  unit: "day",
  scaled: [1, 2],
  powers: [0, 1],
  likelihood,
  starts: () => [
    [0.5, 0.5],
    [0.1, 1],
    [5, 5],
    [50, 10],
  ],
  notes: timingNotes,
};

/**
 * The NBD of the highest likelihood Γ(r + x)/Γ(r) · α^r (α + T)^−(r + x).
 *
 * @throws InvalidInputError with row and field for customers who cannot be; FitError when there is no maximum.
 *
 * @example
 * const model = fitNbd([
 *   { repeats: 2, lastPurchaseAge: 50, age: 90 }, { repeats: 0, lastPurchaseAge: 0, age: 80 },
 *   { repeats: 9, lastPurchaseAge: 70, age: 85 }, { repeats: 1, lastPurchaseAge: 3, age: 88 },
 * ]);
 * model.params.r; // => 0.81755
 */
export function fitNbd(customers: readonly Timing[], options: FitOptions<keyof NbdParams> = {}): Nbd & FitReport<keyof NbdParams> {
  return fitDeclared(declaration, timingRows(customers, options.weights), options);
}

export function likelihoodAt(params: NbdParams, customers: readonly Timing[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, timingRows(customers, weights));
}

export function after({ r, alpha }: NbdParams, customer: Timing): Outlook<NbdParams> {
  assertNone(timingFault(customer));
  return { alive: 1, ahead: { r: r + customer.repeats, alpha: alpha + customer.age } };
}

export function newcomer(params: NbdParams): Outlook<NbdParams> {
  return { alive: 1, ahead: params };
}

export function survival(): number {
  return 1;
}

export function expected({ r, alpha }: NbdParams, days: number): number {
  return r * (days / alpha);
}

export function anyPurchase({ r, alpha }: NbdParams, days: number): number {
  return -Math.expm1(-r * Math.log1p(days / alpha));
}

export function tail({ r, alpha }: NbdParams, days: number, count: number): number {
  return regularisedBeta(days / (alpha + days), count, r);
}

export function masses({ r, alpha }: NbdParams, days: number, count: number): Float64Array {
  return negativeBinomialMasses(r, alpha, days, count);
}

export function discounted({ r, alpha }: NbdParams, delta: number): number {
  return r / alpha / delta;
}

export function draw({ r, alpha }: NbdParams, random: Random, days: number): number[] {
  const rate = randomGamma(random, r, alpha);
  const times: number[] = [];
  if (!(rate > 0)) return times;
  for (let at = randomGamma(random, 1, rate); at <= days; at += randomGamma(random, 1, rate)) times.push(at);
  return times;
}

function likelihood({ columns, weights }: Rows): LogLikelihood {
  const [x, , T] = columns as [Float64Array, Float64Array, Float64Array];
  return ([r, alpha], gradient) => {
    let sum = 0;
    let sumR = 0;
    let sumAlpha = 0;
    let before = -1;
    let rising = 0;
    let slope = 0;
    for (let i = 0; i < x.length; i++) {
      const repeats = x[i]!;
      if (repeats !== before) {
        before = repeats;
        rising = logPochhammer(r!, repeats);
        slope = digammaDifference(r!, repeats);
      }
      const age = T[i]!;
      const logShare = Math.log1p(age / alpha!);
      sum += weights[i]! * (rising - r! * logShare - repeats * Math.log(alpha! + age));
      sumR += weights[i]! * (slope - logShare);
      sumAlpha += (weights[i]! * ((r! * age) / alpha! - repeats)) / (alpha! + age);
    }
    gradient[0] = r! * sumR;
    gradient[1] = alpha! * sumAlpha;
    return sum;
  };
}
