/** Rows of cells through the door. */
import { type DoorOptions, InvalidInputError, type Ledger, toLedgerAsync } from "../index.js";
import type { ColumnPlaces } from "./columns.js";
import type { DateReader } from "./dates.js";
import { badFile, wrongUsage } from "./mistakes.js";
import type { NumberReader } from "./numbers.js";
import type { Records } from "./records.js";

/** A ledger of all records; bad ones are listed in its report, counted from 0. */
export async function readLedger(
  { rows }: Records,
  places: ColumnPlaces,
  dates: DateReader,
  numbers: NumberReader,
  door: DoorOptions,
): Promise<Ledger> {
  type Row = readonly string[];
  const { customerId, date, amount, unitPrice, quantity } = places;
  const number = (at: number) => (row: Row) => numbers.read(row[at]);
  const optionalNumber = (at: number) => (row: Row) => (row[at] ? numbers.read(row[at]) : undefined);
  const columns: Record<string, (row: Row) => unknown> = {
    customerId: (row) => owned(row[customerId!]),
    date: (row) => dates.read(row[date!]),
    amount: amount !== undefined ? number(amount) : product(number(unitPrice!), number(quantity!)),
  };
  for (const role of ["orderId", "productId", "category", "channel", "currency"] as const) {
    const at = places[role];
    if (at !== undefined) columns[role] = (row) => owned(row[at]);
  }
  for (const role of ["quantity", "discount", "cost"] as const) {
    const at = places[role];
    if (at !== undefined && (role !== "quantity" || amount !== undefined)) columns[role] = optionalNumber(at);
  }
  try {
    return await toLedgerAsync(rows, { ...door, onInvalid: "collect", columns: columns as never });
  } catch (error) {
    if (!(error instanceof InvalidInputError) || error.issues[0]!.row !== -1) throw error;
    const { field, expected, received } = error.issues[0]!;
    if (field === "timeZone") wrongUsage(`--time-zone must be ${expected}, not "${received}".`);
    if (field === "currency") {
      badFile(`The orders are in more than one currency (${(received as string[]).join(", ")}). Convert them to one, or read them apart.`);
    }
    throw error;
  }
}

/** Price × quantity to the money of the line; a cell that is no number is what the door gets to see. */
function product(price: (row: readonly string[]) => number | string, quantity: (row: readonly string[]) => number | string) {
  return (row: readonly string[]): number | string => {
    const p = price(row);
    if (typeof p !== "number") return p;
    const q = quantity(row);
    return typeof q === "number" ? p * q : q;
  };
}

const LONGEST_COPIED = 12;
const own = new Map<string, string>();

/** Longer cells are views into the text they were cut from; a copy lets go of it. */
function owned(cell: string | undefined): string | undefined {
  if (cell === undefined || cell.length <= LONGEST_COPIED) return cell;
  let copy = own.get(cell);
  if (copy === undefined) {
    copy = Buffer.from(cell).toString();
    own.set(copy, copy);
  }
  return copy;
}
