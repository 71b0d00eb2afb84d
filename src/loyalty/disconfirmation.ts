/**
 * What was experienced against what was expected.
 *
 * [1] Oliver, R. L. (1980). A cognitive model of the antecedents and consequences of satisfaction decisions. Journal of
 *     Marketing Research 17(4), 460-469.
 */
import { invalid } from "../errors.js";
import { type Answer, answerOf, type BilingualName, checkList, checkRespondent, meanOf } from "./answers.js";
import { checkScale, type Scale } from "./scales.js";

export type PerceptionKey = "far_above" | "above" | "equal" | "below" | "far_below";

export interface PerceptionLevel {
  readonly key: PerceptionKey;
  /** The answer when a survey asks for the level itself: 5 far above … 1 far below. */
  readonly answer: number;
  readonly name: BilingualName;
  readonly description: string;
  readonly action: string;
}

/** The five levels, best first. */
export const PERCEPTION_LEVELS: readonly PerceptionLevel[] = [
  {
    key: "far_above",
    answer: 5,
    name: { en: "Far above expectation", zh: "远超期望" },
    description: "Surprised and delighted.",
    action: "Ask for a review and a referral while the delight lasts.",
  },
  {
    key: "above",
    answer: 4,
    name: { en: "Above expectation", zh: "超出期望" },
    description: "Satisfied, with something to tell.",
    action: "Thank them and find out what was better than expected.",
  },
  {
    key: "equal",
    answer: 3,
    name: { en: "As expected", zh: "符合期望" },
    description: "Got what was promised and no more.",
    action: "Keep the promise; a competitor's small advantage is enough to lose them.",
  },
  {
    key: "below",
    answer: 2,
    name: { en: "Below expectation", zh: "低于期望" },
    description: "Disappointed.",
    action: "Ask what was missing and put it right; check what was promised.",
  },
  {
    key: "far_below",
    answer: 1,
    name: { en: "Far below expectation", zh: "远低于期望" },
    description: "Angry, and likely to say so to others.",
    action: "Call, apologise and make good before anything else is sold.",
  },
];

export interface Perception {
  readonly expectation?: Answer;
  readonly experience?: Answer;
}

export interface DisconfirmationOptions {
  /** The scale of both answers. */
  readonly scale: Scale;
  /** A difference up to this many points of the scale is "equal"; half a grade. */
  readonly equalWithin?: number;
  /** From this difference on it is "far"; a grade and a half. */
  readonly farFrom?: number;
}

export interface Disconfirmation {
  /** experience − expectation, in points of the scale; undefined when either is missing. */
  readonly difference: number | undefined;
  readonly level: PerceptionKey | undefined;
  readonly name: BilingualName | undefined;
}

/**
 * Experience less expectation, and its level: equal while |difference| ≤ `equalWithin`, far from `farFrom` on.
 *
 * @param row position in a list, for the error to name
 * @throws InvalidInputError for an answer off the scale, or cut-offs out of order
 * @example
 * disconfirmation({ expectation: 5, experience: 7 }, { scale: SATISFACTION_7 }).level;
 * // => "far_above"
 * disconfirmation({ expectation: 5, experience: 4 }, { scale: SATISFACTION_7 }).name?.zh;
 * // => "低于期望"
 */
export function disconfirmation(one: Perception, options: DisconfirmationOptions, row = -1): Disconfirmation {
  const { scale, equalWithin = 0.5, farFrom = 1.5 } = options;
  checkScale("scale", scale);
  if (!(Number.isFinite(equalWithin) && Number.isFinite(farFrom) && equalWithin >= 0 && equalWithin < farFrom))
    invalid("equalWithin, farFrom", "0 or more, and the first below the second", [equalWithin, farFrom]);
  checkRespondent("answers", one, row);
  const expected = answerOf("expectation", one.expectation, scale.from, scale.to, row);
  const experienced = answerOf("experience", one.experience, scale.from, scale.to, row);
  if (expected === undefined || experienced === undefined) return { difference: undefined, level: undefined, name: undefined };
  const difference = experienced - expected;
  const size = Math.abs(difference);
  const step = size <= equalWithin ? 0 : size < farFrom ? 1 : 2;
  const level = PERCEPTION_LEVELS[2 - Math.sign(difference) * step]!;
  return { difference, level: level.key, name: level.name };
}

export interface DisconfirmationSummary {
  readonly asked: number;
  /** Gave both answers. */
  readonly answered: number;
  readonly coverage: number;
  readonly meanDifference: number | undefined;
  /** Best level first; `share` is of those who answered, undefined when nobody did. */
  readonly levels: readonly (PerceptionLevel & { readonly count: number; readonly share: number | undefined })[];
}

/**
 * The perception table of a group.
 *
 * @throws InvalidInputError as `disconfirmation`, with the row
 * @example
 * const asked = [{ expectation: 4, experience: 5 }, { expectation: 4, experience: 4 }, { expectation: 3 }];
 * const summary = disconfirmationSummary(asked, { scale: LIKERT_5 });
 * summary.levels.map(({ count }) => count);
 * // => [0, 1, 1, 0, 0]
 * summary.coverage.toFixed(2);
 * // => "0.67"
 */
export function disconfirmationSummary(answers: readonly Perception[], options: DisconfirmationOptions): DisconfirmationSummary {
  checkList("answers", answers);
  const all = answers.map((one, row) => disconfirmation(one, options, row));
  const differences = all.flatMap(({ difference }) => difference ?? []);
  const answered = differences.length;
  return {
    asked: answers.length,
    answered,
    coverage: answers.length === 0 ? 0 : answered / answers.length,
    meanDifference: meanOf(differences),
    levels: PERCEPTION_LEVELS.map((level) => {
      const count = all.filter((one) => one.level === level.key).length;
      return { ...level, count, share: answered === 0 ? undefined : count / answered };
    }),
  };
}
