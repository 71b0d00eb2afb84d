/** The order lines behind a ledger's rows. */
import { type LineColumn, type Lines, sameKind } from "./grouping.js";
import type { TextColumn } from "./optional.js";

/** The order lines behind the ledger's rows: row r owns lines `offsets[r]` … `offsets[r + 1] − 1`. */
export interface LedgerLines {
  readonly offsets: Uint32Array;
  /** Money of each line, refunds negative. */
  readonly amounts: Float64Array;
  /** Milliseconds since the epoch; of the wall clock where the date had no offset. */
  readonly moments: Float64Array;
  readonly orderId?: TextColumn;
  readonly productId?: TextColumn;
  readonly category?: TextColumn;
  readonly channel?: TextColumn;
  /** Absent values of these three are NaN: a column of numbers has no other mark. */
  readonly quantity?: Float64Array;
  readonly discount?: Float64Array;
  readonly cost?: Float64Array;
}

/** Sorted lines as they stand in the ledger: without customer and day, which are the rows'; texts with their values. */
export function ledgerLines(
  { codes, days, ...columns }: Lines,
  values: Readonly<Record<string, readonly string[]>>,
  offsets: Uint32Array,
): LedgerLines {
  const coded = Object.entries(columns).map(([name, column]) => [name, values[name] ? { codes: column, values: values[name] } : column]);
  return { offsets, ...Object.fromEntries(coded) };
}

/** A column in a new order. */
export function gather<T extends LineColumn | Uint32Array>(column: T, order: Uint32Array): T {
  const into = sameKind(column, order.length);
  for (let i = 0; i < order.length; i++) into[i] = column[order[i]!]!;
  return into;
}
