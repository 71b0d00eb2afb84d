/** The one door: rows in, columns out. */
import { invalid } from "../errors.js";
import type { DateLike } from "./day.js";
import { openDoor } from "./door.js";
import type { Grouped } from "./grouping.js";
import type { LedgerLines } from "./lines.js";
import { type Door, type DoorOptions, doorOptions, sameChoice } from "./options.js";
import type { LedgerOrders } from "./orders.js";
import { checkedRows, isLedger, PLAIN } from "./purchases.js";
import type { DoorReport } from "./report.js";

/** One order line, order or refund. */
export interface Transaction {
  /** Text of any shape, untrimmed, or a number, which becomes its text: 17850 is "17850". */
  readonly customerId: string | number;
  /** An instant, or a day on the wall clock of the door's time zone. */
  readonly date: DateLike;
  /** Money of the whole line; negative for a refund. */
  readonly amount: number;
  readonly orderId?: string | undefined;
  readonly productId?: string | undefined;
  readonly category?: string | undefined;
  readonly channel?: string | undefined;
  readonly quantity?: number | undefined;
  /** Money taken off the price of the line; 0 says "sold at full price". */
  readonly discount?: number | undefined;
  /** What the line cost the shop, in money; negative where goods came back. */
  readonly cost?: number | undefined;
  readonly currency?: string | undefined;
}

/**
 * Transactions as columns, grouped: customer `c` owns rows `offsets[c]` … `offsets[c + 1] − 1`, one per calendar day (or
 * order and day) with any money, in day order. Customers stand in the order of their first row; those without any row kept are there too.
 */
export interface Ledger extends Grouped {
  readonly kind: "ledger";
  readonly lines: LedgerLines;
  /** Only when `purchaseBy` is "order". */
  readonly orders?: LedgerOrders;
  readonly options: Door;
  readonly report: DoorReport;
}

/** What every analysis accepts. */
export type Purchases = readonly Transaction[] | Ledger;

/** Where to find each column in a row that is not a Transaction. */
export interface Columns<Row> {
  readonly customerId: (row: Row) => unknown;
  readonly date: (row: Row) => unknown;
  readonly amount: (row: Row) => unknown;
  readonly orderId?: (row: Row) => unknown;
  readonly productId?: (row: Row) => unknown;
  readonly category?: (row: Row) => unknown;
  readonly channel?: (row: Row) => unknown;
  readonly quantity?: (row: Row) => unknown;
  readonly discount?: (row: Row) => unknown;
  readonly cost?: (row: Row) => unknown;
  readonly currency?: (row: Row) => unknown;
}

/**
 * Validates, sorts and groups transactions once, into typed columns. The rows are not changed and need no order.
 *
 * @throws InvalidInputError with the first ten bad rows and their total, unless `onInvalid` is "collect"; always for two
 * currencies without `currencyRates` and for money that adds up past 1.8e308.
 *
 * @example
 * const ledger = toLedger([
 *   { customerId: "ann", date: "2026-01-05", amount: 20 },
 *   { customerId: "ann", date: "2026-01-05", amount: -5 },
 *   { customerId: "bob", date: "2026-02-01T09:30:00Z", amount: 12 },
 * ]);
 * ledger.report.purchases; // => 2
 * ledger.amounts[0]; // => 15
 */
export function toLedger(purchases: Purchases | Iterable<Transaction>, options?: DoorOptions): Ledger;
export function toLedger<Row>(rows: Iterable<Row>, options: DoorOptions & { readonly columns: Columns<Row> }): Ledger;
export function toLedger(rows: Purchases | Iterable<unknown>, options: DoorOptions & { readonly columns?: Columns<never> } = {}): Ledger {
  if (isLedger(rows)) return sameDoor(rows, options);
  const expected = Array.isArray(rows) ? rows.length : undefined;
  const { intake, ledger } = openDoor(checkedColumns(options.columns), doorOptions(options), expected);
  for (const row of checkedRows(rows as Iterable<never>)) intake.take(row);
  return ledger();
}

/**
 * The same over an async iterable: a file that is read line by line, a database cursor.
 *
 * @example
 * async function* cursor() {
 *   yield { id: 7, day: "2026-03-01", total: 19.9 };
 * }
 * const ledger = await toLedgerAsync(cursor(), {
 *   columns: { customerId: (row) => row.id, date: (row) => row.day, amount: (row) => row.total },
 * });
 * ledger.customerIds; // => ["7"]
 */
export async function toLedgerAsync<Row = Transaction>(
  rows: AsyncIterable<Row>,
  options: DoorOptions & { readonly columns?: Columns<Row> } = {},
): Promise<Ledger> {
  const { intake, ledger } = openDoor<never>(checkedColumns(options.columns), doorOptions(options));
  for await (const row of rows) intake.take(row as never);
  return ledger();
}

function sameDoor(ledger: Ledger, options: DoorOptions): Ledger {
  for (const [name, value] of Object.entries(options)) {
    const built = ledger.options[name as keyof Door];
    if (value !== undefined && !sameChoice(value, built))
      invalid(name, "as the ledger was built with; read the rows again to change it", value);
  }
  return ledger;
}

function checkedColumns(columns: Columns<never> | undefined): Columns<never> {
  if (!columns) return PLAIN as Columns<never>;
  const { customerId, date, amount, ...rest } = columns;
  for (const [name, read] of Object.entries({ customerId, date, amount, ...rest })) {
    if (typeof read !== "function") invalid(`columns.${name}`, "a function from a row to its value", read);
    if (!Object.hasOwn(PLAIN, name)) invalid("columns", "the columns of a Transaction", name);
  }
  return columns;
}
