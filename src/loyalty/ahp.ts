/**
 * Weights from judgements in pairs, and how far the judgements contradict each other.
 *
 * - [1] Saaty, T. L. (1977). A scaling method for priorities in hierarchical structures. Journal of Mathematical Psychology 15:
 *   the principal eigenvector; CI = (λ − n) / (n − 1).
 * - [2] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill: CR = CI / RI.
 * - [3] Crawford, G. & Williams, C. (1985). A note on the analysis of subjective judgment matrices. Journal of Mathematical
 *   Psychology 29, 387-405: row geometric means, the logarithmic least squares.
 * - [4] Harker, P. T. (1987). Incomplete pairwise comparisons in the analytic hierarchy process. Mathematical Modelling 9(11),
 *   837-848: 0 for a missing pair, 1 + their number on the diagonal.
 * - [5] Aguarón, J. & Moreno-Jiménez, J. M. (2003). The geometric consistency index: approximated thresholds. European Journal of
 *   Operational Research 147, 137-145.
 */
import { invalid } from "../errors.js";
import { dominantEigenvector, type Matrix, solveLinear } from "../math/linear.js";
import { compensatedSum } from "../math/sum.js";
import { beyondNine, checkJudgements, type Judgements, missingPairs } from "./judgements.js";
import { consistencyLimit, RANDOM_INDEX, type RandomIndex, randomIndexOf } from "./random-index.js";

export type AhpMethod = "eigenvector" | "geometric-mean" | "column-mean";

export interface AhpOptions {
  /**
   * "eigenvector" (default): Saaty's principal eigenvector [1]. "geometric-mean": row geometric means [3]. "column-mean": means of
   * the columns scaled to 1, the approximation for work by hand; complete matrices only.
   */
  readonly method?: AhpMethod;
  /** Table of random indices: "saaty1980" (default), "saatyRevised", "alonsoLamata", or your own for n = 1, 2, 3, …. */
  readonly randomIndex?: RandomIndex;
}

export interface Ahp {
  readonly method: AhpMethod;
  /** Positive, sum 1, in the order of the rows. */
  readonly weights: readonly number[];
  /** The largest eigenvalue; by the other methods its estimate, the mean of (A w)ᵢ / wᵢ, at least n too. */
  readonly lambdaMax: number;
  /** (λ − n) / (n − 1); 0 for one or two criteria. */
  readonly consistencyIndex: number;
  /** What judgements at random would have; less when pairs are missing. */
  readonly randomIndex: number;
  /** consistencyIndex ÷ randomIndex; 0 where nothing can contradict. */
  readonly consistencyRatio: number;
  /** CR at most .05 for n = 3, .08 for n = 4, .10 beyond. */
  readonly consistent: boolean;
  /** GCI [5]: 2 / ((n − 1)(n − 2)) Σ ln²(aᵢⱼ wⱼ / wᵢ), w the geometric means; undefined for incomplete judgements. */
  readonly geometricConsistencyIndex: number | undefined;
  /** Judged pairs, of all. */
  readonly coverage: number;
  readonly notes: readonly string[];
}

/**
 * The analytic hierarchy process for one matrix of judgements. `null` marks a pair nobody judged [4]; the rest must still connect
 * all criteria, and the random index shrinks with the missing pairs.
 *
 * λ ≥ n; what rounding leaves below that (some 1e-15) counts as 0.
 *
 * @param matrix `matrix[i][j]`: how many times as important i is as j
 * @throws InvalidInputError for a matrix that is not square, not positive, not reciprocal (|a·a′ − 1| > 1e-6) or not connected
 * @example
 * const { weights, lambdaMax, consistencyRatio, consistent } = ahp([[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]]);
 * weights.map((weight) => weight.toFixed(4));
 * // => ["0.2790", "0.6491", "0.0719"]
 * [lambdaMax.toFixed(4), consistencyRatio.toFixed(4), consistent];
 * // => ["3.0649", "0.0559", false]
 * ahp([[1, 2, null], [1 / 2, 1, 2], [null, 1 / 2, 1]]).weights;
 * // => [0.571428571, 0.285714286, 0.142857143]
 */
export function ahp(matrix: Judgements, options: AhpOptions = {}): Ahp {
  const { method = "eigenvector", randomIndex: table = "saaty1980" } = options;
  checkJudgements("matrix", matrix);
  checkTable(table);
  const n = matrix.length;
  const missing = missingPairs(matrix);
  const { weights, lambdaMax } = weigh(matrix, method, missing);
  const excess = lambdaMax - n;
  const consistencyIndex = n <= 2 || excess < 4 * n * Number.EPSILON ? 0 : excess / (n - 1);
  const randomIndex = randomIndexOf(n, missing, table);
  const consistencyRatio = consistencyIndex === 0 || !(randomIndex > 0) ? 0 : consistencyIndex / randomIndex;
  const geometricConsistencyIndex = missing > 0 ? undefined : geometricIndex(matrix as Matrix);
  if (!weights.every((weight) => weight > 0) || !Number.isFinite(consistencyRatio + lambdaMax + (geometricConsistencyIndex ?? 0)))
    invalid("matrix", "of ratios whose products stay in the range of doubles", matrix);
  const limit = consistencyLimit(n);
  const pairs = (n * (n - 1)) / 2;
  const notes = beyondNine(matrix);
  if (consistencyRatio > limit)
    notes.push(`CR ${consistencyRatio.toFixed(3)} is above ${limit} for ${n} criteria: see which judgement \`reconsider\` names`);
  if (missing > 0) notes.push(`${missing} of ${pairs} pairs were not judged: the weights follow from the others`);
  return {
    method,
    weights,
    lambdaMax,
    consistencyIndex,
    randomIndex,
    consistencyRatio,
    consistent: consistencyRatio <= limit,
    geometricConsistencyIndex,
    coverage: pairs === 0 ? 1 : 1 - missing / pairs,
    notes,
  };
}

function checkTable(table: RandomIndex): void {
  if (typeof table === "string") {
    if (!Object.hasOwn(RANDOM_INDEX, table)) invalid("randomIndex", `one of ${Object.keys(RANDOM_INDEX).join(", ")}, or a table`, table);
  } else if (!Array.isArray(table) || !table.every((value, i) => Number.isFinite(value) && (i < 2 ? value >= 0 : value > 0)))
    invalid("randomIndex", "finite numbers, positive from n = 3 on", table);
}

function weigh(matrix: Judgements, method: AhpMethod, missing: number): { weights: number[]; lambdaMax: number } {
  if (method === "eigenvector") {
    const { value, vector } = dominantEigenvector(harker(matrix));
    return { weights: vector, lambdaMax: value };
  }
  if (method !== "geometric-mean" && method !== "column-mean")
    invalid("method", '"eigenvector", "geometric-mean" or "column-mean"', method);
  if (method === "column-mean" && missing > 0) invalid("method", '"eigenvector" or "geometric-mean" for incomplete judgements', method);
  const weights = method === "geometric-mean" ? geometricMeans(matrix, missing) : columnMeans(matrix as Matrix);
  const ratios = harker(matrix).map((row, i) => compensatedSum(row.map((value, j) => value * weights[j]!)) / weights[i]!);
  return { weights, lambdaMax: compensatedSum(ratios) / weights.length };
}

/** [4]; the matrix itself when nothing is missing. */
function harker(matrix: Judgements): number[][] {
  return matrix.map((row, i) => {
    const missing = row.filter((value) => value === null).length;
    return row.map((value, j) => (i === j ? 1 + missing : (value ?? 0)));
  });
}

/** [3]; with missing pairs, the logarithms that fit the others best by least squares. */
function geometricMeans(matrix: Judgements, missing: number): number[] {
  const n = matrix.length;
  const logs = matrix.map((row) => row.map((value) => (value === null ? undefined : Math.log(value))));
  const sums = logs.map((row) => compensatedSum(row.map((value) => value ?? 0)));
  if (missing === 0) return scaled(sums.map((sum) => Math.exp(sum / n)));
  // The normal equations fix x up to a constant: the last is held at 0.
  const laplacian = logs.map((row, i) =>
    row.map((value, j) => (i === j ? row.filter((other, k) => k !== i && other !== undefined).length : value === undefined ? 0 : -1)),
  );
  const reduced = laplacian.slice(0, -1).map((row) => row.slice(0, -1));
  return scaled([...solveLinear(reduced, sums.slice(0, -1))!, 0].map(Math.exp));
}

function columnMeans(matrix: Matrix): number[] {
  const totals = matrix.map((_, j) => compensatedSum(matrix.map((row) => row[j]!)));
  return scaled(matrix.map((row) => compensatedSum(row.map((value, j) => value / totals[j]!))));
}

function geometricIndex(matrix: Matrix): number {
  const n = matrix.length;
  if (n <= 2) return 0;
  const weights = geometricMeans(matrix, 0);
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += Math.log((matrix[i]![j]! * weights[j]!) / weights[i]!) ** 2;
  return (2 * sum) / ((n - 1) * (n - 2));
}

/** To sum 1. */
export function scaled(values: readonly number[]): number[] {
  const sum = compensatedSum(values);
  return values.map((value) => value / sum);
}
