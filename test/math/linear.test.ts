import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cholesky,
  choleskyInverse,
  choleskySolve,
  dominantEigenvector,
  type Matrix,
  solveLinear,
  symmetricEigenvalues,
} from "../../src/math/linear.js";

const entry = fc.double({ min: -3, max: 3, noNaN: true });
const square = fc
  .integer({ min: 1, max: 6 })
  .chain((n) => fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }));
const times = (m: Matrix, x: readonly number[]): number[] => m.map((row) => row.reduce((sum, v, k) => sum + v * x[k]!, 0));
/** M Mᵀ + I. */
const definite = square.map((m) => m.map((row, i) => m.map((other, k) => row.reduce((sum, v, j) => sum + v * other[j]!, i === k ? 1 : 0))));
const largest = (values: readonly number[]): number => Math.max(0, ...values.map(Math.abs));

describe("Cholesky", () => {
  test("solves and inverts positive definite systems, the argument untouched", () => {
    fc.assert(
      fc.property(definite, (a) => {
        for (const row of a) Object.freeze(row);
        const lower = cholesky(a)!;
        const right = a.map((_, i) => i + 1);
        const x = choleskySolve(lower, Object.freeze(right));
        expect(largest(times(a, x).map((v, i) => v - right[i]!))).toBeLessThan(1e-9);
        const inverse = choleskyInverse(lower);
        for (const [i, row] of a.entries()) for (const [k, v] of times(inverse, row).entries()) expect(v).toBeCloseTo(i === k ? 1 : 0, 8);
      }),
    );
  });
  test("undefined when the matrix is not positive definite", () => {
    expect(
      cholesky([
        [1, 2],
        [2, 1],
      ]),
    ).toBeUndefined();
    expect(cholesky([[0]])).toBeUndefined();
    expect(cholesky([[Number.NaN]])).toBeUndefined();
    expect(cholesky([[Number.POSITIVE_INFINITY]])).toBeUndefined();
  });
});

describe("LU", () => {
  test("solves what Cholesky solves, and matrices that need a pivot", () => {
    fc.assert(
      fc.property(definite, (a) => {
        const right = a.map((_, i) => i - 1.5);
        const x = solveLinear(a, right)!;
        expect(largest(times(a, x).map((v, i) => v - right[i]!))).toBeLessThan(1e-9);
      }),
    );
    expect(
      solveLinear(
        [
          [0, 1],
          [2, 0],
        ],
        [3, 4],
      ),
    ).toEqual([2, 3]);
  });
  test("undefined when singular", () => {
    expect(
      solveLinear(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 2],
      ),
    ).toBeUndefined();
    expect(solveLinear([[Number.NaN]], [1])).toBeUndefined();
  });
});

describe("eigenvalues", () => {
  test("of a tridiagonal matrix: 2 − 2 cos(kπ/(n + 1))", () => {
    const n = 6;
    const matrix = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, k) => (i === k ? 2 : Math.abs(i - k) === 1 ? -1 : 0)));
    for (const [i, value] of symmetricEigenvalues(matrix).entries())
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1)), 14);
  });
  test("sum to the trace; those of a definite matrix are positive", () => {
    fc.assert(
      fc.property(definite, (a) => {
        const values = symmetricEigenvalues(a);
        const trace = a.reduce((sum, row, i) => sum + row[i]!, 0);
        expect(Math.abs(values.reduce((sum, v) => sum + v, 0) - trace)).toBeLessThan(1e-12 * trace);
        expect(values[0]).toBeGreaterThan(0.99);
      }),
    );
  });
  test("small ones are not lost beside large ones", () => {
    const [small, large] = symmetricEigenvalues([
      [1e12, 1],
      [1, 1e-3],
    ]);
    expect(small).toBeCloseTo(1e-3 - 1e-12, 14);
    expect(large).toBe(1e12);
  });
});

describe("the dominant eigenvector", () => {
  test("of a consistent comparison matrix is its weights, and n its value", () => {
    const weights = [0.5, 0.25, 0.2, 0.05];
    const { value, vector } = dominantEigenvector(weights.map((w) => weights.map((v) => w / v)));
    for (const [i, w] of vector.entries()) expect(w).toBeCloseTo(weights[i]!, 15);
    expect(value).toBeCloseTo(4, 14);
  });
  test("A v = λ v, also when the second eigenvalue is close", () => {
    const { value, vector } = dominantEigenvector([
      [1, 1e-9],
      [1e-9, 1],
    ]);
    expect(vector).toEqual([0.5, 0.5]);
    expect(value).toBe(1 + 1e-9);
    const positive = square.map((m) => m.map((row) => row.map((v) => Math.exp(v))));
    fc.assert(
      fc.property(positive, (a) => {
        const found = dominantEigenvector(a);
        expect(found.vector.reduce((sum, v) => sum + v, 0)).toBeCloseTo(1, 14);
        for (const [i, v] of times(a, found.vector).entries())
          expect(Math.abs(v / (found.value * found.vector[i]!) - 1)).toBeLessThan(1e-12);
      }),
    );
  });
});
