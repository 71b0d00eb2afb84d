import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ahp, ahpGroup, InvalidInputError } from "../../src/index.js";
import { describeShared, readReference } from "../shared-data.js";
import { judgements } from "./arbitraries.js";

describeShared("against numpy, to 1e-10", () => {
  const { group } = readReference<{
    group: {
      matrices: number[][][];
      judge_weights: number[];
      aggregated_judgments_matrix: number[][];
      aggregated_judgments: { weights_eigenvector: number[]; lambda_max: number; cr_saaty_1980: number };
      aggregated_priorities_geometric: number[];
    }[];
  }>("python/ahp.json");

  test.each(group.map((one, i) => [i, one] as const))("group %i: mean judgements and mean priorities", (_, one) => {
    const found = ahpGroup(one.matrices, { judgeWeights: one.judge_weights });
    expect(found.matrix.flat().map((value, i) => Math.abs(value! - one.aggregated_judgments_matrix.flat()[i]!) < 1e-10)).not.toContain(
      false,
    );
    const pairs: [readonly number[], number[]][] = [
      [found.weights, one.aggregated_judgments.weights_eigenvector],
      [
        [found.together.lambdaMax, found.together.consistencyRatio],
        [one.aggregated_judgments.lambda_max, one.aggregated_judgments.cr_saaty_1980],
      ],
      [ahpGroup(one.matrices, { judgeWeights: one.judge_weights, aggregate: "priorities" }).weights, one.aggregated_priorities_geometric],
    ];
    for (const [left, right] of pairs) for (const [i, value] of left.entries()) expect(Math.abs(value - right[i]!)).toBeLessThan(1e-10);
  });
});

describe("laws", () => {
  test("judges who agree are one judge, in either way", () => {
    fc.assert(
      fc.property(judgements(1, 6), (matrix) => {
        for (const aggregate of ["judgements", "priorities"] as const) {
          const { weights } = ahpGroup([matrix, matrix, matrix], { aggregate });
          for (const [i, weight] of ahp(matrix).weights.entries()) expect(Math.abs(weight - weights[i]!)).toBeLessThan(1e-12);
        }
      }),
    );
  });

  test("by geometric means, mean judgements and mean priorities are the same", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((n) => fc.array(judgements(n, n), { minLength: 1, maxLength: 4 })),
        (matrices) => {
          const [a, b] = (["judgements", "priorities"] as const).map((aggregate) =>
            ahpGroup(matrices, { method: "geometric-mean", aggregate }),
          );
          for (const [i, weight] of a!.weights.entries()) expect(Math.abs(weight - b!.weights[i]!)).toBeLessThan(1e-12);
        },
      ),
    );
  });
});

test("a pair counts by the judges who judged it", () => {
  const { matrix } = ahpGroup([
    [
      [1, 2, null],
      [1 / 2, 1, 3],
      [null, 1 / 3, 1],
    ],
    [
      [1, 8, 5],
      [1 / 8, 1, 3],
      [1 / 5, 1 / 3, 1],
    ],
  ]);
  expect(matrix[0]![1]).toBeCloseTo(4, 14);
  expect(matrix[0]![2]).toBeCloseTo(5, 14);
});

test.each<[string, () => unknown, RegExp]>([
  ["nobody", () => ahpGroup([]), /matrices must be at least one judge/],
  [
    "of different size",
    () =>
      ahpGroup([
        [[1]],
        [
          [1, 1],
          [1, 1],
        ],
      ]),
    /matrices\[1\] must be a matrix of 1 criteria/,
  ],
  ["weights of another number", () => ahpGroup([[[1]]], { judgeWeights: [0.5, 0.5] }), /judgeWeights must be one weight per judge, 1/],
  ["weights that do not sum to 1", () => ahpGroup([[[1]], [[1]]], { judgeWeights: [0.5, 0.6] }), /weights that sum to 1, received 1.1/],
  ["an unknown aggregate", () => ahpGroup([[[1]]], { aggregate: "mean" as "judgements" }), /aggregate must be/],
  ["a bad judge", () => ahpGroup([[[1]], [[0]]]), /row 0: matrices\[1\] column 0 must be 1/],
])("%s", (_, call, message) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(message);
});
