/**
 * A calendar index from a ledger: repeat purchases in each month or week of the year over those the model expects there, pulled
 * towards 1 the more the less there is to go by.
 *
 * - [1] Gamma–Poisson shrinkage: Clayton, D. & Kaldor, J. (1987). Empirical Bayes estimates of age-standardized relative risks.
 *   Biometrics 43(3), 671–681. The strength is that of the highest marginal (negative binomial) likelihood.
 */
import { invalid } from "../errors.js";
import { logGamma } from "../math/log-gamma.js";
import { compensatedSum } from "../math/sum.js";
import { civilDay, type DateLike, dayOf, isoDay } from "../transactions/day.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { MS_PER_DAY } from "../transactions/zone.js";
import { assertSeason, type Season, seasonBin, seasonIndexOf } from "./season-index.js";
import { expectedByDay, repeatDays } from "./tracking.js";
import type { DailyModel } from "./value.js";

export interface SeasonOptions {
  /** The last day that is seen. */
  readonly asOf: DateLike;
  /** "month". Weeks need several years. */
  readonly by?: Season["by"];
  /** Purchases' worth of belief in "no season"; learned from how much the bins differ. */
  readonly strength?: number;
}

export interface FittedSeason extends Season {
  /** Repeat purchases in each bin, and those the model expects, brought to the same sum. */
  readonly actual: readonly number[];
  readonly expected: readonly number[];
  readonly strength: number;
  readonly notes: readonly string[];
}

/**
 * The index of each month (or week) up to `asOf`. A bin never seen keeps the index of no season. Fit the model first, on the
 * same histories; then give the season to `tracking` and `expectedPurchasesInSeason`.
 *
 * @throws InvalidInputError for bad rows, dates that are none, nothing to go by, and a `strength` that is no positive number.
 *
 * @example
 * const rows = simulateShop(EXAMPLE_SHOP, { customers: 500, days: 730 });
 * const asOf = "2026-12-31";
 * const season = fitSeason(rows, fitMbgNbd(purchaseHistories(rows, { asOf })), { asOf });
 * season.index.length; // => 12
 * season.index[11] > season.index[0]; // => true
 */
export function fitSeason(purchases: Purchases, model: DailyModel, options: SeasonOptions): FittedSeason {
  const ledger = asGrouped(purchases);
  const { by = "month" } = options;
  const bins = by === "month" ? 12 : by === "week" ? 52 : invalid("by", '"month" or "week"', by);
  if (options.strength !== undefined && !(options.strength > 0 && options.strength < Number.POSITIVE_INFINITY)) {
    invalid("strength", "a finite number above 0", options.strength);
  }
  const last = dayOf(options.asOf, ledger.options?.timeZone, "asOf");
  const { births, repeats } = repeatDays(ledger, last);
  const start = Math.min(...births.keys());
  if (births.size === 0 || start === last) invalid("purchases", "rows with purchases before asOf", births.size);
  const daily = expectedByDay(model, births, start, last);
  const actual = new Array<number>(bins).fill(0);
  const expected = new Array<number>(bins).fill(0);
  for (let day = start; day <= last; day++) {
    const bin = seasonBin(by, day);
    actual[bin]! += repeats.get(day) ?? 0;
    expected[bin]! += daily[day - start]!;
  }
  const total = compensatedSum(actual);
  if (!(total > 0)) invalid("purchases", "rows with at least one repeat purchase up to asOf", total);
  const level = total / compensatedSum(expected);
  const scaled = expected.map((value) => value * level);
  const strength = options.strength ?? learnedStrength(actual, scaled);
  const raw = actual.map((count, bin) => (strength + count) / (strength + scaled[bin]!));
  const lengths = binLengths(by);
  const mean = compensatedSum(raw.map((value, bin) => value * lengths[bin]!)) / 365;
  const season: Season = { kind: "season", schemaVersion: 1, by, index: raw.map((value) => value / mean) };
  return {
    ...season,
    actual,
    expected: scaled,
    strength,
    notes: [...coverageNotes(by, start, last), ...seasonNotes(season, { asOf: last * MS_PER_DAY })],
  };
}

/**
 * What the calendar does to a model calibrated up to `asOf`: a note when that day cuts a season in two, or when one begins after it.
 *
 * @example
 * const season = { kind: "season", schemaVersion: 1, by: "month", index: [0.8, 0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1.2, 1.4] };
 * seasonNotes(season, { asOf: "2026-12-09" }).length; // => 1
 * seasonNotes(season, { asOf: "2026-06-30" }).length; // => 0
 */
export function seasonNotes(season: Season, { asOf, timeZone = "UTC" }: { readonly asOf: DateLike; readonly timeZone?: string }): string[] {
  assertSeason(season);
  const day = dayOf(asOf, timeZone, "asOf");
  const here = seasonIndexOf(season, day);
  const next = seasonIndexOf(season, day + 1);
  const cut = seasonBin(season.by, day) === seasonBin(season.by, day + 1);
  if (cut && Math.abs(here - 1) > STRONG) {
    return [
      `The calibration ends on ${isoDay(day)}, in the middle of a ${here > 1 ? "high" : "low"} season (index ${here.toFixed(2)}): the last days weigh on who seems to have left. End it between seasons, and forecast with the season.`,
    ];
  }
  if (!cut && Math.abs(next - here) > STRONG) {
    return [
      `A ${next > here ? "higher" : "lower"} season (index ${next.toFixed(2)} after ${here.toFixed(2)}) begins on the day after the calibration ends: forecast with the season.`,
    ];
  }
  return [];
}

/** An index this far from 1 is a season. */
const STRONG = 0.15;

/** [1]: golden-section search over ln κ. Where nothing but chance is seen, κ is as large as it may be. */
function learnedStrength(actual: readonly number[], expected: readonly number[]): number {
  const logLikelihood = (log: number): number => {
    const k = Math.exp(log);
    return actual.reduce((total, count, bin) => {
      const mean = expected[bin]!;
      return mean > 0 ? total + logGamma(k + count) - logGamma(k) - k * Math.log1p(mean / k) - count * Math.log(k + mean) : total;
    }, 0);
  };
  let low = Math.log(0.1);
  let high = Math.log(1e6);
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 60; i++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (logLikelihood(left) >= logLikelihood(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Days of each bin in a year of 365. */
function binLengths(by: Season["by"]): number[] {
  const lengths = new Array<number>(by === "month" ? 12 : 52).fill(0);
  const start = civilDay(2025, 1, 1);
  for (let day = start; day < start + 365; day++) lengths[seasonBin(by, day)]!++;
  return lengths;
}

function coverageNotes(by: Season["by"], start: number, last: number): string[] {
  const days = last - start + 1;
  if (days >= 730) return [];
  const years = days < 365 ? `less than a year (${days} days)` : "less than two years";
  return [
    `The index rests on ${years}: a ${by} seen once, or never, cannot tell a season from an accident. Take two years or more where there are.`,
  ];
}
