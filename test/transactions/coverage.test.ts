import fc from "fast-check";
import { expect, test } from "vitest";
import { coverage, customerCosts, rfm, toLedger } from "../../src/index.js";
import { line, transactions } from "./ledgers.js";

test("the customers of a ledger are seen, without a purchase, later, or without rows", () => {
  const rows = [
    line("a", "2026-01-01", 1),
    line("a", "2026-03-01", 1),
    line("b", "2026-01-01", -1),
    line("c", "2026-03-01", 1),
    line("d", "2026-01-01", 0),
  ];
  expect(coverage(toLedger(rows, { zeroAmounts: "ignore" }), { asOf: "2026-02-01" })).toEqual({
    customers: 1,
    withoutPurchase: 1,
    firstSeenLater: 1,
    withoutRows: 1,
    purchases: 1,
    laterPurchases: 2,
  });
});

test("it counts those of rfm, and adds up to the ledger", () => {
  fc.assert(
    fc.property(transactions, fc.constantFrom("2025-01-01", "2026-01-02", "2026-01-31", "2026-12-31"), (rows, asOf) => {
      const ledger = toLedger(rows, { refunds: "ignore" });
      const counts = coverage(ledger, { asOf });
      expect(counts.customers).toBe(rfm(ledger, { asOf }).length);
      expect(counts.customers + counts.withoutPurchase + counts.firstSeenLater + counts.withoutRows).toBe(ledger.report.customers);
      expect(counts.purchases + counts.laterPurchases).toBe(ledger.report.purchases);
    }),
  );
});

test("costs stand in the order of rfm, with what came back subtracted and gaps counted", () => {
  const rows = [
    line("b", "2026-01-01", -1, { cost: -1 }),
    line("a", "2026-01-01", 9, { cost: 5 }),
    line("a", "2026-01-02", 9),
    line("a", "2026-05-02", 9, { cost: 7 }),
    line("c", "2026-01-02", 3),
  ];
  expect(customerCosts(rows, { asOf: "2026-02-01" })).toEqual([
    { customerId: "a", cost: 5, linesWithCost: 1, lines: 2 },
    { customerId: "c", cost: undefined, linesWithCost: 0, lines: 1 },
  ]);
  expect(() => customerCosts([line("a", "2026-01-01", 1)], { asOf: "2026-02-01" })).toThrow(/^cost must be given in at least one row/);
});
