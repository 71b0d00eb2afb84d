/** Why a customer is likely to leave, in words: the largest contributions of `explainChurn`, said by a table. */
import { InvalidInputError, invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { type ChurnExplanation, explainChurn } from "./explain.js";
import type { ChurnModel } from "./model.js";
import type { Point, PointValue, UnknownCategory } from "./points.js";
import { type Bilingual, CHURN_REASONS, OTHER_REASON, type ReasonWording, UNKNOWN_REASON } from "./reason-table.js";

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
  checkCount("most", most, 0);
  const towards = contributions.filter(({ contribution }) => contribution > 0);
  const total = towards.reduce((sum, { contribution }) => sum + contribution, 0);
  const known = new Map<string, PointValue>(contributions.map(({ feature, value }) => [feature, value]));
  return towards.slice(0, most).map(({ feature, value, contribution }) => {
    const words = wordsFor(feature, wording, known);
    const { text, action } = said(words, value, known.get("frequency") === 1);
    const number = spoken(text === words.negative ? -(value as number) : value, words.decimals);
    const share = contribution / total;
    return { feature, value, contribution, share, text: filled(text, feature, number), action: filled(action, feature, number) };
  });
}

/** What suits the value and the customer. */
function said(words: ReasonWording, value: PointValue, once: boolean): { readonly text: Bilingual; readonly action: Bilingual } {
  const { action } = words;
  if (value === undefined || value === null) return { text: UNKNOWN_REASON, action };
  if (once && words.once !== undefined) return words.once;
  if (typeof value !== "number") return { text: words.text, action };
  const reads = spoken(value, words.decimals);
  if (value === 0 && words.zero !== undefined) return { text: words.zero, action };
  if (reads === "1" && words.one !== undefined) return { text: words.one, action };
  if (reads.startsWith("-") && words.negative !== undefined) return { text: words.negative, action };
  return { text: words.text, action };
}

function wordsFor(
  feature: string,
  wording: Readonly<Record<string, ReasonWording>>,
  known: ReadonlyMap<string, PointValue>,
): ReasonWording {
  if (Object.hasOwn(wording, feature)) return checked(feature, wording[feature]!);
  // without a gap between purchases it is the days themselves
  if (feature === "overdueRatio" && known.get("meanGap") === 0) return CHURN_REASONS.recency;
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
  if (decimals === "percent") return value > 0 && value < 0.005 ? "less than 1 %" : `${trimmed(100 * value, 0)} %`;
  return trimmed(value, decimals);
}

/** Rounded, without zeros at the end; "0" and never "-0". */
function trimmed(value: number, decimals: number): string {
  const text = String(Number(value.toFixed(decimals)));
  return text === "-0" ? "0" : text;
}

function filled(text: Bilingual, feature: string, value: string): Bilingual {
  const fill = (words: string, number: string): string =>
    words.replace(/\{(?:(feature)|value|([^{}|]*)\|([^{}|]*))\}/g, (_, named?: string, one?: string, many?: string) =>
      named !== undefined ? feature : many !== undefined ? (value === "1" ? one! : many) : number,
    );
  return { en: fill(text.en, value), zh: fill(text.zh, value.replace(/^less than /, "不到").replace(/ %$/, "%")) };
}
