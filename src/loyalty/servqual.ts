/**
 * Service quality as perception less expectation.
 *
 * - [1] Parasuraman, A., Zeithaml, V. A. & Berry, L. L. (1985). A conceptual model of service quality and its implications for
 *   future research. Journal of Marketing 49(4), 41-50: the five gaps.
 * - [2] Parasuraman, A., Zeithaml, V. A. & Berry, L. L. (1988). SERVQUAL. Journal of Retailing 64(1), 12-40: 22 items, five
 *   dimensions, grades 1 to 7.
 */
import { invalid } from "../errors.js";
import { type Answer, answerOf, type BilingualName, checkRespondents, checkWeights, meanOf, weightedMean } from "./answers.js";
import { checkScale, LIKERT_7, type Scale } from "./scales.js";

export type ServqualKey = "tangibles" | "reliability" | "responsiveness" | "assurance" | "empathy";

export interface ServqualDimension {
  readonly key: ServqualKey;
  readonly name: BilingualName;
  readonly description: string;
  /** Numbers of its items in the questionnaire of [2], from 1. */
  readonly items: readonly number[];
}

/** The five dimensions and their items in [2]. */
export const SERVQUAL_DIMENSIONS: readonly ServqualDimension[] = [
  {
    key: "tangibles",
    name: { en: "Tangibles", zh: "有形性" },
    description: "Premises, equipment, people and material as they look.",
    items: [1, 2, 3, 4],
  },
  {
    key: "reliability",
    name: { en: "Reliability", zh: "可靠性" },
    description: "Does what was promised, dependably and without mistakes.",
    items: [5, 6, 7, 8, 9],
  },
  {
    key: "responsiveness",
    name: { en: "Responsiveness", zh: "响应性" },
    description: "Willing to help, and prompt.",
    items: [10, 11, 12, 13],
  },
  {
    key: "assurance",
    name: { en: "Assurance", zh: "保证性" },
    description: "Knows the trade, is courteous, can be trusted.",
    items: [14, 15, 16, 17],
  },
  {
    key: "empathy",
    name: { en: "Empathy", zh: "移情性" },
    description: "Attends to the customer as a person.",
    items: [18, 19, 20, 21, 22],
  },
];

/** One customer's answers, item by item in the order of the questionnaire. */
export interface ServqualAnswer {
  readonly expectations: readonly Answer[];
  readonly perceptions: readonly Answer[];
}

export interface ServqualOptions {
  /** Of every item; 1 to 7. */
  readonly scale?: Scale;
  /** Importance of the dimensions, which sum to 1 (customers share out 100 points in [2]); a fifth each. */
  readonly weights?: Readonly<Record<ServqualKey, number>>;
  /** Which items belong to which dimension, from 1; those of [2]. */
  readonly items?: Readonly<Record<ServqualKey, readonly number[]>>;
}

export interface Servqual {
  /** Weighted mean of the dimensions' gaps: below 0, the service falls short. Undefined when nothing was answered. */
  readonly score: number | undefined;
  readonly dimensions: readonly {
    readonly key: ServqualKey;
    readonly name: BilingualName;
    readonly weight: number;
    /** Means over its items, of answers that come in pairs. */
    readonly expectation: number | undefined;
    readonly perception: number | undefined;
    /** Gap 5: perception − expectation. */
    readonly gap: number | undefined;
  }[];
  /** Mean gap of each item in the order of the questionnaire; undefined when nobody answered both of its questions. */
  readonly items: readonly (number | undefined)[];
  readonly respondents: number;
  /** Pairs of answers that were given, of those that were asked. */
  readonly coverage: number;
}

/**
 * Gap 5 of a group, item by item, by dimension and in all: perception less expectation. An item counts for the customers who
 * answered both of its questions; a dimension is the mean of its items, and one without answers shares its weight out.
 *
 * @throws InvalidInputError for an answer off the scale, lists of another length than the questionnaire, an item that is in no
 * dimension or in two, or weights that do not sum to 1
 * @example
 * const items = { tangibles: [1], reliability: [2], responsiveness: [3], assurance: [4], empathy: [5] };
 * const { score, dimensions } = servqual([{ expectations: [7, 7, 6, 6, 5], perceptions: [6, 4, 6, 6, 5] }], { items });
 * dimensions.map(({ gap }) => gap);
 * // => [-1, -3, 0, 0, 0]
 * score;
 * // => -0.8
 */
export function servqual(answers: readonly ServqualAnswer[], options: ServqualOptions = {}): Servqual {
  const { scale = LIKERT_7, weights, items } = options;
  checkScale("scale", scale);
  const layout = SERVQUAL_DIMENSIONS.map((dimension) => ({
    key: dimension.key,
    name: dimension.name,
    items: items?.[dimension.key] ?? dimension.items,
    weight: weights === undefined ? 0.2 : weights[dimension.key],
  }));
  const size = checkLayout(layout.flatMap(({ items }) => items));
  const importance = layout.map(({ weight }) => weight);
  checkWeights("weights", importance);
  checkRespondents("answers", answers);
  const expected: number[][] = Array.from({ length: size }, () => []);
  const perceived: number[][] = Array.from({ length: size }, () => []);
  for (const [row, { expectations, perceptions }] of answers.entries()) {
    for (const [field, list] of Object.entries({ expectations, perceptions }))
      if (!Array.isArray(list) || list.length !== size)
        invalid(field, `a list of ${size} answers`, Array.isArray(list) ? list.length : list, row);
    for (let item = 0; item < size; item++) {
      const expectation = answerOf(`expectation ${item + 1}`, expectations[item], scale.from, scale.to, row);
      const perception = answerOf(`perception ${item + 1}`, perceptions[item], scale.from, scale.to, row);
      if (expectation === undefined || perception === undefined) continue;
      expected[item]!.push(expectation);
      perceived[item]!.push(perception);
    }
  }
  const expectationOf = expected.map(meanOf);
  const perceptionOf = perceived.map(meanOf);
  const over = (items: readonly number[], means: readonly (number | undefined)[]): number | undefined =>
    meanOf(items.flatMap((item) => means[item - 1] ?? []));
  const dimensions = layout.map(({ key, name, items, weight }) => {
    const expectation = over(items, expectationOf);
    const perception = over(items, perceptionOf);
    return { key, name, weight, expectation, perception, gap: difference(perception, expectation) };
  });
  const pairs = expected.reduce((sum, column) => sum + column.length, 0);
  return {
    score: weightedMean(
      dimensions.map(({ gap }) => gap),
      importance,
    ).value,
    dimensions,
    items: perceptionOf.map((perception, item) => difference(perception, expectationOf[item])),
    respondents: answers.length,
    coverage: answers.length === 0 ? 0 : pairs / (answers.length * size),
  };
}

function checkLayout(items: readonly number[]): number {
  const wrong = [...items].sort((a, b) => a - b).some((item, i) => item !== i + 1);
  if (wrong || items.length === 0) invalid("items", "each item from 1 on in exactly one dimension", items);
  return items.length;
}

function difference(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left - right;
}
