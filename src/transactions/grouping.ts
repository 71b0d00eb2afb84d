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

/** Order lines in columns of one length. */
export interface Lines {
  /** The customer of each line, by number. */
  readonly codes: Int32Array;
  readonly days: Int32Array;
  readonly amounts: Float64Array;
}

/** Lines by customer, and by day within each; the order of arrival is kept within a day. The columns given are used up. */
export function sortLines<T extends Lines>(lines: T): T {
  const { codes, days } = lines;
  const inTime = (i: number): boolean => days[i - 1]! <= days[i]!;
  const grouped = (i: number): boolean => codes[i - 1]! < codes[i]! || (codes[i - 1] === codes[i] && inTime(i));
  if (all(grouped, days.length)) return lines;
  return radixSort(all(inTime, days.length) ? lines : radixSort(lines, "days"), "codes");
}

function all(holds: (i: number) => boolean, length: number): boolean {
  for (let i = 1; i < length; i++) if (!holds(i)) return false;
  return true;
}

/** Bits of a key that one pass sorts by: few enough places to write to that the processor's caches hold them. */
const BITS = 11;
const MASK = 2 ** BITS - 1;

/** Every column by a key, stably: one pass for each digit of the key, the lowest first, to and fro between two sets of columns. */
function radixSort<T extends Lines>(lines: T, key: "codes" | "days"): T {
  const keys = lines[key];
  let low = keys[0]!;
  let high = low;
  for (let i = 1; i < keys.length; i++) {
    if (keys[i]! < low) low = keys[i]!;
    if (keys[i]! > high) high = keys[i]!;
  }
  let spare: T | undefined;
  for (let shift = 0; 2 ** shift <= high - low; shift += BITS) {
    const places = rank(lines[key], low, shift);
    const used = lines;
    lines = mapColumns(lines, (column, name) => scatter(column, places, spare?.[name as keyof T] as LineColumn | undefined));
    spare = used;
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

export type LineColumn = Int32Array | Float64Array;

export function mapColumns<T extends Lines>(lines: T, change: (column: LineColumn, name: string) => LineColumn): T {
  return Object.fromEntries(Object.entries(lines).map(([name, column]) => [name, change(column, name)])) as unknown as T;
}

function scatter(column: LineColumn, places: Int32Array, into = sameKind(column, column.length)): LineColumn {
  for (let i = 0; i < places.length; i++) into[places[i]!] = column[i]!;
  return into;
}

/** An empty column of the same kind. */
export function sameKind<T extends LineColumn | Uint32Array>(column: T, length: number): T {
  return new (column.constructor as new (length: number) => T)(length);
}

/** Where each row's lines begin, a row being the lines of one customer and key; and where each customer's rows begin. */
export function startRows(codes: Int32Array, keys: Int32Array, customers: number): { offsets: Uint32Array; lineOffsets: Uint32Array } {
  const offsets = new Uint32Array(customers + 1);
  const starts = new Uint32Array(keys.length + 1);
  let rows = 0;
  for (let i = 0; i < keys.length; i++) {
    if (i === 0 || keys[i] !== keys[i - 1] || codes[i] !== codes[i - 1]) starts[rows++] = i;
    offsets[codes[i]! + 1] = rows;
  }
  for (let c = 1; c <= customers; c++) if (offsets[c] === 0) offsets[c] = offsets[c - 1]!;
  starts[rows] = keys.length;
  return { offsets, lineOffsets: starts.slice(0, rows + 1) };
}

/** The day on which each row begins. */
export function startDays(days: Int32Array, lineOffsets: Uint32Array): Int32Array {
  const starts = new Int32Array(lineOffsets.length - 1);
  for (let row = 0; row < starts.length; row++) starts[row] = days[lineOffsets[row]!]!;
  return starts;
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
