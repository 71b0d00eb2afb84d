/**
 * The likelihood of survivors under contract, for sBG and BdW (`contracts.ts` has their references): who renewed k times and then
 * left has probability S(k) − S(k + 1), who is still there S(k).
 */
import { invalid } from "../errors.js";
import { digamma } from "../math/digamma.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { assertEach, checkedWeights, countFault, type Fault } from "./customer-columns.js";
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

/** ln B(α, β + t^c) − ln B(α, β). */
export function logSurvival([alpha, beta, c]: ContractParams, t: number): number {
  const n = t ** c;
  return logPochhammer(beta, n) - logPochhammer(alpha + beta, n);
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
function survivalSlopes([alpha, beta, c]: ContractParams, t: number): [number, number, number] {
  if (t === 0) return [0, 0, 0];
  const n = t ** c;
  const all = digamma(alpha + beta) - digamma(alpha + beta + n);
  return [all, all - digamma(beta) + digamma(beta + n), (digamma(beta + n) - digamma(alpha + beta + n)) * n * Math.log(t)];
}

/** Rows of renewals and whether active, with weights, from cohorts or from customers. */
export function contractRows(data: readonly ContractCohort[] | readonly Renewals[] | ContractCohort, weights?: ArrayLike<number>): Rows {
  const items: readonly (ContractCohort | Renewals)[] = "survivors" in data ? [data] : data;
  if (!(items.length > 0)) invalid("data", "a cohort, or an array with at least one cohort or customer", data);
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
  if (!("survivors" in item)) {
    const { renewals, active } = item;
    return countFault("renewals", renewals) ?? (typeof active === "boolean" ? undefined : ["active", "true or false", active]);
  }
  const { survivors } = item;
  const falls = survivors.every((count, t) => count >= 0 && count < Number.POSITIVE_INFINITY && (t === 0 || count <= survivors[t - 1]!));
  return survivors.length > 1 && falls && survivors[0]! > 0
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
