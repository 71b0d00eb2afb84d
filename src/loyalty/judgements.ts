/**
 * Judgements in pairs, as a matrix: entry (i, j) says how many times as important i is as j.
 *
 * [1] Saaty, T. L. (1977). A scaling method for priorities in hierarchical structures. Journal of Mathematical Psychology 15,
 *     234-281: the scale 1/9 … 9 and reciprocity.
 */
import { invalid } from "../errors.js";

/** Rows of positive ratios with a(j, i) = 1 / a(i, j) and 1 on the diagonal; `null` where a pair was not judged. */
export type Judgements = readonly (readonly (number | null)[])[];

/** Throws unless the matrix is square, positive, reciprocal within 1e-6, and its pairs connect all criteria. */
export function checkJudgements(field: string, matrix: Judgements): void {
  const n = Array.isArray(matrix) ? matrix.length : 0;
  if (n === 0) invalid(field, "a square matrix with at least one row", matrix);
  for (const [i, row] of matrix.entries()) {
    if (!Array.isArray(row) || row.length !== n) invalid(field, `square: ${n} columns in each of ${n} rows`, row, i);
    for (const [j, value] of row.entries()) {
      if (value === null && i !== j) continue;
      if (typeof value !== "number" || !(value > 0 && value < Number.POSITIVE_INFINITY))
        invalid(`${field} column ${j}`, i === j ? "1: a criterion beside itself" : "a positive ratio, or null", value, i);
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const there = matrix[i]![j];
      const back = matrix[j]![i];
      if ((there === null) !== (back === null)) invalid(`${field} column ${i}`, `null, as its opposite in row ${i}`, back, j);
      if (typeof there === "number" && typeof back === "number" && Math.abs(there * back - 1) > 1e-6)
        invalid(`${field} column ${i}`, i === j ? "1: a criterion beside itself" : `1 / ${there}, the opposite of row ${i}`, back, j);
    }
  }
  const alone = unconnected(matrix);
  if (alone !== undefined) invalid(field, "judgements that connect every criterion with the first, directly or by others", null, alone);
}

/** A criterion that no chain of judgements leads to from the first. */
function unconnected(matrix: Judgements): number | undefined {
  const reached = new Set([0]);
  for (const i of reached) for (const [j, value] of matrix[i]!.entries()) if (value !== null) reached.add(j);
  return reached.size === matrix.length ? undefined : matrix.findIndex((_, i) => !reached.has(i));
}

/** Pairs that were not judged. */
export function missingPairs(matrix: Judgements): number {
  return matrix.reduce((sum, row) => sum + row.filter((value) => value === null).length, 0) / 2;
}

/** Pairs beyond the scale 1/9 … 9 of [1]. */
export function beyondNine(matrix: Judgements): string[] {
  return matrix.flatMap((row, i) =>
    row.flatMap((value, j) =>
      j > i && value !== null && (value > 9 * (1 + 1e-9) || value < (1 - 1e-9) / 9)
        ? [`judgement (${i}, ${j}) is ${Number(value.toPrecision(3))}, outside 1/9 … 9: so wide a ratio is hard to judge`]
        : [],
    ),
  );
}

/**
 * The full matrix from the judgements above its diagonal, row by row: [[a12, a13], [a23]].
 *
 * @throws InvalidInputError for a ratio that is not positive, or rows that do not shrink by one
 * @example
 * judgementMatrix([[3, 5], [2]]);
 * // => [[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]]
 */
export function judgementMatrix(above: readonly (readonly (number | null)[])[]): (number | null)[][] {
  if (!Array.isArray(above)) invalid("above", "a list of rows", above);
  const n = above.length + 1;
  const matrix = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j): number | null => (i === j ? 1 : null)));
  for (const [i, row] of above.entries()) {
    if (!Array.isArray(row) || row.length !== n - 1 - i)
      invalid("above", `${n - 1 - i} judgements in this row`, Array.isArray(row) ? row.length : row, i);
    for (const [k, value] of row.entries()) {
      matrix[i]![i + 1 + k] = value;
      matrix[i + 1 + k]![i] = value === null ? null : 1 / value;
    }
  }
  checkJudgements("above", matrix);
  return matrix;
}
