/**
 * Customers by the period of their first purchase, and what became of them.
 *
 * - [1] Farris, P. W., Bendle, N. T., Pfeifer, P. E. & Reibstein, D. J. (2010). Marketing Metrics, 2nd ed., chapter 5: retention.
 */
import { roundMoney } from "../math/round.js";
import { type CalendarUnit, calendar } from "../transactions/calendar.js";
import { dayOf, isoDay } from "../transactions/day.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { addCustomer, checkedPeriods, firstPurchases, openTally, type Tally } from "./cohort-tally.js";

/** One cohort. Every array holds a value for each period of its age: 0 is the period of the first purchase. */
export interface Cohort {
  /** The period of the first purchases: "2011-12". */
  readonly cohort: string;
  /** First day of that period, "YYYY-MM-DD". */
  readonly from: string;
  /** Customers: the denominator of all rates. */
  readonly size: number;
  /** Customers who bought in the period: `active[0]` is the size. */
  readonly active: readonly number[];
  /** Classic (N-period) retention: active ÷ size. */
  readonly retention: readonly number[];
  /** Customers who bought in the period or any later one up to `asOf`, and rolling retention. What is yet to come can only raise it. */
  readonly activeOrLater: readonly number[];
  readonly rollingRetention: readonly number[];
  readonly purchases: readonly number[];
  /** Money of the period, refunds taken off unless the door kept them separate. */
  readonly revenue: readonly number[];
  /** Revenue ÷ revenue of the first period; undefined where that is not positive. */
  readonly netRevenueRetention: readonly (number | undefined)[];
  /** The same, of each customer at most what they brought in the first period, and at least nothing: growth of some does not hide loss of others. */
  readonly grossRevenueRetention: readonly (number | undefined)[];
  readonly cumulativeRevenue: readonly number[];
  /** Cumulative revenue ÷ size. */
  readonly valuePerCustomer: readonly number[];
}

/** All cohorts of one age, those whose period of that age is over by `asOf`. */
export interface CohortAge {
  readonly age: number;
  /** Cohorts, and customers in them: the denominator. */
  readonly cohorts: number;
  readonly size: number;
  readonly active: number;
  readonly retention: number;
  /** Revenue of the cohorts up to that age ÷ size. */
  readonly valuePerCustomer: number;
}

/** Cohorts from the first to the last with a customer; plain JSON. */
export interface Cohorts {
  readonly kind: "cohorts";
  readonly schemaVersion: 1;
  readonly by: CalendarUnit;
  readonly asOf: string;
  /** Customers with a purchase up to `asOf`: the sum of the sizes. */
  readonly customers: number;
  readonly triangle: readonly Cohort[];
  readonly ages: readonly CohortAge[];
  /** The last period, the last value of every array, when it goes on after `asOf`: its figures will yet grow. */
  readonly unfinished: string | undefined;
}

export interface CohortOptions extends AsOf {
  /** Calendar periods of the ledger's time zone; weeks are ISO weeks from Monday. */
  readonly by: CalendarUnit;
}

/**
 * The retention triangle, with the money beside the heads. Refunds and money before the first purchase count for its period.
 *
 * @throws InvalidInputError for bad rows, an `asOf` that is no date and a `by` that is no period.
 *
 * @example
 * const rows = [
 *   { customerId: "ann", date: "2026-01-05", amount: 20 },
 *   { customerId: "ann", date: "2026-02-07", amount: 30 },
 *   { customerId: "bob", date: "2026-01-09", amount: 12 },
 *   { customerId: "cid", date: "2026-02-11", amount: 40 },
 * ];
 * const { triangle } = cohorts(rows, { asOf: "2026-02-28", by: "month" });
 * triangle[0].cohort; // => "2026-01"
 * triangle[0].size; // => 2
 * triangle[0].retention; // => [1, 0.5]
 * triangle[0].valuePerCustomer; // => [16, 31]
 * triangle[1].size; // => 1
 */
export function cohorts(purchases: Purchases, { asOf, by }: CohortOptions): Cohorts {
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  const { nameOf, firstDay } = calendar(by);
  const firsts = firstPurchases(ledger, last);
  let earliest = last;
  let customers = 0;
  for (const day of firsts) {
    if (day > last) continue;
    customers++;
    if (day < earliest) earliest = day;
  }
  const { first, periods } = checkedPeriods(by, earliest, last);
  const count = customers === 0 ? 0 : periods.at(-1)! + 1;
  const tallies: (Tally | undefined)[] = new Array<Tally | undefined>(count).fill(undefined);
  const revenue = new Float64Array(count);
  for (let c = 0; c < firsts.length; c++) {
    if (firsts[c]! > last) continue;
    const start = periods[firsts[c]! - earliest]!;
    addCustomer(
      (tallies[start] ??= openTally(count - start)),
      ledger,
      c,
      last,
      (day) => Math.max(0, (periods[day - earliest] ?? 0) - start),
      revenue,
    );
  }
  const complete = customers > 0 && firstDay(first + count) <= last + 1;
  return {
    kind: "cohorts",
    schemaVersion: 1,
    by,
    asOf: isoDay(last),
    customers,
    triangle: tallies.flatMap((tally, start) => (tally ? [cohortOf(tally, nameOf(first + start), isoDay(firstDay(first + start)))] : [])),
    ages: agesOf(tallies, complete ? count : count - 1),
    unfinished: customers === 0 || complete ? undefined : nameOf(first + count - 1),
  };
}

function cohortOf({ size, active, until, purchases, revenue, moved, kept }: Tally, cohort: string, from: string): Cohort {
  const length = active.length;
  const activeOrLater = new Array<number>(length);
  for (let age = length - 1, sum = 0; age >= 0; age--) activeOrLater[age] = sum += until[age]!;
  const money = Array.from(revenue, (value, age) => roundMoney(value, moved[age]!));
  let sum = 0;
  let scale = 0;
  const cumulative = money.map((value, age) => {
    sum += value;
    scale += moved[age]!;
    return roundMoney(sum, scale);
  });
  const begun = money[0]!;
  const most = roundMoney(kept[0]!, moved[0]!);
  return {
    cohort,
    from,
    size,
    active: Array.from(active),
    retention: Array.from(active, (count) => count / size),
    activeOrLater,
    rollingRetention: activeOrLater.map((count) => count / size),
    purchases: Array.from(purchases),
    revenue: money,
    netRevenueRetention: money.map((value) => (begun > 0 ? value / begun : undefined)),
    grossRevenueRetention: Array.from(kept, (value) => (most > 0 ? value / kept[0]! : undefined)),
    cumulativeRevenue: cumulative,
    valuePerCustomer: cumulative.map((value) => value / size),
  };
}

/** Over the cohorts whose period of an age is among the first `complete` of all. */
function agesOf(tallies: readonly (Tally | undefined)[], complete: number): CohortAge[] {
  const ages: CohortAge[] = [];
  const upTo = tallies.map(() => 0);
  const moved = tallies.map(() => 0);
  for (let age = 0; age < complete; age++) {
    let [cohortCount, size, active, value, scale] = [0, 0, 0, 0, 0];
    for (let start = 0; start + age < complete; start++) {
      const tally = tallies[start];
      if (!tally) continue;
      cohortCount++;
      size += tally.size;
      active += tally.active[age]!;
      value += upTo[start]! += tally.revenue[age]!;
      scale += moved[start]! += tally.moved[age]!;
    }
    if (size === 0) continue;
    const valuePerCustomer = roundMoney(value, scale) / size;
    ages.push({ age, cohorts: cohortCount, size, active, retention: active / size, valuePerCustomer });
  }
  return ages;
}
