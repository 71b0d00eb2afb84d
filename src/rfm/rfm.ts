/** Recency, frequency and monetary value of each customer: [1] Hughes, A. M. (1994), Strategic Database Marketing. */
import { roundMoney } from "../math/round.js";
import { dayOf, isoDay } from "../transactions/day.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";

/** What one customer did up to a day. */
export interface Rfm {
  readonly customerId: string;
  /** Days from the last purchase to `asOf`; 0 for a purchase on that day. */
  readonly recency: number;
  /** Purchases (calendar days, or orders), never order lines. */
  readonly frequency: number;
  /** All money, refunds taken off unless the door kept them separate. */
  readonly monetary: number;
  /** Mean money of a purchase. */
  readonly averageValue: number;
  /** Calendar days of the first and last purchase, "YYYY-MM-DD". */
  readonly firstPurchase: string;
  readonly lastPurchase: string;
}

/**
 * One row for each customer with a purchase up to and including `asOf`, in the order of the ledger. Rows after `asOf` are
 * ignored; customers without a purchase (refunds only) are absent, and counted in the ledger's report.
 *
 * Money is a sum rounded to twelve significant digits of the money moved, so that equal sums are equal numbers.
 *
 * @throws InvalidInputError for bad rows and for an `asOf` that is no date.
 *
 * @example
 * const [ann] = rfm(
 *   [
 *     { customerId: "ann", date: "2026-01-05", amount: 20 },
 *     { customerId: "ann", date: "2026-02-07", amount: 31 },
 *   ],
 *   { asOf: "2026-02-28" },
 * );
 * ann.recency; // => 21
 * ann.frequency; // => 2
 * ann.monetary; // => 51
 */
export function rfm(purchases: Purchases, { asOf }: AsOf): Rfm[] {
  const { customerIds, offsets, days, amounts, gross, purchase, timeZone } = asGrouped(purchases);
  const last = dayOf(asOf, timeZone, "asOf");
  const texts = new Map<number, string>();
  const text = (day: number): string => {
    let known = texts.get(day);
    if (known === undefined) {
      known = isoDay(day);
      texts.set(day, known);
    }
    return known;
  };

  const rows: Rfm[] = [];
  for (let c = 0; c < customerIds.length; c++) {
    let frequency = 0;
    let first = 0;
    let latest = 0;
    let spend = 0;
    let money = 0;
    let moved = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last; row++) {
      money += amounts[row]!;
      moved += gross[row]!;
      if (!purchase[row]) continue;
      if (frequency++ === 0) first = days[row]!;
      latest = days[row]!;
      spend += amounts[row]!;
    }
    if (frequency === 0) continue;
    rows.push({
      customerId: customerIds[c]!,
      recency: last - latest,
      frequency,
      monetary: roundMoney(money, moved),
      averageValue: roundMoney(spend / frequency, moved),
      firstPurchase: text(first),
      lastPurchase: text(latest),
    });
  }
  return rows;
}
