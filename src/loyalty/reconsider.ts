/**
 * Which judgement contradicts the others most, and what the others say in its place.
 *
 * [1] Saaty, T. L. (2003). Decision-making with the AHP: why is the principal eigenvector necessary. European Journal of
 *     Operational Research 145, 85-91: the largest ε = a(i, j) w(j) / w(i); leave it out, weigh the rest, take w(i) / w(j).
 */
import { type Ahp, type AhpOptions, ahp } from "./ahp.js";
import { checkJudgements, type Judgements } from "./judgements.js";

export interface DoubtfulJudgement {
  /** The pair, as written: how many times as important `row` is as `column`. */
  readonly row: number;
  readonly column: number;
  readonly given: number;
  /** given ÷ what the weights say, or the inverse, whichever is above 1: 1 is no contradiction. */
  readonly factor: number;
  /** What all other judgements say about this pair; undefined when only this judgement connects the two. */
  readonly suggested: number | undefined;
  /** The nearest on Saaty's scale 1/9, 1/8, …, 1, …, 9, by ratio. */
  readonly nearestGrade: number | undefined;
  /** Consistency ratio with `suggested` in its place. */
  readonly consistencyRatioThen: number | undefined;
}

/**
 * Judged pairs by how much they contradict the rest, the worst first [1]. Of the pair and its opposite the one given as 1 or more
 * is listed. With three criteria all three contradict alike: nothing tells which one is wrong. Judgements are the decider's: this says where to look again, not what to write.
 *
 * @param matrix as for `ahp`
 * @throws InvalidInputError as `ahp`
 * @example
 * const [worst] = reconsider(judgementMatrix([[2, 4, 8], [2, 1 / 4], [2]]));
 * [worst.row, worst.column, worst.given, worst.nearestGrade];
 * // => [3, 1, 4, 0.25]
 * worst.consistencyRatioThen;
 * // => 0
 */
export function reconsider(matrix: Judgements, options: Pick<AhpOptions, "randomIndex"> = {}): DoubtfulJudgement[] {
  checkJudgements("matrix", matrix);
  const { weights } = ahp(matrix, options);
  const pairs = matrix.flatMap((row, i) =>
    row.flatMap((given, j) => {
      const listed = given !== null && i !== j && (given > 1 || (given === 1 && i < j));
      if (!listed) return [];
      const ratio = (given * weights[j]!) / weights[i]!;
      return [{ row: i, column: j, given, factor: Math.max(ratio, 1 / ratio) }];
    }),
  );
  // Contradictions that differ by rounding only count as equal.
  const size = ({ factor }: { readonly factor: number }): number => Math.round(1e9 * Math.log(factor));
  pairs.sort((a, b) => size(b) - size(a) || a.row - b.row || a.column - b.column);
  return pairs.map((pair) => ({ ...pair, ...without(matrix, pair.row, pair.column, options) }));
}

function without(
  matrix: Judgements,
  i: number,
  j: number,
  options: AhpOptions,
): Pick<DoubtfulJudgement, "suggested" | "nearestGrade" | "consistencyRatioThen"> {
  if (!connectedOtherwise(matrix, i, j)) return { suggested: undefined, nearestGrade: undefined, consistencyRatioThen: undefined };
  const { weights } = ahp(replaced(matrix, i, j, null), options);
  const suggested = weights[i]! / weights[j]!;
  const then: Ahp = ahp(replaced(matrix, i, j, suggested), options);
  return { suggested, nearestGrade: nearestGrade(suggested), consistencyRatioThen: then.consistencyRatio };
}

function replaced(matrix: Judgements, i: number, j: number, value: number | null): (number | null)[][] {
  const copy = matrix.map((row) => row.slice());
  copy[i]![j] = value;
  copy[j]![i] = value === null ? null : 1 / value;
  return copy;
}

function connectedOtherwise(matrix: Judgements, from: number, to: number): boolean {
  const reached = new Set([from]);
  for (const i of reached) for (const [j, value] of matrix[i]!.entries()) if (value !== null && !(i === from && j === to)) reached.add(j);
  return reached.has(to);
}

function nearestGrade(ratio: number): number {
  const up = Math.max(ratio, 1 / ratio);
  const below = Math.min(9, Math.max(1, Math.floor(up)));
  const grade = below < 9 && up / below > (below + 1) / up ? below + 1 : below;
  return ratio >= 1 ? grade : 1 / grade;
}
