/** Equal customers are one row with a weight: the time to fit grows with distinct rows, not with customers. */

/** Distinct rows in ascending order, by the first column, then the second …, each with the weight of all its customers. */
export interface Rows {
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
}

/** Collapses equal rows in one hashed pass and sorts what remains, so that the order of the input cannot be seen. Weight 0 drops a row. */
export function collapse(columns: readonly Float64Array[], weights?: ArrayLike<number>): Rows {
  const length = columns[0]!.length;
  const words = columns.map((column) => new Uint32Array(column.buffer, column.byteOffset, 2 * length));
  let table = new Int32Array(2048).fill(-1);
  let mask = table.length - 1;
  let firsts = new Uint32Array(1024);
  let sums = new Float64Array(1024);
  let count = 0;

  const hash = (row: number): number => {
    let h = 0x9e3779b9;
    for (const column of words) {
      h = Math.imul(h ^ column[2 * row]!, 0x85ebca6b);
      h = Math.imul(h ^ (h >>> 15) ^ column[2 * row + 1]!, 0xc2b2ae35);
      h ^= h >>> 13;
    }
    return h >>> 0;
  };
  const grow = (): void => {
    table = new Int32Array(4 * count).fill(-1);
    mask = table.length - 1;
    for (let i = 0; i < count; i++) {
      let slot = hash(firsts[i]!) & mask;
      while (table[slot]! >= 0) slot = (slot + 1) & mask;
      table[slot] = i;
    }
    firsts = enlarged(firsts, new Uint32Array(2 * count));
    sums = enlarged(sums, new Float64Array(2 * count));
  };

  for (let row = 0; row < length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    if (weight === 0) continue;
    for (const column of columns) column[row]! += 0;
    let slot = hash(row) & mask;
    for (;;) {
      const entry = table[slot]!;
      if (entry < 0) {
        table[slot] = count;
        firsts[count] = row;
        sums[count] = weight;
        if (++count === firsts.length) grow();
        break;
      }
      if (isSame(columns, firsts[entry]!, row)) {
        sums[entry]! += weight;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }

  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((i, k) => byColumns(columns, firsts[i]!, firsts[k]!));
  return {
    columns: columns.map((column) => Float64Array.from(order, (i) => column[firsts[i]!]!)),
    weights: Float64Array.from(order, (i) => sums[i]!),
  };
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
  const positions = new Map<number, number>();
  const places = Uint32Array.from(all, (time) => {
    const known = positions.get(time);
    if (known !== undefined) return known;
    positions.set(time, positions.size);
    return positions.size - 1;
  });
  return { times: Float64Array.from(positions.keys()), first: places.subarray(0, left.length), second: places.subarray(left.length) };
}

function enlarged<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function isSame(columns: readonly Float64Array[], left: number, right: number): boolean {
  for (const column of columns) if (column[left]! !== column[right]!) return false;
  return true;
}

function byColumns(columns: readonly Float64Array[], left: number, right: number): number {
  for (const column of columns) {
    const difference = column[left]! - column[right]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
