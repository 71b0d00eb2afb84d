/** The order lines behind a ledger's rows. */
import { emptyLike, type LineColumn } from "./grouping.js";
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

/** Columns by name as they stand in the ledger: texts with their values. */
export function ledgerLines(
  offsets: Uint32Array,
  names: readonly string[],
  columns: readonly LineColumn[],
  values: Readonly<Record<string, readonly string[]>>,
): LedgerLines {
  const lines: Record<string, unknown> = { offsets };
  for (const [i, name] of names.entries()) lines[name] = values[name] ? { codes: columns[i], values: values[name] } : columns[i];
  return lines as unknown as LedgerLines;
}

/** A column in a new order. */
export function gather<T extends LineColumn | Uint32Array>(column: T, order: Uint32Array): T {
  const into = emptyLike(column, order.length);
  for (let i = 0; i < order.length; i++) into[i] = column[order[i]!]!;
  return into;
}
