/**
 * Week by week: repeat purchases of all customers as they came, and as the model expects them of customers who began when these
 * did. It shows what a single total hides: a trend, a season, the day from which the forecast goes wrong.
 *
 * - [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). "Counting your customers" the easy way. Marketing Science 24(2),
 *   figures 2 and 3.
 */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { type DateLike, dayOf, isoDay } from "../transactions/day.js";
import type { Ledger, Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { expectationOf } from "./model.js";
import { type Season, seasonIndexOf } from "./season-index.js";
import type { DailyModel } from "./value.js";

export interface TrackingOptions {
  /** The last day tracked. */
  readonly until: DateLike;
  /** The first day of the first period; that of the first purchase. */
  readonly from?: DateLike;
  /** Whole days in a period; a rest shorter than that is left out. 7. */
  readonly stepDays?: number;
  /** Only customers whose first purchase came up to this day: those the model was fitted to. All. */
  readonly acquiredBy?: DateLike;
  /** Multiplies what is expected on each day. */
  readonly season?: Season;
}

export interface TrackingPeriod {
  /** Days `from` to `to`, both included, as ISO dates. */
  readonly from: string;
  readonly to: string;
  /** Repeat purchases in the period. */
  readonly actual: number;
  readonly expected: number;
  readonly cumulativeActual: number;
  readonly cumulativeExpected: number;
}

/**
 * Actual and expected repeat purchases, period by period and summed up. A customer's clock starts on the day of the first purchase.
 *
 * @throws InvalidInputError for bad rows and dates, and when `until` leaves no period.
 *
 * @example
 * const rows = simulateShop(EXAMPLE_SHOP, { customers: 200, days: 365, arrivals: 90 });
 * const model = fitBgNbd(purchaseHistories(rows, { asOf: "2025-09-30" }));
 * const weeks = tracking(model, rows, { until: "2025-12-31" });
 * weeks.length; // => 52
 * weeks[51].cumulativeActual === weeks.reduce((sum, { actual }) => sum + actual, 0); // => true
 */
export function tracking(model: DailyModel, purchases: Purchases, options: TrackingOptions): TrackingPeriod[] {
  const ledger = asGrouped(purchases);
  const { stepDays = 7, season } = options;
  checkCount("stepDays", stepDays, 1);
  const read = (date: DateLike, field: string): number => dayOf(date, ledger.options?.timeZone, field);
  const until = read(options.until, "until");
  const { births, repeats } = repeatDays(ledger, options.acquiredBy === undefined ? until : read(options.acquiredBy, "acquiredBy"));
  if (births.size === 0) invalid("purchases", "rows with at least one purchase", births.size);
  const start = options.from === undefined ? Math.min(...births.keys()) : read(options.from, "from");
  const periods = Math.floor((until - start + 1) / stepDays);
  if (periods < 1) invalid("until", `late enough for one period of ${stepDays} days from ${isoDay(start)}`, options.until);

  const daily = expectedByDay(model, births, start, until, season);
  const rows: TrackingPeriod[] = [];
  let cumulativeActual = 0;
  let cumulativeExpected = 0;
  for (let period = 0; period < periods; period++) {
    const first = start + period * stepDays;
    let actual = 0;
    let expected = 0;
    for (let day = first; day < first + stepDays; day++) {
      actual += repeats.get(day) ?? 0;
      expected += daily[day - start]!;
    }
    cumulativeActual += actual;
    cumulativeExpected += expected;
    rows.push({ from: isoDay(first), to: isoDay(first + stepDays - 1), actual, expected, cumulativeActual, cumulativeExpected });
  }
  return rows;
}

/** How many customers bought first on each day, and how many repeat purchases they made on each. */
export function repeatDays(
  { offsets, days, purchase }: Pick<Ledger, "offsets" | "days" | "purchase">,
  acquiredBy: number,
): { births: Map<number, number>; repeats: Map<number, number> } {
  const births = new Map<number, number>();
  const repeats = new Map<number, number>();
  for (let c = 0; c + 1 < offsets.length; c++) {
    let begun = false;
    for (let row = offsets[c]!; row < offsets[c + 1]!; row++) {
      if (!purchase[row]) continue;
      const day = days[row]!;
      if (!begun && day > acquiredBy) break;
      const counts = begun ? repeats : births;
      counts.set(day, (counts.get(day) ?? 0) + 1);
      begun = true;
    }
  }
  return { births, repeats };
}

/** Repeat purchases expected on each day from `start` to `until`: customers who begin on one day are one sum. */
export function expectedByDay(
  model: DailyModel,
  births: ReadonlyMap<number, number>,
  start: number,
  until: number,
  season?: Season,
): Float64Array {
  const first = Math.min(...births.keys());
  const expectation = expectationOf<DailyModel>(model, "newcomer");
  const byAge = Float64Array.from({ length: Math.max(0, until - first + 1) }, (_, age) => expectation(age));
  const daily = new Float64Array(until - start + 1);
  for (const [birth, count] of births) {
    for (let day = Math.max(start, birth + 1); day <= until; day++) {
      daily[day - start]! += count * Math.max(0, byAge[day - birth]! - byAge[day - birth - 1]!);
    }
  }
  if (season !== undefined) for (let i = 0; i < daily.length; i++) daily[i]! *= seasonIndexOf(season, start + i);
  return daily;
}
