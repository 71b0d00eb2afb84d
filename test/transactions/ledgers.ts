import fc from "fast-check";
import type { Ledger, Transaction } from "../../src/index.js";

/** A transaction in few words. */
export function line(customerId: string | number, date: Transaction["date"], amount: number, rest: Partial<Transaction> = {}): Transaction {
  return { customerId, date, amount, ...rest };
}

/** The same rows, so that writing to any of them throws. */
export function frozen(rows: Transaction[]): Transaction[] {
  return Object.freeze(rows.map((row) => Object.freeze(row))) as Transaction[];
}

const cents = fc.integer({ min: -2000, max: 5000 }).map((value) => value / 100);

/** Rows of few customers over few days, so that days, orders and copies coincide; amounts in cents, some free, some refunds. */
export const transactions: fc.Arbitrary<Transaction[]> = fc.array(
  fc.record(
    {
      customerId: fc.constantFrom("a", "b", "c", "__proto__", "0", 7),
      date: fc.constantFrom("2026-01-01", "2026-01-02T08:00", "2026-01-02T09:30:00Z", "2026-01-05", "2026-02-01", "2026-03-15"),
      amount: fc.oneof({ weight: 6, arbitrary: cents }, { weight: 1, arbitrary: fc.constant(0) }),
      orderId: fc.constantFrom("o1", "o2", "o3", "o4"),
      productId: fc.constantFrom("p", "q", "constructor"),
      quantity: fc.integer({ min: 1, max: 2 }),
    },
    { requiredKeys: ["customerId", "date", "amount", "orderId"] },
  ),
  { maxLength: 60 },
);

/** A ledger without what rounding may change: money is compared on its own. */
export function exactParts({ amounts, gross, refunded, report, lines, ...rest }: Ledger): unknown {
  const { amount, ...refunds } = report.refunds;
  return { ...rest, lines, report: { ...report, refunds } };
}
