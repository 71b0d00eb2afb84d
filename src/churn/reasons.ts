/** Why a customer is likely to leave, in words: the largest contributions of `explainChurn`, said by a table. */
import { InvalidInputError, invalid } from "../errors.js";
import { type ChurnExplanation, explainChurn } from "./explain.js";
import type { ChurnModel } from "./model.js";
import type { Point, PointValue, UnknownCategory } from "./points.js";
import { type Bilingual, CHURN_REASONS, OTHER_REASON, type ReasonWording, UNKNOWN_REASON } from "./reason-table.js";
import { whole } from "./settings.js";

export interface ReasonOptions {
  /** Most reasons: 3. */
  readonly most?: number;
  /** Wording by feature, before that of `CHURN_REASONS`; a feature in neither is said as "plan is basic". */
  readonly wording?: Readonly<Record<string, ReasonWording>>;
  readonly unknownCategory?: UnknownCategory;
}

export interface ChurnReason<Name extends string = string> {
  readonly feature: Name;
  readonly value: PointValue;
  /** Towards leaving: above 0, in the scale of `explainChurn`. */
  readonly contribution: number;
  /** Of all contributions towards leaving, 0 to 1. */
  readonly share: number;
  readonly text: Bilingual;
  /** What to try. */
  readonly action: Bilingual;
}

/**
 * What speaks for leaving, the strongest first, with what to try against it; empty when nothing does.
 *
 * @throws InvalidInputError as `churnProbability`.
 *
 * @example
 * const stump = [{ cover: 10, value: 0.4, feature: 0, threshold: 2, left: 1, right: 2 }, { cover: 6, value: 0 }, { cover: 4, value: 1 }];
 * const [reason] = churnReasons(forestFromNodes([stump], ["overdueRatio"]), { overdueRatio: 3.21 });
 * reason.text.en; // => "has not bought for 3.2 times the usual gap"
 * reason.text.zh; // => "未购买时间已达平时间隔的3.2倍"
 */
export function churnReasons<Name extends string>(
  model: ChurnModel<Name>,
  point: Point<Name>,
  options: ReasonOptions = {},
): ChurnReason<Name>[] {
  return reasonsOf(explainChurn(model, point, options.unknownCategory), options);
}

/**
 * The same of an explanation that is already there.
 *
 * @example
 * const contributions = [{ feature: "plan", value: "basic", contribution: 0.3 }, { feature: "visits", value: 9, contribution: -0.1 }];
 * const [reason, ...others] = reasonsOf({ scale: "log-odds", base: 0, prediction: 0.2, contributions });
 * reason.text.en; // => "plan is basic"
 * others.length; // => 0
 */
export function reasonsOf<Name extends string>(
  { contributions }: ChurnExplanation<Name>,
  { most = 3, wording = {} }: ReasonOptions = {},
): ChurnReason<Name>[] {
  whole("most", most, 0);
  const towards = contributions.filter(({ contribution }) => contribution > 0);
  const total = towards.reduce((sum, { contribution }) => sum + contribution, 0);
  return towards.slice(0, most).map(({ feature, value, contribution }) => {
    const words = wordsFor(feature, wording);
    const said = { feature, value: spoken(value, words.decimals) };
    const text = value === undefined || value === null ? UNKNOWN_REASON : value === 0 && words.zero !== undefined ? words.zero : words.text;
    return { feature, value, contribution, share: contribution / total, text: filled(text, said), action: filled(words.action, said) };
  });
}

function wordsFor(feature: string, wording: Readonly<Record<string, ReasonWording>>): ReasonWording {
  if (Object.hasOwn(wording, feature)) return checked(feature, wording[feature]!);
  return Object.hasOwn(CHURN_REASONS, feature) ? CHURN_REASONS[feature as keyof typeof CHURN_REASONS] : OTHER_REASON;
}

function checked(feature: string, words: ReasonWording): ReasonWording {
  for (const part of ["text", "action"] as const) {
    for (const language of ["en", "zh"] as const) {
      const text = words[part]?.[language];
      if (typeof text !== "string")
        throw new InvalidInputError([{ row: -1, field: `wording.${feature}.${part}.${language}`, expected: "a text", received: text }]);
    }
  }
  if (![0, 1, 2, "percent"].includes(words.decimals)) invalid(`wording.${feature}.decimals`, '0, 1, 2 or "percent"', words.decimals);
  return words;
}

function spoken(value: PointValue, decimals: ReasonWording["decimals"]): string {
  if (typeof value !== "number") return String(value);
  if (decimals === "percent") return `${trimmed(100 * value, 0)} %`;
  return trimmed(value, decimals);
}

/** Rounded, without zeros at the end; "0" and never "-0". */
function trimmed(value: number, decimals: number): string {
  const text = String(Number(value.toFixed(decimals)));
  return text === "-0" ? "0" : text;
}

function filled(text: Bilingual, said: Readonly<Record<string, string>>): Bilingual {
  const fill = (words: string): string => words.replace(/\{(feature|value)\}/g, (_, name: string) => said[name]!);
  return { en: fill(text.en), zh: fill(text.zh) };
}
