/** What the door reads of a row of cells: a function for each column. */
import type { ColumnPlaces } from "./columns.js";
import { customerIds } from "./customer-ids.js";
import type { DateReader } from "./dates.js";
import type { NumberReader } from "./numbers.js";
import { currencyName } from "./option-values.js";

type Row = readonly string[];
type Cell<Value> = (row: Row) => Value;

export interface OrderColumns {
  readonly read: Readonly<Record<string, Cell<unknown>>>;
  /** Rows read so far whose cell of the currency was blank. */
  withoutCurrency(): number;
}

export function orderColumns(places: ColumnPlaces, dates: DateReader, numbers: NumberReader): OrderColumns {
  const { customerId, date, amount, unitPrice, quantity, currency } = places;
  const own = owner();
  const customer = customerIds(own);
  const number = (at: number) => (row: Row) => numbers.read(row[at]);
  const optionalNumber = (at: number) => (row: Row) => (row[at] ? numbers.read(row[at]) : undefined);
  const read: Record<string, Cell<unknown>> = {
    customerId: (row) => customer(row[customerId!]),
    date: (row) => dates.read(row[date!]),
    amount: amount !== undefined ? number(amount) : product(number(unitPrice!), number(quantity!)),
  };
  for (const role of ["orderId", "productId", "category", "channel"] as const) {
    const at = places[role];
    if (at !== undefined) read[role] = (row) => own(row[at] ?? "");
  }
  for (const role of ["quantity", "discount", "cost"] as const) {
    const at = places[role];
    if (at !== undefined && (role !== "quantity" || amount !== undefined)) read[role] = optionalNumber(at);
  }
  let blank = 0;
  if (currency !== undefined) {
    const name = currencyNames();
    read.currency = (row) => {
      const found = name(row[currency] ?? "");
      if (found === "") blank++;
      return found;
    };
  }
  return { read, withoutCurrency: () => blank };
}

/** Price × quantity to the money of the line; a cell that is no number is what the door gets to see. */
function product(price: Cell<number | string>, quantity: Cell<number | string>): Cell<number | string> {
  return (row) => {
    const p = price(row);
    if (typeof p !== "number") return p;
    const q = quantity(row);
    return typeof q === "number" ? p * q : q;
  };
}

const LONGEST_COPIED = 12;

/** Longer cells are views into the text they were cut from; a copy lets go of it. */
function owner(): (cell: string) => string {
  const own = new Map<string, string>();
  return (cell) => {
    if (cell.length <= LONGEST_COPIED) return cell;
    let copy = own.get(cell);
    if (copy === undefined) {
      copy = Buffer.from(cell).toString();
      own.set(copy, copy);
    }
    return copy;
  };
}

/** There are few currencies, each written in few ways. */
function currencyNames(): (cell: string) => string {
  const names = new Map<string, string>();
  let last = "";
  let lastName = "";
  return (cell) => {
    if (cell === last) return lastName;
    let name = names.get(cell);
    if (name === undefined) {
      name = currencyName(cell);
      names.set(Buffer.from(cell).toString(), name);
    }
    last = cell;
    lastName = name;
    return name;
  };
}
