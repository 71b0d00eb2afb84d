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
import { digamma } from "../math/digamma.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import type { FitReport, LogLikelihood } from "./fit.js";
import { checkCount, type PeriodDiscount, periodDiscountRate } from "./period.js";
import { collapse, type Rows } from "./rows.js";
import { addIssue, checkedWeights, type IssueList, throwIssues } from "./timing.js";

/** Those of one cohort still there at the start (`survivors[0]`), after the first renewal, the second …; they never rise. */
export interface ContractCohort {
  readonly survivors: readonly number[];
}

/** One customer: renewals so far, and whether the contract still runs (after the last of them) or was not renewed the next time. */
export interface Renewals {
  readonly renewals: number;
  readonly active: boolean;
}

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
  return Math.exp(logSurvival(checkedParams(model), period));
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
  const params = checkedParams(model);
  return Math.exp(logSurvival(params, period) - logSurvival(params, period - 1));
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
  return lifetimeFrom(checkedParams(model), 0, discount);
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
  const params = checkedParams(model);
  return lifetimeFrom(params, renewal, discount) * Math.exp(logSurvival(params, renewal) - logSurvival(params, renewal - 1));
}

type Params = readonly [alpha: number, beta: number, c: number];

/** Σ S(t) / S(n) (1 + d)^(n − t) over t ≥ n. */
function lifetimeFrom(params: Params, n: number, discount: PeriodDiscount): number {
  const d = periodDiscountRate(discount);
  if (!(d > 1e-7))
    invalid("annualDiscountRate", "above 0 (1e-7 a period): undiscounted, a lifetime may be infinite", discount.annualDiscountRate);
  const start = logSurvival(params, n);
  let weight = 1;
  let sum = 0;
  for (let t = n; ; t++) {
    const share = Math.exp(logSurvival(params, t) - start);
    sum += weight * share;
    weight /= 1 + d;
    if (weight * share < 1e-16 * d * sum) return sum;
  }
}

/** ln B(α, β + t^c) − ln B(α, β). */
function logSurvival([alpha, beta, c]: Params, t: number): number {
  const n = t ** c;
  return logPochhammer(beta, n) - logPochhammer(alpha + beta, n);
}

function checkedParams({ kind, params: { alpha, beta, c } }: ContractModel): Params {
  if (kind !== "sbg" && kind !== "bdw") invalid("kind", '"sbg" or "bdw"', kind);
  const params: Params = [alpha, beta, kind === "sbg" ? 1 : (c ?? Number.NaN)];
  for (const [i, name] of ["alpha", "beta", "c"].entries())
    if (!(params[i]! > 0 && params[i]! < Number.POSITIVE_INFINITY)) invalid(`params.${name}`, "a finite number above 0", params[i]);
  return params;
}

/** ln L over rows of renewals and whether the contract still runs; `shape` says whether c is a parameter or 1. */
export function contractLikelihood({ columns, weights }: Rows, shape: boolean): LogLikelihood {
  const [renewals, actives] = columns as [Float64Array, Float64Array];
  return ([alpha, beta, c = 1], gradient) => {
    const params: Params = [alpha!, beta!, c];
    gradient.fill(0);
    let value = 0;
    const add = (by: number, slopes: readonly number[]): void => {
      for (let k = 0; k < gradient.length; k++) gradient[k]! += by * slopes[k]!;
    };
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i]!;
      const now = logSurvival(params, renewals[i]!);
      const slopes = survivalSlopes(params, renewals[i]!);
      value += weight * now;
      add(weight, slopes);
      if (actives[i]) continue;
      const hazard = logSurvival(params, renewals[i]! + 1) - now;
      value += weight * Math.log(-Math.expm1(hazard));
      const later = survivalSlopes(params, renewals[i]! + 1);
      add(
        weight / -Math.expm1(-hazard),
        later.map((slope, k) => slope - slopes[k]!),
      );
    }
    const scale = shape ? params : params.slice(0, 2);
    scale.forEach((param, k) => {
      gradient[k]! *= param;
    });
    return value;
  };
}

/** Derivatives of ln S(t) by α, β, c. */
function survivalSlopes([alpha, beta, c]: Params, t: number): [number, number, number] {
  if (t === 0) return [0, 0, 0];
  const n = t ** c;
  const all = digamma(alpha + beta) - digamma(alpha + beta + n);
  return [all, all - digamma(beta) + digamma(beta + n), (digamma(beta + n) - digamma(alpha + beta + n)) * n * Math.log(t)];
}

/** Rows of renewals and whether active, with weights, from cohorts or from customers. */
export function contractRows(data: readonly ContractCohort[] | readonly Renewals[] | ContractCohort, weights?: ArrayLike<number>): Rows {
  const list: IssueList = { issues: [], total: 0 };
  const items: readonly (ContractCohort | Renewals)[] = "survivors" in data ? [data] : data;
  if (!(items.length > 0)) invalid("data", "a cohort, or an array with at least one cohort or customer", data);
  const given = checkedWeights(weights, items.length);
  const renewals: number[] = [];
  const active: number[] = [];
  const counts: number[] = [];
  items.forEach((item, row) => {
    const weight = given?.[row] ?? 1;
    const push = (count: number, made: number, runs: boolean): void => {
      renewals.push(made);
      active.push(runs ? 1 : 0);
      counts.push(count * weight);
    };
    if (!("survivors" in item)) {
      if (!(Number.isInteger(item.renewals) && item.renewals >= 0))
        addIssue(list, row, "renewals", "a whole number, 0 or more", item.renewals);
      else if (typeof item.active !== "boolean") addIssue(list, row, "active", "true or false", item.active);
      else push(1, item.renewals, item.active);
      return;
    }
    const { survivors } = item;
    const falls = survivors.every((count, t) => count >= 0 && count < Number.POSITIVE_INFINITY && (t === 0 || count <= survivors[t - 1]!));
    if (!(survivors.length > 1 && falls && survivors[0]! > 0))
      addIssue(list, row, "survivors", "at least two numbers that never rise, the first above 0", survivors);
    else for (let t = 0; t < survivors.length; t++) push(survivors[t]! - (survivors[t + 1] ?? 0), t, t === survivors.length - 1);
  });
  throwIssues(list);
  return collapse([Float64Array.from(renewals), Float64Array.from(active)], counts);
}

/** Parameters that run away together. */
export function contractNotes({ boundary }: Pick<FitReport, "boundary">, { columns, weights }: Rows): string[] {
  const [, active] = columns as [Float64Array, Float64Array];
  let lost = 0;
  for (let i = 0; i < weights.length; i++) if (!active[i]) lost += weights[i]!;
  if (lost === 0) return ["Nobody has left yet: the data say nothing about when anybody will. Wait for more renewals."];
  if (boundary.length === 0) return [];
  return [
    `Not all of the parameters are known from these data (${boundary.map(({ param, towards }) => `${param} runs to ${towards}`).join(", ")}): usually too few renewals, or customers who are all alike. The survival in the observed periods holds, what lies beyond does not.`,
  ];
}
