/** What is counted of the customers of one cohort, by age in periods. */
import { invalid } from "../errors.js";
import { type CalendarUnit, calendar, periodTable } from "../transactions/calendar.js";
import type { Grouped } from "../transactions/grouping.js";

/** More periods than this are a wrong date, and their triangle would fill the memory. */
const MOST_PERIODS = 20_000;

export function checkedPeriods(by: CalendarUnit, from: number, to: number): ReturnType<typeof periodTable> {
  const { periodOf, nameOf } = calendar(by);
  const count = periodOf(to) - periodOf(from) + 1;
  if (count > MOST_PERIODS)
    invalid("by", `long enough for ${nameOf(periodOf(from))} to ${nameOf(periodOf(to))}: that is ${count} times`, by);
  return periodTable(by, from, to);
}

/** The day of the first purchase of each customer up to a day; past every day for those without. */
export function firstPurchases({ customerIds, offsets, days, purchase }: Grouped, last: number): Float64Array {
  const firsts = new Float64Array(customerIds.length).fill(Number.POSITIVE_INFINITY);
  for (let c = 0; c < customerIds.length; c++) {
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last; row++) {
      if (!purchase[row]) continue;
      firsts[c] = days[row]!;
      break;
    }
  }
  return firsts;
}

export interface Tally {
  size: number;
  readonly active: Float64Array;
  readonly until: Float64Array;
  readonly purchases: Float64Array;
  readonly revenue: Float64Array;
  readonly moved: Float64Array;
  readonly kept: Float64Array;
}

export function openTally(length: number): Tally {
  const column = (): Float64Array => new Float64Array(length);
  return { size: 0, active: column(), until: column(), purchases: column(), revenue: column(), moved: column(), kept: column() };
}

/** `own` is scratch space, empty before and after. */
export function addCustomer(
  tally: Tally,
  ledger: Grouped,
  customer: number,
  last: number,
  ageOf: (day: number) => number,
  own: Float64Array,
): void {
  const { offsets, days, amounts, gross, purchase } = ledger;
  tally.size++;
  let activeAge = -1;
  let latest = 0;
  for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
    const age = ageOf(days[row]!);
    own[age]! += amounts[row]!;
    tally.revenue[age]! += amounts[row]!;
    tally.moved[age]! += gross[row]!;
    if (age > latest) latest = age;
    if (!purchase[row]) continue;
    tally.purchases[age]! += 1;
    if (age === activeAge) continue;
    tally.active[age]! += 1;
    activeAge = age;
  }
  tally.until[activeAge]! += 1;
  const most = Math.max(0, own[0]!);
  for (let age = 0; age <= latest; age++) {
    tally.kept[age]! += Math.min(most, Math.max(0, own[age]!));
    own[age] = 0;
  }
}
