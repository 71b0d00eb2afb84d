import { invalid } from "../errors.js";
import { dayOf } from "./day.js";
import type { AsOf } from "./history.js";
import { type Purchases, toLedger } from "./ledger.js";

/** What a customer's goods cost the shop, from the column `cost`. */
export interface CustomerCost {
  readonly customerId: string;
  /** Σ cost of the lines up to `asOf`, what came back subtracted; undefined when no line gave one. */
  readonly cost: number | undefined;
  readonly linesWithCost: number;
  readonly lines: number;
}

/**
 * Costs of every customer with a purchase up to `asOf`: the customers of `rfm`, in the same order.
 *
 * @throws InvalidInputError when no row has a `cost`; as `rfm` for bad rows and dates.
 *
 * @example
 * const rows = [
 *   { customerId: "ann", date: "2026-01-05", amount: 20, cost: 12 },
 *   { customerId: "ann", date: "2026-01-09", amount: -5, cost: -3 },
 * ];
 * customerCosts(rows, { asOf: "2026-01-31" })[0].cost; // => 9
 */
export function customerCosts(purchases: Purchases, { asOf }: AsOf): CustomerCost[] {
  const { customerIds, offsets, days, purchase, lines, options } = toLedger(purchases);
  const last = dayOf(asOf, options.timeZone, "asOf");
  const costs = lines.cost ?? invalid("cost", "given in at least one row", undefined);
  const found: CustomerCost[] = [];
  for (let c = 0; c < customerIds.length; c++) {
    let bought = false;
    let cost = 0;
    let linesWithCost = 0;
    let count = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last; row++) {
      bought ||= purchase[row] === 1;
      for (let line = lines.offsets[row]!; line < lines.offsets[row + 1]!; line++) {
        count++;
        if (Number.isNaN(costs[line])) continue;
        cost += costs[line]!;
        linesWithCost++;
      }
    }
    if (bought) found.push({ customerId: customerIds[c]!, cost: linesWithCost > 0 ? cost : undefined, linesWithCost, lines: count });
  }
  return found;
}
