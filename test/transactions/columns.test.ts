import { describe, expect, test } from "vitest";
import { historiesFromSummary, ledgerFromColumns, toLedger } from "../../src/index.js";
import { line } from "./ledgers.js";

const days = ["2026-01-01", "2026-01-03", "2026-01-01"];
const rows = [line("7", days[0]!, 10), line("8", days[1]!, 20), line("7", days[2]!, -4)];
const day = Int32Array.of(20454, 20456, 20454);
const amount = Float64Array.of(10, 20, -4);
const expected = toLedger(rows);

describe("columns give the ledger of the same rows", () => {
  const ids = {
    text: ["7", "8", "7"],
    numbers: [7, 8, 7],
    Int32Array: Int32Array.of(7, 8, 7),
    BigInt64Array: BigInt64Array.of(7n, 8n, 7n),
    dictionary: { codes: Int8Array.of(1, 0, 1), values: ["8", "7"] },
  };
  test.each(Object.entries(ids))("customers as %s", (_, customerId) => {
    expect(ledgerFromColumns({ customerId, date: day, amount }, { dateUnit: "day" })).toEqual(expected);
  });

  const dates = {
    day: [day, "day"],
    "seconds as BigInt64": [BigInt64Array.from(day, (d) => BigInt(d) * 86_400n), "s"],
    milliseconds: [Float64Array.from(day, (d) => d * 864e5), "ms"],
    "microseconds as BigInt64": [BigInt64Array.from(day, (d) => BigInt(d) * 86_400_000_000n), "us"],
    text: [days, "ms"],
    Date: [days.map((text) => new Date(text)), "us"],
  } as const;
  test.each(Object.entries(dates))("dates as %s", (_, [date, dateUnit]) => {
    expect(ledgerFromColumns({ customerId: ids.numbers, date, amount }, { dateUnit })).toEqual(expected);
  });

  test("calendar days belong to no zone, instants do", () => {
    const options = { timeZone: "America/New_York" };
    expect(ledgerFromColumns({ customerId: [1], date: [20454], amount: [1] }, { ...options, dateUnit: "day" }).report.firstDay).toBe(
      "2026-01-01",
    );
    expect(ledgerFromColumns({ customerId: [1], date: [20454 * 864e5], amount: [1] }, options).report.firstDay).toBe("2025-12-31");
  });

  test("optional columns, absent as null, undefined, NaN or a missing code", () => {
    const ledger = ledgerFromColumns({
      customerId: [1, 1, 1],
      date: days,
      amount: [1, 2, 3],
      quantity: Float64Array.of(2, Number.NaN, 4),
      category: { codes: Int32Array.of(0, -1, 0), values: ["tea"] },
      orderId: [null, "b", undefined],
    });
    expect([...ledger.lines.quantity!]).toEqual([2, 4, Number.NaN]);
    expect([...ledger.lines.category!.codes]).toEqual([0, 0, -1]);
    expect([...ledger.lines.orderId!.codes]).toEqual([-1, -1, 0]);
  });
});

test("64-bit ids above 2^53 stay apart", () => {
  const customerId = BigInt64Array.of(9007199254740992n, 9007199254740993n, -5n);
  expect(ledgerFromColumns({ customerId, date: days, amount }).customerIds).toEqual(["9007199254740992", "9007199254740993", "-5"]);
  const orderId = BigInt64Array.of(9007199254740992n, 9007199254740993n, 1n);
  expect(ledgerFromColumns({ customerId: [1, 1, 1], date: days, amount, orderId }, { purchaseBy: "order" }).orders!.ids).toHaveLength(3);
});

describe("bad columns", () => {
  test.each([
    [{ customerId: [1, 2], date: days, amount }, /^columns\.customerId must be 3 values long, as amount is, received 2/],
    [{ customerId: [1, 2, 3], date: days }, /^columns\.amount must be an array, a typed array or \{ codes, values \}/],
    [{ customerId: "abc", date: days, amount }, /^columns\.customerId must be an array/],
    [{ date: days, amount }, /^columns\.customerId must be an array/],
    [{ customerId: [1, 2, 3], amount }, /^columns\.date must be an array/],
    [{ customerId: [1, 2, 3], date: days, amount, orderID: [1, 2, 3] }, /^columns must be only customerId, date, amount/],
    [{ customerId: [1, null, 3], date: days, amount }, /^row 1: customerId must be present, received null/],
    [{ customerId: { codes: [0, -1, 0], values: ["x"] }, date: days, amount }, /^row 1: customerId must be present/],
    [{ customerId: [1, 2, 3], date: days, amount: [1, Number.NaN, 3] }, /^row 1: amount must be a finite number, received NaN/],
    [{ customerId: [1, 2, 3], date: [1, Number.NaN, 3], amount }, /^row 1: date must be/],
  ])("%#", (columns, message) => {
    expect(() => ledgerFromColumns(columns as never)).toThrow(message);
  });

  test("an unknown unit", () => {
    expect(() => ledgerFromColumns({ customerId: [], date: [], amount: [] }, { dateUnit: "week" as never })).toThrow(/^dateUnit must be/);
    expect(ledgerFromColumns({ customerId: [], date: [], amount: [] }).report.rowsRead).toBe(0);
  });
});

describe("histories from a summary", () => {
  test("weeks become days, a mean of zero without repeats is no mean", () => {
    expect(
      historiesFromSummary(
        [
          { customer_id: 1, frequency: 2, recency: 30, T: 39, monetary_value: 22.35 },
          { frequency: 0, recency: 0, T: 38, monetary_value: 0 },
        ],
        { unit: "week" },
      ),
    ).toEqual([
      { customerId: "1", repeats: 2, lastPurchaseAge: 210, age: 273, meanSpend: 22.35 },
      { customerId: "1", repeats: 0, lastPurchaseAge: 0, age: 266, meanSpend: undefined },
    ]);
  });

  test.each([
    [{ frequency: 1.5, recency: 1, T: 2 }, "row 0: frequency must be a whole number"],
    [{ frequency: -1, recency: 0, T: 2 }, "row 0: frequency must be a whole number"],
    [{ frequency: 1, recency: 3, T: 2 }, "row 0: recency must be between 0 and T"],
    [{ frequency: 0, recency: 1, T: 2 }, "row 0: recency must be 0 where frequency is 0"],
    [{ frequency: 1, recency: Number.NaN, T: 2 }, "row 0: recency must be between 0 and T"],
    [{ frequency: 1, recency: 1, T: Number.NaN }, "row 0: T must be a finite number"],
    [{ frequency: 1, recency: 1, T: 2, monetary_value: Number.NaN }, "row 0: monetary_value must be a finite number"],
  ])("%j is refused", (row, message) => {
    expect(() => historiesFromSummary([row], { unit: "day" })).toThrow(message);
  });

  test("months have no fixed length", () => {
    expect(() => historiesFromSummary([], { unit: "month" as never })).toThrow(/^unit must be "day", "week" or "hour", received "month"/);
  });
});
