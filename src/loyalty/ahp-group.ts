/**
 * Judgements of several people.
 *
 * - [1] Aczél, J. & Saaty, T. L. (1983). Procedures for synthesizing ratio judgements. Journal of Mathematical Psychology 27,
 *   93-102: only the geometric mean keeps a(j, i) = 1 / a(i, j).
 * - [2] Forman, E. & Peniwati, K. (1998). Aggregating individual judgments and priorities with the analytic hierarchy process.
 *   European Journal of Operational Research 108, 165-169: judgements for a group that acts as one, priorities for one that does not.
 */
import { invalid } from "../errors.js";
import { compensatedSum } from "../math/sum.js";
import { type Ahp, type AhpOptions, ahp, scaled } from "./ahp.js";
import { checkWeights } from "./answers.js";
import { checkJudgements, type Judgements } from "./judgements.js";

export interface AhpGroupOptions extends AhpOptions {
  /** How much each judge counts; sum 1; all alike. */
  readonly judgeWeights?: readonly number[];
  /** "judgements" (default): weigh the mean matrix. "priorities": the mean of each judge's weights [2]. */
  readonly aggregate?: "judgements" | "priorities";
}

export interface AhpGroup {
  readonly aggregate: "judgements" | "priorities";
  readonly weights: readonly number[];
  /** The weighted geometric mean of the judgements [1], over the judges who judged the pair; null where none did. */
  readonly matrix: readonly (readonly (number | null)[])[];
  /** The mean matrix by itself: its consistency says nothing about that of the judges. */
  readonly together: Ahp;
  readonly judges: readonly Ahp[];
}

/**
 * Weights of a group: the geometric mean of judgements pair by pair, or of the judges' weights.
 *
 * @param matrices one per judge, criteria in the same order
 * @throws InvalidInputError for no judge, matrices of different size, or as `ahp` for any of them
 * @example
 * const { matrix, weights } = ahpGroup([[[1, 2], [1 / 2, 1]], [[1, 8], [1 / 8, 1]]]);
 * [matrix[0][1], weights[0]];
 * // => [4, 0.8]
 */
export function ahpGroup(matrices: readonly Judgements[], options: AhpGroupOptions = {}): AhpGroup {
  const { judgeWeights, aggregate = "judgements", ...single } = options;
  if (!Array.isArray(matrices) || matrices.length === 0) invalid("matrices", "at least one judge", matrices);
  if (aggregate !== "judgements" && aggregate !== "priorities") invalid("aggregate", '"judgements" or "priorities"', aggregate);
  const n = matrices[0]!.length;
  for (const [judge, matrix] of matrices.entries()) {
    checkJudgements(`matrices[${judge}]`, matrix);
    if (matrix.length !== n) invalid(`matrices[${judge}]`, `a matrix of ${n} criteria, as the first judge's`, matrix.length);
  }
  const shares = judgeWeights ?? matrices.map(() => 1 / matrices.length);
  if (shares.length !== matrices.length) invalid("judgeWeights", `one weight per judge, ${matrices.length}`, shares.length);
  checkWeights("judgeWeights", shares);
  const matrix = meanJudgements(matrices, shares);
  const judges = matrices.map((one) => ahp(one, single));
  const together = ahp(matrix, single);
  const weights =
    aggregate === "judgements"
      ? together.weights
      : scaled(matrix.map((_, i) => Math.exp(compensatedSum(judges.map((judge, k) => shares[k]! * Math.log(judge.weights[i]!))))));
  return { aggregate, weights, matrix, together, judges };
}

function meanJudgements(matrices: readonly Judgements[], shares: readonly number[]): (number | null)[][] {
  const n = matrices[0]!.length;
  const mean: (number | null)[][] = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : null)));
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const judged = matrices.flatMap((matrix, k) => {
        const value = matrix[i]![j];
        return value === null || value === undefined || shares[k] === 0 ? [] : [{ log: Math.log(value), share: shares[k]! }];
      });
      if (judged.length === 0) continue;
      const weight = compensatedSum(judged.map(({ share }) => share));
      const value = Math.exp(compensatedSum(judged.map(({ log, share }) => log * share)) / weight);
      mean[i]![j] = value;
      mean[j]![i] = 1 / value;
    }
  }
  return mean;
}
