/** From lines in order of arrival to rows grouped by customer: stable counting sorts by day and then by customer. */
import type { Arrivals } from "./intake.js";

/** What RFM, histories and holdout read of a ledger: customer `c` owns rows `offsets[c]` … `offsets[c + 1] − 1`, in day order. */
export interface Grouped {
  readonly customerIds: readonly string[];
  readonly offsets: Uint32Array;
  /** Days since 1970-01-01. */
  readonly days: Int32Array;
  /** Money of the row: net of refunds, unless refunds are kept separate. */
  readonly amounts: Float64Array;
  /** Σ |amount| of the lines. */
  readonly gross: Float64Array;
  /** Money refunded, as a positive number. */
  readonly refunded: Float64Array;
  /** 1 where the row is a purchase. */
  readonly purchase: Uint8Array;
}

/** Where the lines by customer, and by day within each, stood on arrival, and where each customer's begin. */
export interface LineOrder {
  readonly order: Uint32Array;
  readonly customers: Uint32Array;
}

/** Digits of a day number that one pass sorts by: 44 years. */
const DIGIT = 2 ** 14;

/** Lines by customer, and by day within each; the order of arrival is kept within a day. */
export function orderByDay({ codes, days, customerIds }: Arrivals): LineOrder {
  let first = 0;
  let last = 0;
  let inTime = true;
  let grouped = true;
  for (let i = 0; i < days.length; i++) {
    const day = days[i]!;
    if (i === 0 || day < first) first = day;
    if (i === 0 || day > last) last = day;
    const earlier = i > 0 && day < days[i - 1]!;
    if (earlier) inTime = false;
    if (i > 0 && (codes[i]! < codes[i - 1]! || (earlier && codes[i] === codes[i - 1]))) grouped = false;
  }
  let order: Uint32Array | undefined;
  for (let digit = 1; !inTime && !grouped && digit <= last - first; digit *= DIGIT) {
    const digits = Uint16Array.from(days, (day) => Math.floor((day - first) / digit) % DIGIT);
    order = countingSort(digits, DIGIT, order).order;
  }
  return countingSort(codes, customerIds.length, order);
}

/** Lines by key, those of one key as they stood in `order`; and where each key's lines begin. */
function countingSort(keys: ArrayLike<number>, count: number, order?: Uint32Array): LineOrder {
  const customers = new Uint32Array(count + 1);
  for (let i = 0; i < keys.length; i++) customers[keys[i]! + 1]!++;
  for (let key = 1; key <= count; key++) customers[key]! += customers[key - 1]!;
  const next = customers.slice();
  const sorted = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const line = order ? order[i]! : i;
    sorted[next[keys[line]!]!++] = line;
  }
  return { order: sorted, customers };
}

export function gather<T extends Float64Array | Int32Array | Uint32Array>(column: ArrayLike<number>, order: ArrayLike<number>, into: T): T {
  for (let i = 0; i < order.length; i++) into[i] = column[order[i]!]!;
  return into;
}

/** Where each row's lines begin, a row being the lines of one key in a row; and where each customer's rows begin. */
export function startRows(customers: Uint32Array, keys: Int32Array): { offsets: Uint32Array; lineOffsets: Uint32Array } {
  const offsets = new Uint32Array(customers.length);
  const starts = new Uint32Array(keys.length + 1);
  let rows = 0;
  for (let c = 0; c + 1 < customers.length; c++) {
    const from = customers[c]!;
    const to = customers[c + 1]!;
    for (let i = from; i < to; i++) if (i === from || keys[i] !== keys[i - 1]) starts[rows++] = i;
    offsets[c + 1] = rows;
  }
  starts[rows] = keys.length;
  return { offsets, lineOffsets: starts.slice(0, rows + 1) };
}

/** Rounding of a sum, relative to the money moved: a net below it is zero. */
const ROUNDING = 1e-9;

/**
 * Whether money makes a purchase: the net is positive beyond rounding, or zero with nothing refunded (free items and
 * $0.00 orders). What was refunded to zero or below is none.
 */
export function isPurchase(amount: number, gross: number, refunded: number): boolean {
  return Math.abs(amount) > ROUNDING * gross ? amount > 0 : refunded === 0;
}

/** The money of each row, from its lines. */
export function sumRows(
  lineOffsets: Uint32Array,
  money: Float64Array,
  separate = false,
): Pick<Grouped, "amounts" | "gross" | "refunded" | "purchase"> {
  const rows = lineOffsets.length - 1;
  const amounts = new Float64Array(rows);
  const gross = new Float64Array(rows);
  const refunded = new Float64Array(rows);
  const purchase = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    let paid = 0;
    let back = 0;
    for (let i = lineOffsets[row]!; i < lineOffsets[row + 1]!; i++) {
      if (money[i]! < 0) back -= money[i]!;
      else paid += money[i]!;
    }
    amounts[row] = separate ? paid : paid - back;
    gross[row] = paid + back;
    refunded[row] = back;
    purchase[row] = isPurchase(amounts[row]!, gross[row]!, back) ? 1 : 0;
  }
  return { amounts, gross, refunded, purchase };
}
