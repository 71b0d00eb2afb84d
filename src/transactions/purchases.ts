/** What analyses read: rows or a ledger, as purchases grouped by customer. */
import { invalid } from "../errors.js";
import { dayReader } from "./day.js";
import { type Grouped, type Lines, sortLines, startDays, startRows, sumRows } from "./grouping.js";
import { type Intake, openIntake } from "./intake.js";
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
  const intake = openIntake(PLAIN, dayReader("UTC"));
  takeAll(intake, purchases);
  const { customerIds, lines } = intake.close();
  const { codes, days, amounts } = sortLines<Lines>(lines);
  const { offsets, lineOffsets } = startRows(codes, days, customerIds.length);
  return {
    customerIds,
    offsets,
    days: startDays(days, lineOffsets),
    ...sumRows(lineOffsets, amounts),
    timeZone: "UTC",
  };
}

export function isLedger(purchases: unknown): purchases is Ledger {
  return (purchases as Ledger | undefined)?.kind === "ledger";
}

/** Takes every row of an iterable; what is none is an InvalidInputError. */
export function takeAll<Row>({ take }: Intake<Row>, rows: Iterable<Row>): void {
  if (typeof rows !== "object" || !rows?.[Symbol.iterator]) {
    invalid("rows", "an array or another iterable of transactions, or a ledger", rows);
  }
  for (const row of rows) take(row);
}
