/** The distinct values of an ascending array, ascending; the search stops once `most` are found. */
export function distinctSorted(sorted: ArrayLike<number>, most: number = Number.POSITIVE_INFINITY): number[] {
  const levels: number[] = [];
  for (let i = 0; i < sorted.length && levels.length < most; i++) {
    if (i === 0 || sorted[i]! !== sorted[i - 1]!) levels.push(sorted[i]!);
  }
  return levels;
}

/** The smallest double above a finite value. */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(Float64Array.of(value).buffer);
  bits[0]! += value > 0 ? 1n : -1n;
  return new Float64Array(bits.buffer)[0]!;
}

/**
 * Cuts for values with no more levels than bins: the levels are spread evenly
 * over the bins, the lowest in the first and the highest in the last. Two
 * levels of five bins take bins 1 and 5, three take 1, 3 and 5.
 */
export function spreadLevels(levels: readonly number[], bins: number): number[] {
  const last = levels.length - 1;
  if (last === 0) return new Array<number>(bins - 1).fill(oneAbove(levels[0]!));
  const cuts: number[] = [];
  for (let cut = 1, level = 1; cut < bins; cut++) {
    while (level < last && Math.round((level * (bins - 1)) / last) < cut) level++;
    cuts.push(levels[level]!);
  }
  return cuts;
}

/** `value + 1`, or the next double where 1 is too small to be seen. */
export function oneAbove(value: number): number {
  // Past 2^53, 0.6 to 1.2 steps further are rounded to one.
  return Math.max(value + 1, value + Math.abs(value) * 0.6 * Number.EPSILON);
}
