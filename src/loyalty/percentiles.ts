/** A learned ranking as JSON: where a number stands among those it was learned from, 0 to 100. */

/** Ascending levels, and the percentile of each: the share below it and half of the share at it, times 100. */
export interface Percentiles {
  readonly levels: readonly number[];
  readonly percentiles: readonly number[];
}

const MOST = 1001;

/** At most 1001 levels are kept, evenly by rank; between two of them the percentile is a straight line. */
export function learnPercentiles(values: Float64Array): Percentiles {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const levels: number[] = [];
  const percentiles: number[] = [];
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (to < n && sorted[to] === sorted[from]) to++;
    levels.push(sorted[from]!);
    percentiles.push((50 * (from + to)) / n);
    from = to;
  }
  if (levels.length <= MOST) return { levels, percentiles };
  const kept = Array.from({ length: MOST }, (_, i) => Math.round((i * (levels.length - 1)) / (MOST - 1)));
  return { levels: kept.map((i) => levels[i]!), percentiles: kept.map((i) => percentiles[i]!) };
}

/** Below all that was learned 0, above it 100; undefined when nothing was. */
export function percentileOf({ levels, percentiles }: Percentiles, value: number): number | undefined {
  const last = levels.length - 1;
  if (last < 0) return undefined;
  if (value < levels[0]!) return 0;
  if (value > levels[last]!) return 100;
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (levels[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  if (low === last || levels[low] === value) return percentiles[low];
  const share = (value - levels[low]!) / (levels[low + 1]! - levels[low]!);
  return percentiles[low]! + share * (percentiles[low + 1]! - percentiles[low]!);
}
