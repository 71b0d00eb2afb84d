/** Purchases by order instead of by day. */
import type { LineOrder } from "./grouping.js";
import type { Arrivals } from "./intake.js";

/** One order per row, when `purchaseBy` is "order": its id and its first moment, which orders the orders of one day. */
export interface LedgerOrders {
  readonly ids: readonly string[];
  readonly moments: Float64Array;
}

/** Lines by order, and the day and moment of each line's order. */
export interface OrdersOfLines {
  readonly order: Uint32Array;
  readonly days: Int32Array;
  readonly moments: Float64Array;
}

/** Lines by customer and order. An order stands on the day and moment of its first line; its lines keep their order of arrival. */
export function orderByOrder(
  { days: dayOf, moments: momentOf }: Arrivals,
  { codes, values }: { readonly codes: readonly number[]; readonly values: readonly string[] },
  { order: lines, customers }: LineOrder,
): OrdersOfLines {
  const order = new Uint32Array(lines.length);
  const days = new Int32Array(lines.length);
  const moments = new Float64Array(lines.length);
  for (let c = 0; c + 1 < customers.length; c++) {
    const orders = new Map<number, { day: number; moment: number; id: string; lines: number[] }>();
    for (let i = customers[c]!; i < customers[c + 1]!; i++) {
      const line = lines[i]!;
      const code = codes[line]!;
      const day = dayOf[line]!;
      const moment = momentOf[line]!;
      const found = orders.get(code);
      if (!found) orders.set(code, { day, moment, id: values[code]!, lines: [line] });
      else {
        found.lines.push(line);
        if (day === found.day && moment < found.moment) found.moment = moment;
      }
    }
    let at = customers[c]!;
    for (const { day, moment, lines: members } of [...orders.values()].sort(
      (a, b) => a.day - b.day || a.moment - b.moment || compareText(a.id, b.id),
    )) {
      for (const line of members.sort((a, b) => a - b)) {
        order[at] = line;
        days[at] = day;
        moments[at++] = moment;
      }
    }
  }
  return { order, days, moments };
}

/** By code unit, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
