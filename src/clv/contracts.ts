/**
 * Customers under contract, who renew or leave at the end of every period: survival, and what is left of a lifetime. θ ~ Beta(α, β)
 * is a customer's chance to leave at a renewal; in the BdW that chance falls (c < 1) or rises (c > 1) with tenure as well.
 *
 * [1] Fader, P. S., & Hardie, B. G. S. (2007). How to project customer retention. Journal of Interactive Marketing 21(1), 76-90.
 * [2] Fader, P. S., & Hardie, B. G. S. (2010). Customer-base valuation in a contractual setting: the perils of ignoring
 *     heterogeneity. Marketing Science 29(1), 85-93: DEL and DERL.
 * [3] Fader, P. S., Hardie, B. G. S., Liu, Y., Davin, J., & Steenburgh, T. (2018). "How to project customer retention" revisited: the
 *     role of duration dependence. Journal of Interactive Marketing 43, 1-16.
 */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { logRenewal, logSurvival, type ContractParams as Params } from "./contract-likelihood.js";
import { checkedKind } from "./kinds.js";
import { type PeriodDiscount, periodDiscountRate } from "./period.js";

export type { ContractCohort, Renewals } from "./contract-likelihood.js";

/** sBG, or with `c` BdW; parameters from a paper may be typed in. */
export interface ContractModel {
  readonly kind: "sbg" | "bdw";
  readonly params: { readonly alpha: number; readonly beta: number; readonly c?: number };
}

/**
 * S(t): the share still there after t renewals; 1 at t = 0. [1] eq. 6, [3] eq. 4.
 *
 * @throws InvalidInputError for a model or period that cannot be
 * @example
 * const model = { kind: "sbg", params: { alpha: 0.668, beta: 3.806 } };
 * [1, 2, 12].map((t) => survival(model, t).toFixed(3));
 * // => ["0.851", "0.747", "0.378"]
 */
export function survival(model: ContractModel, period: number): number {
  checkCount("period", period);
  return Math.exp(logSurvival(contractParams(model), period));
}

/**
 * r(t) = S(t) / S(t − 1): the share of those still there who renew the t-th time, t ≥ 1. It rises with t although nobody changes,
 * because the unlikely to stay leave first.
 *
 * @throws InvalidInputError as `survival`
 * @example
 * const model = { kind: "sbg", params: { alpha: 0.668, beta: 3.806 } };
 * [1, 2, 8].map((t) => retentionRate(model, t).toFixed(4));
 * // => ["0.8507", "0.8780", "0.9418"]
 */
export function retentionRate(model: ContractModel, period: number): number {
  checkCount("period", period, 1);
  const params = contractParams(model);
  return Math.exp(logRenewal(params, period - 1));
}

/**
 * DEL [2]: how many periods a new customer pays for, each discounted to the start; the first is paid at once and in full. Times the
 * margin of a period it is the lifetime value of a new customer.
 *
 * @throws InvalidInputError as `survival`, and for a discount rate that is not above 0
 * @example
 * const model = { kind: "sbg", params: { alpha: 3.8, beta: 15.2 } };
 * discountedExpectedLifetime(model, { annualDiscountRate: 0.1 }).toFixed(4);
 * // => "4.0089"
 */
export function discountedExpectedLifetime(model: ContractModel, discount: PeriodDiscount): number {
  return lifetimeFrom(contractParams(model), 0, discount);
}

/**
 * DERL [2]: the same for a customer who is about to be asked for the n-th renewal, having made n − 1: what is still to come, the
 * next payment not discounted.
 *
 * @param renewal n, 1 or more
 * @throws InvalidInputError as `discountedExpectedLifetime`
 * @example
 * const model = { kind: "sbg", params: { alpha: 3.8, beta: 15.2 } };
 * [1, 5].map((n) => discountedResidualLifetime(model, n, { annualDiscountRate: 0.1 }).toFixed(4));
 * // => ["3.3098", "3.8421"]
 */
export function discountedResidualLifetime(model: ContractModel, renewal: number, discount: PeriodDiscount): number {
  checkCount("renewal", renewal, 1);
  const params = contractParams(model);
  return lifetimeFrom(params, renewal, discount) * Math.exp(logRenewal(params, renewal - 1));
}

/** Σ S(t) / S(n) (1 + d)^(n − t) over t ≥ n. */
function lifetimeFrom(params: Params, n: number, discount: PeriodDiscount): number {
  const d = periodDiscountRate(discount);
  if (!(d > 1e-7))
    invalid("annualDiscountRate", "above 0 (1e-7 a period): undiscounted, a lifetime may be infinite", discount.annualDiscountRate);
  const start = logSurvival(params, n);
  if (start === Number.NEGATIVE_INFINITY) return 1;
  let weight = 1;
  let sum = 0;
  for (let t = n; ; t++) {
    const share = Math.exp(logSurvival(params, t) - start);
    sum += weight * share;
    weight /= 1 + d;
    if (weight * share < 1e-16 * d * sum) return sum;
  }
}

export function contractParams(model: ContractModel): Params {
  const kind = checkedKind(model, { sbg: 1, bdw: 1 });
  const { alpha, beta, c } = model.params;
  return [alpha, beta, kind === "sbg" ? 1 : c!];
}
