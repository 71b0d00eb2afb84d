/** Columns of transactions as other tools hand them over, and how a row is read from them. */

import { NUMBER_COLUMNS } from "./intake.js";
import type { Columns } from "./ledger.js";
import { TEXT_COLUMNS } from "./optional.js";

type Values<T> = ArrayLike<T | null | undefined>;
type Integers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | BigInt64Array | BigUint64Array;
/** A dictionary-coded column, as Arrow's: row i holds `values[codes[i]]`; a negative or missing code is no value. */
export interface Dictionary {
  readonly codes: ArrayLike<number>;
  readonly values: ArrayLike<string>;
}
export type TextValues = Values<string> | Dictionary;
export type NumberValues = Values<number> | Integers | Float32Array | Float64Array;

/** Columns of equal length. Missing values are `null`, `undefined` or, in numbers, NaN for the optional columns. */
export interface TransactionColumns {
  readonly customerId: TextValues | NumberValues;
  /** Dates, ISO text, or numbers in `dateUnit`. */
  readonly date: Values<Date | string> | NumberValues;
  readonly amount: NumberValues;
  readonly orderId?: TextValues | NumberValues;
  readonly productId?: TextValues | NumberValues;
  readonly category?: TextValues;
  readonly channel?: TextValues;
  readonly quantity?: NumberValues;
  readonly discount?: NumberValues;
  readonly cost?: NumberValues;
  readonly currency?: TextValues;
}

export function isDictionary(column: unknown): column is Dictionary {
  return typeof column === "object" && column !== null && "codes" in column && "values" in column;
}

export function readersOf({ customerId, date, amount, ...rest }: TransactionColumns): Columns<number> {
  const readers: Record<string, (row: number) => unknown> = {
    customerId: textReader(customerId),
    date: reader(date),
    amount: reader(amount),
  };
  for (const name of [...TEXT_COLUMNS, "currency"] as const) if (rest[name]) readers[name] = present(textReader(rest[name]));
  for (const name of NUMBER_COLUMNS) if (rest[name]) readers[name] = present(reader(rest[name]));
  return readers as unknown as Columns<number>;
}

function textReader(column: TextValues | NumberValues): (row: number) => unknown {
  if (!isDictionary(column)) return (row) => column[row];
  const { codes, values } = column;
  return (row) => values[codes[row]!];
}

function reader(column: Values<Date | string> | NumberValues): (row: number) => unknown {
  if (column instanceof BigInt64Array || column instanceof BigUint64Array) return (row) => Number(column[row]);
  return (row) => column[row];
}

/** Arrow and pandas write an absent number as NaN; in an optional column that is no fault. */
function present(read: (row: number) => unknown): (row: number) => unknown {
  return (row) => {
    const value = read(row);
    return Number.isNaN(value) ? undefined : value;
  };
}
