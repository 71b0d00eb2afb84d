import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendTransactions, type DoorOptions, type Ledger, mergeLedgers, type Transaction, toLedger } from "../../src/index.js";
import { exactParts, frozen, line, transactions } from "./ledgers.js";

const doors: fc.Arbitrary<DoorOptions> = fc.record({
  purchaseBy: fc.constantFrom("day", "order"),
  refunds: fc.constantFrom("net", "ignore", "separate"),
  zeroAmounts: fc.constantFrom("purchase", "ignore"),
  duplicates: fc.constantFrom("keep", "drop"),
  timeZone: fc.constantFrom("UTC", "Pacific/Auckland"),
});

/** The sums agree to 1e-9 of the money moved, everything else exactly. */
function expectSame(grown: Ledger, rebuilt: Ledger): void {
  expect(exactParts(grown)).toEqual(exactParts(rebuilt));
  for (const name of ["amounts", "gross", "refunded"] as const) {
    for (let row = 0; row < rebuilt.days.length; row++) {
      expect(Math.abs(grown[name][row]! - rebuilt[name][row]!)).toBeLessThanOrEqual(1e-9 * rebuilt.gross[row]!);
    }
  }
  expect(grown.report.refunds.amount).toBeCloseTo(rebuilt.report.refunds.amount, 9);
}

describe("append equals rebuild", () => {
  test("for any rows, split anywhere, under any options", () => {
    fc.assert(
      fc.property(transactions, transactions, doors, (before, after, door) => {
        expectSame(appendTransactions(toLedger(frozen(before), door), frozen(after)), toLedger([...before, ...after], door));
      }),
      { numRuns: 600 },
    );
  });

  test("row by row", () => {
    const rows = [
      line("a", "2026-01-03", 5),
      line("b", "2026-01-02", 7),
      line("a", "2026-01-01", -2),
      line("a", "2026-01-03", 5),
      line("c", "2026-01-01", 0),
    ];
    let grown = toLedger([], { duplicates: "drop" });
    for (const row of rows) grown = appendTransactions(grown, [row]);
    expectSame(grown, toLedger(rows, { duplicates: "drop" }));
  });

  test("with bad rows collected: the report counts on", () => {
    const bad = { ...line("a", "x", 1) } as Transaction;
    const before = toLedger([line("a", "2026-01-01", 1), bad], { onInvalid: "collect" });
    const grown = appendTransactions(before, [bad, line("b", "2026-01-01", 2)]);
    expectSame(grown, toLedger([line("a", "2026-01-01", 1), bad, bad, line("b", "2026-01-01", 2)], { onInvalid: "collect" }));
    expect(grown.report.rejected.map(({ row }) => row)).toEqual([1, 2]);
  });

  test("an error counts rows in the rows appended", () => {
    expect(() => appendTransactions(toLedger([line("a", "2026-01-01", 1)]), [line("a", "never", 1)])).toThrow(/^row 0: date must be/);
  });

  test("through accessors", () => {
    const columns = { customerId: (row: number[]) => row[0], date: (row: number[]) => row[1]! * 864e5, amount: (row: number[]) => row[2] };
    const first = toLedger([[1, 1, 5]], { columns });
    expect(appendTransactions(first, [[1, 2, 6]], { columns }).report.purchases).toBe(2);
  });

  test("the arguments stay as they were", () => {
    const before = toLedger([line("a", "2026-01-01", 1, { category: "x" })]);
    const copy = structuredClone(before);
    appendTransactions(before, [line("a", "2026-01-01", 2, { category: "y" }), line("b", "2026-01-01", 2)]);
    expect(before).toEqual(copy);
  });
});

describe("merging", () => {
  test("is associative", () => {
    fc.assert(
      fc.property(transactions, transactions, transactions, doors, (a, b, c, door) => {
        const [x, y, z] = [a, b, c].map((rows) => toLedger(rows, door)) as [Ledger, Ledger, Ledger];
        expectSame(mergeLedgers(mergeLedgers(x, y), z), mergeLedgers(x, mergeLedgers(y, z)));
      }),
      { numRuns: 200 },
    );
  });

  test("refuses other options, other currencies and money past 1.8e308", () => {
    const pounds = toLedger([line("a", "2026-01-01", 1, { currency: "GBP" })]);
    expect(() => mergeLedgers(pounds, toLedger([], { refunds: "ignore" }))).toThrow(
      /^refunds must be the same in both ledgers, received "ignore"/,
    );
    expect(() => appendTransactions(pounds, [line("a", "2026-01-01", 1, { currency: "EUR" })])).toThrow(/^currency must be one currency/);
    const rated = (EUR: number) => toLedger([line("a", "2026-01-01", 1, { currency: "EUR" })], { currencyRates: { EUR } });
    expect(() => mergeLedgers(rated(1.1), rated(1.2))).toThrow(/^currencyRates must be the same in both ledgers/);
    expect(() => mergeLedgers(rated(1.1), pounds)).toThrow(/^currencyRates must be the same in both ledgers/);
    expect(mergeLedgers(rated(1.1), rated(1.1)).amounts[0]).toBeCloseTo(2.2, 12);
    const huge = toLedger([line("a", "2026-01-01", 1.5e308)]);
    expect(() => mergeLedgers(huge, huge)).toThrow(/^amount must be small enough/);
  });
});
