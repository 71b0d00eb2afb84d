/** From lines in order of arrival to purchases grouped by customer: a stable counting sort by customer, then days within each. */
import type { Intake, NumberColumnName, TextColumn, TextColumnName } from "./intake.js";
import { NUMBER_COLUMNS, TEXT_COLUMNS } from "./intake.js";

/** The order lines behind the ledger's rows: row r owns lines `offsets[r]` … `offsets[r + 1] − 1`. */
export interface LedgerLines {
  readonly offsets: Uint32Array;
  /** Money of each line, refunds negative. */
  readonly amounts: Float64Array;
  /** Milliseconds since the epoch; of the wall clock where the date had no offset. */
  readonly moments: Float64Array;
  readonly orderId?: TextColumn;
  readonly productId?: TextColumn;
  readonly category?: TextColumn;
  readonly channel?: TextColumn;
  /** Absent values of these three are NaN: a column of numbers has no other mark. */
  readonly quantity?: Float64Array;
  readonly discount?: Float64Array;
  readonly cost?: Float64Array;
}

/** One order per row, when `purchaseBy` is "order": its id and its first moment, which orders the orders of one day. */
export interface LedgerOrders {
  readonly ids: readonly string[];
  readonly moments: Float64Array;
}

/** Lines grouped by customer, in day order: where each stood on arrival, its day, and where each customer's begin. */
export interface LineOrder {
  readonly order: Uint32Array;
  readonly days: Int32Array;
  readonly customers: Uint32Array;
}

/** Lines by customer, and by day within each, the order of arrival kept within a day. */
export function orderByDay({ size, customerIds, customers: codes, days: arrived }: Intake<never>): LineOrder {
  const customers = new Uint32Array(customerIds.length + 1);
  for (let i = 0; i < size; i++) customers[codes[i]! + 1]!++;
  for (let c = 1; c < customers.length; c++) customers[c]! += customers[c - 1]!;
  const next = customers.slice(0, -1);
  const order = new Uint32Array(size);
  const days = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const at = next[codes[i]!]!++;
    order[at] = i;
    days[at] = arrived[i]!;
  }
  for (let c = 0; c < customerIds.length; c++) sortByDay(order, days, customers[c]!, customers[c + 1]!);
  return { order, days, customers };
}

const SHORT = 24;

/** Stable sort of one customer's lines: by insertion, or by keys day × length + position, which stay below 2^53. */
function sortByDay(order: Uint32Array, days: Int32Array, from: number, to: number): void {
  let sorted = true;
  for (let i = from + 1; i < to && sorted; i++) sorted = days[i - 1]! <= days[i]!;
  if (sorted) return;
  if (to - from <= SHORT) {
    for (let i = from + 1; i < to; i++) {
      const line = order[i]!;
      const day = days[i]!;
      let j = i - 1;
      for (; j >= from && days[j]! > day; j--) {
        order[j + 1] = order[j]!;
        days[j + 1] = days[j]!;
      }
      order[j + 1] = line;
      days[j + 1] = day;
    }
    return;
  }
  const length = to - from;
  const keys = new Float64Array(length);
  for (let i = 0; i < length; i++) keys[i] = days[from + i]! * length + i;
  keys.sort();
  const lines = order.slice(from, to);
  for (let i = 0; i < length; i++) {
    const day = Math.floor(keys[i]! / length);
    days[from + i] = day;
    order[from + i] = lines[keys[i]! - day * length]!;
  }
}

/** Lines by customer and order. An order stands on the day and moment of its first line; its lines keep their order of arrival. */
export function orderByOrder(
  intake: Intake<never>,
  { order: lines, customers }: LineOrder,
): LineOrder & { readonly moments: Float64Array } {
  const { codes, values } = intake.texts.orderId!;
  const order = new Uint32Array(lines.length);
  const days = new Int32Array(lines.length);
  const moments = new Float64Array(lines.length);
  for (let c = 0; c + 1 < customers.length; c++) {
    const orders = new Map<number, { day: number; moment: number; id: string; lines: number[] }>();
    for (let i = customers[c]!; i < customers[c + 1]!; i++) {
      const line = lines[i]!;
      const code = codes[line]!;
      const day = intake.days[line]!;
      const moment = intake.moments[line]!;
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
  return { order, days, moments, customers };
}

/** By code unit, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Every column of the lines in a new order. */
export function gatherLines(intake: Intake<never>, order: Uint32Array, offsets: Uint32Array): LedgerLines {
  return {
    offsets,
    amounts: gather(intake.amounts, order, new Float64Array(order.length)),
    moments: gather(intake.moments, order, new Float64Array(order.length)),
    ...gatherOptional(intake, order),
  };
}

/** Optional columns of the lines in a new order. */
function gatherOptional(intake: Intake<never>, order: Uint32Array): Omit<LedgerLines, "offsets" | "amounts" | "moments"> {
  const columns: Partial<Record<TextColumnName, TextColumn> & Record<NumberColumnName, Float64Array>> = {};
  for (const name of TEXT_COLUMNS) {
    const text = intake.texts[name];
    if (text) columns[name] = { codes: gather(text.codes, order, new Int32Array(order.length)), values: text.values };
  }
  for (const name of NUMBER_COLUMNS) {
    const numbers = intake.numbers[name];
    if (numbers) columns[name] = gather(numbers, order, new Float64Array(order.length));
  }
  return columns;
}

export function gather<T extends Float64Array | Int32Array | Uint32Array>(column: T, order: Uint32Array, into: T): T {
  for (let i = 0; i < order.length; i++) into[i] = column[order[i]!]!;
  return into;
}
