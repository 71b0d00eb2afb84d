/**
 * Shifted beta-geometric: a chance to leave that differs between customers and stays the same for each.
 *
 * [1] Fader, P. S., & Hardie, B. G. S. (2007). How to project customer retention. Journal of Interactive Marketing 21(1), 76-90.
 */
import { type ContractCohort, contractLikelihood, contractNotes, contractRows, type Renewals } from "./contract-likelihood.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared } from "./fit.js";

export interface SbgParams {
  readonly alpha: number;
  readonly beta: number;
}

/** Chances to leave at a renewal ~ Beta(`alpha`, `beta`): alpha / (alpha + beta) at the first. */
export interface Sbg {
  readonly kind: "sbg";
  readonly params: SbgParams;
}

export const declaration: Declaration<"sbg", keyof SbgParams> = {
  kind: "sbg",
  names: ["alpha", "beta"],
  unit: "period",
  scaled: [],
  powers: [0, 0],
  likelihood: (rows) => contractLikelihood(rows, false),
  starts: () => [
    [0.7, 2.5],
    [3, 12],
    [0.2, 0.4],
  ],
  notes: contractNotes,
};

/**
 * The sBG of the highest likelihood [1, eq. 5-7], from a cohort's survivors, several cohorts together, or single customers.
 *
 * @throws InvalidInputError with row and field for cohorts or customers who cannot be; FitError when there is no maximum
 * @example
 * const { params } = fitSbg({ survivors: [1000, 869, 743, 653, 593, 551, 517, 491] });
 * [params.alpha.toFixed(3), params.beta.toFixed(3)];
 * // => ["0.668", "3.806"]
 */
export function fitSbg(
  data: ContractCohort | readonly ContractCohort[] | readonly Renewals[],
  options: FitOptions<keyof SbgParams> = {},
): Sbg & FitReport<keyof SbgParams> {
  return fitDeclared(declaration, contractRows(data, options.weights), options);
}
