/**
 * What makes events come sooner or later: Cox's proportional hazards.
 *
 * - [1] Cox, D. R. (1972). Regression models and life-tables. JRSS B 34, 187–220.
 * - [2] Efron, B. (1977). The efficiency of Cox's likelihood function for censored data. JASA 72, 557–565.
 */
import { FitError, invalid } from "../errors.js";
import { chiSquaredTail } from "../math/chi-squared.js";
import { cholesky, choleskyInverse, choleskySolve } from "../math/linear.js";
import { normalQuantile } from "../math/normal.js";
import { concordanceOf } from "./concordance.js";
import { type CovariateSubject, standardised } from "./cox-covariates.js";
import { baselineHazard, type CoxTies, partialLikelihood } from "./cox-likelihood.js";
import { checkedConfidence } from "./subjects.js";

export interface CoxCoefficient {
  readonly name: string;
  /** β: ln of the hazard ratio of one unit more. */
  readonly coefficient: number;
  /**
   * exp β, and its interval. The interval is undefined for a coefficient at the boundary, and so is what exceeds the largest number
   * there is: then one unit of the covariate is too large a step.
   */
  readonly hazardRatio: number | undefined;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly standardError: number;
  readonly z: number;
  readonly pValue: number;
}

/** A test that all coefficients are 0. */
export interface CoxTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

/** A fitted model; plain JSON. */
export interface Cox {
  readonly kind: "cox";
  readonly schemaVersion: 1;
  /** β by name. */
  readonly params: Readonly<Record<string, number>>;
  readonly ties: CoxTies;
  readonly subjects: number;
  readonly events: number;
  readonly confidence: number;
  readonly coefficients: readonly CoxCoefficient[];
  readonly covariance: readonly (readonly number[])[];
  /** ln L at the maximum, and with all coefficients 0. */
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  readonly likelihoodRatioTest: CoxTest;
  readonly waldTest: CoxTest;
  readonly scoreTest: CoxTest;
  /** Harrell's C on the subjects of the fit. */
  readonly concordance: number | undefined;
  /** Cumulative hazard after each distinct time of a subject whose covariates are the means. */
  readonly baseline: {
    readonly means: Readonly<Record<string, number>>;
    readonly times: readonly number[];
    readonly hazards: readonly number[];
  };
  /** Covariates whose coefficient has no finite maximum: they separate who meets the event from who does not. */
  readonly boundary: readonly string[];
  readonly notes: readonly string[];
}

export interface CoxOptions {
  /** Default "efron" [2]. */
  readonly ties?: CoxTies;
  /** Default .95. */
  readonly confidence?: number;
}

const MOST_STEPS = 60;
const SHORTEST = 1e-6;
/** What sums of many logarithms may lose of ln L. */
const ROUNDING = 1e-11;
/** Squared distance to the maximum, in standard errors, from which one more Newton step leaves 1e-12 of one. */
const NEAR = 1e-12;
/** A Newton step of so many standard deviations of a covariate at the end is a coefficient that still runs away. */
const RUNAWAY = 1e-3;

/**
 * The coefficients that maximise the partial likelihood [1], by Newton's method.
 *
 * @throws InvalidInputError as `kaplanMeier`; for covariates that are missing, not finite, constant or sums of others; for weights;
 * and when there is no event. FitError when the maximum is not reached.
 *
 * @example
 * const subjects = [[3, 1], [5, 1], [6, 0], [8, 1], [9, 0], [12, 0]].map(([duration, discount]) => ({
 *   duration,
 *   event: true,
 *   covariates: { discount },
 * }));
 * const model = fitCox(subjects);
 * model.coefficients[0].hazardRatio; // => 5.4078
 * model.likelihoodRatioTest.pValue; // => 0.1159
 */
export function fitCox(subjects: readonly CovariateSubject[], options: CoxOptions = {}): Cox {
  const { ties = "efron", confidence = 0.95 } = options;
  const zWidth = normalQuantile((1 + checkedConfidence(confidence)) / 2);
  if (ties !== "efron" && ties !== "breslow") invalid("ties", '"efron" or "breslow"', ties);
  const { columns, names, rows, means, scales } = standardised(subjects);
  const n = subjects.length;
  const p = names.length;
  const risks = new Float64Array(n);
  const at = (beta: readonly number[]) => partialLikelihood(columns, rows, beta, ties, risks);

  let beta: number[] = new Array<number>(p).fill(0);
  const start = at(beta);
  let now = start;
  let chol = cholesky(start.information) ?? sameAtEvents(names);
  const scoreStatistic = dot(start.gradient, choleskySolve(chol, start.gradient));
  let steps = 0;
  for (; steps < MOST_STEPS; steps++) {
    const step = choleskySolve(chol, now.gradient);
    const decrement = dot(now.gradient, step);
    let length = 1;
    let next = now;
    let nextChol: number[][] | undefined;
    for (; length > SHORTEST; length /= 2) {
      next = at(beta.map((b, j) => b + length * step[j]!));
      const rises = next.logLikelihood >= now.logLikelihood - ROUNDING * (1 + Math.abs(now.logLikelihood));
      nextChol = rises ? cholesky(next.information) : undefined;
      if (nextChol !== undefined) break;
    }
    if (nextChol === undefined) break;
    beta = beta.map((b, j) => b + length * step[j]!);
    now = next;
    chol = nextChol;
    if (decrement < NEAR) break;
  }
  at(beta);
  const last = choleskySolve(chol, now.gradient);
  const boundary = names.filter((_, j) => Math.abs(last[j]!) > RUNAWAY);
  if (steps === MOST_STEPS && boundary.length === 0) throw new FitError("The maximum of the partial likelihood was not reached.", { beta });

  const covariance = choleskyInverse(chol).map((row, j) => row.map((value, k) => value / (scales[j]! * scales[k]!)));
  const coefficients = names.map((name, j): CoxCoefficient => {
    const coefficient = beta[j]! / scales[j]!;
    const standardError = Math.sqrt(covariance[j]![j]!);
    const z = coefficient / standardError;
    const known = !boundary.includes(name);
    return {
      name,
      coefficient,
      hazardRatio: finiteExp(coefficient),
      lower: known ? finiteExp(coefficient - zWidth * standardError) : undefined,
      upper: known ? finiteExp(coefficient + zWidth * standardError) : undefined,
      standardError,
      z,
      pValue: chiSquaredTail(z * z, 1),
    };
  });
  const test = (statistic: number): CoxTest => ({ statistic, degreesOfFreedom: p, pValue: chiSquaredTail(Math.max(0, statistic), p) });
  const wald = dot(
    beta,
    now.information.map((row) => dot(row, beta)),
  );
  let events = 0;
  for (const event of columns.events) events += event;
  return {
    kind: "cox",
    schemaVersion: 1,
    params: Object.fromEntries(coefficients.map(({ name, coefficient }) => [name, coefficient])),
    ties,
    subjects: n,
    events,
    confidence,
    coefficients,
    covariance,
    logLikelihood: now.logLikelihood,
    nullLogLikelihood: start.logLikelihood,
    likelihoodRatioTest: test(2 * (now.logLikelihood - start.logLikelihood)),
    waldTest: test(wald),
    scoreTest: test(scoreStatistic),
    concordance: concordanceOf(columns, risks),
    baseline: { means: Object.fromEntries(names.map((name, j) => [name, means[j]!])), ...baselineHazard(columns, risks, ties) },
    boundary,
    notes: boundary.map(
      (name) => `${name} separates who meets the event: its coefficient has no finite maximum, and its error and test mean nothing.`,
    ),
  };
}

function finiteExp(exponent: number): number | undefined {
  const value = Math.exp(exponent);
  return value < Number.POSITIVE_INFINITY ? value : undefined;
}

function sameAtEvents(names: readonly string[]): never {
  return invalid("covariates", "such that at the events those at risk differ in each, and not in a sum of others alone", names);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
