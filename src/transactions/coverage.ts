import { dayOf } from "./day.js";
import type { AsOf } from "./history.js";
import type { Purchases } from "./ledger.js";
import { asGrouped } from "./purchases.js";

/** Who an analysis as of a day speaks of, and whom it leaves out. */
export interface Coverage {
  /** Customers with a purchase up to `asOf`: those of `rfm` and `purchaseHistories`. */
  readonly customers: number;
  /** Customers seen up to `asOf` without any purchase: refunds only, or all refunded away. */
  readonly withoutPurchase: number;
  /** Customers first seen after `asOf`. */
  readonly firstSeenLater: number;
  /** Customers of whom an option ignored every row. */
  readonly withoutRows: number;
  readonly purchases: number;
  /** Purchases after `asOf`, which no measure sees. */
  readonly laterPurchases: number;
}

/**
 * Counts the customers and purchases that a measure with this `asOf` sees and those that it does not; the four counts of
 * customers add up to those of the ledger.
 *
 * @throws InvalidInputError for bad rows and for an `asOf` that is no date.
 *
 * @example
 * const rows = [
 *   { customerId: "ann", date: "2026-01-05", amount: 20 },
 *   { customerId: "bob", date: "2026-02-07", amount: 31 },
 * ];
 * coverage(rows, { asOf: "2026-01-31" }).firstSeenLater; // => 1
 */
export function coverage(purchases: Purchases, { asOf }: AsOf): Coverage {
  const { customerIds, offsets, days, purchase, timeZone } = asGrouped(purchases);
  const last = dayOf(asOf, timeZone, "asOf");
  const counts = { customers: 0, withoutPurchase: 0, firstSeenLater: 0, withoutRows: 0, purchases: 0, laterPurchases: 0 };
  for (let c = 0; c < customerIds.length; c++) {
    const from = offsets[c]!;
    const to = offsets[c + 1]!;
    const before = counts.purchases;
    for (let row = from; row < to; row++) {
      if (days[row]! <= last) counts.purchases += purchase[row]!;
      else counts.laterPurchases += purchase[row]!;
    }
    if (counts.purchases > before) counts.customers++;
    else if (from === to) counts.withoutRows++;
    else if (days[from]! > last) counts.firstSeenLater++;
    else counts.withoutPurchase++;
  }
  return counts;
}
