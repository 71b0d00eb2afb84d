/** Equal customers are one row with a weight: the time to fit grows with distinct rows, not with customers. */

/** Distinct rows, by the first column ascending, then the second …, each with the weight of all its customers. */
export interface Rows {
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
}

/**
 * Equal rows become one, and all are sorted, so that the order of the input cannot be seen. Weight 0 drops a row. No number but those of
 * later columns may be negative.
 */
export function collapse(columns: readonly Float64Array[], weights?: ArrayLike<number>): Rows {
  const sums = new Float64Array(columns[0]!.length);
  const kept = new Uint32Array(sums.length);
  const order = ascending(columns);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const weight = weights === undefined ? 1 : weights[row]!;
    if (weight === 0) continue;
    if (count === 0 || !isSame(columns, kept[count - 1]!, row)) kept[count++] = row;
    sums[count - 1]! += weight;
  }
  const firsts = kept.subarray(0, count);
  return { columns: columns.map((column) => picked(column, firsts)), weights: sums.slice(0, count) };
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
/** Rows from which digits of two bytes are worth their 65,536 counters. */
const MANY_ROWS = 1 << 13;

/**
 * The numbers of the rows in ascending order, by the first column, then the second …; equal rows stay in the order of the input. A radix
 * sort over the bits of doubles, which ascend like the numbers from 0 on; negative ones come last. Makes −0 a 0.
 */
export function ascending(columns: readonly Float64Array[]): Uint32Array {
  const n = columns[0]!.length;
  let order = new Uint32Array(n);
  let next = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  const Digits = n < MANY_ROWS ? Uint8Array : Uint16Array;
  const width = 8 / Digits.BYTES_PER_ELEMENT;
  const counts = new Uint32Array(256 ** Digits.BYTES_PER_ELEMENT);
  for (const column of columns.toReversed()) {
    for (let i = 0; i < n; i++) column[i]! += 0;
    const digits = new Digits(column.buffer as ArrayBuffer, column.byteOffset, width * n);
    for (let place = 0; place < width; place++) {
      if (!sortedBy(digits, IS_LITTLE_ENDIAN ? place : width - 1 - place, width, counts, order, next)) continue;
      [order, next] = [next, order];
    }
  }
  return order;
}

/** One pass: `order` by a digit of each row into `next`; false, and nothing done, where the digit is the same in all. */
function sortedBy(
  digits: Uint8Array | Uint16Array,
  place: number,
  width: number,
  counts: Uint32Array,
  order: Uint32Array,
  next: Uint32Array,
): boolean {
  counts.fill(0);
  for (let at = place; at < digits.length; at += width) counts[digits[at]!]!++;
  if (counts[digits[place]!] === order.length) return false;
  let before = 0;
  for (let digit = 0; digit < counts.length; digit++) {
    const count = counts[digit]!;
    counts[digit] = before;
    before += count;
  }
  for (let i = 0; i < order.length; i++) next[counts[digits[width * order[i]! + place]!]!++] = order[i]!;
  return true;
}

function picked(column: Float64Array, rows: Uint32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!;
  return values;
}

/** Purchases of all customers over the time in which they were watched, of rows x, tₓ, T; above 0, as a start must be. */
export function meanRate({ columns, weights }: Rows): number {
  const [x, , T] = columns as [Float64Array, Float64Array, Float64Array];
  let purchases = 0;
  let time = 0;
  for (let i = 0; i < x.length; i++) {
    purchases += weights[i]! * x[i]!;
    time += weights[i]! * T[i]!;
  }
  return Math.max(1e-3, purchases) / Math.max(1e-3, time);
}

/** The different values of two columns of times, and where each row finds its own: one logarithm for each, not for each row. */
export function distinctTimes(left: Float64Array, right: Float64Array): { times: Float64Array; first: Uint32Array; second: Uint32Array } {
  const all = new Float64Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  const places = new Uint32Array(all.length);
  const times = new Float64Array(all.length);
  const order = ascending([all]);
  let count = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    if (count === 0 || times[count - 1] !== all[row]) times[count++] = all[row]!;
    places[row] = count - 1;
  }
  return { times: times.subarray(0, count), first: places.subarray(0, left.length), second: places.subarray(left.length) };
}

function isSame(columns: readonly Float64Array[], left: number, right: number): boolean {
  for (const column of columns) if (column[left]! !== column[right]!) return false;
  return true;
}
