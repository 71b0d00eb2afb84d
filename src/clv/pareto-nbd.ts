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
import { timingNotes } from "./timing-notes.js";

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

export function paretoNotes(
  { params, boundary, standardErrors }: { params: { s: number } } & Pick<FitReport, "boundary" | "standardErrors">,
  rows: Rows,
): string[] {
  const notes = timingNotes(rows, boundary);
  if (notes.length > 0) return notes;
  const runs = (name: string, towards: string): boolean => boundary.some((found) => found.param === name && found.towards === towards);
  if (runs("s", "zero") || params.s < 1e-6) {
    notes.push(
      "Hardly anybody is seen to leave: the likelihood rises all the way to the NBD, in which nobody does, and s and beta mean nothing. P(alive) says little here; use a longer window or a model without leaving (NBD).",
    );
  } else if (runs("s", "infinity") || runs("beta", "infinity")) {
    notes.push(
      "All customers leave at the same rate as far as can be seen (s and beta run to infinity together, their ratio is the rate): a longer window would show differences.",
    );
  } else if ((standardErrors.s ?? 0) > params.s) {
    notes.push(
      "How fast customers leave is hardly known from these data (the standard error of s exceeds s; s and beta lie on a ridge): predictions over a window like the observed one hold, those far ahead do not. Use more customers, a longer window or a small penalty.",
    );
  }
  return notes;
}
