/** The door for columns: arrays and typed arrays, as Arrow, DuckDB and Parquet readers hand them over, without row objects. */
import { invalid } from "../errors.js";
import { closeLedger } from "./close.js";
import { type DayReader, dayReader, MS_PER_DAY } from "./day.js";
import { NUMBER_COLUMNS, type OptionalColumnName, openIntake, type RowReaders, TEXT_COLUMNS } from "./intake.js";
import type { Ledger } from "./ledger.js";
import { type DoorOptions, doorOptions } from "./options.js";

type Values<T> = ArrayLike<T | null | undefined>;
type Integers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array | BigInt64Array | BigUint64Array;
/** A dictionary-coded column, as Arrow's: row i holds `values[codes[i]]`; a negative or missing code is no value. */
export interface Dictionary {
  readonly codes: ArrayLike<number>;
  readonly values: ArrayLike<string>;
}
type TextValues = Values<string> | Dictionary;
type NumberValues = Values<number> | Integers | Float32Array | Float64Array;

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

export interface ColumnOptions extends DoorOptions {
  /** What a number in `date` counts since 1970-01-01: milliseconds (default), microseconds or seconds of an instant, or calendar days of no zone. */
  readonly dateUnit?: "ms" | "us" | "s" | "day";
}

const UNITS = { ms: 1, us: 1 / 1000, s: 1000, day: 1 };

/**
 * A ledger from columns; the same checks, options and report as `toLedger`.
 *
 * @throws InvalidInputError for columns of different lengths, and as `toLedger` for bad rows.
 *
 * @example
 * const ledger = ledgerFromColumns(
 *   { customerId: ["ann", "bob", "ann"], date: Int32Array.of(20454, 20455, 20460), amount: Float64Array.of(20, 12.5, 8) },
 *   { dateUnit: "day" },
 * );
 * ledger.report.firstDay; // => "2026-01-01"
 */
export function ledgerFromColumns(columns: TransactionColumns, options: ColumnOptions = {}): Ledger {
  const { dateUnit = "ms" } = options;
  if (!Object.hasOwn(UNITS, dateUnit)) invalid("dateUnit", '"ms", "us", "s" or "day"', dateUnit);
  const length = lengthOf("amount", columns.amount);
  for (const [name, column] of Object.entries(columns)) {
    if (column !== undefined && lengthOf(name, column) !== length)
      invalid(`columns.${name}`, `${length} values long, as amount is`, lengthOf(name, column));
  }
  const door = doorOptions(options);
  const optional = [...TEXT_COLUMNS, ...NUMBER_COLUMNS, "currency" as const].flatMap((name) => {
    const column = columns[name];
    return column === undefined ? [] : [{ name: name as OptionalColumnName, read: optionalReader(column) }];
  });
  const readers: RowReaders<number> = {
    customerId: reader(columns.customerId),
    date: reader(columns.date),
    amount: reader(columns.amount),
    optional,
  };
  const intake = openIntake(door, readers, length, unitReader(dayReader(door.timeZone), dateUnit));
  for (let i = 0; i < length; i++) intake.take(i);
  return closeLedger(intake);
}

function lengthOf(name: string, column: unknown): number {
  const { length } = (isDictionary(column) ? column.codes : (column ?? {})) as { length?: unknown };
  return typeof length === "number" && typeof column !== "string"
    ? length
    : invalid(`columns.${name}`, "an array, a typed array or { codes, values }", column);
}

function isDictionary(column: unknown): column is Dictionary {
  return typeof column === "object" && column !== null && "codes" in column && "values" in column;
}

function reader(column: TextValues | Values<Date | string> | NumberValues): (row: number) => unknown {
  if (isDictionary(column)) {
    const { codes, values } = column;
    return (row) => values[codes[row]!];
  }
  if (column instanceof BigInt64Array || column instanceof BigUint64Array) return (row) => Number(column[row]);
  return (row) => column[row];
}

/** Arrow and pandas write an absent number as NaN; in an optional column that is no fault. */
function optionalReader(column: TextValues | NumberValues): (row: number) => unknown {
  const read = reader(column);
  return (row) => {
    const value = read(row);
    return Number.isNaN(value) ? undefined : value;
  };
}

/** Numbers of another unit become instants in milliseconds, or calendar days as they are. */
function unitReader(days: DayReader, unit: keyof typeof UNITS): DayReader {
  if (unit === "ms") return days;
  const scale = UNITS[unit];
  const own: DayReader = {
    moment: 0,
    day(date) {
      if (typeof date !== "number") {
        const day = days.day(date);
        own.moment = days.moment;
        return day;
      }
      if (unit === "day") {
        own.moment = date * MS_PER_DAY;
        return Math.abs(date) <= 1e8 ? Math.floor(date) : Number.NaN;
      }
      own.moment = date * scale;
      return days.day(own.moment);
    },
  };
  return own;
}
