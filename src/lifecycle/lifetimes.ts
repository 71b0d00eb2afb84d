/**
 * What a survival curve says in time: its quantiles and its mean up to a horizon.
 *
 * - [1] Brookmeyer, R. & Crowley, J. (1982). A confidence interval for the median survival time. Biometrics 38, 29–41.
 * - [2] Irwin, J. O. (1949). The standard error of an estimate of expectation of life. Journal of Hygiene 47, 188–189.
 */
import { invalid } from "../errors.js";
import { normalQuantile } from "../math/normal.js";
import type { KaplanMeier, SurvivalStep } from "./kaplan-meier.js";

/** A time with its interval [1]; undefined is what the curve does not come down to. */
export interface LifetimeQuantile {
  readonly time: number | undefined;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/** How near the curve must be to a level to lie on it. */
const ON_LEVEL = Math.sqrt(Number.EPSILON);

/**
 * The time by which a share of the subjects has met the event, with the times at which the bounds of the curve come down to the
 * same level. Where the curve is flat at the very level, the middle of the flat stretch.
 *
 * @param probability the share, between 0 and 1
 *
 * @example
 * const curve = kaplanMeier([3, 5, 8, 9].map((duration) => ({ duration, event: true })));
 * lifetimeQuantile(curve, 0.25).time; // => 4
 */
export function lifetimeQuantile(curve: KaplanMeier, probability: number): LifetimeQuantile {
  if (!(typeof probability === "number" && probability > 0 && probability < 1))
    invalid("probability", "a number between 0 and 1", probability);
  return {
    time: reached(curve.steps, ({ survival }) => survival, 1 - probability),
    lower: reached(curve.steps, ({ lower }) => lower, 1 - probability),
    upper: reached(curve.steps, ({ upper }) => upper, 1 - probability),
  };
}

/**
 * The median lifetime: by when half of the subjects have met the event; undefined while more than half are still there.
 *
 * @example
 * medianLifetime(kaplanMeier([3, 5, 8].map((duration) => ({ duration, event: true })))).time; // => 5
 * medianLifetime(kaplanMeier([{ duration: 3, event: false }])).time; // => undefined
 */
export function medianLifetime(curve: KaplanMeier): LifetimeQuantile {
  return lifetimeQuantile(curve, 0.5);
}

function reached(steps: readonly SurvivalStep[], of: (step: SurvivalStep) => number | undefined, level: number): number | undefined {
  const at = steps.findIndex((step) => (of(step) ?? Number.POSITIVE_INFINITY) <= level + ON_LEVEL);
  if (at < 0) return undefined;
  const { time } = steps[at]!;
  if (of(steps[at]!)! < level - ON_LEVEL) return time;
  const below = steps.slice(at).find((step) => of(step) === undefined || of(step)! < level - ON_LEVEL);
  return (time + (below ?? steps.at(-1)!).time) / 2;
}

/** The mean of the lifetimes, each counted up to a horizon at most. */
export interface RestrictedMean {
  readonly upTo: number;
  readonly mean: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The restricted mean lifetime: the area under the curve up to a horizon, with the standard error of [2].
 *
 * @param options.upTo default the last time at which anybody was watched; not past it, unless nobody is left
 *
 * @example
 * const curve = kaplanMeier([{ duration: 4, event: true }, { duration: 10, event: false }]);
 * restrictedMean(curve).mean; // => 7
 * restrictedMean(curve, { upTo: 6 }).mean; // => 5
 */
export function restrictedMean(curve: KaplanMeier, options: { readonly upTo?: number } = {}): RestrictedMean {
  const { steps, confidence } = curve;
  const last = steps.at(-1)!;
  const { upTo = last.time } = options;
  if (!Number.isFinite(upTo) || !(upTo > 0 || upTo === last.time) || (upTo > last.time && last.survival > 0))
    invalid("upTo", `a number above 0, up to ${last.time}, the last time anybody was watched`, upTo);
  let area = 0;
  let variance = 0;
  // From the end: what lies under the curve after a step is what its chance shakes.
  for (let i = steps.length - 1, until = upTo; i >= 0; i--) {
    const { time, survival, atRisk: n, events: d } = steps[i]!;
    if (time > upTo) continue;
    area += survival * (until - time);
    until = time;
    if (d > 0 && area > 0) variance += (area * area * d) / (n * (n - d));
  }
  const mean = area + Math.min(upTo, steps[0]!.time);
  const standardError = Math.sqrt(variance);
  const width = normalQuantile((1 + confidence) / 2) * standardError;
  return { upTo, mean, standardError, lower: Math.max(0, mean - width), upper: Math.min(upTo, mean + width) };
}
