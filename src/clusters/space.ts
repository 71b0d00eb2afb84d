/** The transformed, scaled points side by side: what every loop of the room walks over. */

/** `n` points of `d` places each; point i owns z[i · d] … z[i · d + d − 1]. */
export interface Space {
  readonly z: Float64Array;
  readonly n: number;
  readonly d: number;
  /** How often each point counts, 0 or more; all once when absent. */
  readonly weights?: Float64Array | undefined;
}

/** Some of the points, in the order of `rows`. */
export function rowsOf({ z, d, weights }: Space, rows: ArrayLike<number>): Space {
  const n = rows.length;
  const part = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) part[i * d + j] = z[rows[i]! * d + j]!;
  return { z: part, n, d, weights: weights && Float64Array.from({ length: n }, (_, i) => weights[rows[i]!]!) };
}

/** Rows of the first `most` different points that count. */
export function distinctRows({ z, n, d, weights }: Space, most: number): number[] {
  const seen = new Set<string>();
  const rows: number[] = [];
  for (let i = 0; i < n && rows.length < most; i++) {
    if (weights !== undefined && weights[i] === 0) continue;
    let key = "";
    for (let j = 0; j < d; j++) key += `${z[i * d + j]!},`;
    if (seen.has(key)) continue;
    seen.add(key);
    rows.push(i);
  }
  return rows;
}

/** Columns of the points, one for each name. */
export function columnsOf<Name extends string>({ z, n, d }: Space, names: readonly Name[]): Record<Name, Float64Array> {
  return Object.fromEntries(names.map((name, j) => [name, Float64Array.from({ length: n }, (_, i) => z[i * d + j]!)])) as Record<
    Name,
    Float64Array
  >;
}

/** Squared Euclidean distance of d places; three, as recency, frequency and money are, without a loop. */
export function squared(one: Float64Array, from: number, other: Float64Array, to: number, d: number): number {
  if (d === 3) {
    const x = one[from]! - other[to]!;
    const y = one[from + 1]! - other[to + 1]!;
    const z = one[from + 2]! - other[to + 2]!;
    return x * x + y * y + z * z;
  }
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const difference = one[from + j]! - other[to + j]!;
    sum += difference * difference;
  }
  return sum;
}
