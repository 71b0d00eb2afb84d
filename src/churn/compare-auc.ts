/**
 * How sure an AUC is, and whether one model ranks better than another by more than luck.
 *
 * - [1] DeLong, E. R., DeLong, D. M. & Clarke-Pearson, D. L. (1988), as in `math/delong.ts`.
 */
import { invalid } from "../errors.js";
import { delong } from "../math/delong.js";
import { normalCdf, normalQuantile } from "../math/normal.js";
import { type ChurnedLabels, scored } from "./scored.js";

export interface AucInterval {
  readonly auc: number;
  readonly standardError: number;
  /** auc ± z · standard error, kept within 0 … 1. */
  readonly low: number;
  readonly high: number;
}

/**
 * The area under the ROC curve with its interval after DeLong. Rows must be independent: not the same customer several times.
 *
 * @param options.level of confidence; 0.95
 * @returns undefined with fewer than two rows of a class
 * @throws InvalidInputError as `churnScores`, and for a level outside 0 … 1.
 *
 * @example
 * const { auc, low, high } = aucInterval([0.1, 0.4, 0.35, 0.8, 0.7, 0.2], [0, 0, 1, 1, 1, 0]);
 * [auc, low, high]; // => [0.8889, 0.5809, 1]
 */
export function aucInterval(
  scores: ArrayLike<number>,
  churned: ChurnedLabels,
  options: { readonly level?: number } = {},
): AucInterval | undefined {
  const z = criticalValue(options.level);
  const { scores: checked, labels } = scored(scores, churned, "score");
  const found = delong([checked], labels);
  if (found === undefined) return undefined;
  const area = found.areas[0]!;
  const standardError = Math.sqrt(found.covariances[0]![0]!);
  return { auc: area, standardError, low: Math.max(0, area - z * standardError), high: Math.min(1, area + z * standardError) };
}

export interface AucComparison {
  readonly aucA: number;
  readonly aucB: number;
  /** A − B. */
  readonly difference: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** ±Infinity where one ranks everything rightly and the other everything wrongly. */
  readonly z: number;
  /** Two-sided: how often chance alone makes so large a difference. 1 where both rank everything alike. */
  readonly pValue: number;
}

/**
 * Is A better than B on the same customers, or is it luck? DeLong's test of two areas that share their rows.
 *
 * @param options.level of the interval; 0.95
 * @returns undefined with fewer than two rows of a class
 * @throws InvalidInputError as `aucInterval`.
 *
 * @example
 * const churned = [0, 0, 0, 0, 1, 1, 1, 1];
 * const { difference, pValue } = compareAuc([1, 2, 3, 5, 4, 6, 7, 8], [4, 2, 8, 1, 3, 5, 6, 7], churned);
 * [difference, pValue]; // => [0.25, 0.3545]
 */
export function compareAuc(
  scoresA: ArrayLike<number>,
  scoresB: ArrayLike<number>,
  churned: ChurnedLabels,
  options: { readonly level?: number } = {},
): AucComparison | undefined {
  const critical = criticalValue(options.level);
  const { scores: a, labels } = scored(scoresA, churned, "score");
  const found = delong([a, scored(scoresB, churned, "score").scores], labels);
  if (found === undefined) return undefined;
  const [aucA, aucB] = found.areas as [number, number];
  const [[varianceA, covariance], [, varianceB]] = found.covariances as [[number, number], [number, number]];
  const difference = aucA - aucB;
  const standardError = Math.sqrt(Math.max(0, varianceA + varianceB - 2 * covariance));
  const z = difference === 0 ? 0 : difference / standardError;
  return {
    aucA,
    aucB,
    difference,
    standardError,
    low: difference - critical * standardError,
    high: difference + critical * standardError,
    z,
    pValue: Number.isFinite(z) ? 2 * normalCdf(-Math.abs(z)) : 0,
  };
}

function criticalValue(level = 0.95): number {
  if (!(level > 0 && level < 1)) invalid("level", "above 0 and below 1", level);
  return normalQuantile(0.5 + level / 2);
}
