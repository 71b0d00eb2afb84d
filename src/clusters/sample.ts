/**
 * A seeded sample that does not depend on the order of the rows: each point draws its lot from its own values, and of equal points the
 * second, third, … draw different ones. The smallest lots are taken; with weights, exponential lots divided by the weight:
 *
 * Efraimidis, P. S. & Spirakis, P. G. (2006). Weighted random sampling with a reservoir. Information Processing Letters 97(5).
 */
import { random as generator, type Random } from "../math/random.js";
import { rowsOf, type Space } from "./space.js";

/** Values nearer than this many parts of a spread draw the same lots, so that the last bits of a shift do not change the sample. */
const GRID = 2 ** 20;

/** At most `size` points, sorted by their values. */
export function sampleOf(space: Space, size: number, seed: number | string): Space {
  return rowsOf(space, sampleRows(space, size, seed));
}

/** Rows of at most `size` points, sorted by their values. */
export function sampleRows(space: Space, size: number, seed: number | string): Uint32Array {
  const { z, n, d } = space;
  let rows: Uint32Array;
  if (n <= size) rows = Uint32Array.from({ length: n }, (_, i) => i);
  else {
    const lots = lotsOf(space, generator(seed));
    const border = lots.slice().sort()[size]!;
    const chosen = new Uint32Array(size);
    let count = 0;
    for (let i = 0; i < n; i++) if (lots[i]! < border) chosen[count++] = i;
    rows = chosen.subarray(0, count);
  }
  return rows.sort((a, b) => {
    for (let j = 0; j < d; j++) {
      const difference = z[a * d + j]! - z[b * d + j]!;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function lotsOf({ z, n, d, weights }: Space, random: Random): Float64Array | Uint32Array {
  const salt = Math.floor(random() * 2 ** 32) | 0;
  const size = 2 ** Math.ceil(Math.log2(2 * n));
  const firstOf = new Int32Array(size).fill(-1);
  const seen = new Int32Array(size);
  const lots = weights === undefined ? new Uint32Array(n) : new Float64Array(n);
  const same = (a: number, b: number): boolean => {
    for (let j = 0; j < d; j++) if (Math.round(z[a * d + j]! * GRID) !== Math.round(z[b * d + j]! * GRID)) return false;
    return true;
  };
  for (let i = 0; i < n; i++) {
    let hash = salt;
    for (let j = 0; j < d; j++) {
      const cell = Math.round(z[i * d + j]! * GRID);
      hash = mixed(hash ^ (cell | 0)) ^ mixed(Math.floor(cell / 2 ** 32) | 0);
    }
    let slot = hash & (size - 1);
    while (firstOf[slot]! >= 0 && !same(firstOf[slot]!, i)) slot = (slot + 1) & (size - 1);
    if (firstOf[slot]! < 0) firstOf[slot] = i;
    const lot = mixed(mixed(hash ^ 0x5bd1e995) + Math.imul(seen[slot]!++, 0x9e3779b1)) >>> 0;
    if (weights === undefined) lots[i] = lot;
    else lots[i] = weights[i]! > 0 ? -Math.log((lot + 0.5) / 2 ** 32) / weights[i]! : Number.POSITIVE_INFINITY;
  }
  return lots;
}

/** The finaliser of MurmurHash3. */
function mixed(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
