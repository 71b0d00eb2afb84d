import fc from "fast-check";
import { expect, test } from "vitest";
import {
  appendTransactions,
  type Ledger,
  ledgerFromColumns,
  purchaseHistories,
  rfm,
  rfmCuts,
  rfmScores,
  segmentsOf,
  toLedger,
} from "../../src/index.js";
import { exactParts, transactions } from "./ledgers.js";

const bytesOf = (ledger: Ledger): number => {
  const columns = [ledger.offsets, ledger.days, ledger.amounts, ledger.gross, ledger.refunded, ledger.purchase];
  const lines = [ledger.lines.offsets, ledger.lines.amounts, ledger.lines.moments];
  return [...columns, ...lines].reduce((sum, { byteLength }) => sum + byteLength, 0);
};

test("ten million lines: the money is all there, in at most 64 bytes a line", () => {
  const size = 10_000_000;
  const customerId = new Int32Array(size);
  const date = new Int32Array(size);
  const amount = new Float64Array(size);
  let state = 1;
  let total = 0;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    customerId[i] = state % 1_200_000;
    date[i] = 19_000 + ((state >>> 8) % 730);
    amount[i] = ((state >>> 4) % 10_000) / 4;
    total += amount[i]!;
  }
  const ledger = ledgerFromColumns({ customerId, date, amount }, { dateUnit: "day" });
  expect(bytesOf(ledger)).toBeLessThanOrEqual(64 * size);
  expect(ledger.report.rowsKept).toBe(size);
  // Quarters add up exactly in doubles of this size.
  expect(ledger.amounts.reduce((sum, value) => sum + value, 0)).toBe(total);
  const table = rfm(ledger, { asOf: "2030-01-01" });
  expect(table.reduce((sum, { frequency }) => sum + frequency, 0)).toBe(ledger.report.purchases);
  expect(segmentsOf(rfmScores(rfmCuts(table), table))).toHaveLength(table.length);
  expect(purchaseHistories(ledger, { asOf: "2030-01-01" })).toHaveLength(table.length);
});

test("append equals rebuild, twenty thousand times", () => {
  const doors = fc.record({
    purchaseBy: fc.constantFrom("day" as const, "order" as const),
    refunds: fc.constantFrom("net" as const, "ignore" as const, "separate" as const),
    zeroAmounts: fc.constantFrom("purchase" as const, "ignore" as const),
    duplicates: fc.constantFrom("keep" as const, "drop" as const),
  });
  fc.assert(
    fc.property(transactions, transactions, doors, (before, after, door) => {
      expect(exactParts(appendTransactions(toLedger(before, door), after))).toEqual(exactParts(toLedger([...before, ...after], door)));
    }),
    { numRuns: 20_000 },
  );
});
