/**
 * MBG/NBD: as BG/NBD, but the customer may leave right after the first purchase too.
 *
 * - [1] Batislam, E. P., Denizel, M. & Filiztekin, A. (2007). Empirical validation and comparison of models for customer base
 *   analysis. International Journal of Research in Marketing 24(3), 201–209. doi:10.1016/j.ijresmar.2006.12.005
 *
 * A newcomer has not yet had that first chance to leave, and so is alive with probability b / (a + b) right after it.
 */
import { type BgAhead, type BgParams, bgAfter, bgNewcomer } from "./bg-family.js";
import { bgLikelihood } from "./bg-likelihood.js";
import { bgNotes, bgStarts } from "./bg-starts.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { Outlook } from "./mathematics.js";
import { type Timing, timingRows } from "./timing.js";

export { anyPurchase, discounted, draw, expected, masses, survival, tail } from "./bg-family.js";

/** `r`, `alpha` (days): purchase rates ~ Gamma; `a`, `b`: chances to leave ~ Beta. */
export interface MbgNbd {
  readonly kind: "mbg-nbd";
  readonly params: BgParams;
}

export const declaration: Declaration<"mbg-nbd", keyof BgParams> = {
  kind: "mbg-nbd",
  names: ["r", "alpha", "a", "b"],
  unit: "day",
  scaled: [1, 2],
  powers: [0, 1, 0, 0],
  likelihood: (rows) => bgLikelihood(rows, 1),
  starts: bgStarts,
  notes: bgNotes,
};

/**
 * The MBG/NBD of the highest likelihood [1].
 *
 * @throws InvalidInputError with row and field for customers who cannot be; FitError when there is no maximum.
 *
 * @example
 * const model = fitMbgNbd([
 *   { repeats: 2, lastPurchaseAge: 50, age: 90 }, { repeats: 0, lastPurchaseAge: 0, age: 80 },
 *   { repeats: 5, lastPurchaseAge: 70, age: 85 }, { repeats: 1, lastPurchaseAge: 3, age: 88 },
 * ]);
 * model.kind; // => "mbg-nbd"
 * model.repeaters; // => 3
 */
export function fitMbgNbd(customers: readonly Timing[], options: FitOptions<keyof BgParams> = {}): MbgNbd & FitReport<keyof BgParams> {
  return fitDeclared(declaration, timingRows(customers, options.weights), options);
}

export function after(params: BgParams, customer: Timing): Outlook<BgAhead> {
  return bgAfter(params, customer, 1);
}

export function newcomer(params: BgParams): Outlook<BgAhead> {
  return bgNewcomer(params, 1);
}

export function likelihoodAt(params: BgParams, customers: readonly Timing[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, timingRows(customers, weights));
}
