/** Purchases by order instead of by day. */
import { type Lines, mapColumns, sortLines } from "./grouping.js";
import { gather, type LedgerLines } from "./lines.js";

/** Of each row, when `purchaseBy` is "order": the order it belongs to, and its first moment, which orders the rows of one day. */
export interface LedgerOrders {
  readonly ids: readonly string[];
  readonly moments: Float64Array;
}

/**
 * Lines by customer, day and order, with two more columns: the number of the row that each belongs to, and the first moment of
 * that row; column `at` has the codes of the orders. An order over several days has a row on each, so that no later line changes
 * an earlier day. The orders of a day stand in order of their first moment there; the lines of a row keep their order of arrival.
 */
export function sortByOrder(lines: Lines, at: number, ids: readonly string[], customers: number): Lines {
  const places = Int32Array.from(lines[0], (_, i) => i);
  const sorted = sortLines([...lines, places], customers);
  const [codes, days, , lineMoments] = sorted;
  const orderCodes = sorted[at]!;
  const arrived = sorted[lines.length]!;
  const order = new Uint32Array(codes.length);
  const rows = new Int32Array(codes.length);
  const moments = new Float64Array(codes.length);
  let next = 0;
  let row = 0;
  for (let from = 0, to = 0; from < codes.length; from = to) {
    const orders = new Map<number, { moment: number; id: string; lines: number[] }>();
    for (; codes[to] === codes[from] && days[to] === days[from]; to++) {
      const code = orderCodes[to]!;
      const moment = lineMoments![to]!;
      const found = orders.get(code);
      if (!found) orders.set(code, { moment, id: ids[code]!, lines: [to] });
      else {
        found.lines.push(to);
        if (moment < found.moment) found.moment = moment;
      }
    }
    const inTime = [...orders.values()].sort((a, b) => a.moment - b.moment || compareText(a.id, b.id));
    for (const { moment, lines: members } of inTime) {
      for (const line of members.sort((a, b) => arrived[a]! - arrived[b]!)) {
        order[next] = line;
        rows[next] = row;
        moments[next++] = moment;
      }
      row++;
    }
  }
  const gathered = mapColumns(lines, (_, c) => gather(sorted[c]!, order));
  return [...gathered, rows, moments];
}

/** The order of each row, from the lines with which the rows begin. */
export function rowOrders({ offsets, orderId }: LedgerLines, lineMoments: Float64Array): LedgerOrders {
  const starts = offsets.subarray(0, -1);
  return { ids: Array.from(starts, (line) => orderId!.values[orderId!.codes[line]!]!), moments: gather(lineMoments, starts) };
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
