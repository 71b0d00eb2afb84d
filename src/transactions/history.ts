/**
 * A customer's purchases in the sufficient statistics of the buy-till-you-die literature.
 * [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005), Counting Your Customers the Easy Way, Marketing Science 24(2).
 * [2] Platzer, M. & Reutterer, T. (2016), Ticking Away the Moments, Marketing Science 35(5): Σ ln of the gaps.
 */
import { type DateLike, dayOf } from "./day.js";
import type { Grouped } from "./grouping.js";
import type { Purchases } from "./ledger.js";
import { asGrouped } from "./purchases.js";

/** The last day that is seen; what comes after it is ignored. */
export interface AsOf {
  readonly asOf: DateLike;
}

/** x, tₓ, T and z̄ of [1], in days and money. */
export interface PurchaseHistory {
  readonly customerId: string;
  /** x: purchases after the first. */
  readonly repeats: number;
  /** tₓ: days from the first purchase to the last; 0 without repeats. */
  readonly lastPurchaseAge: number;
  /** T: days from the first purchase to `asOf`. */
  readonly age: number;
  /** z̄: mean money of the repeat purchases; undefined without any. */
  readonly meanSpend: number | undefined;
  /** Mean money of all purchases, the first included. */
  readonly meanSpendAll: number;
  /** All money up to `asOf`, with that of days that are no purchase (refunds). */
  readonly totalSpend: number;
  /** Σ ln of the gaps between purchases in days [2]; 0 without repeats, undefined when two orders share a day. */
  readonly sumLogGaps: number | undefined;
}

/**
 * One history for each customer with a purchase up to `asOf`, in the order of the ledger.
 *
 * @throws InvalidInputError for bad rows and for an `asOf` that is no date.
 *
 * @example
 * const [ann] = purchaseHistories(
 *   [
 *     { customerId: "ann", date: "2026-01-01", amount: 20 },
 *     { customerId: "ann", date: "2026-01-31", amount: 40 },
 *   ],
 *   { asOf: "2026-03-02" },
 * );
 * ann.repeats; // => 1
 * ann.lastPurchaseAge; // => 30
 * ann.age; // => 60
 * ann.meanSpend; // => 40
 */
export function purchaseHistories(purchases: Purchases, { asOf }: AsOf): PurchaseHistory[] {
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.timeZone, "asOf");
  const histories: PurchaseHistory[] = [];
  for (let c = 0; c < ledger.customerIds.length; c++) {
    const history = historyOf(ledger, c, last);
    if (history) histories.push(history);
  }
  return histories;
}

/** The history of one customer up to a day; undefined when it holds no purchase. */
export function historyOf(
  { customerIds, offsets, days, amounts, purchase }: Grouped,
  customer: number,
  last: number,
): PurchaseHistory | undefined {
  let count = 0;
  let first = 0;
  let latest = 0;
  let firstSpend = 0;
  let repeatSpend = 0;
  let otherMoney = 0;
  let sumLogGaps = 0;
  for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
    const amount = amounts[row]!;
    if (!purchase[row]) {
      otherMoney += amount;
      continue;
    }
    const day = days[row]!;
    if (count++ === 0) {
      first = day;
      firstSpend = amount;
    } else {
      repeatSpend += amount;
      sumLogGaps += Math.log(day - latest);
    }
    latest = day;
  }
  if (count === 0) return undefined;
  const spend = firstSpend + repeatSpend;
  return {
    customerId: customerIds[customer]!,
    repeats: count - 1,
    lastPurchaseAge: latest - first,
    age: last - first,
    meanSpend: count > 1 ? repeatSpend / (count - 1) : undefined,
    meanSpendAll: spend / count,
    totalSpend: spend + otherMoney,
    sumLogGaps: Number.isFinite(sumLogGaps) ? sumLogGaps : undefined,
  };
}
