/** Rows of a ledger that count as bought, and which of them are one purchase. */
import { isPurchase } from "../transactions/grouping.js";
import type { Ledger } from "../transactions/ledger.js";

/** Whether the lines of a row were bought and kept: money of later days of an order counts, days refunded away do not. */
export function isKept({ amounts, gross, refunded }: Ledger, row: number): boolean {
  return isPurchase(amounts[row]!, gross[row]!, refunded[row]!);
}

/** Of each row, the first row of the same order, as an order over several days has a row on each; undefined by day, where a row is a purchase. */
export function orderStarts({ orders, offsets }: Ledger): Uint32Array | undefined {
  if (!orders) return undefined;
  const starts = Uint32Array.from(orders.ids, (_, row) => row);
  for (let c = 0; c + 1 < offsets.length; c++) {
    const first = new Map<string, number>();
    for (let row = offsets[c]!; row < offsets[c + 1]!; row++) {
      const id = orders.ids[row]!;
      const start = first.get(id);
      if (start === undefined) first.set(id, row);
      else starts[row] = start;
    }
  }
  return starts;
}
