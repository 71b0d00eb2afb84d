/**
 * What a feature does to satisfaction when it is there and when it is not.
 *
 * - [1] Kano, N., Seraku, N., Takahashi, F. & Tsuji, S. (1984). Attractive quality and must-be quality. Journal of the Japanese
 *   Society for Quality Control 14(2), 39-48.
 * - [2] Berger, C. et al. (1993). Kano's methods for understanding customer-defined quality. Center for Quality of Management
 *   Journal 2(4), 3-36: the evaluation table, better and worse, and the order M > O > A > I between equal counts.
 */
import { invalid } from "../errors.js";
import { type BilingualName, checkList, checkRespondent } from "./answers.js";

/** How one feels about a feature that is there (functional) or is not (dysfunctional). */
export type KanoAnswer = "like" | "must_be" | "neutral" | "live_with" | "dislike";

export type KanoKey = "must_be" | "one_dimensional" | "attractive" | "indifferent" | "reverse" | "questionable";

export interface KanoCategory {
  readonly key: KanoKey;
  readonly letter: "M" | "O" | "A" | "I" | "R" | "Q";
  readonly name: BilingualName;
  readonly description: string;
  readonly action: string;
}

/** In the order in which equal counts are decided [2]. */
export const KANO_CATEGORIES: readonly KanoCategory[] = [
  {
    key: "must_be",
    letter: "M",
    name: { en: "Must-be", zh: "必备属性" },
    description: "Taken for granted when there, resented when not.",
    action: "Have it without fail; more of it wins nothing.",
  },
  {
    key: "one_dimensional",
    letter: "O",
    name: { en: "One-dimensional", zh: "期望属性" },
    description: "The more, the more satisfied.",
    action: "Be at least as good as the competitors.",
  },
  {
    key: "attractive",
    letter: "A",
    name: { en: "Attractive", zh: "魅力属性" },
    description: "Delights when there, is not missed when not.",
    action: "Choose a few to stand out by.",
  },
  {
    key: "indifferent",
    letter: "I",
    name: { en: "Indifferent", zh: "无差异属性" },
    description: "Makes no difference.",
    action: "Do not spend on it.",
  },
  {
    key: "reverse",
    letter: "R",
    name: { en: "Reverse", zh: "反向属性" },
    description: "Unwelcome when there.",
    action: "Leave it out, or let customers turn it off.",
  },
  {
    key: "questionable",
    letter: "Q",
    name: { en: "Questionable", zh: "可疑结果" },
    description: "The two answers contradict each other.",
    action: "Check how the question was worded.",
  },
];

/** The answers in the order of the questionnaire; answers given as numbers are 1 … 5 in this order. */
export const KANO_ANSWERS: readonly (BilingualName & { readonly key: KanoAnswer })[] = [
  { key: "like", en: "I like it", zh: "喜欢" },
  { key: "must_be", en: "It must be so", zh: "理应如此" },
  { key: "neutral", en: "I do not care", zh: "无所谓" },
  { key: "live_with", en: "I can live with it", zh: "勉强接受" },
  { key: "dislike", en: "I dislike it", zh: "不喜欢" },
];

/** Rows: the functional answer; columns: the dysfunctional one; both in the order of `KANO_ANSWERS` [2]. */
export const KANO_TABLE: readonly string[] = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];

type KanoGrade = KanoAnswer | 1 | 2 | 3 | 4 | 5;
type Missing = null | undefined;

/** One customer's two answers about a feature. */
export interface KanoPair {
  readonly functional?: KanoGrade | number | Missing;
  readonly dysfunctional?: KanoGrade | number | Missing;
}

/**
 * The category of one customer's answers about a feature; undefined when either is missing.
 *
 * @param row position in a list, for the error to name
 * @throws InvalidInputError for an answer that is neither one of `KANO_ANSWERS` nor 1 to 5
 * @example
 * kanoCategory({ functional: "like", dysfunctional: "dislike" });
 * // => "one_dimensional"
 * kanoCategory({ functional: 3, dysfunctional: 5 });
 * // => "must_be"
 */
export function kanoCategory(pair: KanoPair, row = -1): KanoKey | undefined {
  checkRespondent("answers", pair, row);
  const functional = positionOf("functional", pair.functional, row);
  const dysfunctional = positionOf("dysfunctional", pair.dysfunctional, row);
  if (functional === undefined || dysfunctional === undefined) return undefined;
  const letter = KANO_TABLE[functional]![dysfunctional];
  return KANO_CATEGORIES.find((category) => category.letter === letter)!.key;
}

export interface Kano {
  /** How many customers put the feature into each category. */
  readonly counts: Readonly<Record<KanoKey, number>>;
  /** The most frequent category, equal counts by M > O > A > I > R > Q; undefined when nobody answered. */
  readonly category: KanoKey | undefined;
  readonly name: BilingualName | undefined;
  /** How much the feature adds to satisfaction: (A + O) / (A + O + M + I); undefined when that is 0 / 0. */
  readonly better: number | undefined;
  /** How much its absence takes away: −(O + M) / (A + O + M + I). */
  readonly worse: number | undefined;
  /** Share of the first category less share of the second: below about .06, customers are of two minds. */
  readonly strength: number | undefined;
  readonly asked: number;
  readonly answered: number;
  readonly coverage: number;
}

/**
 * The category of a feature by all customers who were asked about it, and its better/worse coefficients [2].
 *
 * @throws InvalidInputError as `kanoCategory`, with the row
 * @example
 * const { category, better, worse } = kano([
 *   { functional: "like", dysfunctional: "neutral" },
 *   { functional: "like", dysfunctional: "live_with" },
 *   { functional: "like", dysfunctional: "dislike" },
 *   { functional: "neutral", dysfunctional: "neutral" },
 * ]);
 * [category, better, worse];
 * // => ["attractive", 0.75, -0.25]
 */
export function kano(answers: readonly KanoPair[]): Kano {
  const counts: Record<KanoKey, number> = { must_be: 0, one_dimensional: 0, attractive: 0, indifferent: 0, reverse: 0, questionable: 0 };
  checkList("answers", answers);
  let answered = 0;
  for (const [row, pair] of answers.entries()) {
    const category = kanoCategory(pair, row);
    if (category === undefined) continue;
    counts[category]++;
    answered++;
  }
  const ranked = [...KANO_CATEGORIES].sort((a, b) => counts[b.key] - counts[a.key]);
  const first = answered === 0 ? undefined : ranked[0]!;
  const { must_be: m, one_dimensional: o, attractive: a, indifferent: i } = counts;
  const decided = a + o + m + i;
  return {
    counts,
    category: first?.key,
    name: first?.name,
    better: decided === 0 ? undefined : (a + o) / decided,
    worse: decided === 0 ? undefined : o + m === 0 ? 0 : -(o + m) / decided,
    strength: first === undefined ? undefined : (counts[first.key] - counts[ranked[1]!.key]) / answered,
    asked: answers.length,
    answered,
    coverage: answers.length === 0 ? 0 : answered / answers.length,
  };
}

function positionOf(field: string, answer: KanoPair["functional"], row: number): number | undefined {
  if (answer === undefined || answer === null) return undefined;
  const at = typeof answer === "number" ? answer - 1 : KANO_ANSWERS.findIndex(({ key }) => key === answer);
  if (KANO_ANSWERS[at] === undefined)
    invalid(field, `1 to 5, ${KANO_ANSWERS.map(({ key }) => JSON.stringify(key)).join(", ")}, or missing`, answer, row);
  return at;
}
