/** What analyses read: rows or a ledger, as purchases grouped by customer. */
import { invalid } from "../errors.js";
import { dayReader } from "./day.js";
import { type Grouped, sortLines, sumRows } from "./grouping.js";
import { openIntake } from "./intake.js";
import type { Columns, Ledger, Purchases, Transaction } from "./ledger.js";

/** The columns of a Transaction. */
export const PLAIN: Columns<Transaction> = {
  customerId: (row) => row?.customerId,
  date: (row) => row.date,
  amount: (row) => row.amount,
  orderId: (row) => row.orderId,
  productId: (row) => row.productId,
  category: (row) => row.category,
  channel: (row) => row.channel,
  quantity: (row) => row.quantity,
  discount: (row) => row.discount,
  cost: (row) => row.cost,
  currency: (row) => row.currency,
};

/** A ledger as it is; rows as `toLedger` groups them by default, without the lines and the report that nobody asked for. */
export function asGrouped(purchases: Purchases): Grouped & { readonly timeZone: string } {
  if (isLedger(purchases)) return { ...purchases, timeZone: purchases.options.timeZone };
  const rows = Array.from(checkedRows(purchases));
  const intake = openIntake(PLAIN, dayReader("UTC"), rows.length);
  for (const row of rows) intake.take(row);
  const { customerIds, lines } = intake.close();
  return { ...sumRows(sortLines(lines, customerIds.length), customerIds), timeZone: "UTC" };
}

export function isLedger(purchases: unknown): purchases is Ledger {
  return (purchases as Ledger | undefined)?.kind === "ledger";
}

/** Rows as they are; what cannot be iterated over is an InvalidInputError. */
export function checkedRows<Row>(rows: Iterable<Row>): Iterable<Row> {
  if (typeof rows === "object" && rows?.[Symbol.iterator]) return rows;
  return invalid("rows", "an array or another iterable of transactions, or a ledger", rows);
}
