/**
 * The consistency index of judgements drawn at random, by the number of criteria.
 *
 * - [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill.
 * - [2] The table of Saaty's later work.
 * - [3] Alonso, J. A. & Lamata, M. T. (2006). Consistency in the analytic hierarchy process: a new approach. International
 *   Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 14(4), 445-459: beyond a table, λ̄ = 2.7699 n − 4.3513.
 * - [4] Ágoston, K. C. & Csató, L. (2022). Inconsistency thresholds for incomplete pairwise comparison matrices. Omega 108: nearly
 *   linear in the number of missing pairs.
 */

/** Random indices for n = 1, 2, 3, …; beyond a table's end, the line of [3]. */
export const RANDOM_INDEX: Readonly<Record<"saaty1980" | "saatyRevised" | "alonsoLamata", readonly number[]>> = {
  /** [1], n to 15. */
  saaty1980: [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59],
  /** [2], n to 15. */
  saatyRevised: [0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59],
  /** [3], n to 15. */
  alonsoLamata: [0, 0, 0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713, 1.5838],
};

/** A table by name, or the caller's own for n = 1, 2, 3, …. */
export type RandomIndex = keyof typeof RANDOM_INDEX | readonly number[];

/** The random index for n criteria of which `missing` pairs were not judged [4]; 0 where judgements cannot contradict each other. */
export function randomIndexOf(n: number, missing: number, table: RandomIndex): number {
  if (n <= 2) return 0;
  const values: readonly number[] = typeof table === "string" ? RANDOM_INDEX[table] : table;
  const complete = values[n - 1] ?? (2.7699 * n - 4.3513 - n) / (n - 1);
  return complete * (1 - missing / (((n - 1) * (n - 2)) / 2));
}

/** CR below which judgements are called consistent: .05 for three criteria, .08 for four, .10 for more. */
export function consistencyLimit(n: number): number {
  return n <= 3 ? 0.05 : n === 4 ? 0.08 : 0.1;
}
