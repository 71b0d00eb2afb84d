/** The lines of two ledgers as one, column by column. */

import { NUMBER_COLUMNS } from "./intake.js";
import type { LedgerLines } from "./lines.js";
import { TEXT_COLUMNS, type TextColumn } from "./optional.js";

/** The lines of two ledgers in a new order, which counts the second's on after the first's. */
export function mergeLines(first: LedgerLines, second: LedgerLines, order: Uint32Array, offsets: Uint32Array): LedgerLines {
  const split = first.amounts.length;
  const merged: Record<string, unknown> = {
    offsets,
    amounts: gatherPair(first.amounts, second.amounts, split, order, Float64Array, 0),
    moments: gatherPair(first.moments, second.moments, split, order, Float64Array, 0),
  };
  for (const name of TEXT_COLUMNS) {
    if (first[name] || second[name]) merged[name] = mergeText(first[name], second[name], split, order);
  }
  for (const name of NUMBER_COLUMNS) {
    const column = gatherPair(first[name], second[name], split, order, Float64Array, Number.NaN);
    if (column) merged[name] = column;
  }
  return merged as unknown as LedgerLines;
}

function mergeText(first: TextColumn | undefined, second: TextColumn | undefined, split: number, order: Uint32Array): TextColumn {
  const values = [...(first?.values ?? [])];
  const index = new Map(values.map((value, code) => [value, code]));
  const recoded = second?.values.map((value) => index.get(value) ?? values.push(value) - 1);
  const codes = second?.codes.map((code) => (code < 0 ? code : recoded![code]!));
  return { codes: gatherPair(first?.codes, codes, split, order, Int32Array, -1)!, values };
}

/** A column of two ledgers in the order of the merged lines; the absent value where one of them has no such column. */
function gatherPair<T extends Float64Array | Int32Array>(
  first: T | undefined,
  second: T | undefined,
  split: number,
  order: Uint32Array,
  Kind: new (length: number) => T,
  absent: number,
): T | undefined {
  if (!first && !second) return undefined;
  const column = new Kind(order.length);
  for (let i = 0; i < order.length; i++) {
    const line = order[i]!;
    column[i] = (line < split ? first?.[line] : second?.[line - split]) ?? absent;
  }
  return column;
}
