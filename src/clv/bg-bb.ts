/**
 * BG/BB: at each of a row of opportunities (years, campaigns, meetings) a customer who is alive buys with probability p, having died
 * before it with probability θ; p ~ Beta(α, β), θ ~ Beta(γ, δ).
 *
 * [1] Fader, P. S., Hardie, B. G. S., & Shang, J. (2010). Customer-base analysis in a discrete-time noncontractual setting. Marketing
 *     Science 29(6), 1086-1108. doi:10.1287/mksc.1100.0580
 */
import { invalid } from "../errors.js";
import { betaRule } from "../math/beta-rule.js";
import { logHyp2f1 } from "../math/hypergeometric.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { type Random, randomBeta } from "../math/random.js";
import { bgBbLikelihood, bgBbTerms } from "./bg-bb-likelihood.js";
import { assertNone } from "./customer-columns.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { Outlook } from "./mathematics.js";
import { MOST, type OpportunityHistory, opportunityFault, opportunityRows } from "./opportunities.js";

export type { OpportunityHistory } from "./opportunities.js";

export interface BgBbParams {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
}

/** `alpha`, `beta`: chances to buy ~ Beta; `gamma`, `delta`: chances to leave before an opportunity ~ Beta. */
export interface BgBb {
  readonly kind: "bg-bb";
  readonly params: BgBbParams;
}

export const declaration: Declaration<"bg-bb", keyof BgBbParams> = {
  kind: "bg-bb",
  names: ["alpha", "beta", "gamma", "delta"],
  unit: "opportunity",
  scaled: [],
  powers: [0, 0, 0, 0],
  likelihood: bgBbLikelihood,
  starts: () => [
    [1, 1, 0.7, 3],
    [0.5, 1, 0.1, 5],
    [2, 5, 2, 20],
    [5, 1, 1, 2],
  ],
  notes: ({ boundary }) =>
    boundary.some(({ param, towards }) => param === "gamma" && towards === "zero")
      ? ["Hardly anybody is seen to leave: gamma and delta mean nothing. Use more opportunities."]
      : boundary.map(
          ({ param, towards }) => `${param} runs to ${towards}: customers differ less, or more, than a beta distribution can say.`,
        ),
};

/**
 * The BG/BB of the highest likelihood [1, eq. 5], of one sequence of purchases: without a binomial coefficient. Cells of a table are
 * customers with `weights`.
 *
 * @throws InvalidInputError with row and field for customers who cannot be; FitError when there is no maximum.
 *
 * @example
 * const model = fitBgBb([
 *   { repeats: 0, lastPurchaseOpportunity: 0, opportunities: 6 },
 *   { repeats: 2, lastPurchaseOpportunity: 4, opportunities: 6 },
 *   { repeats: 6, lastPurchaseOpportunity: 6, opportunities: 6 },
 * ], { weights: [60, 30, 10] });
 * model.kind; // => "bg-bb"
 * model.customers; // => 100
 */
export function fitBgBb(
  customers: readonly OpportunityHistory[],
  options: FitOptions<keyof BgBbParams> = {},
): BgBb & FitReport<keyof BgBbParams> {
  return fitDeclared(declaration, opportunityRows(customers, options.weights), options);
}

export function likelihoodAt(params: BgBbParams, customers: readonly OpportunityHistory[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, opportunityRows(customers, weights));
}

/** Alive at the next opportunity, n + 1, as in [1] table 6: below 1 even for who bought at the last. */
export function after({ alpha, beta, gamma, delta }: BgBbParams, customer: OpportunityHistory): Outlook<BgBbParams> {
  assertNone(opportunityFault(customer));
  const { repeats: x, lastPurchaseOpportunity: tx, opportunities: n } = customer;
  const { alive, total } = bgBbTerms(alpha, beta, gamma, delta, x, tx, n);
  const staying = (delta + n) / (gamma + delta + n);
  return { alive: (alive / total) * staying, ahead: { alpha: alpha + x, beta: beta + n - x, gamma, delta: delta + n + 1 } };
}

export function newcomer({ alpha, beta, gamma, delta }: BgBbParams): Outlook<BgBbParams> {
  return { alive: delta / (gamma + delta), ahead: { alpha, beta, gamma, delta: delta + 1 } };
}

/** Alive so many opportunities after the next. */
export function survival({ gamma, delta }: BgBbParams, days: number): number {
  const h = opportunities(days);
  return Math.exp(logPochhammer(delta, h) - logPochhammer(gamma + delta, h));
}

/** E[p] Σ P(alive at the j-th opportunity): [1] eq. 9 before it is summed, which has a pole at γ = 1. */
export function expected({ alpha, beta, gamma, delta }: BgBbParams, days: number): number {
  let sum = 0;
  for (let j = opportunities(days) - 1; j >= 0; j--) sum = 1 + (sum * (delta + j)) / (gamma + delta + j);
  return days === 0 ? 0 : (sum * alpha) / (alpha + beta);
}

/** Within a million opportunities or, beyond, ever: E[p / (p + θ − p θ)]. */
export function anyPurchase(ahead: BgBbParams, days: number): number {
  if (days < 1e6) return tail(ahead, Math.floor(days), 1);
  const p = betaRule(ahead.alpha, ahead.beta);
  const theta = betaRule(ahead.gamma, ahead.delta);
  let sum = 0;
  for (let i = 0; i < p.points.length; i++) {
    let inner = 0;
    for (let k = 0; k < theta.points.length; k++) inner += theta.weights[k]! / (p.points[i]! + theta.points[k]! * p.complements[i]!);
    sum += p.weights[i]! * p.points[i]! * inner;
  }
  return Math.min(1, sum);
}

/** Σ P(purchase number `count` at the m-th opportunity, still alive): all positive. */
export function tail({ alpha, beta, gamma, delta }: BgBbParams, days: number, count: number): number {
  const h = opportunities(days);
  if (count > h) return 0;
  let term = Math.exp(
    logPochhammer(alpha, count) -
      logPochhammer(alpha + beta, count) +
      logPochhammer(delta, count - 1) -
      logPochhammer(gamma + delta, count - 1),
  );
  let sum = 0;
  for (let m = count; m <= h; m++) {
    sum += term;
    term *= ((m / (m - count + 1)) * (beta + m - count) * (delta + m - 1)) / ((alpha + beta + m) * (gamma + delta + m - 1));
  }
  return Math.min(1, sum);
}

/** [1] eq. 7, given alive at the first: j purchases within m opportunities, of which the m-th is the last or all there are. */
export function masses({ alpha, beta, gamma, delta }: BgBbParams, days: number, count: number): Float64Array {
  const h = opportunities(days);
  const p = new Float64Array(count);
  if (h === 0) p[0] = 1;
  for (let j = 0; j < Math.min(count, h + 1); j++) {
    const least = Math.max(1, j);
    let term = Math.exp(
      logPochhammer(alpha, j) +
        logPochhammer(beta, least - j) -
        logPochhammer(alpha + beta, least) +
        logPochhammer(delta, least - 1) -
        logPochhammer(gamma + delta, least - 1),
    );
    let sum = 0;
    for (let m = least; m <= h; m++) {
      sum += m < h ? (term * gamma) / (gamma + delta + m - 1) : term;
      term *= (((m + 1) / (m + 1 - j)) * (beta + m - j) * (delta + m - 1)) / ((alpha + beta + m) * (gamma + delta + m - 1));
    }
    if (h > 0) p[j] = sum;
  }
  return p;
}

/** [1] eq. 11: the next opportunity is one period away. δ per opportunity. */
export function discounted({ alpha, beta, gamma, delta }: BgBbParams, perOpportunity: number): number {
  return (alpha / (alpha + beta)) * Math.exp(logHyp2f1(1, delta, gamma + delta, Math.exp(-perOpportunity)) - perOpportunity);
}

export function draw({ alpha, beta, gamma, delta }: BgBbParams, random: Random, days: number): number[] {
  const p = randomBeta(random, alpha, beta);
  const theta = randomBeta(random, gamma, delta);
  const times: number[] = [];
  for (let m = 1; m <= days && (m === 1 || random() >= theta); m++) if (random() < p) times.push(m);
  return times;
}

function opportunities(days: number): number {
  if (!(Number.isInteger(days) && days <= MOST)) invalid("days", `a whole number of opportunities, at most ${MOST}, for a BG/BB`, days);
  return days;
}
