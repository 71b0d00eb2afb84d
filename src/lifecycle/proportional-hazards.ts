/**
 * Whether the effects of a Cox model stay the same over time.
 *
 * - [1] Grambsch, P. M. & Therneau, T. M. (1994). Proportional hazards tests and diagnostics based on weighted residuals. Biometrika
 *   81, 515–526. Here as the score test of coefficients β + θ g(t), as R survival has it since version 3.
 */
import { invalid } from "../errors.js";
import { chiSquaredTail } from "../math/chi-squared.js";
import { solveLinear } from "../math/linear.js";
import type { Cox, CoxTest } from "./cox.js";
import { type CovariateSubject, standardised } from "./cox-covariates.js";
import { partialLikelihood } from "./cox-likelihood.js";
import { riskTable } from "./subjects.js";

/** Plain JSON. */
export interface ProportionalHazards {
  readonly kind: "proportional-hazards";
  readonly schemaVersion: 1;
  /** A small p-value says that the effect of the covariate changes with time: its one hazard ratio is then a mean of several. */
  readonly covariates: readonly (CoxTest & { readonly name: string })[];
  /** All of them together. */
  readonly global: CoxTest;
}

/**
 * Tests the assumption of a fitted model on the subjects of its fit, over time as 1 − Kaplan–Meier just before it [1].
 *
 * @throws InvalidInputError as `fitCox`, and for subjects with other covariates than the model's.
 *
 * @example
 * const subjects = [[3, 1], [5, 1], [6, 0], [8, 1], [9, 0], [12, 0]].map(([duration, discount]) => ({
 *   duration,
 *   event: true,
 *   covariates: { discount },
 * }));
 * const { global } = proportionalHazards(fitCox(subjects), subjects);
 * global.statistic; // => 0.0823
 * global.pValue; // => 0.7743
 */
export function proportionalHazards(model: Pick<Cox, "params" | "ties">, subjects: readonly CovariateSubject[]): ProportionalHazards {
  const { columns, names, rows, scales } = standardised(subjects);
  const known = Object.keys(model.params);
  if (known.length !== names.length || !names.every((name) => Object.hasOwn(model.params, name)))
    invalid("covariates", `those of the model: ${known.join(", ")}`, names, 0);
  const p = names.length;
  const beta = names.map((name, j) => model.params[name]! * scales[j]!);

  const { times, atRisk, events } = riskTable(columns);
  const transformed = new Map<number, number>();
  let survival = 1;
  let sum = 0;
  let happened = 0;
  for (let i = 0; i < times.length; i++) {
    transformed.set(times[i]!, 1 - survival);
    sum += events[i]! * (1 - survival);
    happened += events[i]!;
    survival *= 1 - events[i]! / atRisk[i]!;
  }
  const mean = sum / happened;
  const risks = new Float64Array(subjects.length);
  const g = (time: number): number => transformed.get(time)! - mean;
  const weighed = (weightAt: (time: number) => number) => partialLikelihood(columns, rows, beta, model.ties, risks, weightAt);
  const plain = weighed(() => 1);
  const once = weighed(g);
  const twice = weighed((time) => g(time) ** 2);

  const test = (of: readonly number[]): CoxTest => {
    const matrix = [
      ...plain.information.map((row, j) => [...row, ...of.map((k) => once.information[j]![k]!)]),
      ...of.map((j) => [...once.information[j]!, ...of.map((k) => twice.information[j]![k]!)]),
    ];
    const score = [...new Array<number>(p).fill(0), ...of.map((j) => once.gradient[j]!)];
    const solved = solveLinear(matrix, score);
    if (solved === undefined) return invalid("subjects", "such that events fall on different times", happened);
    const statistic = Math.max(
      0,
      score.reduce((total, value, i) => total + value * solved[i]!, 0),
    );
    return { statistic, degreesOfFreedom: of.length, pValue: chiSquaredTail(statistic, of.length) };
  };
  return {
    kind: "proportional-hazards",
    schemaVersion: 1,
    covariates: names.map((name, j) => ({ name, ...test([j]) })),
    global: test(names.map((_, j) => j)),
  };
}
