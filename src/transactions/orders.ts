/** Purchases by order instead of by day. */
import { type Lines, mapColumns, sortLines } from "./grouping.js";
import { gather } from "./lines.js";

/** Of each row, when `purchaseBy` is "order": the order it belongs to, and its first moment, which orders the rows of one day. */
export interface LedgerOrders {
  readonly ids: readonly string[];
  readonly moments: Float64Array;
}

type OrderLines = Lines & { readonly orderId: Int32Array; readonly moments: Float64Array };

/**
 * Lines by customer, day and order, with the number of the row that each belongs to; and what a row is called, from where each
 * row's lines begin. An order over several days has a row on each, so that no later line changes an earlier day. The orders of
 * a day stand in order of their first moment there; the lines of a row keep their order of arrival.
 */
export function sortOrders(
  arrived: Lines & { readonly moments: Float64Array },
  ids: readonly string[],
): { readonly lines: OrderLines; readonly rows: Int32Array; readonly orders: (lineOffsets: Uint32Array) => LedgerOrders } {
  const places = Int32Array.from(arrived.codes, (_, i) => i);
  const { places: cameAs, ...byDay } = sortLines({ ...(arrived as OrderLines), places });
  const { codes, days, orderId } = byDay;
  const order = new Uint32Array(codes.length);
  const rows = new Int32Array(codes.length);
  const moments = new Float64Array(codes.length);
  let at = 0;
  let row = 0;
  for (let from = 0, to = 0; from < codes.length; from = to) {
    const orders = new Map<number, { moment: number; id: string; lines: number[] }>();
    for (; codes[to] === codes[from] && days[to] === days[from]; to++) {
      const moment = byDay.moments[to]!;
      const found = orders.get(orderId[to]!);
      if (!found) orders.set(orderId[to]!, { moment, id: ids[orderId[to]!]!, lines: [to] });
      else {
        found.lines.push(to);
        if (moment < found.moment) found.moment = moment;
      }
    }
    const sorted = [...orders.values()].sort((a, b) => a.moment - b.moment || compareText(a.id, b.id));
    for (const { moment, lines: members } of sorted) {
      for (const line of members.sort((a, b) => cameAs[a]! - cameAs[b]!)) {
        order[at] = line;
        rows[at] = row;
        moments[at++] = moment;
      }
      row++;
    }
  }
  const lines = mapColumns(byDay, (column) => gather(column, order));
  return {
    lines,
    rows,
    orders: (lineOffsets) => {
      const starts = lineOffsets.subarray(0, -1);
      return { ids: Array.from(starts, (line) => ids[lines.orderId[line]!]!), moments: gather(moments, starts) };
    },
  };
}

/** An order is one purchase, on the first day that makes it one; its later rows are money alone. */
export function purchaseOnce(purchase: Uint8Array, offsets: Uint32Array, ids: readonly string[]): void {
  for (let c = 0; c + 1 < offsets.length; c++) {
    if (offsets[c + 1]! - offsets[c]! < 2) continue;
    const bought = new Set<string>();
    for (let row = offsets[c]!; row < offsets[c + 1]!; row++) {
      if (!purchase[row]) continue;
      if (bought.has(ids[row]!)) purchase[row] = 0;
      else bought.add(ids[row]!);
    }
  }
}

/** By code unit, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
