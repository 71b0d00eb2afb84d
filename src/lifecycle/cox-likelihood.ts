/**
 * The partial likelihood of the proportional hazards model with its gradient and information.
 *
 * - [1] Cox, D. R. (1972). Regression models and life-tables. JRSS B 34, 187–220.
 * - [2] Breslow, N. (1974). Covariance analysis of censored survival data. Biometrics 30, 89–99: ties.
 * - [3] Efron, B. (1977). The efficiency of Cox's likelihood function for censored data. JASA 72, 557–565: ties, eq. 3.
 */
import type { SubjectColumns } from "./subjects.js";

export type CoxTies = "efron" | "breslow";

/** Covariates of each subject, one row of `width` numbers after the other. */
export interface CovariateRows {
  readonly width: number;
  readonly values: Float64Array;
}

export interface PartialLikelihood {
  readonly logLikelihood: number;
  readonly gradient: number[];
  /** Minus the second derivatives. */
  readonly information: number[][];
}

/**
 * ln L, its gradient and information at β; risks exp(x β) are left in `risks`. With `weightAt` the parts of the gradient and of the
 * information that come from each time are weighed.
 */
export function partialLikelihood(
  { durations, events, order }: SubjectColumns,
  { width: p, values: x }: CovariateRows,
  beta: readonly number[],
  ties: CoxTies,
  risks: Float64Array,
  weightAt?: (time: number) => number,
): PartialLikelihood {
  const n = order.length;
  let logLikelihood = 0;
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  // Sums over the risk set, and over those of it who have the event now, of risk, risk · x and risk · x xᵀ.
  let s0 = 0;
  const s1 = new Float64Array(p);
  const s2 = new Float64Array(p * p);
  let d0 = 0;
  const d1 = new Float64Array(p);
  const d2 = new Float64Array(p * p);

  for (let i = n - 1; i >= 0; ) {
    const time = durations[order[i]!]!;
    const weight = weightAt ? weightAt(time) : 1;
    let tied = 0;
    d0 = 0;
    d1.fill(0);
    d2.fill(0);
    for (; i >= 0 && durations[order[i]!] === time; i--) {
      const row = order[i]!;
      const at = row * p;
      let score = 0;
      for (let j = 0; j < p; j++) score += x[at + j]! * beta[j]!;
      const risk = Math.exp(score);
      risks[row] = risk;
      s0 += risk;
      for (let j = 0; j < p; j++) {
        const part = risk * x[at + j]!;
        s1[j]! += part;
        for (let k = 0; k <= j; k++) s2[j * p + k]! += part * x[at + k]!;
      }
      if (!events[row]) continue;
      tied++;
      logLikelihood += score;
      d0 += risk;
      for (let j = 0; j < p; j++) {
        gradient[j]! += weight * x[at + j]!;
        const part = risk * x[at + j]!;
        d1[j]! += part;
        for (let k = 0; k <= j; k++) d2[j * p + k]! += part * x[at + k]!;
      }
    }
    for (let l = 0; l < tied; l++) {
      // [3]: of those who have the event, l ÷ tied are taken to be gone; [2] takes none away.
      const gone = ties === "efron" ? l / tied : 0;
      const z0 = s0 - gone * d0;
      logLikelihood -= Math.log(z0);
      for (let j = 0; j < p; j++) {
        const mean = (s1[j]! - gone * d1[j]!) / z0;
        gradient[j]! -= weight * mean;
        for (let k = 0; k <= j; k++) {
          const second = (s2[j * p + k]! - gone * d2[j * p + k]!) / z0;
          information[j * p + k]! += weight * (second - (mean * (s1[k]! - gone * d1[k]!)) / z0);
        }
      }
    }
  }
  return {
    logLikelihood,
    gradient: Array.from(gradient),
    information: Array.from({ length: p }, (_, j) =>
      Array.from({ length: p }, (_, k) => information[Math.max(j, k) * p + Math.min(j, k)]!),
    ),
  };
}

/** The distinct times and the cumulative hazard after each, of a subject of risk 1. */
export function baselineHazard(
  { durations, events, order }: SubjectColumns,
  risks: Float64Array,
  ties: CoxTies,
): { times: number[]; hazards: number[] } {
  const times: number[] = [];
  const jumps: number[] = [];
  let s0 = 0;
  for (let i = order.length - 1; i >= 0; ) {
    const time = durations[order[i]!]!;
    let tied = 0;
    let d0 = 0;
    for (; i >= 0 && durations[order[i]!] === time; i--) {
      const row = order[i]!;
      s0 += risks[row]!;
      if (!events[row]) continue;
      tied++;
      d0 += risks[row]!;
    }
    let jump = 0;
    for (let l = 0; l < tied; l++) jump += 1 / (s0 - (ties === "efron" ? (l / tied) * d0 : 0));
    times.push(time);
    jumps.push(jump);
  }
  times.reverse();
  let sum = 0;
  const hazards = jumps.reverse().map((jump) => {
    sum += jump;
    return sum;
  });
  return { times, hazards };
}
