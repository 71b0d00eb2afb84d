/**
 * The likelihood of survivors under contract, for sBG and BdW (`contracts.ts` has their references): who renewed k times and then
 * left has probability S(k) − S(k + 1), who is still there S(k).
 */
import { invalid } from "../errors.js";
import { digammaBend, digammaRise } from "../math/digamma-rise.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { assertEach, checkedWeights, countFault, type Fault, objectFault } from "./customer-columns.js";
import type { FitReport, LogLikelihood } from "./fit.js";
import { collapse, type Rows } from "./rows.js";

/** Those of one cohort still there at the start (`survivors[0]`), after the first renewal, the second …; they never rise. */
export interface ContractCohort {
  readonly survivors: readonly number[];
}

/** One customer: renewals so far, and whether the contract still runs (after the last of them) or was not renewed the next time. */
export interface Renewals {
  readonly renewals: number;
  readonly active: boolean;
}

export type ContractParams = readonly [alpha: number, beta: number, c: number];

/** ln S(t) = ln B(α, β + t^c) − ln B(α, β). */
export function logSurvival([alpha, beta, c]: ContractParams, t: number): number {
  return logKept(alpha, beta, t ** c);
}

/** ln (S(t + 1) / S(t)): at β + t^c it is a survival over the next step, so that nothing cancels. */
export function logRenewal([alpha, beta, c]: ContractParams, t: number): number {
  const n = t ** c;
  const step = stepAfter(t, n, c);
  return beta + n + step < Number.POSITIVE_INFINITY ? logKept(alpha, beta + n, step) : Number.NEGATIVE_INFINITY;
}

/** ln of (β)ₙ / (α + β)ₙ = (β)_α / (β + n)_α, the share kept over n steps: by the shorter product, whose logarithms are the smaller. */
function logKept(alpha: number, beta: number, n: number): number {
  if (n === 1) return -Math.log1p(alpha / beta);
  if (n === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  return n > alpha ? logPochhammer(beta, alpha) - logPochhammer(beta + n, alpha) : logPochhammer(beta, n) - logPochhammer(alpha + beta, n);
}

/** (t + 1)^c − t^c, n = t^c. */
function stepAfter(t: number, n: number, c: number): number {
  return c === 1 || t === 0 ? 1 : n * Math.expm1(c * Math.log1p(1 / t));
}

/** ln L over rows of renewals and whether the contract still runs; `shape` says whether c is a parameter or 1. */
export function contractLikelihood({ columns, weights }: Rows, shape: boolean): LogLikelihood {
  const [renewals, actives] = columns as [Float64Array, Float64Array];
  return ([alpha, beta, c = 1], gradient) => {
    const params: ContractParams = [alpha!, beta!, c];
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
      const hazard = logRenewal(params, renewals[i]!);
      value += weight * Math.log(-Math.expm1(hazard));
      add(weight / -Math.expm1(-hazard), renewalSlopes(params, renewals[i]!));
    }
    const scale = shape ? params : params.slice(0, 2);
    scale.forEach((param, k) => {
      gradient[k]! *= param;
    });
    return value;
  };
}

type Slopes = readonly [alpha: number, beta: number, c: number];

/** Derivatives of ln S(t). */
function survivalSlopes([alpha, beta, c]: ContractParams, t: number): Slopes {
  if (t === 0) return [0, 0, 0];
  const n = t ** c;
  return [-digammaRise(alpha + beta, n), digammaBend(beta, n, alpha), -digammaRise(beta + n, alpha) * n * Math.log(t)];
}

/** Derivatives of ln (S(t + 1) / S(t)); by c both ends of the step move. */
function renewalSlopes([alpha, beta, c]: ContractParams, t: number): Slopes {
  const n = t ** c;
  const from = beta + n;
  const step = stepAfter(t, n, c);
  const before = t === 0 ? 0 : digammaRise(from, alpha) * n * Math.log(t);
  return [
    -digammaRise(alpha + from, step),
    digammaBend(from, step, alpha),
    before - digammaRise(from + step, alpha) * (n + step) * Math.log1p(t),
  ];
}

/** Rows of renewals and whether active, with weights, from cohorts or from customers. */
export function contractRows(data: readonly ContractCohort[] | readonly Renewals[] | ContractCohort, weights?: ArrayLike<number>): Rows {
  const items = (objectFault(data) === undefined && "survivors" in data ? [data] : data) as readonly (ContractCohort | Renewals)[];
  if (!(items?.length > 0)) invalid("data", "a cohort, or an array with at least one cohort or customer", data);
  assertEach(items, contractFault);
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
    const survivors = "survivors" in item ? item.survivors : [];
    survivors.forEach((still, t) => {
      push(still - (survivors[t + 1] ?? 0), t, t === survivors.length - 1);
    });
    if (!("survivors" in item)) push(1, item.renewals, item.active);
  });
  return collapse([Float64Array.from(renewals), Float64Array.from(active)], counts);
}

function contractFault(item: ContractCohort | Renewals): Fault | undefined {
  const fault = objectFault(item);
  if (fault !== undefined) return fault;
  if (!("survivors" in item)) {
    const { renewals, active } = item;
    return countFault("renewals", renewals) ?? (typeof active === "boolean" ? undefined : ["active", "true or false", active]);
  }
  const { survivors } = item;
  const falls =
    Array.isArray(survivors) &&
    survivors.every((count, t) => Number.isFinite(count) && count >= 0 && (t === 0 || count <= survivors[t - 1]!));
  return falls && survivors.length > 1 && survivors[0]! > 0
    ? undefined
    : ["survivors", "at least two numbers that never rise, the first above 0", survivors];
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
