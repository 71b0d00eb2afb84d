/**
 * Beta-discrete-Weibull: the sBG with a chance to leave that also falls (c < 1) or rises (c > 1) with tenure.
 *
 * [1] Fader, P. S., Hardie, B. G. S., Liu, Y., Davin, J., & Steenburgh, T. (2018). "How to project customer retention" revisited: the
 *     role of duration dependence. Journal of Interactive Marketing 43, 1-16.
 */
import { type ContractCohort, contractLikelihood, contractNotes, contractRows, type Renewals } from "./contract-likelihood.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared } from "./fit.js";

export interface BdwParams {
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
}

/** `alpha`, `beta`: chances to leave at the first renewal ~ Beta; `c`: how they change with tenure, 1 for not at all. */
export interface Bdw {
  readonly kind: "bdw";
  readonly params: BdwParams;
}

export const declaration: Declaration<"bdw", keyof BdwParams> = {
  kind: "bdw",
  names: ["alpha", "beta", "c"],
  unit: "period",
  scaled: [],
  powers: [0, 0, 0],
  likelihood: (rows) => contractLikelihood(rows, true),
  starts: () => [
    [0.5, 1.5, 1.2],
    [1, 5, 1],
    [0.2, 0.5, 2],
    [2, 8, 0.6],
  ],
  notes: contractNotes,
};

/**
 * The BdW of the highest likelihood [1, eq. 4-6]. With c = 1 it is the sBG, so that twice the difference of their log-likelihoods
 * tests whether tenure matters.
 *
 * @throws InvalidInputError with row and field for cohorts or customers who cannot be; FitError when there is no maximum
 * @example
 * const { params } = fitBdw({ survivors: [1000, 869, 743, 653, 593] });
 * [params.alpha.toFixed(3), params.beta.toFixed(3), params.c.toFixed(3)];
 * // => ["0.259", "1.723", "1.584"]
 */
export function fitBdw(
  data: ContractCohort | readonly ContractCohort[] | readonly Renewals[],
  options: FitOptions<keyof BdwParams> = {},
): Bdw & FitReport<keyof BdwParams> {
  return fitDeclared(declaration, contractRows(data, options.weights), options);
}
