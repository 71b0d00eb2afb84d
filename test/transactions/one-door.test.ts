import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverage, holdout, ledgerFromColumns, purchaseHistories, rfm, type Transaction, toLedger } from "../../src/index.js";
import { frozen, line, transactions } from "./ledgers.js";

const asOf = "2026-02-15";
const analyses = {
  rfm: (purchases: Parameters<typeof rfm>[0]) => rfm(purchases, { asOf }),
  purchaseHistories: (purchases: Parameters<typeof rfm>[0]) => purchaseHistories(purchases, { asOf }),
  holdout: (purchases: Parameters<typeof rfm>[0]) => holdout(purchases, { at: "2026-01-10", until: asOf }),
  coverage: (purchases: Parameters<typeof rfm>[0]) => coverage(purchases, { asOf }),
};

/** What a call gives: its value, or the issues it throws. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    const { name, message, issues, total } = error as { name: string; message: string; issues: unknown; total: unknown };
    return { name, message, issues, total };
  }
}

const faults = fc.constantFrom<Partial<Record<keyof Transaction, unknown>>>(
  {},
  {},
  {},
  { customerId: "" },
  { customerId: Number.NaN },
  { customerId: 5n },
  { date: "2026-02-30" },
  { date: undefined },
  { amount: "12" },
  { amount: 1e308 },
  { quantity: "2" },
  { cost: Number.NaN },
  { category: {} },
  { orderId: Number.NaN },
  { currency: "GBP" },
  { currency: "EUR" },
);
const dirty = fc
  .array(fc.tuple(transactions, faults), { maxLength: 3 })
  .map((parts) => parts.flatMap(([rows, fault]) => rows.map((row, i) => (i % 3 === 0 ? ({ ...row, ...fault } as Transaction) : row))));

describe.each(Object.entries(analyses))("%s of rows is that of their ledger", (_, analyse) => {
  test("for clean rows", () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        expect(analyse(frozen(rows))).toEqual(analyse(toLedger(rows)));
      }),
    );
  });

  test("with the same error for bad rows, for two currencies and for what is no rows", () => {
    fc.assert(
      fc.property(dirty, (rows) => {
        expect(outcome(() => analyse(rows))).toEqual(outcome(() => analyse(toLedger(rows))));
      }),
      { numRuns: 300 },
    );
    const currencies = [line("a", "2026-01-01", 1, { currency: "EUR" }), line("a", "2026-01-01", 1, { currency: "GBP" })];
    expect(() => analyse(currencies)).toThrow('currency must be one currency, or currencyRates for each, received ["EUR", "GBP"]');
    for (const none of [null, undefined, 5, "rows", {}]) {
      expect(outcome(() => analyse(none as never))).toEqual(outcome(() => toLedger(none as never)));
    }
  });

  test("for any iterable", () => {
    const rows = [line("a", "2026-01-01", 1), line("b", "2026-01-03", 2)];
    expect(analyse(new Set(rows) as never)).toEqual(analyse(rows));
  });
});

test("columns give the ledger or the error of their rows, whichever way they go", () => {
  const names = ["customerId", "date", "amount", "orderId", "productId", "quantity"] as const;
  fc.assert(
    fc.property(
      dirty,
      fc.record({ refunds: fc.constantFrom("net", "ignore", "separate"), purchaseBy: fc.constantFrom("day", "order") }),
      (rows, options) => {
        const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
        // In optional columns NaN is the mark of an absent value.
        const plain = rows.map(({ customerId, date, amount, ...rest }) => {
          const given = names.slice(3).map((name) => [name, Number.isNaN(rest[name as "orderId"]) ? undefined : rest[name as "orderId"]]);
          return { customerId, date, amount, ...Object.fromEntries(given) } as Transaction;
        });
        expect(outcome(() => ledgerFromColumns(columns as never, options))).toEqual(outcome(() => toLedger(plain, options)));
      },
    ),
    { numRuns: 300 },
  );
});

test("64-bit ids keep all their digits", () => {
  const customerId = BigInt64Array.of(9_007_199_254_740_993n, 9_007_199_254_740_992n, -1n);
  const columns = { customerId, date: ["2026-01-01", "2026-01-01", "2026-01-01"], amount: [1, 2, 3] };
  expect(ledgerFromColumns(columns).customerIds).toEqual(["9007199254740993", "9007199254740992", "-1"]);
});

test("columns are copied: what is done to them later changes no ledger", () => {
  const amount = Float64Array.of(1, 2);
  const date = Int32Array.of(20_454, 20_455);
  const customerId = Int32Array.of(1, 2);
  const ledger = ledgerFromColumns({ customerId, date, amount }, { dateUnit: "day" });
  amount.fill(9);
  date.fill(9);
  customerId.fill(9);
  expect([...ledger.amounts, ...ledger.lines.amounts, ...ledger.days]).toEqual([1, 2, 1, 2, 20_454, 20_455]);
});
