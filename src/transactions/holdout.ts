/** A split in time: what was known at one day, and what came after it. Both sides are read from the same rows. */
import { invalid } from "../errors.js";
import { type DateLike, dayOf } from "./day.js";
import type { Grouped } from "./grouping.js";
import { historyOf, type PurchaseHistory } from "./history.js";
import type { Purchases } from "./ledger.js";
import { asGrouped } from "./purchases.js";

/** A history up to `at`, and what the customer did from the next day to `until`. */
export interface Holdout extends PurchaseHistory {
  readonly laterPurchases: number;
  /** Repeat purchases in the days up to `at`, as many as there are from then to `until`: the last period, to be beaten. */
  readonly earlierRepeats: number;
  /** All later money, refunds taken off. */
  readonly laterSpend: number;
}

/** Customers whose first purchase came after `at`; no model could know them. */
export interface Newcomers {
  readonly customers: number;
  readonly purchases: number;
  readonly spend: number;
}

/**
 * Histories up to and including `at`, each with the purchases and money from the day after `at` to `until`, included.
 *
 * @throws InvalidInputError for bad rows, dates that are none, and an `until` that is not after `at`.
 *
 * @example
 * const { customers, newcomers } = holdout(
 *   [
 *     { customerId: "ann", date: "2026-01-01", amount: 20 },
 *     { customerId: "ann", date: "2026-02-10", amount: 30 },
 *     { customerId: "bob", date: "2026-02-11", amount: 15 },
 *   ],
 *   { at: "2026-01-31", until: "2026-02-28" },
 * );
 * customers[0].laterSpend; // => 30
 * newcomers; // => { customers: 1, purchases: 1, spend: 15 }
 */
export function holdout(
  purchases: Purchases,
  { at, until }: { readonly at: DateLike; readonly until: DateLike },
): { customers: Holdout[]; newcomers: Newcomers } {
  const ledger = asGrouped(purchases);
  const last = dayOf(at, ledger.options?.timeZone, "at");
  const end = dayOf(until, ledger.options?.timeZone, "until");
  if (end <= last) invalid("until", "a day after at", until);
  const customers: Holdout[] = [];
  const newcomers = { customers: 0, purchases: 0, spend: 0 };
  for (let c = 0; c < ledger.customerIds.length; c++) {
    let laterPurchases = 0;
    let laterSpend = 0;
    for (let row = ledger.offsets[c + 1]! - 1; row >= ledger.offsets[c]! && ledger.days[row]! > last; row--) {
      if (ledger.days[row]! > end) continue;
      laterPurchases += ledger.purchase[row]!;
      laterSpend += ledger.amounts[row]!;
    }
    const history = historyOf(ledger, c, last);
    if (history) customers.push({ ...history, laterPurchases, laterSpend, earlierRepeats: repeatsIn(ledger, c, 2 * last - end, last) });
    else if (laterPurchases > 0) {
      newcomers.customers++;
      newcomers.purchases += laterPurchases;
      newcomers.spend += laterSpend;
    }
  }
  return { customers, newcomers };
}

/** Purchases after day `from` up to day `to`, the first of all left out. */
function repeatsIn({ offsets, days, purchase }: Grouped, customer: number, from: number, to: number): number {
  let seen = 0;
  let count = 0;
  for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= to; row++) {
    if (purchase[row] && seen++ > 0 && days[row]! > from) count++;
  }
  return count;
}
