import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdout, purchaseHistories, rfm, toLedger } from "../../src/index.js";
import { frozen, line, transactions } from "./ledgers.js";

describe("histories", () => {
  const rows = frozen([
    line("ann", "2026-01-01", -5),
    line("ann", "2026-01-11", 20),
    line("ann", "2026-01-21", 30),
    line("ann", "2026-01-31", -8),
    line("ann", "2026-02-20", 50),
    line("bob", "2026-02-20", 9),
    line("cat", "2026-03-05", 9),
    line("dan", "2026-01-01", -3),
  ]);

  test("x, t_x and T count from the first purchase, means leave refund days out, totals do not", () => {
    expect(purchaseHistories(rows, { asOf: "2026-03-02" })).toEqual([
      {
        customerId: "ann",
        repeats: 2,
        lastPurchaseAge: 40,
        age: 50,
        meanSpend: 40,
        meanSpendAll: 100 / 3,
        totalSpend: 87,
        sumLogGaps: Math.log(10) + Math.log(30),
      },
      { customerId: "bob", repeats: 0, lastPurchaseAge: 0, age: 10, meanSpend: undefined, meanSpendAll: 9, totalSpend: 9, sumLogGaps: 0 },
    ]);
  });

  test("asOf is included, later rows are ignored, and before the first purchase there is nobody", () => {
    expect(purchaseHistories(rows, { asOf: "2026-01-21" })).toMatchObject([{ repeats: 1, age: 10, totalSpend: 45 }]);
    expect(purchaseHistories(rows, { asOf: "2026-01-10" })).toEqual([]);
    expect(rfm(rows, { asOf: "2025-01-10" })).toEqual([]);
  });

  test("asOf is read in the zone of the ledger", () => {
    const ledger = toLedger([line("ann", "2026-01-01T22:00:00Z", 1)], { timeZone: "Pacific/Auckland" });
    expect(rfm(ledger, { asOf: new Date("2026-01-01T10:00:00Z") })).toEqual([]);
    expect(rfm(ledger, { asOf: new Date("2026-01-02T10:00:00Z") })).toMatchObject([{ firstPurchase: "2026-01-02", recency: 0 }]);
  });

  test("two orders on one day have no gap whose logarithm could be summed", () => {
    const ledger = toLedger([line("a", "2026-01-01", 1, { orderId: "1" }), line("a", "2026-01-01", 3, { orderId: "2" })], {
      purchaseBy: "order",
    });
    expect(purchaseHistories(ledger, { asOf: "2026-01-05" })).toMatchObject([
      { repeats: 1, lastPurchaseAge: 0, meanSpend: 3, sumLogGaps: undefined },
    ]);
  });

  test.each(["2026-02-30", Number.NaN, undefined, null])("asOf %j is refused", (asOf) => {
    expect(() => purchaseHistories(rows, { asOf: asOf as never })).toThrow(/^asOf must be a Date/);
    expect(() => rfm(rows, { asOf: asOf as never })).toThrow(/^asOf must be a Date/);
  });
});

describe("holdout", () => {
  const rows = frozen([
    line("ann", "2026-01-01", 20),
    line("ann", "2026-01-31", 5),
    line("ann", "2026-02-01", 7),
    line("ann", "2026-02-01", 3),
    line("ann", "2026-02-10", -4),
    line("ann", "2026-03-01", 99),
    line("bob", "2026-02-10", 30),
    line("bob", "2026-02-11", 31),
    line("cat", "2026-01-05", 8),
  ]);

  test("at is the last day known, until the last day counted; later customers are counted apart", () => {
    const { customers, newcomers } = holdout(rows, { at: "2026-01-31", until: "2026-02-28" });
    expect(customers).toMatchObject([
      { customerId: "ann", repeats: 1, age: 30, laterPurchases: 1, laterSpend: 6 },
      { customerId: "cat", repeats: 0, laterPurchases: 0, laterSpend: 0 },
    ]);
    expect(newcomers).toEqual({ customers: 1, purchases: 2, spend: 61 });
  });

  test("both sides are the purchases of the same ledger", () => {
    fc.assert(
      fc.property(transactions, (some) => {
        const ledger = toLedger(some);
        const { customers, newcomers } = holdout(ledger, { at: "2026-01-02", until: "2026-12-31" });
        const purchases = customers.reduce((sum, { repeats, laterPurchases }) => sum + 1 + repeats + laterPurchases, newcomers.purchases);
        expect(purchases).toBe(ledger.report.purchases);
      }),
    );
  });

  test("until must come after at", () => {
    expect(() => holdout(rows, { at: "2026-01-31", until: "2026-01-31" })).toThrow(/^until must be a day after at/);
  });
});
