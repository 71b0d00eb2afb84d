/** From lines in order of arrival to rows grouped by customer: sorted by day and then by customer. */

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

export type LineColumn = Int32Array | Float64Array;
/** Order lines in columns of one length: the customer of each by number, its day, its money, and whatever else is to be sorted with them. */
export type Lines = readonly [codes: Int32Array, days: Int32Array, amounts: Float64Array, ...more: LineColumn[]];

/** Lines by customer, and by day within each; the order of arrival is kept within a day. The columns given are used up. */
export function sortLines(lines: Lines, customers: number): Lines {
  const [codes, days] = lines;
  let low = days[0]!;
  let high = low;
  let inTime = true;
  let grouped = true;
  for (let i = 1; i < days.length; i++) {
    const day = days[i]!;
    if (day < high) inTime = false;
    else high = day;
    if (day < low) low = day;
    if (grouped) grouped = codes[i - 1]! < codes[i]! || (codes[i - 1] === codes[i] && days[i - 1]! <= day);
  }
  if (grouped) return lines;
  return radixSort(inTime ? lines : radixSort(lines, 1, low, high), 0, 0, customers);
}

export function mapColumns(lines: Lines, change: (column: LineColumn, c: number) => LineColumn): Lines {
  return lines.map(change) as LineColumn[] as unknown as Lines;
}

/** Bits of a key that one pass sorts by: few enough places to write to that the processor's caches hold them. */
const BITS = 14;
const MASK = 2 ** BITS - 1;

/** Lines by one of their columns, stably: a pass for each digit of its values, the lowest first, to and fro between two sets of columns. */
function radixSort(lines: Lines, key: 0 | 1, low: number, high: number): Lines {
  let spare: Lines | undefined;
  for (let shift = 0; 2 ** shift <= high - low; shift += BITS) {
    const places = rank(lines[key], low, shift);
    const sorted = mapColumns(lines, (column, c) => scatter(column, places, spare?.[c]));
    spare = lines;
    lines = sorted;
  }
  return lines;
}

/** Where each key goes, by one digit of its distance from `low`. */
function rank(keys: Int32Array, low: number, shift: number): Int32Array {
  const next = new Int32Array(MASK + 2);
  const places = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) next[(((keys[i]! - low) >>> shift) & MASK) + 1]!++;
  for (let digit = 1; digit <= MASK; digit++) next[digit]! += next[digit - 1]!;
  for (let i = 0; i < keys.length; i++) places[i] = next[((keys[i]! - low) >>> shift) & MASK]!++;
  return places;
}

function scatter(column: LineColumn, places: Int32Array, into: LineColumn = emptyLike(column, column.length)): LineColumn {
  for (let i = 0; i < places.length; i++) into[places[i]!] = column[i]!;
  return into;
}

/** An empty column of the same kind. */
export function emptyLike<T extends LineColumn | Uint32Array>(column: T, length: number): T {
  return new (column.constructor as new (length: number) => T)(length);
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

/** Rows and where the lines of each begin: a row is the lines of one customer and one key, which is the day unless another is given. */
export function sumRows(
  [codes, lineDays, money]: Lines,
  customerIds: readonly string[],
  keys: Int32Array = lineDays,
  separate = false,
): Grouped & { readonly lineOffsets: Uint32Array } {
  const starts = new Uint32Array(keys.length + 1);
  let rows = 0;
  for (let i = 0; i < keys.length; i++) if (i === 0 || keys[i] !== keys[i - 1] || codes[i] !== codes[i - 1]) starts[rows++] = i;
  starts[rows] = keys.length;
  const lineOffsets = rows < keys.length ? starts.slice(0, rows + 1) : starts;
  const offsets = new Uint32Array(customerIds.length + 1);
  const days = new Int32Array(rows);
  const amounts = new Float64Array(rows);
  const gross = new Float64Array(rows);
  const refunded = new Float64Array(rows);
  const purchase = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const from = lineOffsets[row]!;
    let paid = 0;
    let back = 0;
    for (let i = from; i < lineOffsets[row + 1]!; i++) {
      if (money[i]! < 0) back -= money[i]!;
      else paid += money[i]!;
    }
    days[row] = lineDays[from]!;
    offsets[codes[from]! + 1] = row + 1;
    amounts[row] = separate ? paid : paid - back;
    gross[row] = paid + back;
    refunded[row] = back;
    purchase[row] = isPurchase(amounts[row]!, gross[row]!, back) ? 1 : 0;
  }
  for (let c = 1; c < offsets.length; c++) offsets[c] ||= offsets[c - 1]!;
  return { customerIds, offsets, days, amounts, gross, refunded, purchase, lineOffsets };
}
