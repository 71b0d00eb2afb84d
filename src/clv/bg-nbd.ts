/**
 * BG/NBD: purchases Poisson(λ) while alive; after each repeat purchase the customer leaves with probability p.
 *
 * - [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). "Counting your customers" the easy way: an alternative to the
 *   Pareto/NBD model. Marketing Science 24(2), 275–284. doi:10.1287/mksc.1040.0098
 *
 * A customer without repeats never had a chance to leave: P(alive) is 1, however long ago the first purchase was. Do not
 * rank leavers by it; ask `probabilityOfPurchase`, or use MBG/NBD.
 */
import { type BgAhead, type BgParams, bgAfter, bgNewcomer } from "./bg-family.js";
import { bgLikelihood } from "./bg-likelihood.js";
import { bgNotes, bgStarts } from "./bg-starts.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { Outlook } from "./mathematics.js";
import { type Timing, timingRows } from "./timing.js";

export { anyPurchase, discounted, draw, expected, masses, survival, tail } from "./bg-family.js";

/** `r`, `alpha` (days): purchase rates ~ Gamma; `a`, `b`: chances to leave ~ Beta. */
export interface BgNbd {
  readonly kind: "bg-nbd";
  readonly params: BgParams;
}

export const declaration: Declaration<"bg-nbd", keyof BgParams> = {
  kind: "bg-nbd",
  names: ["r", "alpha", "a", "b"],
  unit: "day",
  scaled: [1, 2],
  powers: [0, 1, 0, 0],
  likelihood: (rows) => bgLikelihood(rows, 0),
  starts: bgStarts,
  notes: bgNotes,
};

/**
 * The BG/NBD of the highest likelihood [1, eq. 6].
 *
 * @throws InvalidInputError with row and field for customers who cannot be; FitError when there is no maximum.
 *
 * @example
 * const model = fitBgNbd([
 *   { repeats: 2, lastPurchaseAge: 50, age: 90 }, { repeats: 0, lastPurchaseAge: 0, age: 80 },
 *   { repeats: 5, lastPurchaseAge: 70, age: 85 }, { repeats: 1, lastPurchaseAge: 3, age: 88 },
 * ]);
 * model.kind; // => "bg-nbd"
 * model.repeaters; // => 3
 */
export function fitBgNbd(customers: readonly Timing[], options: FitOptions<keyof BgParams> = {}): BgNbd & FitReport<keyof BgParams> {
  return fitDeclared(declaration, timingRows(customers, options.weights), options);
}

export function after(params: BgParams, customer: Timing): Outlook<BgAhead> {
  return bgAfter(params, customer, 0);
}

export function newcomer(params: BgParams): Outlook<BgAhead> {
  return bgNewcomer(params, 0);
}

export function likelihoodAt(params: BgParams, customers: readonly Timing[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, timingRows(customers, weights));
}
