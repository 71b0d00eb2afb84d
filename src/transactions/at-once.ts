/**
 * The fast way through the door for columns: each column is read in a loop of its own. It is for columns in which nothing
 * is to be rejected, left out or converted; whatever looks otherwise is left to the door that goes row by row.
 */
import { closeLedger } from "./close.js";
import { isDictionary, type NumberValues, type TextValues, type TransactionColumns } from "./column-readers.js";
import type { DayReader } from "./day.js";
import type { Lines } from "./grouping.js";
import { expectedId, expectedValue, openCodes } from "./intake.js";
import type { Columns, Ledger } from "./ledger.js";
import { openOptional } from "./optional.js";
import type { Door } from "./options.js";
import { openTally } from "./tally.js";

/** The ledger of columns without fault; undefined when a row must be looked at on its own. */
export function ledgerAtOnce(columns: TransactionColumns, readers: Columns<number>, door: Door, dates: DayReader): Ledger | undefined {
  if (columns.currency || door.refunds === "ignore" || door.zeroAmounts === "ignore") return undefined;
  if (door.purchaseBy === "order" && !columns.orderId) return undefined;
  const length = isDictionary(columns.amount) ? 0 : columns.amount.length;
  const tally = openTally(door);
  const ids = readIds(columns.customerId, length);
  const amounts = ids && readAmounts(readers.amount, length, tally.keeps);
  const seen = amounts && readDates(readers.date, length, dates);
  if (!ids || !amounts || !seen) return undefined;

  const optional = openOptional();
  const { customerId, date, amount, ...rest } = readers;
  for (const [name, read] of Object.entries(rest)) {
    const needed = name === "orderId" && door.purchaseBy === "order";
    for (let row = 0; row < length; row++) {
      const value = read(row) ?? "";
      if (value === "" ? needed : expectedValue(name, value)) return undefined;
      if (value !== "") optional.put(name, row, value, 1);
    }
  }
  const lines: Lines = [ids.codes, seen.days, amounts, seen.moments];
  const arrivals = { customerIds: ids.customerIds, lines, rowsRead: length };
  return closeLedger(arrivals, optional.close(length), door, tally, { issues: [], currencies: new Set() });
}

type Ids = { readonly customerIds: readonly string[]; readonly codes: Int32Array };

/** Codes of a column of ids. */
function readIds(column: TextValues | NumberValues, length: number): Ids | undefined {
  const dictionary = isDictionary(column);
  const narrow = dictionary ? undefined : readWholeNumbers(column);
  if (narrow) return narrow;
  const { values: customerIds, codeOf } = openCodes();
  const codes = new Int32Array(length);
  if (dictionary) {
    const known = new Int32Array(column.values.length).fill(-1);
    for (let row = 0; row < length; row++) {
      const value = column.codes[row]!;
      if (!(known[value]! >= 0)) {
        if (expectedId(column.values[value])) return undefined;
        known[value] = codeOf(column.values[value]);
      }
      codes[row] = known[value]!;
    }
  } else {
    for (let row = 0; row < length; row++) {
      const id = column[row];
      if (expectedId(id)) return undefined;
      codes[row] = codeOf(id);
    }
  }
  return { customerIds, codes };
}

/** A table takes at most 64 MB, or 16 bytes for each row. */
const SMALL_TABLE = 2 ** 24;

/** Whole numbers that are not far apart find their code in a table, several times as fast as in a map. */
function readWholeNumbers(column: Exclude<TextValues | NumberValues, { codes: unknown }>): Ids | undefined {
  const ids = column instanceof BigInt64Array || column instanceof BigUint64Array ? narrowed(column) : (column as ArrayLike<number>);
  if (!ids) return undefined;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (!Number.isInteger(id)) return undefined;
    if (id < low) low = id;
    if (id > high) high = id;
  }
  if (!(high >= low && high - low < Math.max(SMALL_TABLE, 4 * ids.length))) return undefined;
  const table = new Int32Array(high - low + 1);
  const codes = new Int32Array(ids.length);
  const customerIds: string[] = [];
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]! - low;
    if (table[id] === 0) table[id] = customerIds.push(String(ids[row]! + 0));
    codes[row] = table[id]! - 1;
  }
  return { customerIds, codes };
}

/** 64-bit integers as doubles, when all of them are below 2^53. */
function narrowed(column: BigInt64Array | BigUint64Array): Float64Array | undefined {
  const numbers = Float64Array.from(column as ArrayLike<unknown> as ArrayLike<number>, Number);
  return numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

function readAmounts(read: (row: number) => unknown, length: number, keeps: (money: number) => boolean): Float64Array | undefined {
  const amounts = new Float64Array(length);
  let gross = 0;
  for (let row = 0; row < length; row++) {
    const amount = read(row);
    if (typeof amount !== "number") return undefined;
    keeps((amounts[row] = amount + 0));
    gross += Math.abs(amount);
  }
  return Number.isFinite(gross) ? amounts : undefined;
}

function readDates(
  read: (row: number) => unknown,
  length: number,
  dates: DayReader,
): { days: Int32Array; moments: Float64Array } | undefined {
  const days = new Int32Array(length);
  const moments = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const day = dates.day(read(row));
    if (Number.isNaN(day)) return undefined;
    days[row] = day;
    moments[row] = dates.moment;
  }
  return { days, moments };
}
