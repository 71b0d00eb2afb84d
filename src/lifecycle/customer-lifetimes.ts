/** From a ledger to subjects of survival analysis. */
import { invalid } from "../errors.js";
import { dayOf } from "../transactions/day.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";

/** A customer as a subject: days, and whether it happened. */
export interface CustomerSubject {
  readonly customerId: string;
  readonly duration: number;
  readonly event: boolean;
}

/**
 * The lifetime of each customer with a purchase up to `asOf`, in the order of the ledger: the event is the first time that more
 * than `lapseDays` days pass without a purchase, and the duration the days from the first purchase to the end of those
 * `lapseDays`. Who has not lapsed by `asOf` is censored then. A lapse is dated when it is established and not at the last
 * purchase: only then do those who are still waited for stand beside the others fairly. So nobody lapses before `lapseDays`.
 *
 * @param options.lapseDays whole days; `lapseThreshold` finds some from the gaps
 * @throws InvalidInputError for bad rows, an `asOf` that is no date and `lapseDays` that are no whole number, 1 or more.
 *
 * @example
 * const rows = [
 *   { customerId: "ann", date: "2026-01-01", amount: 20 },
 *   { customerId: "ann", date: "2026-01-21", amount: 30 },
 *   { customerId: "bob", date: "2026-03-01", amount: 12 },
 * ];
 * customerLifetimes(rows, { asOf: "2026-03-31", lapseDays: 60 });
 * // => [{ customerId: "ann", duration: 80, event: true }, { customerId: "bob", duration: 30, event: false }]
 */
export function customerLifetimes(purchases: Purchases, { asOf, lapseDays }: AsOf & { readonly lapseDays: number }): CustomerSubject[] {
  if (!(Number.isInteger(lapseDays) && lapseDays >= 1)) invalid("lapseDays", "a whole number of days, 1 or more", lapseDays);
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  const { customerIds, offsets, days, purchase } = ledger;
  const found: CustomerSubject[] = [];
  for (let c = 0; c < customerIds.length; c++) {
    let first = Number.NaN;
    let latest = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last; row++) {
      if (!purchase[row]) continue;
      if (Number.isNaN(first)) first = days[row]!;
      else if (days[row]! - latest > lapseDays) break;
      latest = days[row]!;
    }
    if (Number.isNaN(first)) continue;
    const event = last - latest > lapseDays;
    found.push({ customerId: customerIds[c]!, duration: event ? latest - first + lapseDays : last - first, event });
  }
  return found;
}

/**
 * How long customers wait for their next purchase after the one of that number: a subject for each who made it, with the days
 * to the next, or to `asOf` when it has not come.
 *
 * @param options.after 1 (default): from the first purchase to the second
 * @throws InvalidInputError for bad rows, an `asOf` that is no date and an `after` that is no whole number, 1 or more.
 *
 * @example
 * const rows = ["2026-01-01", "2026-01-21"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * waitsForPurchase(rows, { asOf: "2026-03-02" }); // => [{ customerId: "ann", duration: 20, event: true }]
 * waitsForPurchase(rows, { asOf: "2026-03-02", after: 2 }); // => [{ customerId: "ann", duration: 40, event: false }]
 */
export function waitsForPurchase(purchases: Purchases, { asOf, after = 1 }: AsOf & { readonly after?: number }): CustomerSubject[] {
  if (!(Number.isInteger(after) && after >= 1)) invalid("after", "a whole number, 1 or more", after);
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  const { customerIds, offsets, days, purchase } = ledger;
  const found: CustomerSubject[] = [];
  for (let c = 0; c < customerIds.length; c++) {
    let count = 0;
    let from = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last && count <= after; row++) {
      if (!purchase[row]) continue;
      count++;
      if (count === after) from = days[row]!;
      else if (count > after) found.push({ customerId: customerIds[c]!, duration: days[row]! - from, event: true });
    }
    if (count === after) found.push({ customerId: customerIds[c]!, duration: last - from, event: false });
  }
  return found;
}
