/**
 * Do the items of a scale measure one thing?
 *
 * [1] Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16(3), 297-334.
 */
import { invalid } from "../errors.js";
import { pearson } from "../math/correlation.js";
import { compensatedSum } from "../math/sum.js";
import { type Answer, checkList, numberOf } from "./answers.js";

export interface ItemReliability {
  /** Alpha of the other items; undefined when fewer than two are left. */
  readonly alphaWithout: number | undefined;
  /** Correlation with the sum of the other items. Below 0, the item is probably worded the other way round. */
  readonly correlationWithRest: number | undefined;
}

export interface CronbachAlpha {
  /** k/(k − 1) · (1 − Σ item variances ÷ variance of the sum); undefined below two items or two complete rows, or without variance. */
  readonly alpha: number | undefined;
  /** From the mean correlation r of the items: k r / (1 + (k − 1) r); undefined when an item does not vary. */
  readonly standardised: number | undefined;
  readonly items: readonly ItemReliability[];
  readonly respondents: number;
  /** Who answered every item: only these count. */
  readonly complete: number;
  readonly coverage: number;
}

/**
 * Reliability of a scale of several items [1]. Only respondents who answered every item count; `coverage` is their share.
 *
 * @param answers one row of answers per respondent, all of equal length, items worded in one direction
 * @throws InvalidInputError for rows of different length, or an answer that is not a finite number
 * @example
 * const reliability = cronbachAlpha([[5, 4], [4, 4], [2, 1], [1, 2], [3, null]]);
 * reliability.alpha.toFixed(4);
 * // => "0.9106"
 * reliability.coverage;
 * // => 0.8
 */
export function cronbachAlpha(answers: readonly (readonly Answer[])[]): CronbachAlpha {
  checkList("answers", answers);
  for (const [row, one] of answers.entries())
    if (!Array.isArray(one)) invalid("answers", "a list of answers for each respondent", one, row);
  const k = answers[0]?.length ?? 0;
  const rows = answers.flatMap((row, at) => {
    if (row.length !== k) invalid("answers", `as many items as the first respondent, ${k}`, row.length, at);
    const given = row.map((answer, item) => numberOf(`item ${item}`, answer, at));
    return given.includes(undefined) ? [] : [given as number[]];
  });
  const columns = Array.from({ length: k }, (_, item) => rows.map((row) => row[item]!));
  return {
    alpha: alphaOf(columns),
    standardised: standardised(columns),
    items: columns.map((column, item) => {
      const others = columns.filter((_, other) => other !== item);
      return { alphaWithout: alphaOf(others), correlationWithRest: others.length === 0 ? undefined : pearson(column, sums(others)) };
    }),
    respondents: answers.length,
    complete: rows.length,
    coverage: answers.length === 0 ? 0 : rows.length / answers.length,
  };
}

function alphaOf(columns: readonly (readonly number[])[]): number | undefined {
  const k = columns.length;
  if (k < 2) return undefined;
  const total = squares(sums(columns));
  return total > 0 ? (k / (k - 1)) * (1 - compensatedSum(columns.map(squares)) / total) : undefined;
}

function standardised(columns: readonly (readonly number[])[]): number | undefined {
  const k = columns.length;
  const pairs = columns.flatMap((left, i) => columns.slice(i + 1).map((right) => pearson(left, right)));
  if (k < 2 || pairs.includes(undefined)) return undefined;
  const r = compensatedSum(pairs as number[]) / pairs.length;
  return 1 + (k - 1) * r > 0 ? (k * r) / (1 + (k - 1) * r) : undefined;
}

function sums(columns: readonly (readonly number[])[]): number[] {
  return columns[0]!.map((_, row) => compensatedSum(columns.map((column) => column[row]!)));
}

/** Σ (x − mean)²: the divisor cancels. */
function squares(values: readonly number[]): number {
  const mean = compensatedSum(values) / values.length;
  return compensatedSum(values.map((value) => (value - mean) ** 2));
}
