/**
 * Graded answers, and what shops make of them.
 *
 * - [1] Likert, R. (1932). A technique for the measurement of attitudes. Archives of Psychology 140.
 * - [2] Morgan, N. A. & Rego, L. L. (2006). The value of different customer satisfaction and loyalty metrics in predicting
 *   business performance. Marketing Science 25(5): top-two-box beside the mean.
 */
import { invalid } from "../errors.js";
import { type Answer, answerOf, type BilingualName, checkList, meanOf } from "./answers.js";

/** A scale from its lowest to its highest answer; with grades, they stand at `from`, `from + 1`, …, `to`. */
export interface Scale {
  readonly kind: "scale";
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Names of the grades, lowest first. */
  readonly grades?: readonly BilingualName[];
}

const grade = (en: string, zh: string): BilingualName => ({ en, zh });
const NEITHER = /* @__PURE__ */ grade("Neither agree nor disagree", "中立");
const AGREE = /* @__PURE__ */ grade("Agree", "同意");
const DISAGREE = /* @__PURE__ */ grade("Disagree", "不同意");
const STRONGLY_AGREE = /* @__PURE__ */ grade("Strongly agree", "非常同意");
const STRONGLY_DISAGREE = /* @__PURE__ */ grade("Strongly disagree", "非常不同意");
const VERY_SATISFIED = /* @__PURE__ */ grade("Very satisfied", "很满意");
const SATISFIED = /* @__PURE__ */ grade("Satisfied", "满意");
const NEUTRAL = /* @__PURE__ */ grade("Neutral", "一般");
const DISSATISFIED = /* @__PURE__ */ grade("Dissatisfied", "不满意");
const VERY_DISSATISFIED = /* @__PURE__ */ grade("Very dissatisfied", "很不满意");

/** Agreement in five grades. */
export const LIKERT_5: Scale = /* @__PURE__ */ scale("likert-5", [STRONGLY_DISAGREE, DISAGREE, NEITHER, AGREE, STRONGLY_AGREE]);

/** Agreement in seven grades. */
export const LIKERT_7: Scale = /* @__PURE__ */ scale("likert-7", [
  STRONGLY_DISAGREE,
  DISAGREE,
  /* @__PURE__ */ grade("Rather disagree", "比较不同意"),
  NEITHER,
  /* @__PURE__ */ grade("Rather agree", "比较同意"),
  AGREE,
  STRONGLY_AGREE,
]);

/** Satisfaction in five grades. */
export const SATISFACTION_5: Scale = /* @__PURE__ */ scale("satisfaction-5", [
  VERY_DISSATISFIED,
  DISSATISFIED,
  NEUTRAL,
  SATISFIED,
  VERY_SATISFIED,
]);

/** The textbooks' seven grades of satisfaction, from very dissatisfied to very satisfied. */
export const SATISFACTION_7: Scale = /* @__PURE__ */ scale("satisfaction-7", [
  VERY_DISSATISFIED,
  DISSATISFIED,
  /* @__PURE__ */ grade("Rather dissatisfied", "不太满意"),
  NEUTRAL,
  /* @__PURE__ */ grade("Rather satisfied", "较满意"),
  SATISFIED,
  VERY_SATISFIED,
]);

/** One to ten, as in the ACSI. */
export const TEN_POINT: Scale = { kind: "scale", key: "ten-point", from: 1, to: 10 };

/** Nothing to everything: answers that are already points. */
export const HUNDRED_POINTS: Scale = { kind: "scale", key: "hundred-points", from: 0, to: 100 };

function scale(key: string, grades: readonly BilingualName[]): Scale {
  return { kind: "scale", key, from: 1, to: grades.length, grades };
}

/** A scale must rise. */
export function checkScale(field: string, { from, to }: { readonly from: number; readonly to: number }): void {
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to))
    invalid(field, "a scale whose `from` is below its `to`, both finite", [from, to]);
}

/**
 * An answer as points from 0 to 100: (x − from) / (to − from) × 100. A mean of answers may be given too. Undefined for a
 * missing answer.
 *
 * @throws InvalidInputError for an answer off the scale
 * @example
 * scaleScore(SATISFACTION_7, 6).toFixed(2);
 * // => "83.33"
 * scaleScore(LIKERT_5, undefined);
 * // => undefined
 */
export function scaleScore(scale: Scale, answer: number): number;
export function scaleScore(scale: Scale, answer: Answer): number | undefined;
export function scaleScore(scale: Scale, answer: Answer): number | undefined {
  checkScale("scale", scale);
  const x = answerOf("answer", answer, scale.from, scale.to);
  return x === undefined ? undefined : (100 * (x - scale.from)) / (scale.to - scale.from);
}

/**
 * The answer that a grade's written name stands for, in English or Chinese, whatever its case; undefined for empty text.
 *
 * @throws InvalidInputError for text that names no grade of the scale
 * @example
 * answerFromName(SATISFACTION_7, "Very satisfied");
 * // => 7
 * answerFromName(SATISFACTION_7, "不太满意");
 * // => 3
 */
export function answerFromName(scale: Scale, text: string): number | undefined {
  if (typeof text !== "string") invalid("answer", "text", text);
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return undefined;
  const grades = scale.grades ?? [];
  const at = grades.findIndex(({ en, zh }) => en.toLowerCase() === wanted || zh === wanted);
  if (at < 0) invalid("answer", `a grade of ${scale.key}: ${grades.map(({ en }) => en).join(", ") || "it has no names"}`, text);
  return scale.from + at;
}

export interface ScaleSummary {
  /** How many were asked and how many answered. */
  readonly asked: number;
  readonly answered: number;
  /** answered ÷ asked; 0 when nobody was asked. */
  readonly coverage: number;
  /** On the scale, and in points from 0 to 100; undefined when nobody answered. */
  readonly mean: number | undefined;
  readonly score: number | undefined;
  /** With n − 1; undefined below two answers. */
  readonly standardDeviation: number | undefined;
  /** Answered within the best and the worst `boxes` grades, of those who answered. */
  readonly topBox: number | undefined;
  readonly bottomBox: number | undefined;
  /** topBox − bottomBox. */
  readonly netBox: number | undefined;
  /** How often each answer was given, lowest first. */
  readonly counts: readonly { readonly answer: number; readonly count: number }[];
}

/**
 * What a group answered: mean, points, top-box and bottom-box. `boxes` is how many grades belong to the top (1, or 2 for
 * top-two-box).
 *
 * @throws InvalidInputError for an answer off the scale, or boxes that overlap
 * @example
 * const summary = scaleSummary(LIKERT_5, [5, 5, 4, 2, null]);
 * [summary.score, summary.topBox, summary.coverage];
 * // => [75, 0.5, 0.8]
 */
export function scaleSummary(scale: Scale, answers: readonly Answer[], options: { readonly boxes?: number } = {}): ScaleSummary {
  const { boxes = 1 } = options;
  const { from, to } = scale;
  checkScale("scale", scale);
  if (!(Number.isInteger(boxes) && boxes >= 1 && boxes <= (to - from + 1) / 2))
    invalid("boxes", "a whole number from 1 to half of the grades", boxes);
  checkList("answers", answers);
  const given = answers.flatMap((answer, row) => answerOf("answer", answer, from, to, row) ?? []);
  const n = given.length;
  const counts = new Map<number, number>();
  for (const x of given) counts.set(x, (counts.get(x) ?? 0) + 1);
  const mean = meanOf(given);
  const share = (is: (x: number) => boolean): number | undefined => (n === 0 ? undefined : given.filter(is).length / n);
  const topBox = share((x) => x > to - boxes);
  const bottomBox = share((x) => x < from + boxes);
  const squares = mean === undefined ? 0 : given.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return {
    asked: answers.length,
    answered: n,
    coverage: answers.length === 0 ? 0 : n / answers.length,
    mean,
    score: mean === undefined ? undefined : (100 * (mean - from)) / (to - from),
    standardDeviation: n < 2 ? undefined : Math.sqrt(squares / (n - 1)),
    topBox,
    bottomBox,
    netBox: topBox === undefined ? undefined : topBox - bottomBox!,
    counts: [...counts].sort(([a], [b]) => a - b).map(([answer, count]) => ({ answer, count })),
  };
}
