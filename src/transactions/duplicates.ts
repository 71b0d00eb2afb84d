/** Exact duplicates: lines of one customer and day, or order, that are equal in every column read. */

import { NUMBER_COLUMNS } from "./intake.js";
import type { LedgerLines } from "./lines.js";
import { TEXT_COLUMNS } from "./optional.js";

const FEW = 24;

/** Lines that repeat an earlier line of their row, in rising order. */
export function findDuplicates(lines: LedgerLines): number[] {
  const { offsets, amounts, moments } = lines;
  const columns = [...TEXT_COLUMNS.flatMap((name) => lines[name]?.codes ?? []), ...NUMBER_COLUMNS.flatMap((name) => lines[name] ?? [])];
  const equal = (i: number, j: number): boolean => {
    if (amounts[i] !== amounts[j] || moments[i] !== moments[j]) return false;
    for (const column of columns) if (!Object.is(column[i], column[j])) return false;
    return true;
  };
  const copies: number[] = [];
  for (let row = 0; row + 1 < offsets.length; row++) {
    const from = offsets[row]!;
    const to = offsets[row + 1]!;
    if (to - from > FEW) findMany(from, to);
    else {
      for (let i = from + 1; i < to; i++) {
        let j = from;
        while (j < i && !equal(i, j)) j++;
        if (j < i) copies.push(i);
      }
    }
  }
  return copies;

  /** Lines with the same hash are chained, the latest first. */
  function findMany(from: number, to: number): void {
    const heads = new Map<number, number>();
    const before = new Int32Array(to - from).fill(-1);
    for (let i = from; i < to; i++) {
      let hash = mix(mix(0, amounts[i]!), moments[i]!);
      for (const column of columns) hash = mix(hash, column[i]!);
      const head = heads.get(hash);
      let j = head ?? -1;
      while (j >= 0 && !equal(i, j)) j = before[j - from]!;
      if (j >= 0) copies.push(i);
      else {
        before[i - from] = head ?? -1;
        heads.set(hash, i);
      }
    }
  }
}

const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);

/** A hash of 30 bits, which maps hold without boxing: by the multiplier of Knuth's multiplicative hashing, 2^32 / φ. */
function mix(hash: number, value: number): number {
  number[0] = value;
  const mixed = Math.imul(Math.imul(hash ^ halves[0]!, 0x9e3779b1) ^ halves[1]!, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & 0x3fffffff;
}

/** The lines that stay when `copies` go, and where each row's then begin. The first of a set stays, so no row loses its last line. */
export function dropLines(copies: readonly number[], lineOffsets: Uint32Array): { kept: Uint32Array; offsets: Uint32Array } {
  const lines = lineOffsets.at(-1)!;
  const kept = new Uint32Array(lines - copies.length);
  const offsets = new Uint32Array(lineOffsets.length);
  let next = 0;
  let row = 0;
  for (let i = 0; i <= lines; i++) {
    while (row < lineOffsets.length && lineOffsets[row] === i) offsets[row++] = i - next;
    if (copies[next] === i) next++;
    else if (i < lines) kept[i - next] = i;
  }
  return { kept, offsets };
}

/** Takes dropped copies out of the sums of their rows. */
export function takeBack(
  dropped: readonly number[],
  { offsets, amounts: money }: LedgerLines,
  { amounts, gross, refunded }: { amounts: Float64Array; gross: Float64Array; refunded: Float64Array },
  separate: boolean,
): void {
  let row = 0;
  for (const line of dropped) {
    while (offsets[row + 1]! <= line) row++;
    const amount = money[line]!;
    gross[row]! -= Math.abs(amount);
    if (amount < 0) refunded[row]! += amount;
    if (amount >= 0 || !separate) amounts[row]! -= amount;
  }
}
