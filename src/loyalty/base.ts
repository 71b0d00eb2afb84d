/**
 * Loyalty of a whole customer base. Every rate says what it is a share of.
 *
 * - [1] Wheat, R. D. & Morrison, D. G. (1990). Estimating purchase regularity with two interpurchase times. Journal of Marketing
 *   Research 27(1), 87–93.
 * - [2] Farris, P. W., Bendle, N. T., Pfeifer, P. E. & Reibstein, D. J. (2010). Marketing Metrics, 2nd ed., chapter 5: repeat
 *   rate, retention rate.
 */
import { invalid } from "../errors.js";
import { dayOf, isoDay } from "../transactions/day.js";
import { openGaps } from "../transactions/gaps.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { wheatMorrison } from "../transactions/regularity.js";

/** Of those who made k purchases, how many made another. */
export interface NextOrder {
  /** k. */
  readonly order: number;
  /** Customers with at least k purchases: the denominator. */
  readonly customers: number;
  /** Those of them with at least k + 1. */
  readonly next: number;
  /** P(k + 1 | k) so far: those who will yet come count as not having come. */
  readonly rate: number;
}

/** Who came back in a period, of those who bought in the period before it. */
export interface Retention {
  readonly periodDays: number;
  /** First day of the earlier and of the later period, "YYYY-MM-DD"; the later ends with `asOf`. */
  readonly from: string;
  readonly at: string;
  /** Customers who bought in the earlier period: the denominator of both rates. */
  readonly customers: number;
  /** Those of them who bought in the later one. */
  readonly retained: number;
  readonly retentionRate: number;
  /** 1 − retention rate: bought before and not since, which is not yet gone for good. */
  readonly churnRate: number;
}

/** Loyalty of the base; plain JSON. */
export interface BaseBehaviour {
  readonly kind: "base-behaviour";
  readonly schemaVersion: 1;
  readonly asOf: string;
  /** Customers with a purchase up to `asOf`, and those with two or more. */
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly purchases: number;
  /** Customers with two purchases or more ÷ customers [2]. */
  readonly repeatRate: number | undefined;
  readonly byOrder: readonly NextOrder[];
  /** Purchases ÷ customers. */
  readonly purchasesPerCustomer: number | undefined;
  /** Repeat purchases ÷ years since the first purchase, both summed over customers: how often one buys again in a year. */
  readonly purchasesPerYear: number | undefined;
  /** Customers by number of purchases; the last number means so many or more. */
  readonly frequencies: readonly { readonly purchases: number; readonly customers: number }[];
  /** Undefined when nobody bought in the earlier period, or the purchases do not go back to its first day. */
  readonly retention: Retention | undefined;
  /** Shape k of the gaps by [1]: 1 is random, 2 and more has a rhythm, below 1 is clumpy. A measure of the base, not of a customer. */
  readonly regularity: number | undefined;
  /** Customers with two gaps, on whom it rests. */
  readonly customersWithTwoGaps: number;
}

export interface BaseOptions extends AsOf {
  /** Length of the two periods of the retention rate; default 90, a quarter. */
  readonly periodDays?: number;
  /** How many orders `byOrder` and `frequencies` go through; default 10. */
  readonly orders?: number;
}

/**
 * Repeat rate, repeat rate by order, purchase frequency, retention and regularity of all customers together.
 *
 * @throws InvalidInputError for bad rows, an `asOf` that is no date, and numbers that are not whole.
 *
 * @example
 * const rows = ["2026-01-05", "2026-02-04", "2026-03-06"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * const base = baseBehaviour([...rows, { customerId: "bob", date: "2026-01-20", amount: 9 }], { asOf: "2026-03-06", periodDays: 30 });
 * base.repeatRate; // => 0.5
 * base.byOrder[0]; // => { order: 1, customers: 2, next: 1, rate: 0.5 }
 * base.retention.retentionRate; // => 0.5
 */
export function baseBehaviour(purchases: Purchases, { asOf, periodDays = 90, orders = 10 }: BaseOptions): BaseBehaviour {
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  for (const [name, value] of Object.entries({ periodDays, orders }))
    if (!(Number.isInteger(value) && value >= 1)) invalid(name, "a whole number, 1 or more", value);
  const { customerIds, offsets, days, purchase } = ledger;
  const open = openGaps(ledger);
  const counts = new Float64Array(orders + 2);
  const later = last - periodDays;
  const earlier = later - periodDays;
  let customers = 0;
  let total = 0;
  let tenure = 0;
  let before = 0;
  let retained = 0;
  let beginning = Number.POSITIVE_INFINITY;
  let withTwoGaps = 0;

  function* gapsOfCustomers(): Generator<Float64Array> {
    for (let c = 0; c < customerIds.length; c++) {
      const repeats = open.read(c, last);
      if (repeats < 0) continue;
      customers++;
      total += repeats + 1;
      counts[Math.min(repeats + 1, orders + 1)]!++;
      let first = -1;
      let wasHere = 0;
      let isHere = 0;
      for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last; row++) {
        if (!purchase[row]) continue;
        if (first < 0) first = row;
        if (days[row]! > later) isHere = 1;
        else if (days[row]! > earlier) wasHere = 1;
      }
      tenure += last - days[first]!;
      if (days[first]! < beginning) beginning = days[first]!;
      before += wasHere;
      retained += wasHere * isHere;
      if (repeats < 2) continue;
      withTwoGaps++;
      yield open.gaps.subarray(0, repeats);
    }
  }
  const regularity = wheatMorrison(gapsOfCustomers());

  const reached = new Float64Array(orders + 3);
  for (let k = orders + 1; k >= 1; k--) reached[k] = reached[k + 1]! + counts[k]!;
  const byOrder: NextOrder[] = [];
  for (let order = 1; order <= orders && reached[order]! > 0; order++) {
    byOrder.push({ order, customers: reached[order]!, next: reached[order + 1]!, rate: reached[order + 1]! / reached[order]! });
  }
  const frequencies = Array.from({ length: orders }, (_, i) => ({
    purchases: i + 1,
    customers: i + 1 < orders ? counts[i + 1]! : reached[orders]!,
  }));
  const known = before > 0 && beginning <= earlier + 1;
  return {
    kind: "base-behaviour",
    schemaVersion: 1,
    asOf: isoDay(last),
    customers,
    repeatCustomers: reached[2]!,
    purchases: total,
    repeatRate: customers > 0 ? reached[2]! / customers : undefined,
    byOrder,
    purchasesPerCustomer: customers > 0 ? total / customers : undefined,
    purchasesPerYear: tenure > 0 ? ((total - customers) / tenure) * 365 : undefined,
    frequencies,
    retention: known
      ? {
          periodDays,
          from: isoDay(earlier + 1),
          at: isoDay(later + 1),
          customers: before,
          retained,
          retentionRate: retained / before,
          churnRate: (before - retained) / before,
        }
      : undefined,
    regularity,
    customersWithTwoGaps: withTwoGaps,
  };
}
