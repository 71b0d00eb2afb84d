/**
 * Period by period: who came, who stayed, who came back, who fell asleep, and what that did to the money.
 *
 * - [1] Farris, P. W., Bendle, N. T., Pfeifer, P. E. & Reibstein, D. J. (2010). Marketing Metrics, 2nd ed., chapter 5: retention.
 *
 * New, returning, resurrecting and dormant are the words of product analytics; quick ratio there is (new + resurrecting) ÷ dormant.
 */
import { roundMoney } from "../math/round.js";
import { calendar } from "../transactions/calendar.js";
import { dayOf, isoDay } from "../transactions/day.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { checkedPeriods, firstPurchases } from "./cohort-tally.js";
import type { CohortOptions } from "./cohorts.js";

/** One period. Customers are active in it when they bought in it. */
export interface LifecyclePeriod {
  readonly period: string;
  /** First and last day, "YYYY-MM-DD". */
  readonly from: string;
  readonly to: string;
  /** Whether it is over by `asOf`; figures of a period that is not will yet change. */
  readonly complete: boolean;
  /** new + returning + resurrecting. */
  readonly active: number;
  /** First purchase ever. */
  readonly new: number;
  /** Active in the period before too. */
  readonly returning: number;
  /** Active before, but not in the period before. */
  readonly resurrecting: number;
  /** Active in the period before and not in this one: active of the period before − returning. */
  readonly dormant: number;
  /** (new + resurrecting) ÷ dormant: above 1 the shop gains more customers than it loses. Undefined when none fell asleep. */
  readonly quickRatio: number | undefined;
  /** Logo retention: returning ÷ those active in the period before; undefined when there were none. */
  readonly retention: number | undefined;
  readonly churn: number | undefined;
  readonly revenue: number;
  /** Money that those active in the period before brought then, and bring now. */
  readonly revenueBefore: number;
  readonly revenueOfThose: number;
  /** Revenue of those ÷ revenue before: with what the ones who stayed buy more. Undefined where there was none. */
  readonly netRevenueRetention: number | undefined;
  /** The same, of each customer at most what they brought before, and at least nothing. */
  readonly grossRevenueRetention: number | undefined;
}

/** Plain JSON. */
export interface LifecyclePeriods {
  readonly kind: "lifecycle-periods";
  readonly schemaVersion: 1;
  readonly by: CohortOptions["by"];
  readonly asOf: string;
  /** From the period of the first purchase to that of `asOf`, without a gap. */
  readonly periods: readonly LifecyclePeriod[];
}

/**
 * Growth accounting by calendar period: customers new, returning, resurrecting and dormant, the quick ratio, and logo, gross and
 * net revenue retention from each period to the next. Money counts for the period of its day; what came before anybody bought, for
 * the first.
 *
 * @throws InvalidInputError as `cohorts`.
 *
 * @example
 * const rows = [
 *   { customerId: "ann", date: "2026-01-05", amount: 20 },
 *   { customerId: "ann", date: "2026-02-07", amount: 30 },
 *   { customerId: "bob", date: "2026-01-09", amount: 12 },
 *   { customerId: "cid", date: "2026-02-11", amount: 40 },
 * ];
 * const { periods } = lifecyclePeriods(rows, { asOf: "2026-02-28", by: "month" });
 * const { returning, dormant, quickRatio, netRevenueRetention, grossRevenueRetention } = periods[1];
 * [returning, dormant, quickRatio]; // => [1, 1, 1]
 * netRevenueRetention; // => 0.9375
 * grossRevenueRetention; // => 0.625
 */
export function lifecyclePeriods(purchases: Purchases, { asOf, by }: CohortOptions): LifecyclePeriods {
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  const { nameOf, firstDay } = calendar(by);
  const firsts = firstPurchases(ledger, last);
  let earliest = last + 1;
  for (const day of firsts) if (day < earliest) earliest = day;
  const { first, periods } = checkedPeriods(by, earliest, last);
  const count = periods.length === 0 ? 0 : periods.at(-1)! + 1;
  const column = (): Float64Array => new Float64Array(count);
  const sums = { new: column(), returning: column(), resurrecting: column(), revenue: column(), moved: column() };
  const money = { before: column(), now: column(), kept: column(), most: column() };

  const { offsets, days, amounts, gross, purchase } = ledger;
  const own = column();
  for (let c = 0; c < firsts.length; c++) {
    if (firsts[c]! > last) continue;
    const from = offsets[c]!;
    let end = from;
    for (; end < offsets[c + 1]! && days[end]! <= last; end++) {
      const period = days[end]! < earliest ? 0 : periods[days[end]! - earliest]!;
      own[period]! += amounts[end]!;
      sums.revenue[period]! += amounts[end]!;
      sums.moved[period]! += gross[end]!;
    }
    let before = -1;
    for (let row = from; row < end; row++) {
      if (!purchase[row]) continue;
      const period = periods[days[row]! - earliest]!;
      if (period === before) continue;
      if (before < 0) sums.new[period]! += 1;
      else if (before === period - 1) sums.returning[period]! += 1;
      else sums.resurrecting[period]! += 1;
      before = period;
      if (period + 1 >= count) continue;
      const was = Math.max(0, own[period]!);
      const is = own[period + 1]!;
      money.before[period + 1]! += own[period]!;
      money.now[period + 1]! += is;
      money.most[period + 1]! += was;
      money.kept[period + 1]! += Math.min(was, Math.max(0, is));
    }
    for (let row = from; row < end; row++) own[days[row]! < earliest ? 0 : periods[days[row]! - earliest]!] = 0;
  }

  let activeBefore = 0;
  const found = Array.from({ length: count }, (_, i): LifecyclePeriod => {
    const [fresh, returning, resurrecting] = [sums.new[i]!, sums.returning[i]!, sums.resurrecting[i]!];
    const dormant = activeBefore - returning;
    const retention = activeBefore > 0 ? returning / activeBefore : undefined;
    activeBefore = fresh + returning + resurrecting;
    const scale = sums.moved[i]! + (sums.moved[i - 1] ?? 0);
    const revenueBefore = roundMoney(money.before[i]!, scale);
    const revenueOfThose = roundMoney(money.now[i]!, scale);
    const known = revenueBefore > 0;
    const ends = firstDay(first + i + 1) - 1;
    return {
      period: nameOf(first + i),
      from: isoDay(firstDay(first + i)),
      to: isoDay(ends),
      complete: ends <= last,
      active: activeBefore,
      new: fresh,
      returning,
      resurrecting,
      dormant,
      quickRatio: dormant > 0 ? (fresh + resurrecting) / dormant : undefined,
      retention,
      churn: retention === undefined ? undefined : 1 - retention,
      revenue: roundMoney(sums.revenue[i]!, sums.moved[i]!),
      revenueBefore,
      revenueOfThose,
      netRevenueRetention: known ? revenueOfThose / revenueBefore : undefined,
      grossRevenueRetention: known ? money.kept[i]! / money.most[i]! : undefined,
    };
  });
  return { kind: "lifecycle-periods", schemaVersion: 1, by, asOf: isoDay(last), periods: found };
}
