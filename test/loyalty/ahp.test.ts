import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AhpOptions, ahp, InvalidInputError, judgementMatrix, RANDOM_INDEX, reconsider } from "../../src/index.js";
import { describeShared, readReference } from "../shared-data.js";
import { consistent, graded, judgements, sum, weights } from "./arbitraries.js";

const rounded = (values: readonly number[], digits: number): number[] => values.map((value) => Number(value.toFixed(digits)));

// Saaty's examples: weights and λ to four digits by the exact eigenvector; his printed figures in the comment.
const EXAMPLES: readonly [string, (number | null)[][], number[], number, number, number][] = [
  ["leader", judgementMatrix([[4, 3, 7], [1 / 3, 3], [5]]), [0.5476, 0.1266, 0.2699, 0.0559], 4.1184, 0.0395, 0.0439],
  [
    "house (9.669, .238, .169)",
    judgementMatrix([
      [5, 3, 7, 6, 6, 1 / 3, 1 / 4],
      [1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
      [6, 3, 4, 6, 1 / 5],
      [1 / 3, 1 / 4, 1 / 7, 1 / 8],
      [1 / 2, 1 / 5, 1 / 6],
      [1 / 5, 1 / 6],
      [1 / 2],
    ]),
    [0.173, 0.054, 0.1881, 0.0175, 0.031, 0.0363, 0.1668, 0.3332],
    9.6689,
    0.2384,
    0.1691,
  ],
  [
    "drinks (.177 .019 .042 .116 .190 .129 .327; .022)",
    judgementMatrix([
      [9, 5, 2, 1, 1, 1 / 2],
      [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
      [1 / 3, 1 / 4, 1 / 3, 1 / 9],
      [1 / 2, 1, 1 / 3],
      [2, 1 / 2],
      [1 / 3],
    ]),
    [0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268],
    7.1766,
    0.0294,
    0.0223,
  ],
  ["three", judgementMatrix([[1 / 3, 5], [7]]), [0.279, 0.6491, 0.0719], 3.0649, 0.0324, 0.0559],
];
const SCHOOL = judgementMatrix([[4, 3, 1, 3, 4], [7, 3, 1 / 5, 1], [1 / 5, 1 / 5, 1 / 6], [1, 1 / 3], [3]]);

describe("Saaty's examples", () => {
  test.each(EXAMPLES)("%s: weights, λ, CI and CR to four digits", (_, matrix, expected, lambda, ci, cr) => {
    const result = ahp(matrix);
    expect(rounded(result.weights, 4)).toEqual(expected);
    expect(rounded([result.lambdaMax, result.consistencyIndex, result.consistencyRatio], 4)).toEqual([lambda, ci, cr]);
  });

  test("consistent goes by size: .0559 fails for three criteria, .0439 passes for four, .169 fails for eight", () => {
    expect(EXAMPLES.map(([, matrix]) => ahp(matrix).consistent)).toEqual([true, false, true, false]);
    expect(ahp(EXAMPLES[1]![1]).notes).toEqual(["CR 0.169 is above 0.1 for 8 criteria: see which judgement `reconsider` names"]);
  });

  test("school: the eigenvalue is 7.4199 (CR .229); λ by hand, column sums times geometric means, is 7.48 (CR .24), near the printed 7.49 / .24", () => {
    const exact = ahp(SCHOOL);
    expect(rounded(exact.weights, 4)).toEqual([0.3208, 0.1395, 0.0348, 0.1285, 0.2374, 0.1391]);
    expect(rounded([exact.lambdaMax, exact.consistencyRatio], 4)).toEqual([7.4199, 0.229]);
    const { weights: byHand } = ahp(SCHOOL, { method: "geometric-mean" });
    const lambda = sum(byHand.map((weight, j) => weight * sum(SCHOOL.map((row) => row[j]!))));
    expect(lambda).toBeCloseTo(7.4781, 4);
    expect((lambda - 6) / 5 / 1.24).toBeCloseTo(0.24, 2);
  });

  test("house: the judgement to reconsider is 6 in row 2, column 6; the others say 1/2, and then CR is .08 (Saaty 2003)", () => {
    const [worst] = reconsider(EXAMPLES[1]![1]);
    expect(worst).toMatchObject({ row: 2, column: 6, given: 6, nearestGrade: 1 / 2 });
    expect(worst!.suggested).toBeCloseTo(0.4587, 4);
    expect(worst!.consistencyRatioThen).toBeCloseTo(0.0822, 4);
  });
});

interface Reference {
  readonly matrix: number[][];
  readonly weights_eigenvector: number[];
  readonly lambda_max: number;
  readonly ci: number;
  readonly cr_saaty_1980: number;
  readonly weights_geometric_mean: number[];
  readonly weights_column_mean: number[];
  readonly geometric_consistency_index: number;
}

/** 1e-10 absolute: the bound; both sides are some ulps from the truth. */
function expectNear(found: number | readonly number[], expected: number | readonly number[]): void {
  const right = [expected].flat();
  for (const [i, value] of [found].flat().entries()) expect(Math.abs(value - right[i]!)).toBeLessThan(1e-10);
  expect([found].flat()).toHaveLength(right.length);
}

describeShared("against numpy", () => {
  const { matrices, incomplete } = readReference<{
    matrices: Reference[];
    incomplete: {
      matrix_null_where_missing: (number | null)[][];
      weights_eigenvector: number[];
      lambda_max: number;
      ci: number;
      weights_log_least_squares: number[];
    }[];
  }>("python/ahp.json");

  test.each(matrices.map((one, i) => [i, one] as const))("matrix %i by all three methods, to 1e-10", (_, one) => {
    const found = ahp(one.matrix);
    expectNear(found.weights, one.weights_eigenvector);
    expectNear([found.lambdaMax, found.consistencyIndex, found.consistencyRatio], [one.lambda_max, one.ci, one.cr_saaty_1980]);
    expectNear(found.geometricConsistencyIndex!, one.geometric_consistency_index);
    expectNear(ahp(one.matrix, { method: "geometric-mean" }).weights, one.weights_geometric_mean);
    expectNear(ahp(one.matrix, { method: "column-mean" }).weights, one.weights_column_mean);
  });

  test.each(incomplete.map((one, i) => [i, one] as const))("incomplete matrix %i by Harker and by least squares, to 1e-10", (_, one) => {
    const found = ahp(one.matrix_null_where_missing);
    expectNear(found.weights, one.weights_eigenvector);
    expectNear([found.lambdaMax, found.consistencyIndex], [one.lambda_max, one.ci]);
    expectNear(ahp(one.matrix_null_where_missing, { method: "geometric-mean" }).weights, one.weights_log_least_squares);
  });
});

describe("laws", () => {
  // Ratios up to 400: each weight keeps its relative precision of some 1e-13.
  test("without contradiction CR is 0 and all methods give the weights back", () => {
    fc.assert(
      fc.property(weights(), (w) => {
        for (const method of ["eigenvector", "geometric-mean", "column-mean"] as const) {
          const found = ahp(consistent(w), { method });
          expect(found.consistencyRatio).toBeLessThan(1e-12);
          expect(found.consistent).toBe(true);
          for (const [i, weight] of found.weights.entries()) expect(Math.abs(weight / (w[i]! / sum(w)) - 1)).toBeLessThan(1e-12);
        }
      }),
    );
  });

  test("weights are positive and sum to 1, λ is at least n, A w = λ w", () => {
    fc.assert(
      fc.property(judgements(), (matrix) => {
        const { weights: w, lambdaMax } = ahp(matrix);
        expect(Math.abs(sum(w) - 1)).toBeLessThan(1e-14);
        expect(w.every((weight) => weight > 0)).toBe(true);
        expect(lambdaMax).toBeGreaterThan(matrix.length * (1 - 1e-14));
        for (const [i, row] of matrix.entries())
          expect(Math.abs(sum(row.map((value, j) => value * w[j]!)) / (lambdaMax * w[i]!) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  test("criteria in another order have the same weights in that order, and the same consistency", () => {
    fc.assert(
      fc.property(
        judgements(2, 8),
        fc.infiniteStream(fc.nat()),
        fc.constantFrom("eigenvector", "geometric-mean", "column-mean"),
        (matrix, keys, method) => {
          const order = matrix
            .map((_, i) => ({ i, key: keys.next().value }))
            .sort((a, b) => a.key - b.key || a.i - b.i)
            .map(({ i }) => i);
          const options = { method } as AhpOptions;
          const before = ahp(matrix, options);
          const after = ahp(
            order.map((i) => order.map((j) => matrix[i]![j]!)),
            options,
          );
          for (const [k, i] of order.entries()) expect(Math.abs(after.weights[k]! - before.weights[i]!)).toBeLessThan(1e-13);
          expect(Math.abs(after.lambdaMax - before.lambdaMax)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  test("a missing pair filled with what the weights say changes nothing (Harker's idea)", () => {
    fc.assert(
      fc.property(graded(4, 7), fc.nat(), fc.nat(), (full, a, b) => {
        const n = full.length;
        const i = a % n;
        const j = (i + 1 + (b % (n - 1))) % n;
        const matrix: (number | null)[][] = full.map((row) => row.slice());
        matrix[i]![j] = null;
        matrix[j]![i] = null;
        const { weights: w, lambdaMax, coverage } = ahp(matrix);
        expect(coverage).toBeCloseTo(1 - 2 / (n * (n - 1)), 14);
        matrix[i]![j] = w[i]! / w[j]!;
        matrix[j]![i] = w[j]! / w[i]!;
        const filled = ahp(matrix);
        expect(Math.abs(filled.lambdaMax - lambdaMax)).toBeLessThan(1e-11);
        for (const [k, weight] of filled.weights.entries()) expect(Math.abs(weight - w[k]!)).toBeLessThan(1e-12);
      }),
    );
  });

  test("one wrong judgement among consistent ones is named, and what it should be", () => {
    fc.assert(
      fc.property(weights(4, 7), fc.nat(), fc.nat(), fc.double({ min: 2, max: 9, noNaN: true }), (w, a, b, factor) => {
        const n = w.length;
        const i = a % n;
        const j = (i + 1 + (b % (n - 1))) % n;
        const matrix = consistent(w);
        matrix[i]![j]! *= factor;
        matrix[j]![i]! /= factor;
        const [worst] = reconsider(matrix);
        expect([worst!.row, worst!.column].sort()).toEqual([i, j].sort());
        expect(Math.abs(worst!.suggested! / (w[worst!.row]! / w[worst!.column]!) - 1)).toBeLessThan(1e-11);
        expect(worst!.consistencyRatioThen).toBeLessThan(1e-11);
      }),
    );
  });
});

describe("small, wide and incomplete", () => {
  test("one or two criteria cannot contradict themselves", () => {
    expect(ahp([[1]])).toMatchObject({ weights: [1], consistencyIndex: 0, consistencyRatio: 0, consistent: true, coverage: 1 });
    expect(
      ahp([
        [1, 4],
        [1 / 4, 1],
      ]),
    ).toMatchObject({ weights: [0.8, 0.2], randomIndex: 0, consistencyRatio: 0, consistent: true });
  });

  test("ratios beyond 9 are taken, with a note", () => {
    expect(
      ahp([
        [1, 12],
        [1 / 12, 1],
      ]).notes,
    ).toEqual(["judgement (0, 1) is 12, outside 1/9 … 9: so wide a ratio is hard to judge"]);
    expect(
      ahp([
        [1, 9],
        [1 / 9, 1],
      ]).notes,
    ).toEqual([]);
  });

  test("the fewest judgements that connect all leave nothing to contradict", () => {
    const matrix = [
      [1, 2, null, null],
      [1 / 2, 1, 3, null],
      [null, 1 / 3, 1, 4],
      [null, null, 1 / 4, 1],
    ];
    for (const method of ["eigenvector", "geometric-mean"] as const) {
      const found = ahp(matrix, { method });
      expect(found).toMatchObject({ consistencyRatio: 0, randomIndex: 0, coverage: 0.5, geometricConsistencyIndex: undefined });
      expect(rounded(found.weights, 12)).toEqual(
        rounded(
          [24, 12, 4, 1].map((weight) => weight / 41),
          12,
        ),
      );
    }
    expect(reconsider(matrix).map(({ suggested }) => suggested)).toEqual([undefined, undefined, undefined]);
  });

  test("the random index is the table's, by name or given, and a line beyond n = 15", () => {
    const three = EXAMPLES[3]![1];
    expect(ahp(three, { randomIndex: "saatyRevised" }).consistencyRatio).toBeCloseTo(0.0324439 / 0.52, 5);
    expect(ahp(three, { randomIndex: "alonsoLamata" }).randomIndex).toBe(0.5245);
    expect(ahp(three, { randomIndex: [0, 0, 0.6] }).randomIndex).toBe(0.6);
    expect(RANDOM_INDEX.saaty1980.slice(0, 5)).toEqual([0, 0, 0.58, 0.9, 1.12]);
    const many = consistent(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(ahp(many).randomIndex).toBeCloseTo((2.7699 * 20 - 4.3513 - 20) / 19, 12);
  });

  test("with a missing pair the random index is less: of four criteria .59 of .90", () => {
    const matrix = judgementMatrix([[2, 4, null], [3, 5], [2]]);
    expect(ahp(matrix).randomIndex).toBeCloseTo(0.9 * (2 / 3), 14);
    expect(ahp(matrix).notes).toEqual(["1 of 6 pairs were not judged: the weights follow from the others"]);
  });
});

describe("bad judgements", () => {
  test.each<[string, unknown, RegExp]>([
    ["none", [], /matrix must be a square matrix/],
    ["no matrix", null, /matrix must be a square matrix/],
    ["not square", [[1, 2], [1 / 2]], /row 1: matrix must be square: 2 columns in each of 2 rows/],
    [
      "not square",
      [
        [1, 2, 3],
        [1 / 2, 1, 2],
      ],
      /row 0: matrix must be square/,
    ],
    [
      "not reciprocal",
      [
        [1, 2],
        [2, 1],
      ],
      /row 1: matrix column 0 must be 1 \/ 2, the opposite of row 0, received 2/,
    ],
    [
      "a diagonal that is not 1",
      [
        [2, 1],
        [1, 1],
      ],
      /row 0: matrix column 0 must be 1: a criterion beside itself/,
    ],
    [
      "a diagonal that is null",
      [
        [null, 1],
        [1, 1],
      ],
      /row 0: matrix column 0 must be 1/,
    ],
    [
      "zero",
      [
        [1, 0],
        [0, 1],
      ],
      /row 0: matrix column 1 must be a positive ratio, or null, received 0/,
    ],
    [
      "negative",
      [
        [1, -2],
        [-0.5, 1],
      ],
      /positive ratio, or null, received -2/,
    ],
    [
      "NaN",
      [
        [1, Number.NaN],
        [1, 1],
      ],
      /positive ratio, or null, received NaN/,
    ],
    [
      "infinite",
      [
        [1, Number.POSITIVE_INFINITY],
        [0, 1],
      ],
      /positive ratio, or null, received Infinity/,
    ],
    [
      "text",
      [
        [1, "3"],
        [1 / 3, 1],
      ],
      /positive ratio, or null, received "3"/,
    ],
    [
      "null on one side",
      [
        [1, null],
        [2, 1],
      ],
      /row 1: matrix column 0 must be null/,
    ],
    [
      "not connected",
      [
        [1, 2, null],
        [1 / 2, 1, null],
        [null, null, 1],
      ],
      /row 2: matrix must be judgements that connect/,
    ],
  ])("%s", (_, matrix, message) => {
    expect(() => ahp(matrix as number[][])).toThrow(InvalidInputError);
    expect(() => ahp(matrix as number[][])).toThrow(message);
    expect(() => reconsider(matrix as number[][])).toThrow(message);
  });

  test("|a·a′ − 1| up to 1e-6 is rounding", () => {
    expect(
      ahp([
        [1, 3],
        [0.3333333, 1],
      ]).weights[0],
    ).toBeCloseTo(0.75, 6);
    expect(() =>
      ahp([
        [1, 3],
        [0.3333, 1],
      ]),
    ).toThrow(InvalidInputError);
  });

  test.each<[AhpOptions, RegExp]>([
    [{ method: "mean" as "eigenvector" }, /method must be "eigenvector"/],
    [{ randomIndex: "toString" as "saaty1980" }, /randomIndex must be one of saaty1980/],
    [{ randomIndex: [0, 0, 0] }, /randomIndex must be finite numbers, positive from n = 3 on/],
  ])("options %j", (options, message) => {
    expect(() => ahp([[1]], options)).toThrow(message);
  });

  test("ratios so wide that products leave the range of doubles are refused, never NaN", () => {
    expect(() => ahp(judgementMatrix([[1e300]]))).toThrow(/matrix must be of ratios whose products stay in the range of doubles/);
    expect(() => ahp(judgementMatrix([[1e300, 1e300], [1e-300]]), { method: "geometric-mean" })).toThrow(InvalidInputError);
    expect(rounded(ahp(judgementMatrix([[1e20, 1e40], [1e20]])).weights, 12)).toEqual([1, 0, 0]);
  });

  test("column means need every pair; the triangle needs rows that shrink", () => {
    expect(() => ahp(judgementMatrix([[2, null], [3]]), { method: "column-mean" })).toThrow(/for incomplete judgements/);
    expect(() =>
      judgementMatrix([
        [2, 3],
        [4, 5],
      ]),
    ).toThrow(/row 1: above must be 1 judgements in this row, received 2/);
    expect(() => judgementMatrix([[0]])).toThrow(InvalidInputError);
  });
});
