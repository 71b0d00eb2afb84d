/** The order lines behind a ledger's rows. */
import { gather } from "./grouping.js";
import type { Arrivals } from "./intake.js";
import {
  NUMBER_COLUMNS,
  type NumberColumnName,
  type OptionalColumns,
  TEXT_COLUMNS,
  type TextColumn,
  type TextColumnName,
} from "./optional.js";

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

/** Every column of the lines, in a new order. */
export function gatherLines(arrivals: Arrivals, optional: OptionalColumns, order: Uint32Array, offsets: Uint32Array): LedgerLines {
  const columns: Partial<Record<TextColumnName, TextColumn> & Record<NumberColumnName, Float64Array>> = {};
  for (const name of TEXT_COLUMNS) {
    const text = optional.texts[name];
    if (text) columns[name] = { codes: gather(text.codes, order, new Int32Array(order.length)), values: text.values };
  }
  for (const name of NUMBER_COLUMNS) {
    const numbers = optional.numbers[name];
    if (numbers) columns[name] = gather(numbers, order, new Float64Array(order.length));
  }
  return {
    offsets,
    amounts: gather(arrivals.amounts, order, new Float64Array(order.length)),
    moments: gather(arrivals.moments, order, new Float64Array(order.length)),
    ...columns,
  };
}
