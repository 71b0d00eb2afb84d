import { nextAbove } from "../math/levels.js";
import { cumulativeSums } from "../math/sum.js";

/** Two distances that differ by less than this, of the whole, are rounding. */
const LEVEL = 1e-12;

/**
 * How many of the descending values are above the end of each share, the last
 * share aside. Equal values are never parted.
 */
export function bordersByCount(descending: Float64Array, shares: readonly number[]): number[] {
  return nearestBorders(descending, shares, descending.length, (count) => count);
}

/** The same with shares of the sum of the positive values; the others are below every border. */
export function bordersByValue(descending: Float64Array, shares: readonly number[]): number[] {
  const sums = cumulativeSums(descending.filter((value) => value > 0));
  return nearestBorders(descending, shares, sums.length - 1, (count) => sums[count]!);
}

/** The lowest value of each tier that ends at these borders; an empty one takes that of the tier above it. */
export function fromsOf(descending: Float64Array, borders: readonly number[]): number[] {
  const froms: number[] = [];
  borders.forEach((border, i) => {
    const isEmpty = border === (borders[i - 1] ?? 0);
    froms.push(isEmpty ? (froms[i - 1] ?? Math.min(Number.MAX_VALUE, nextAbove(descending[0] ?? 0))) : descending[border - 1]!);
  });
  return froms;
}

function nearestBorders(descending: Float64Array, shares: readonly number[], last: number, reached: (count: number) => number): number[] {
  const lowestTier = shares.slice(1).map(() => 0);
  if (last === 0 || descending[0] === descending[descending.length - 1]) return lowestTier;
  const whole = reached(last);
  let asked = 0;
  let border = 0;
  let end = blockEnd(descending, 0, last);
  return lowestTier.map((_, i) => {
    asked += shares[i]! * whole;
    while (border < last && Math.abs(reached(end) - asked) <= Math.abs(asked - reached(border)) + LEVEL * whole) {
      border = end;
      end = blockEnd(descending, border, last);
    }
    return border;
  });
}

/** Where the block of equal values that begins at `start` ends. */
function blockEnd(descending: Float64Array, start: number, last: number): number {
  let end = Math.min(start + 1, last);
  while (end < last && descending[end] === descending[start]) end++;
  return end;
}
