/** Retention by days since each customer's own first purchase, in brackets and not in calendar periods. */
import { invalid } from "../errors.js";
import { dayOf, isoDay } from "../transactions/day.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { firstPurchases } from "./cohort-tally.js";

export interface RetentionBracket {
  /** Days after the day of the first purchase, both included: 1 to 30. */
  readonly from: number;
  readonly to: number;
  /** Customers who have had all these days by `asOf`: the denominator. */
  readonly eligible: number;
  /** Those of them who bought within the bracket, and in it or at any time after it up to `asOf`. */
  readonly active: number;
  readonly activeOrLater: number;
  /** Undefined when nobody is eligible. */
  readonly retention: number | undefined;
  readonly rollingRetention: number | undefined;
}

/** Plain JSON. */
export interface BracketRetention {
  readonly kind: "bracket-retention";
  readonly schemaVersion: 1;
  readonly asOf: string;
  /** Customers with a purchase up to `asOf`. */
  readonly customers: number;
  readonly brackets: readonly RetentionBracket[];
}

/**
 * Who bought again within days 1 to 30 after the first purchase, 31 to 60, and so on. Each rate is over the customers who are old
 * enough for the whole bracket, so that newcomers do not lower it.
 *
 * @param options.to last day of each bracket, rising; default 30, 60, 90, 180 and 365
 * @throws InvalidInputError for bad rows, an `asOf` that is no date and days that do not rise from 1 on in whole numbers.
 *
 * @example
 * const rows = [
 *   { customerId: "ann", date: "2026-01-01", amount: 20 },
 *   { customerId: "ann", date: "2026-02-10", amount: 30 },
 *   { customerId: "bob", date: "2026-02-20", amount: 12 },
 * ];
 * const { brackets } = bracketRetention(rows, { asOf: "2026-03-31", to: [30, 60] });
 * brackets[0]; // => { from: 1, to: 30, eligible: 2, active: 0, activeOrLater: 1, retention: 0, rollingRetention: 0.5 }
 * brackets[1].eligible; // => 1
 */
export function bracketRetention(
  purchases: Purchases,
  { asOf, to = [30, 60, 90, 180, 365] }: AsOf & { readonly to?: readonly number[] },
): BracketRetention {
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  if (!Array.isArray(to) || to.length === 0) invalid("to", "an array of days", to);
  for (const [i, day] of to.entries()) {
    if (!(Number.isInteger(day) && day > (to[i - 1] ?? 0))) invalid("to", "whole numbers of days that rise from 1 on", to);
  }
  const { offsets, days, purchase } = ledger;
  const counts = to.map((day, i) => ({ from: (to[i - 1] ?? 0) + 1, to: day, eligible: 0, active: 0, activeOrLater: 0 }));
  let customers = 0;
  const firsts = firstPurchases(ledger, last);
  for (let c = 0; c < firsts.length; c++) {
    const first = firsts[c]!;
    if (first > last) continue;
    customers++;
    let row = offsets[c]!;
    let latest = 0;
    for (let r = offsets[c + 1]! - 1; r >= row; r--) {
      if (days[r]! > last || !purchase[r]) continue;
      latest = days[r]! - first;
      break;
    }
    for (const bracket of counts) {
      if (last - first < bracket.to) break;
      bracket.eligible++;
      while (row < offsets[c + 1]! && (days[row]! - first < bracket.from || !purchase[row])) row++;
      if (row < offsets[c + 1]! && days[row]! - first <= bracket.to) bracket.active++;
      if (latest >= bracket.from) bracket.activeOrLater++;
    }
  }
  return {
    kind: "bracket-retention",
    schemaVersion: 1,
    asOf: isoDay(last),
    customers,
    brackets: counts.map((bracket) => ({
      ...bracket,
      retention: bracket.eligible > 0 ? bracket.active / bracket.eligible : undefined,
      rollingRetention: bracket.eligible > 0 ? bracket.activeOrLater / bracket.eligible : undefined,
    })),
  };
}
