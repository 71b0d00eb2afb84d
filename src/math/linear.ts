/**
 * Small dense matrices as rows of plain numbers: a few parameters, a few criteria, never data.
 *
 * - [1] Golub, G. H., Van Loan, C. F. (2013). Matrix Computations, 4th ed.: 3.4 (LU), 4.2 (Cholesky), 8.5 (Jacobi).
 */
export type Matrix = readonly (readonly number[])[];

/** The lower triangular L with L Lᵀ = matrix (its lower half is read); undefined when it is not positive definite. */
export function cholesky(matrix: Matrix): number[][] | undefined {
  const lower: number[][] = [];
  for (let i = 0; i < matrix.length; i++) {
    const row = new Array<number>(matrix.length).fill(0);
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      const other = j === i ? row : lower[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!;
      if (i !== j) row[j] = sum / other[j]!;
      else if (sum > 0 && sum < Number.POSITIVE_INFINITY) row[i] = Math.sqrt(sum);
      else return undefined;
    }
    lower.push(row);
  }
  return lower;
}

/** The x with L Lᵀ x = right, L from `cholesky`. */
export function choleskySolve(lower: Matrix, right: readonly number[]): number[] {
  const n = lower.length;
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}

/** (L Lᵀ)⁻¹, exactly symmetric. */
export function choleskyInverse(lower: Matrix): number[][] {
  const columns = lower.map((_, i) =>
    choleskySolve(
      lower,
      lower.map((_, j) => (i === j ? 1 : 0)),
    ),
  );
  return columns.map((column, i) => column.map((value, j) => (value + columns[j]![i]!) / 2));
}

/** The x with matrix · x = right, by LU with partial pivoting; undefined when the matrix is singular. */
export function solveLinear(matrix: Matrix, right: readonly number[]): number[] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    const row = rows[pivot]!;
    if (!(Math.abs(row[k]!) > 0)) return undefined;
    rows[pivot] = rows[k]!;
    rows[k] = row;
    for (let i = k + 1; i < n; i++) {
      const below = rows[i]!;
      const factor = below[k]! / row[k]!;
      if (factor !== 0) for (let j = k; j <= n; j++) below[j]! -= factor * row[j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= rows[i]![j]! * x[j]!;
    x[i] = sum / rows[i]![i]!;
  }
  return x.every(Number.isFinite) ? x : undefined;
}

/** The eigenvalues of a symmetric matrix, in ascending order, by cyclic Jacobi rotations. */
export function symmetricEigenvalues(matrix: Matrix): number[] {
  const n = matrix.length;
  const a = matrix.map((row) => row.slice());
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = a[p]![q]!;
        if (Math.abs(off) <= 1e-18 * Math.sqrt(Math.abs(a[p]![p]! * a[q]![q]!)) || off === 0) continue;
        rotated = true;
        rotate(a, p, q);
      }
    }
    if (!rotated) break;
  }
  return a.map((row, i) => row[i]!).sort((left, right) => left - right);
}

/** Makes a[p][q] zero. */
function rotate(a: number[][], p: number, q: number): void {
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  a[p]![p]! -= t * a[p]![q]!;
  a[q]![q]! += t * a[p]![q]!;
  a[p]![q] = 0;
  a[q]![p] = 0;
  for (let k = 0; k < a.length; k++) {
    if (k === p || k === q) continue;
    const kp = a[k]![p]!;
    const kq = a[k]![q]!;
    a[k]![p] = c * kp - s * kq;
    a[p]![k] = a[k]![p]!;
    a[k]![q] = s * kp + c * kq;
    a[q]![k] = a[k]![q]!;
  }
}

/**
 * The largest eigenvalue of a matrix of positive numbers and its positive eigenvector, scaled to sum 1. Power iteration
 * by squaring the matrix, so that close eigenvalues cost a few squarings more, until the vector moves by less than 1e-15.
 */
export function dominantEigenvector(matrix: Matrix): { value: number; vector: number[] } {
  let power = matrix.map((row) => row.slice());
  let vector = matrix.map(() => 1 / matrix.length);
  for (let i = 0; i < 64; i++) {
    const largest = power.reduce((most, row) => Math.max(most, ...row), 0);
    power = power.map((row) => row.map((value) => value / largest));
    const sums = power.map((row) => row.reduce((sum, value) => sum + value, 0));
    const total = sums.reduce((sum, value) => sum + value, 0);
    const next = sums.map((value) => value / total);
    const moved = next.some((value, k) => Math.abs(value - vector[k]!) > 1e-15 * value);
    vector = next;
    if (!moved) break;
    power = product(power, power);
  }
  const image = matrix.map((row) => row.reduce((sum, value, k) => sum + value * vector[k]!, 0));
  return { value: image.reduce((sum, value) => sum + value, 0), vector };
}

function product(left: Matrix, right: Matrix): number[][] {
  return left.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * right[k]![j]!, 0)));
}
