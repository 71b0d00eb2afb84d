/**
 * Ridge logistic regression: minimises ½ Σ w² + C · Σ log-loss over standardised columns, the intercept free.
 *
 * - [1] McCullagh, P. & Nelder, J. A. (1989). Generalized Linear Models, 2nd ed., 2.5: iteratively reweighted least squares.
 * - [2] le Cessie, S. & van Houwelingen, J. C. (1992). Ridge estimators in logistic regression. Applied Statistics 41(1), 191–201:
 *   the penalty and the standard errors under it.
 */
import { FitError, invalid } from "../errors.js";
import { checkPositive } from "../math/checks.js";
import { cholesky, choleskyInverse, choleskySolve } from "../math/linear.js";
import { type ClassWeights, labelWeights } from "./class-weights.js";
import { type DesignColumn, designColumns, type NumberTransform, standardised } from "./design-matrix.js";
import type { ChurnExamples, Feature, Table, TableOptions } from "./points.js";
import { type TrainingReport, trainingReport } from "./report.js";
import { trainingTable } from "./training-table.js";

export interface LogisticOptions<Name extends string = string> extends TableOptions<Name> {
  /** C, the weight of the data against the penalty. 1. */
  readonly c?: number;
  /** What is done to numbers first: `"signed-log"`, sign(x) · ln(1 + |x|), suits money and counts. `"none"`. */
  readonly transform?: NumberTransform;
  readonly classWeights?: ClassWeights;
}

/** Plain JSON: log-odds are `intercept` plus Σ coefficient · z, z being the standardised columns. */
export interface ChurnLogistic<Name extends string = string> {
  readonly kind: "churn-logistic";
  readonly schemaVersion: 1;
  readonly features: readonly Feature<Name>[];
  readonly transform: NumberTransform;
  readonly columns: readonly DesignColumn[];
  /** At the mean of all columns. */
  readonly intercept: number;
  /** Of the standardised columns. */
  readonly coefficients: readonly number[];
}

/** One column of the regression, in its own units (after `transform`). */
export interface LogisticTerm {
  readonly name: string;
  /** Change of the log-odds for one unit more, or for this level instead of the first. */
  readonly coefficient: number;
  /** Of the penalised fit [2, 3.2]: how the estimate varies, not how far the penalty has pulled it. */
  readonly standardError: number;
  /** e^coefficient. */
  readonly oddsRatio: number;
}

export interface LogisticReport extends TrainingReport {
  readonly terms: readonly LogisticTerm[];
  readonly iterations: number;
}

const MOST_STEPS = 100;

/**
 * The logistic regression of churn. A missing value counts as the mean of its column; a category's first level, by code point, is the reference.
 *
 * @throws InvalidInputError with row and field for bad values, for one class only, and for options that cannot be; FitError without
 * convergence.
 *
 * @example
 * const examples = Array.from({ length: 200 }, (_, i) => ({ point: { recency: i % 50, plan: i % 3 ? "a" : "b" }, churned: i % 50 > 20 + (i % 20) }));
 * const model = fitChurnLogistic(examples);
 * model.terms.map(({ name }) => name); // => ["recency", "plan=b"]
 * model.terms[0].oddsRatio > 1; // => true
 */
export function fitChurnLogistic<Name extends string>(
  examples: ChurnExamples<Name>,
  options: LogisticOptions<Name> = {},
): ChurnLogistic<Name> & LogisticReport {
  const { c = 1, transform = "none" } = options;
  checkPositive("c", c);
  if (transform !== "none" && transform !== "signed-log") invalid("transform", '"none" or "signed-log"', transform);
  const table = trainingTable(examples, options);
  const report = trainingReport(table);
  const weights = labelWeights(table, options.classWeights);
  const columns = designColumns(table, weights, transform);
  const { estimate, standardErrors, iterations } = minimum(designRows(table, columns, transform), table.churned, weights, c);
  const [intercept, ...coefficients] = estimate as [number, ...number[]];
  return {
    kind: "churn-logistic",
    schemaVersion: 1,
    features: table.features as readonly Feature<Name>[],
    transform,
    columns,
    intercept,
    coefficients,
    ...report,
    terms: columns.map(({ name, deviation }, i) => {
      const coefficient = coefficients[i]! / deviation;
      return { name, coefficient, standardError: standardErrors[i + 1]! / deviation, oddsRatio: Math.exp(coefficient) };
    }),
    iterations,
  };
}

/** Log-odds of one point in the columns of the model's features. */
export function logOddsAt({ columns, coefficients, intercept, transform }: ChurnLogistic, numberOf: (feature: number) => number): number {
  let sum = intercept;
  for (let i = 0; i < columns.length; i++) sum += coefficients[i]! * standardised(columns[i]!, numberOf(columns[i]!.feature), transform);
  return sum;
}

/** Row by row: 1, then the standardised columns. */
function designRows({ length, columns }: Table, design: readonly DesignColumn[], transform: NumberTransform): Float64Array {
  const width = design.length + 1;
  const rows = new Float64Array(length * width);
  for (let row = 0; row < length; row++) {
    rows[row * width] = 1;
    for (let i = 1; i < width; i++) {
      const column = design[i - 1]!;
      rows[row * width + i] = standardised(column, columns[column.feature]![row]!, transform);
    }
  }
  return rows;
}

interface Minimum {
  readonly estimate: readonly number[];
  readonly standardErrors: readonly number[];
  readonly iterations: number;
}

/** Newton's method [1] with halved steps; the objective is strictly convex. */
function minimum(rows: Float64Array, churned: Float64Array, weights: Float64Array, c: number): Minimum {
  const width = rows.length / churned.length;
  let estimate = new Array<number>(width).fill(0);
  let here = objective(rows, churned, weights, c, estimate);
  for (let iterations = 1; iterations <= MOST_STEPS; iterations++) {
    const { gradient, hessian } = slopes(rows, churned, weights, c, estimate);
    const lower = cholesky(hessian);
    if (lower === undefined) break;
    const step = choleskySolve(lower, gradient);
    const decrement = step.reduce((sum, value, i) => sum + value * gradient[i]!, 0);
    let factor = 1;
    const at = (): number[] => estimate.map((value, i) => value - factor * step[i]!);
    while (factor > 1e-6 && objective(rows, churned, weights, c, at()) > here + 1e-12 * Math.abs(here)) factor /= 2;
    estimate = at();
    here = objective(rows, churned, weights, c, estimate);
    // the step just taken squares what was left
    if (decrement < 1e-16 * (1 + here)) {
      return { estimate, standardErrors: errorsOf(slopes(rows, churned, weights, c, estimate).hessian, c), iterations };
    }
  }
  throw new FitError("churn-logistic: no minimum after 100 steps; try a smaller c", undefined);
}

function objective(rows: Float64Array, churned: Float64Array, weights: Float64Array, c: number, estimate: readonly number[]): number {
  const width = estimate.length;
  let loss = 0;
  for (let row = 0; row < churned.length; row++) {
    let odds = 0;
    for (let i = 0; i < width; i++) odds += rows[row * width + i]! * estimate[i]!;
    const against = churned[row] === 1 ? -odds : odds;
    loss += weights[row]! * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
  }
  let penalty = 0;
  for (let i = 1; i < width; i++) penalty += estimate[i]! ** 2 / 2;
  return penalty + c * loss;
}

function slopes(rows: Float64Array, churned: Float64Array, weights: Float64Array, c: number, estimate: readonly number[]) {
  const width = estimate.length;
  const gradient = estimate.map((value, i) => (i === 0 ? 0 : value));
  const information = new Float64Array(width * width);
  for (let row = 0; row < churned.length; row++) {
    const from = row * width;
    let odds = 0;
    for (let i = 0; i < width; i++) odds += rows[from + i]! * estimate[i]!;
    const p = 1 / (1 + Math.exp(-odds));
    const slope = c * weights[row]! * (p - churned[row]!);
    const curvature = c * weights[row]! * p * (1 - p);
    for (let i = 0; i < width; i++) {
      const x = rows[from + i]!;
      gradient[i]! += slope * x;
      const curved = curvature * x;
      for (let j = 0; j <= i; j++) information[i * width + j]! += curved * rows[from + j]!;
    }
  }
  const hessian = estimate.map((_, i) =>
    estimate.map((_, j) => information[Math.max(i, j) * width + Math.min(i, j)]! + (i === j && i > 0 ? 1 : 0)),
  );
  return { gradient, hessian };
}

/** √ of the diagonal of H⁻¹ C² I H⁻¹, H = C · I + penalty being the curvature and I the information of the data [2, 3.2]. */
function errorsOf(hessian: readonly (readonly number[])[], c: number): number[] {
  const lower = cholesky(hessian);
  if (lower === undefined) throw new FitError("churn-logistic: the curvature is flat at the minimum; try a smaller c", undefined);
  const inverse = choleskyInverse(lower);
  return inverse.map((row, i) => {
    const pulled = row.reduce((sum, value, j) => sum + (j > 0 ? value * value : 0), 0);
    return Math.sqrt(Math.max(0, c * (row[i]! - pulled)));
  });
}
