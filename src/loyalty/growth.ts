/** Whether a customer buys more than before: later half against earlier half, this year against last year; and the latest days alone. */
import { roundMoney } from "../math/round.js";
import type { Grouped } from "../transactions/grouping.js";

/** Growth rates: 0.5 is half as much again, −1 is nothing left; undefined where there was nothing to grow from. */
export interface Growth {
  /**
   * Purchases and money of the later half of the days since the first purchase ÷ those of the earlier half − 1. The first
   * purchase, with which the time begins, is left out, so that a steady customer grows by 0; of an odd number of days the middle
   * one counts half to each side.
   */
  readonly purchaseGrowth: number | undefined;
  readonly spendGrowth: number | undefined;
  /** The last 365 days ÷ the 365 before − 1, for those whose first purchase is older than both. */
  readonly yearPurchaseGrowth: number | undefined;
  readonly yearSpendGrowth: number | undefined;
}

const YEAR = 365;

/** `moved` is the money that went to and fro, to which sums are rounded: what cancels out is 0. */
export function growthOf(
  { offsets, days, amounts, purchase }: Grouped,
  customer: number,
  first: number,
  last: number,
  moved: number,
): Growth {
  const tenure = last - first;
  const sums = { earlier: 0, later: 0, earlierSpend: 0, laterSpend: 0 };
  const years = { earlier: 0, later: 0, earlierSpend: 0, laterSpend: 0 };
  for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
    const age = days[row]! - first;
    if (age <= 0) continue;
    const bought = purchase[row]!;
    const place = 2 * age - (tenure + 1);
    const late = place > 0 ? 1 : place < 0 ? 0 : 0.5;
    sums.later += late * bought;
    sums.earlier += (1 - late) * bought;
    sums.laterSpend += late * amounts[row]!;
    sums.earlierSpend += (1 - late) * amounts[row]!;
    const ago = last - days[row]!;
    if (ago < YEAR) {
      years.later += bought;
      years.laterSpend += amounts[row]!;
    } else if (ago < 2 * YEAR) {
      years.earlier += bought;
      years.earlierSpend += amounts[row]!;
    }
  }
  const known = tenure >= 2 * YEAR;
  return {
    purchaseGrowth: rate(sums.later, sums.earlier),
    spendGrowth: rate(roundMoney(sums.laterSpend, moved), roundMoney(sums.earlierSpend, moved)),
    yearPurchaseGrowth: known ? rate(years.later, years.earlier) : undefined,
    yearSpendGrowth: known ? rate(roundMoney(years.laterSpend, moved), roundMoney(years.earlierSpend, moved)) : undefined,
  };
}

function rate(later: number, earlier: number): number | undefined {
  const growth = later / earlier - 1;
  return earlier > 0 && Number.isFinite(growth) ? growth : undefined;
}

/** Purchases and money within the last days, for each number of days. */
export interface RecentActivity {
  readonly recentPurchases: readonly number[];
  readonly recentSpend: readonly number[];
}

export function recentActivity(
  { offsets, days, amounts, purchase }: Grouped,
  customer: number,
  last: number,
  windows: readonly number[],
  moved: number,
): RecentActivity {
  const recentPurchases = windows.map(() => 0);
  const recentSpend = windows.map(() => 0);
  for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
    const ago = last - days[row]!;
    for (let i = 0; i < windows.length; i++) {
      if (ago >= windows[i]!) continue;
      recentPurchases[i]! += purchase[row]!;
      recentSpend[i]! += amounts[row]!;
    }
  }
  for (let i = 0; i < windows.length; i++) recentSpend[i] = roundMoney(recentSpend[i]!, moved);
  return { recentPurchases, recentSpend };
}
