import fc from "fast-check";
import { expect, test } from "vitest";
import { purchaseHistories, rfm, toLedger } from "../../src/index.js";
import { frozen, transactions } from "./ledgers.js";

const asOf = "2026-12-31";
const byId = <T extends { customerId: string }>(rows: T[]): T[] => rows.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));

test("money is preserved from rows to ledger to RFM, customers without a purchase counted apart", () => {
  fc.assert(
    fc.property(transactions, (rows) => {
      const ledger = toLedger(frozen(rows));
      const total = rows.reduce((sum, { amount }) => sum + amount, 0);
      expect(ledger.amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(total, 8);
      const table = rfm(ledger, { asOf });
      expect(table.length + ledger.report.customersWithoutPurchase).toBe(ledger.report.customers);
      const known = new Set(table.map(({ customerId }) => customerId));
      const others = rows.filter(({ customerId }) => !known.has(String(customerId))).reduce((sum, { amount }) => sum + amount, 0);
      expect(table.reduce((sum, { monetary }) => sum + monetary, others)).toBeCloseTo(total, 6);
      expect(table.reduce((sum, { frequency }) => sum + frequency, 0)).toBe(ledger.report.purchases);
    }),
  );
});

test("every row read is kept, ignored or rejected", () => {
  fc.assert(
    fc.property(transactions, fc.array(fc.integer({ min: 0, max: 59 })), (rows, broken) => {
      const some = rows.map((row, i) => (broken.includes(i) ? { ...row, amount: Number.NaN } : row));
      const { report } = toLedger(some, { onInvalid: "collect", refunds: "ignore", duplicates: "drop" });
      expect(report.rowsKept + report.rowsIgnored + report.rowsRejected).toBe(report.rowsRead);
      expect(report.rejected).toHaveLength(report.rowsRejected);
      expect(Object.values(report.reasons).reduce((sum, count) => sum + count, 0)).toBe(report.rowsRejected);
    }),
  );
});

test("the order of rows changes no RFM value at all, and no history beyond rounding", () => {
  const shuffled = transactions.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
  for (const purchaseBy of ["day", "order"] as const) {
    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        const [first, second] = [rows, other].map((some) => toLedger(some, { purchaseBy }));
        expect(byId(rfm(second!, { asOf }))).toEqual(byId(rfm(first!, { asOf })));
        const [left, right] = [first!, second!].map((ledger) => byId(purchaseHistories(ledger, { asOf })));
        for (const [i, { totalSpend, meanSpend, meanSpendAll, sumLogGaps, ...exact }] of left!.entries()) {
          expect(right![i]).toMatchObject(exact);
          expect(right![i]!.totalSpend).toBeCloseTo(totalSpend, 8);
          expect(right![i]!.meanSpendAll).toBeCloseTo(meanSpendAll, 8);
          expect(right![i]!.meanSpend ?? 0).toBeCloseTo(meanSpend ?? 0, 8);
          expect(right![i]!.sumLogGaps ?? 0).toBeCloseTo(sumLogGaps ?? 0, 8);
        }
      }),
    );
  }
});

test("what comes after asOf changes nothing: the rows up to it alone give the same RFM, under every option", () => {
  const doors = fc.record({
    purchaseBy: fc.constantFrom("day" as const, "order" as const),
    refunds: fc.constantFrom("net" as const, "ignore" as const, "separate" as const),
    zeroAmounts: fc.constantFrom("purchase" as const, "ignore" as const),
    duplicates: fc.constantFrom("keep" as const, "drop" as const),
  });
  fc.assert(
    fc.property(transactions, doors, fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-05", "2026-02-01"), (rows, door, day) => {
      const known = rows.filter(({ date }) => String(date).slice(0, 10) <= day);
      expect(byId(rfm(toLedger(rows, door), { asOf: day }))).toEqual(byId(rfm(toLedger(known, door), { asOf: day })));
    }),
    { numRuns: 500 },
  );
});
