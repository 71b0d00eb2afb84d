/** Purchases by order instead of by day. */
import { type Lines, mapColumns, sortLines } from "./grouping.js";
import { gather, type LedgerLines } from "./lines.js";

/** One order per row, when `purchaseBy` is "order": its id and its first moment, which orders the orders of one day. */
export interface LedgerOrders {
  readonly ids: readonly string[];
  readonly moments: Float64Array;
}

/**
 * Lines by customer and order, with the moment of each one's order as a last column; column `at` has the codes of the orders.
 * An order stands on the day and moment of its first line; its lines keep their order of arrival.
 */
export function sortByOrder(lines: Lines, at: number, ids: readonly string[], customers: number): Lines {
  const places = Int32Array.from(lines[0], (_, i) => i);
  const sorted = sortLines([...lines, places], customers);
  const [codes, lineDays, , lineMoments] = sorted;
  const orderCodes = sorted[at]!;
  const arrived = sorted[lines.length]!;
  const order = new Uint32Array(codes.length);
  const days = new Int32Array(codes.length);
  const moments = new Float64Array(codes.length);
  let next = 0;
  for (let from = 0, to = 0; from < codes.length; from = to) {
    const orders = new Map<number, { day: number; moment: number; id: string; lines: number[] }>();
    for (; codes[to] === codes[from]; to++) {
      const code = orderCodes[to]!;
      const day = lineDays[to]!;
      const moment = lineMoments![to]!;
      const found = orders.get(code);
      if (!found) orders.set(code, { day, moment, id: ids[code]!, lines: [to] });
      else {
        found.lines.push(to);
        if (day === found.day && moment < found.moment) found.moment = moment;
      }
    }
    const inTime = [...orders.values()].sort((a, b) => a.day - b.day || a.moment - b.moment || compareText(a.id, b.id));
    for (const { day, moment, lines: members } of inTime) {
      for (const line of members.sort((a, b) => arrived[a]! - arrived[b]!)) {
        order[next] = line;
        days[next] = day;
        moments[next++] = moment;
      }
    }
  }
  const [gatheredCodes, , ...rest] = mapColumns(lines, (_, c) => gather(sorted[c]!, order));
  return [gatheredCodes, days, ...rest, moments];
}

/** The order of each row, from the lines with which the rows begin. */
export function rowOrders({ offsets, orderId }: LedgerLines, lineMoments: Float64Array): LedgerOrders {
  const starts = offsets.subarray(0, -1);
  return { ids: Array.from(starts, (line) => orderId!.values[orderId!.codes[line]!]!), moments: gather(lineMoments, starts) };
}

/** By code unit, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
