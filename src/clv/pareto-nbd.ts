/**
 * Pareto/NBD: purchases Poisson(λ) until the customer leaves, at a rate μ, unseen.
 *
 * [1] Schmittlein, D. C., Morrison, D. G., & Colombo, R. (1987). Counting your customers: who are they and what will they do next?
 *     Management Science 33(1), 1-24.
 * [2] Fader, P. S., & Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD model and related expressions.
 */
import { assertNone } from "./customer-columns.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { Outlook } from "./mathematics.js";
import { aliveShare, decayIntegral } from "./pareto-decay.js";
import type { ParetoParams } from "./pareto-family.js";
import { paretoLikelihood } from "./pareto-likelihood.js";
import { meanRate, type Rows } from "./rows.js";
import { type Timing, timingFault, timingRows } from "./timing.js";
import { type Fit, leavingNotes, runs } from "./timing-notes.js";

export { anyPurchase, discounted, draw, expected, masses, type ParetoParams, survival, tail } from "./pareto-family.js";

/** `r`, `alpha` (days): purchase rates ~ Gamma, on average r / alpha a day; `s`, `beta` (days): rates of leaving ~ Gamma. */
export interface ParetoNbd {
  readonly kind: "pareto-nbd";
  readonly params: ParetoParams;
}

export const declaration: Declaration<"pareto-nbd", keyof ParetoParams> = {
  kind: "pareto-nbd",
  names: ["r", "alpha", "s", "beta"],
  unit: "day",
  scaled: [1, 2],
  powers: [0, 1, 0, 1],
  likelihood: paretoLikelihood,
  starts: paretoStarts,
  notes: paretoNotes,
};

/**
 * The Pareto/NBD of the highest likelihood, with the constants of [2]:
 * Γ(r+x) αʳ βˢ / Γ(r) · {(α+T)^−(r+x) (β+T)^−s + s ∫ (α+y)^−(r+x) (β+y)^−(s+1) dy}, the integral over tₓ … T.
 * Where nobody is seen to leave it has no maximum: it rises towards the NBD as s falls to zero. Then the parameters are finite, `boundary`
 * names s, and a note says so.
 *
 * @throws InvalidInputError with row and field for customers who cannot be; FitError when there is no maximum.
 *
 * @example
 * const model = fitParetoNbd([
 *   { repeats: 2, lastPurchaseAge: 50, age: 90 }, { repeats: 0, lastPurchaseAge: 0, age: 80 },
 *   { repeats: 5, lastPurchaseAge: 70, age: 85 }, { repeats: 1, lastPurchaseAge: 3, age: 88 },
 * ]);
 * model.kind; // => "pareto-nbd"
 * model.repeaters; // => 3
 */
export function fitParetoNbd(
  customers: readonly Timing[],
  options: FitOptions<keyof ParetoParams> = {},
): ParetoNbd & FitReport<keyof ParetoParams> {
  return fitDeclared(declaration, timingRows(customers, options.weights), options);
}

export function likelihoodAt(params: ParetoParams, customers: readonly Timing[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, timingRows(customers, weights));
}

/** P(alive) of [1] eq. 11-13, and the Gamma distributions of both rates given that the customer is. */
export function after({ r, alpha, s, beta }: ParetoParams, customer: Timing): Outlook<ParetoParams> {
  assertNone(timingFault(customer));
  const { repeats: x, lastPurchaseAge: tx, age: T } = customer;
  const [k, a, b, silence] = [r + x, alpha + tx, beta + tx, T - tx];
  const decay = k * Math.log1p(silence / a) + s * Math.log1p(silence / b);
  const alive = aliveShare({ decay, dead: s * decayIntegral(k, s, a, b, silence) });
  return { alive, ahead: { r: k, alpha: alpha + T, s, beta: beta + T } };
}

export function newcomer(params: ParetoParams): Outlook<ParetoParams> {
  return { alive: 1, ahead: params };
}

/** r, alpha at the mean rate of purchase; s, beta from "many leave" to "hardly anybody". */
export function paretoStarts(rows: Rows): number[][] {
  const rate = meanRate(rows);
  return [
    [0.6, 0.4 / rate, 0.5, 0.4],
    [0.8, 0.8 / rate, 0.02, 2],
    [2, 1 / rate, 2, 1],
    [0.5, 0.3 / rate, 0.1, 0.02],
  ];
}

export function paretoNotes(fit: Fit & { readonly params: { readonly s: number } }): string[] {
  const { s } = fit.params;
  if (runs(fit, "s", "zero") || s < 1e-6) return leavingNotes(fit, "nobody");
  if (runs(fit, "s", "infinity") || runs(fit, "beta", "infinity")) return leavingNotes(fit, "alike");
  return leavingNotes(fit, (fit.standardErrors.s ?? 0) > s ? "unsure" : undefined);
}
