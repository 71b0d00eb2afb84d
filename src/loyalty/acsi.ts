/**
 * [1] Fornell, C., Johnson, M. D., Anderson, E. W., Cha, J. & Bryant, B. E. (1996). The American Customer Satisfaction Index:
 *     nature, purpose, and findings. Journal of Marketing 60(4), 7-18: the index from three ten-point items.
 */
import { type Answer, answerOf, checkRespondents, checkWeights, meanOf, weightedMean } from "./answers.js";

/** Three answers from 1 to 10. */
export interface AcsiAnswer {
  /** Overall satisfaction. */
  readonly satisfaction?: Answer;
  /** Fell short of expectations (1) or exceeded them (10). */
  readonly expectations?: Answer;
  /** Very far from the ideal (1) or very close to it (10). */
  readonly ideal?: Answer;
}

type AcsiItem = keyof AcsiAnswer;

export interface AcsiOptions {
  /** Weights of the items, which sum to 1; a third each. The published index estimates them by partial least squares. */
  readonly weights?: Readonly<Record<AcsiItem, number>>;
}

const ITEMS: readonly AcsiItem[] = ["satisfaction", "expectations", "ideal"];
const EQUAL = { satisfaction: 1 / 3, expectations: 1 / 3, ideal: 1 / 3 } as const;

export interface Acsi {
  /** 0 to 100: Σ w (x̄ − 1) ÷ 9 × 100; undefined when no item was answered. */
  readonly index: number | undefined;
  /** Mean answer to each item. */
  readonly means: Readonly<Record<AcsiItem, number | undefined>>;
  readonly respondents: number;
  /** Answers that were given, by weight, of those that were asked. */
  readonly coverage: number;
}

/**
 * The American Customer Satisfaction Index of a group [1], from the mean of each item over those who answered it. An item that
 * nobody answered shares its weight out. For one customer give a list of one.
 *
 * @throws InvalidInputError for an answer outside 1 to 10, or weights that do not sum to 1
 * @example
 * acsi([{ satisfaction: 8, expectations: 7, ideal: 6 }]).index.toFixed(4);
 * // => "66.6667"
 * const weights = { satisfaction: 0.3885, expectations: 0.319, ideal: 0.2925 };
 * acsi([{ satisfaction: 8, expectations: 7, ideal: 6 }], { weights }).index.toFixed(4);
 * // => "67.7333"
 */
export function acsi(answers: readonly AcsiAnswer[], options: AcsiOptions = {}): Acsi {
  const { weights: given = EQUAL } = options;
  const weights = ITEMS.map((item) => given[item]);
  checkWeights("weights", weights);
  checkRespondents("answers", answers);
  const columns = ITEMS.map((item) => answers.flatMap((answer, row) => answerOf(item, answer[item], 1, 10, row) ?? []));
  const [satisfaction, expectations, ideal] = columns.map(meanOf);
  const { value } = weightedMean(
    [satisfaction, expectations, ideal].map((mean) => (mean === undefined ? undefined : (100 * (mean - 1)) / 9)),
    weights,
  );
  const answered = columns.reduce((sum, column, i) => sum + column.length * weights[i]!, 0);
  return {
    index: value,
    means: { satisfaction, expectations, ideal },
    respondents: answers.length,
    coverage: answers.length === 0 ? 0 : Math.min(1, answered / answers.length),
  };
}
