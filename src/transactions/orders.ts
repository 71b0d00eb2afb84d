/** Purchases by order instead of by day. */
import { type Lines, mapColumns, sortLines } from "./grouping.js";
import { gather } from "./lines.js";

/** One order per row, when `purchaseBy` is "order": its id and its first moment, which orders the orders of one day. */
export interface LedgerOrders {
  readonly ids: readonly string[];
  readonly moments: Float64Array;
}

type OrderLines = Lines & { readonly orderId: Int32Array; readonly moments: Float64Array };

/**
 * Lines by customer and order, their days those of their orders; and what a row is made of, from where each row's lines begin.
 * An order stands on the day and moment of its first line; its lines keep their order of arrival.
 */
export function sortOrders(
  arrived: Lines & { readonly moments: Float64Array },
  ids: readonly string[],
): { readonly lines: OrderLines; readonly orders: (lineOffsets: Uint32Array) => LedgerOrders } {
  const places = Int32Array.from(arrived.codes, (_, i) => i);
  const { places: cameAs, ...byDay } = sortLines({ ...(arrived as OrderLines), places });
  const { codes, orderId } = byDay;
  const order = new Uint32Array(codes.length);
  const days = new Int32Array(codes.length);
  const moments = new Float64Array(codes.length);
  let at = 0;
  for (let from = 0, to = 0; from < codes.length; from = to) {
    const orders = new Map<number, { day: number; moment: number; id: string; lines: number[] }>();
    for (; codes[to] === codes[from]; to++) {
      const day = byDay.days[to]!;
      const moment = byDay.moments[to]!;
      const found = orders.get(orderId[to]!);
      if (!found) orders.set(orderId[to]!, { day, moment, id: ids[orderId[to]!]!, lines: [to] });
      else {
        found.lines.push(to);
        if (day === found.day && moment < found.moment) found.moment = moment;
      }
    }
    const sorted = [...orders.values()].sort((a, b) => a.day - b.day || a.moment - b.moment || compareText(a.id, b.id));
    for (const { day, moment, lines: members } of sorted) {
      for (const line of members.sort((a, b) => cameAs[a]! - cameAs[b]!)) {
        order[at] = line;
        days[at] = day;
        moments[at++] = moment;
      }
    }
  }
  const lines = { ...mapColumns(byDay, (column) => gather(column, order)), days };
  return {
    lines,
    orders: (lineOffsets) => {
      const starts = lineOffsets.subarray(0, -1);
      return { ids: Array.from(starts, (line) => ids[lines.orderId[line]!]!), moments: gather(moments, starts) };
    },
  };
}

/** By code unit, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
