/** A calendar index: how much more, or less, is bought in each month or week of the year than the model says. */
import { invalid } from "../errors.js";
import { civilDay, type DateLike, dayOf, isoDay } from "../transactions/day.js";
import type { CustomerOf } from "./model.js";
import { expectationOf } from "./model.js";
import type { DailyModel } from "./value.js";

/** Plain data; `index` has a mean of 1 over the days of a year. */
export interface Season {
  readonly kind: "season";
  readonly schemaVersion: 1;
  /** 12 months, or 52 weeks of 7 days from January 1st, the last of 8 or 9. */
  readonly by: "month" | "week";
  readonly index: readonly number[];
}

/** Which month (0 to 11) or week (0 to 51) a day falls in. */
export function seasonBin(by: Season["by"], day: number): number {
  const iso = isoDay(day);
  if (by === "month") return Number(iso.slice(-5, -3)) - 1;
  const yearStart = civilDay(Number(iso.slice(0, -6)), 1, 1);
  return Math.min(51, Math.floor((day - yearStart) / 7));
}

/** The index of a day. */
export function seasonIndexOf({ by, index }: Season, day: number): number {
  return index[seasonBin(by, day)]!;
}

/**
 * E[purchases] in the days ahead, what falls on each day multiplied by its index. Who buys more in December is not taken to be
 * livelier: the model of the customer stays as it is.
 *
 * @throws InvalidInputError for an index that cannot be, dates that are none, and as `expectedPurchases`.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * const season = { kind: "season", schemaVersion: 1, by: "month", index: [0.8, 0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1.2, 1.4] };
 * const ann = { repeats: 2, lastPurchaseAge: 213, age: 272 };
 * const december = expectedPurchasesInSeason(model, ann, 31, { season, asOf: "2026-11-30" });
 * (december / expectedPurchases(model, ann, 31)).toFixed(6); // => "1.400000"
 */
export function expectedPurchasesInSeason<Model extends DailyModel>(
  model: Model,
  customer: CustomerOf<Model> | "newcomer",
  days: number,
  { season, asOf, timeZone = "UTC" }: { readonly season: Season; readonly asOf: DateLike; readonly timeZone?: string },
): number {
  assertSeason(season);
  if (!(Number.isFinite(days) && days >= 0 && days <= LONGEST)) invalid("days", `a number of days from 0 to ${LONGEST}`, days);
  const today = dayOf(asOf, timeZone, "asOf");
  const expectation = expectationOf<DailyModel>(model, customer);
  let sum = 0;
  let before = 0;
  let reached = 0;
  while (reached < days) {
    const index = seasonIndexOf(season, today + Math.floor(reached) + 1);
    do reached = Math.min(days, Math.floor(reached) + 1);
    while (reached < days && seasonIndexOf(season, today + Math.floor(reached) + 1) === index);
    const next = expectation(reached);
    sum += index * Math.max(0, next - before);
    before = next;
  }
  return sum;
}

const LONGEST = 36_500;

export function assertSeason({ by, index }: Season): void {
  const length = by === "month" ? 12 : by === "week" ? 52 : invalid("season.by", '"month" or "week"', by);
  if (!(Array.isArray(index) && index.length === length)) invalid("season.index", `an array of ${length} numbers`, index);
  const wrong = index.findIndex((value) => !(Number.isFinite(value) && value >= 0));
  if (wrong >= 0) invalid(`season.index[${wrong}]`, "a finite number, 0 or more", index[wrong]);
}
