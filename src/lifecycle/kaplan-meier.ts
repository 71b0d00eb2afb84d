/**
 * The share that is still there after each time, when not everybody was watched to the end.
 *
 * - [1] Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations. JASA 53, 457–481.
 * - [2] Greenwood, M. (1926). The natural duration of cancer. Reports on Public Health and Medical Subjects 33: the variance.
 * - [3] Kalbfleisch, J. D. & Prentice, R. L. (1980). The Statistical Analysis of Failure Time Data, 1.3: the interval of ln(−ln S).
 */
import { invalid } from "../errors.js";
import { normalQuantile } from "../math/normal.js";
import { checkedConfidence, riskTable, type SurvivalSubject, subjectColumns } from "./subjects.js";

/** One distinct time, of events or of censoring alone. */
export interface SurvivalStep {
  readonly time: number;
  /** Subjects watched just before the time; those censored at it are among them. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** Ŝ: the share still there after the time. */
  readonly survival: number;
  /** Of Ŝ, by [2]; undefined where nobody is left. */
  readonly standardError: number | undefined;
  /** Undefined where Ŝ is 1 or 0 and the log-log or log interval has no width to tell. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/** How an interval is made: of ln(−ln S) [3] (default), which stays within 0 and 1; of ln S; or of S itself, cut at 0 and 1. */
export type SurvivalInterval = "log-log" | "log" | "plain";

/** A survival curve; plain JSON. Before the first step Ŝ is 1. */
export interface KaplanMeier {
  readonly kind: "kaplan-meier";
  readonly schemaVersion: 1;
  readonly subjects: number;
  readonly events: number;
  readonly confidence: number;
  readonly interval: SurvivalInterval;
  readonly steps: readonly SurvivalStep[];
}

export interface KaplanMeierOptions {
  /** Default .95. */
  readonly confidence?: number;
  readonly interval?: SurvivalInterval;
}

/**
 * The product-limit estimate [1]: at each time the share still there is multiplied by 1 − events ÷ at risk.
 *
 * @throws InvalidInputError for a duration below 0 or not finite, an event that is not true or false (or 1 or 0), with its row.
 *
 * @example
 * const curve = kaplanMeier([
 *   { duration: 3, event: true },
 *   { duration: 5, event: false },
 *   { duration: 8, event: true },
 *   { duration: 9, event: false },
 * ]);
 * curve.steps.map(({ survival }) => survival); // => [0.75, 0.75, 0.375, 0.375]
 * curve.steps[0].standardError; // => 0.2165
 */
export function kaplanMeier(subjects: readonly SurvivalSubject[], options: KaplanMeierOptions = {}): KaplanMeier {
  const { confidence = 0.95, interval = "log-log" } = options;
  const z = normalQuantile((1 + checkedConfidence(confidence)) / 2);
  if (!Object.hasOwn(BOUNDS, interval)) invalid("interval", '"log-log", "log" or "plain"', interval);
  const bounds = BOUNDS[interval];
  const { times, atRisk, events, censored } = riskTable(subjectColumns(subjects));
  let survival = 1;
  let variance = 0;
  let happened = 0;
  const steps = Array.from(times, (time, i): SurvivalStep => {
    const n = atRisk[i]!;
    const d = events[i]!;
    survival *= (n - d) / n;
    if (d > 0) variance += d / (n * (n - d));
    happened += d;
    const known = survival > 0;
    const [lower, upper] = known ? bounds(survival, z * Math.sqrt(variance)) : [undefined, undefined];
    return {
      time,
      atRisk: n,
      events: d,
      censored: censored[i]!,
      survival,
      standardError: known ? survival * Math.sqrt(variance) : undefined,
      lower,
      upper,
    };
  });
  return { kind: "kaplan-meier", schemaVersion: 1, subjects: atRisk[0]!, events: happened, confidence, interval, steps };
}

type Bounds = (survival: number, width: number) => readonly [number | undefined, number | undefined];

/** `width` is z standard errors of ln S. */
const BOUNDS: Readonly<Record<SurvivalInterval, Bounds>> = {
  "log-log": (survival, width) => {
    if (survival === 1) return [undefined, undefined];
    const theta = width / Math.log(survival);
    return [survival ** Math.exp(-theta), survival ** Math.exp(theta)];
  },
  log: (survival, width) => [survival * Math.exp(-width), Math.min(1, survival * Math.exp(width))],
  plain: (survival, width) => [Math.max(0, survival - survival * width), Math.min(1, survival + survival * width)],
};

/**
 * The share still there after a time: Ŝ of the last step at or before it. Undefined after the last time anybody was watched,
 * unless the curve has come to 0.
 *
 * @example
 * const curve = kaplanMeier([{ duration: 3, event: true }, { duration: 5, event: false }]);
 * survivalAt(curve, 4); // => 0.5
 * survivalAt(curve, 6); // => undefined
 */
export function survivalAt(curve: KaplanMeier, time: number): number | undefined {
  if (!(typeof time === "number" && time >= 0)) invalid("time", "a number, 0 or more", time);
  const at = stepAt(curve.steps, time);
  const last = curve.steps.length - 1;
  if (at === last && time > curve.steps[last]!.time && curve.steps[last]!.survival > 0) return undefined;
  return at < 0 ? 1 : curve.steps[at]!.survival;
}

/** The last step at or before a time; −1 before the first. */
export function stepAt(steps: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
