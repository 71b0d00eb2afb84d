/** The door for columns: arrays and typed arrays, as Arrow, DuckDB and Parquet readers hand them over, without row objects. */
import { invalid } from "../errors.js";
import { ledgerAtOnce } from "./at-once.js";
import { isDictionary, readersOf, type TransactionColumns } from "./column-readers.js";
import { type DayReader, dayReader } from "./day.js";
import { openDoor } from "./door.js";
import type { Columns, Ledger } from "./ledger.js";
import { type Door, type DoorOptions, doorOptions } from "./options.js";
import { PLAIN } from "./purchases.js";
import { MS_PER_DAY } from "./zone.js";

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
  const { customerId, date, amount, ...rest } = columns;
  const length = lengthOf("amount", amount);
  for (const [name, column] of Object.entries({ customerId, date, ...rest })) {
    if (!(name in PLAIN)) invalid("columns", `only ${Object.keys(PLAIN).join(", ")}`, name);
    if ((name in rest ? column !== undefined : true) && lengthOf(name, column) !== length)
      invalid(`columns.${name}`, `${length} values long, as amount is`, lengthOf(name, column));
  }
  const door = doorOptions(options);
  const dates = unitReader(dayReader(door.timeZone), dateUnit);
  const readers = readersOf(columns);
  return ledgerAtOnce(columns, readers, door, dates) ?? ledgerByRow(length, readers, door, dates);
}

/** Row by row: names what is wrong, and does what the options ask of single rows. */
function ledgerByRow(length: number, readers: Columns<number>, door: Door, dates: DayReader): Ledger {
  const { intake, ledger } = openDoor(readers, door, length, dates);
  for (let row = 0; row < length; row++) intake.take(row);
  return ledger();
}

function lengthOf(name: string, column: unknown): number {
  const { length } = (isDictionary(column) ? column.codes : (column ?? {})) as { length?: unknown };
  return typeof length === "number" && typeof column !== "string"
    ? length
    : invalid(`columns.${name}`, "an array, a typed array or { codes, values }", column);
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
