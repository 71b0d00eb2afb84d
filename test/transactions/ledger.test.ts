import { describe, expect, test } from "vitest";
import { InvalidInputError, type Ledger, rfm, type Transaction, toLedger, toLedgerAsync } from "../../src/index.js";
import { frozen, line } from "./ledgers.js";

const rowsOf = (ledger: Ledger, id: string) => {
  const c = ledger.customerIds.indexOf(id);
  const rows = [];
  for (let i = ledger.offsets[c]!; i < ledger.offsets[c + 1]!; i++)
    rows.push({
      day: ledger.days[i]!,
      amount: ledger.amounts[i]!,
      gross: ledger.gross[i]!,
      refunded: ledger.refunded[i]!,
      purchase: ledger.purchase[i]!,
    });
  return rows;
};

describe("a purchase is a customer's calendar day", () => {
  const ledger = toLedger(
    frozen([
      line("ann", "2026-01-02", 30),
      line("bob", "2026-01-01", 7),
      line("ann", "2026-01-01", 10),
      line("ann", "2026-01-02 18:00", 5),
    ]),
  );

  test("rows are grouped by customer in the order of their first row, days in order, lines of a day summed", () => {
    expect(ledger.customerIds).toEqual(["ann", "bob"]);
    expect(rowsOf(ledger, "ann")).toEqual([
      { day: 20454, amount: 10, gross: 10, refunded: 0, purchase: 1 },
      { day: 20455, amount: 35, gross: 35, refunded: 0, purchase: 1 },
    ]);
    expect(ledger.report).toMatchObject({
      rowsRead: 4,
      rowsKept: 4,
      customers: 2,
      purchases: 3,
      firstDay: "2026-01-01",
      lastDay: "2026-01-02",
    });
  });

  test("a ledger passes through the door as it is, and refuses another choice of options", () => {
    expect(toLedger(ledger)).toBe(ledger);
    expect(toLedger(ledger, { timeZone: "UTC" })).toBe(ledger);
    expect(() => toLedger(ledger, { refunds: "ignore" })).toThrow(/^refunds must be as the ledger was built with/);
  });

  test("many lines out of order within one customer", () => {
    const rows = Array.from({ length: 500 }, (_, i) =>
      line("x", `2025-${String(1 + ((i * 7) % 12)).padStart(2, "0")}-${String(1 + ((i * 11) % 28)).padStart(2, "0")}`, 1 + i),
    );
    const grouped = toLedger(rows);
    const days = [...grouped.days];
    expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
    expect(grouped.amounts.reduce((a, b) => a + b)).toBe((500 * 501) / 2);
  });
});

describe("an order is a purchase when purchaseBy is order", () => {
  const rows = frozen([
    line("ann", "2026-01-03T10:00", 20, { orderId: "B" }),
    line("ann", "2026-01-03T09:00", 10, { orderId: "A" }),
    line("ann", "2026-01-04T09:00", 5, { orderId: "A" }),
    line("ann", "2026-01-05T09:00", -20, { orderId: "C" }),
  ]);
  const ledger = toLedger(rows, { purchaseBy: "order" });

  test("an order is one purchase, on its first day; a day's orders stand in order of time", () => {
    expect(ledger.orders!.ids).toEqual(["A", "B", "A", "C"]);
    expect(rowsOf(ledger, "ann").map(({ day, amount, purchase }) => [day, amount, purchase])).toEqual([
      [20456, 10, 1],
      [20456, 20, 1],
      [20457, 5, 0],
      [20458, -20, 0],
    ]);
  });

  test("a row without an order id is rejected", () => {
    expect(() => toLedger([line("ann", "2026-01-03", 1)], { purchaseBy: "order" })).toThrow(
      'row 0: orderId must be present when purchaseBy is "order"',
    );
  });
});

describe("refunds", () => {
  const rows = frozen([
    line("ann", "2026-01-01", 50),
    line("ann", "2026-01-01", -20),
    line("ann", "2026-01-05", 30),
    line("ann", "2026-01-05", -30),
    line("ann", "2026-01-09", -10),
    line("bob", "2026-01-02", -5),
  ]);

  test("net: subtracted from the day; a day refunded to zero or below is no purchase, its money counts", () => {
    const { report, ...ledger } = toLedger(rows);
    expect([...ledger.amounts]).toEqual([30, 0, -10, -5]);
    expect([...ledger.purchase]).toEqual([1, 0, 0, 0]);
    expect(report.refunds).toEqual({ policy: "net", rows: 4, amount: 65, refundedAway: 1, refundOnly: 2 });
    expect(report.customersWithoutPurchase).toBe(1);
    expect(rfm(toLedger(rows), { asOf: "2026-01-31" })).toMatchObject([
      { customerId: "ann", frequency: 1, monetary: 20, averageValue: 30, recency: 30 },
    ]);
  });

  test("ignore: dropped and counted", () => {
    const { report, ...ledger } = toLedger(rows, { refunds: "ignore" });
    expect([...ledger.amounts]).toEqual([50, 30]);
    expect(ledger.customerIds).toEqual(["ann", "bob"]);
    expect(report).toMatchObject({ rowsRead: 6, rowsKept: 2, rowsIgnored: 4, customers: 2, customersWithoutPurchase: 1 });
    expect(report.refunds).toEqual({ policy: "ignore", rows: 4, amount: 65, refundedAway: 0, refundOnly: 0 });
  });

  test("separate: kept in their own column", () => {
    const ledger = toLedger(rows, { refunds: "separate" });
    expect([...ledger.amounts]).toEqual([50, 30, 0, 0]);
    expect([...ledger.refunded]).toEqual([20, 30, 10, 5]);
    expect([...ledger.purchase]).toEqual([1, 1, 0, 0]);
  });

  test("a net within rounding of zero is zero", () => {
    const ledger = toLedger([line("ann", "2026-01-01", 0.1), line("ann", "2026-01-01", 0.2), line("ann", "2026-01-01", -0.3)]);
    expect(ledger.amounts[0]).not.toBe(0);
    expect(ledger.purchase[0]).toBe(0);
  });
});

describe("zero amounts", () => {
  const rows = frozen([line("ann", "2026-01-01", 0), line("ann", "2026-01-02", 9), line("bob", "2026-01-02", 0)]);

  test("a free day is a purchase, as in CDNOW", () => {
    expect(toLedger(rows).report).toMatchObject({ purchases: 3, zeroAmounts: { policy: "purchase", rows: 2 } });
  });

  test("ignore: dropped and counted", () => {
    expect(toLedger(rows, { zeroAmounts: "ignore" }).report).toMatchObject({
      purchases: 1,
      rowsKept: 1,
      rowsIgnored: 2,
      customersWithoutPurchase: 1,
      zeroAmounts: { policy: "ignore", rows: 2 },
    });
  });
});

describe("duplicates", () => {
  const twice = line("ann", "2026-01-01T10:00", 5, { orderId: "1", productId: "p", quantity: 2 });
  const rows = frozen([
    twice,
    { ...twice },
    { ...twice, productId: "q" },
    { ...twice, quantity: 3 },
    { ...twice, date: "2026-01-01T10:01" },
    { ...twice },
  ]);

  test("keep: equal rows are counted beyond the first", () => {
    const ledger = toLedger(rows);
    expect(ledger.report.duplicates).toEqual({ policy: "keep", rows: 2 });
    expect(ledger.amounts[0]).toBe(30);
  });

  test("drop: only the first of them stays", () => {
    const ledger = toLedger(rows, { duplicates: "drop" });
    expect(ledger.report).toMatchObject({ rowsRead: 6, rowsKept: 4, rowsIgnored: 2, duplicates: { policy: "drop", rows: 2 } });
    expect(ledger.amounts[0]).toBe(20);
    expect([...ledger.lines.offsets]).toEqual([0, 4]);
    expect(ledger.lines.productId!.codes).toHaveLength(4);
  });

  test("a hundred lines of one day, half of them copies", () => {
    const many = Array.from({ length: 100 }, (_, i) => line("ann", "2026-01-01", i % 50));
    expect(toLedger(many).report.duplicates.rows).toBe(50);
    expect(toLedger(many, { duplicates: "drop" }).amounts[0]).toBe(1225);
    expect(toLedger([...many, line("ann", "2026-01-02", 4), line("bob", "2026-01-02", 4)], { duplicates: "drop" }).report.rowsKept).toBe(
      52,
    );
  });
});

describe("currencies", () => {
  const rows = frozen([
    line("ann", "2026-01-01", 10, { currency: "GBP" }),
    line("bob", "2026-01-01", 10, { currency: "EUR", cost: 4, quantity: 2 }),
  ]);

  test("two of them are an error that names them, even when bad rows are collected", () => {
    expect(() => toLedger(rows, { onInvalid: "collect" })).toThrow(
      'currency must be one currency, or currencyRates for each, received ["EUR", "GBP"]',
    );
  });

  test("rates convert amounts, costs and discounts, not quantities", () => {
    const ledger = toLedger(rows, { currencyRates: { GBP: 1, EUR: 0.85 } });
    expect([...ledger.amounts]).toEqual([10, 8.5]);
    expect(ledger.lines.cost![1]).toBeCloseTo(3.4, 12);
    expect(ledger.lines.quantity![1]).toBe(2);
    expect(ledger.report.currencies).toEqual(["GBP", "EUR"]);
  });

  test("a currency without a rate is a bad row; a rate must be positive", () => {
    expect(() => toLedger(rows, { currencyRates: { GBP: 1 } })).toThrow(
      /^row 1: currency must be one of currencyRates \(GBP\), received "EUR"/,
    );
    expect(() => toLedger(rows, { currencyRates: { GBP: 0 } })).toThrow(/^currencyRates\.GBP must be a positive number/);
  });
});

describe("ids are data", () => {
  test.each(["__proto__", "constructor", "toString", "0", " padded ", "🛒", "x".repeat(10_000), "\u0000"])("%j is a customer", (id) => {
    const ledger = toLedger([line(id, "2026-01-01", 1), line(id, "2026-01-02", 1)]);
    expect(ledger.customerIds).toEqual([id]);
    expect(ledger.report.purchases).toBe(2);
  });

  test("a number is its decimal text, wherever it is met", () => {
    const ids = [17850, "17850", 17850.5, "17850.5", 0, "0", -3, "-3", 2 ** 40, String(2 ** 40), 1e8];
    expect(toLedger(ids.map((id) => line(id, "2026-01-01", 1))).customerIds).toEqual([
      "17850",
      "17850.5",
      "0",
      "-3",
      "1099511627776",
      "100000000",
    ]);
  });

  test("reasons for `__proto__` as a product do not touch any prototype", () => {
    const ledger = toLedger([line("ann", "2026-01-01", 1, { productId: "__proto__", category: "constructor" })]);
    expect(ledger.lines.productId!.values).toEqual(["__proto__"]);
  });
});

describe("bad rows", () => {
  const good = line("ann", "2026-01-01", 1);
  const cases: [string, Partial<Record<keyof Transaction, unknown>>, string][] = [
    ["missing id", { customerId: undefined }, "customerId must be present, received undefined"],
    ["null id", { customerId: null }, "customerId must be present, received null"],
    ["empty id", { customerId: "" }, 'customerId must be present, received ""'],
    ["NaN id", { customerId: Number.NaN }, "customerId must be text or a finite number, received NaN"],
    ["object id", { customerId: {} }, "customerId must be text or a finite number, received an object"],
    ["NaN amount", { amount: Number.NaN }, "amount must be a finite number, received NaN"],
    ["infinite amount", { amount: Number.POSITIVE_INFINITY }, "amount must be a finite number, received Infinity"],
    ["null amount", { amount: null }, "amount must be a finite number, received null"],
    ["text amount", { amount: "12" }, 'amount must be a finite number, received "12"'],
    ["comma amount", { amount: "12,50" }, 'amount must be a finite number, received "12,50"'],
    ["empty amount", { amount: "" }, 'amount must be a finite number, received ""'],
    ["bad date", { date: "09/12/2011" }, "date must be a Date, epoch milliseconds or ISO 8601 text"],
    ["no date", { date: undefined }, "date must be a Date, epoch milliseconds or ISO 8601 text"],
    ["bad quantity", { quantity: "2" }, 'quantity must be a finite number or absent, received "2"'],
    ["NaN cost", { cost: Number.NaN }, "cost must be a finite number or absent, received NaN"],
    ["bad category", { category: {} }, "category must be text or absent, received an object"],
  ];

  test.each(cases)("%s throws with row and field", (_, change, message) => {
    const rows = frozen([good, { ...good, ...change } as Transaction]);
    expect(() => toLedger(rows)).toThrow(InvalidInputError);
    expect(() => toLedger(rows)).toThrow(`row 1: ${message}`);
  });

  test.each(cases)("%s is collected and counted", (_, change) => {
    const { report } = toLedger([good, { ...good, ...change } as Transaction, good], { onInvalid: "collect" });
    expect(report).toMatchObject({ rowsRead: 3, rowsKept: 2, rowsRejected: 1 });
    expect(report.rejected).toHaveLength(1);
    expect(report.rejected[0]!.row).toBe(1);
    expect(Object.values(report.reasons)).toEqual([1]);
  });

  test("an error holds the first ten issues and the total", () => {
    const rows = Array.from({ length: 25 }, () => ({ ...good, amount: Number.NaN }));
    const error = catching(() => toLedger(rows));
    expect(error.issues).toHaveLength(10);
    expect(error.total).toBe(25);
    expect(error.message).toMatch(/and 15 more$/);
  });

  test("a row that is no object is a row without a customer", () => {
    expect(() => toLedger([null as never])).toThrow("row 0: customerId must be present");
    expect(() => toLedger([good, 5 as never])).toThrow("row 1: customerId must be present");
  });

  test("money that adds up past 1.8e308 is an error at the row that does it", () => {
    expect(() => toLedger([line("a", "2026-01-01", 1e308), line("b", "2026-01-01", 1e308)])).toThrow(/^row 1: amount must be small enough/);
    expect(toLedger([line("a", "2026-01-01", 1e308), line("b", "2026-01-01", -1e308)], { onInvalid: "collect" }).report.rowsRejected).toBe(
      1,
    );
  });

  test.each([null, undefined, 5, "rows", {}])("%j is not rows", (rows) => {
    expect(() => toLedger(rows as never)).toThrow(/^rows must be an array or another iterable of transactions, or a ledger/);
  });

  test.each([
    [{ purchaseBy: "week" }, /^purchaseBy must be "day" or "order", received "week"/],
    [{ refunds: "drop" }, /^refunds must be "net" or "ignore" or "separate"/],
    [{ zeroAmounts: "drop" }, /^zeroAmounts must be/],
    [{ duplicates: true }, /^duplicates must be/],
    [{ onInvalid: "skip" }, /^onInvalid must be/],
    [{ timeZone: "Nowhere" }, /^timeZone must be/],
    [{ timezone: "Europe/Paris" }, /^options must be only timeZone, purchaseBy/],
    [{ columns: { customerId: "id", date: () => 0, amount: () => 1 } }, /^columns\.customerId must be a function/],
    [{ columns: { customerId: () => 1, date: () => 0 } }, /^columns\.amount must be a function/],
    [
      { columns: { customerId: () => 1, date: () => 0, amount: () => 1, colour: () => 1 } },
      /^columns must be the columns of a Transaction/,
    ],
  ] as [object, RegExp][])("the option %j is refused", (options, message) => {
    expect(() => toLedger([good], options as never)).toThrow(message);
  });
});

describe("few rows", () => {
  test("no rows give an empty ledger", () => {
    const ledger = toLedger([]);
    expect(ledger.report).toMatchObject({ rowsRead: 0, customers: 0, purchases: 0, firstDay: undefined, lastDay: undefined });
    expect(rfm(ledger, { asOf: "2026-01-01" })).toEqual([]);
    expect(toLedger([], { purchaseBy: "order" }).days).toHaveLength(0);
  });

  test("one customer, and all on the same day", () => {
    expect(rfm([line("a", "2026-01-01", 3)], { asOf: "2026-01-01" })).toMatchObject([{ recency: 0, frequency: 1, monetary: 3 }]);
    expect(rfm([line("a", "2026-01-01", 3), line("b", "2026-01-01", 4)], { asOf: "2026-01-08" }).map(({ recency }) => recency)).toEqual([
      7, 7,
    ]);
  });
});

describe("other rows", () => {
  const records = [
    { who: 7, when: 1_767_225_600_000, much: 12, what: "tea" },
    { who: 8, when: 1_767_312_000_000, much: 3, what: "" },
  ];
  const columns = {
    customerId: (row: (typeof records)[0]) => row.who,
    date: (row: (typeof records)[0]) => row.when,
    amount: (row: (typeof records)[0]) => row.much,
    category: (row: (typeof records)[0]) => row.what,
  };

  test("accessors read any iterable", () => {
    const ledger = toLedger(new Set(records), { columns });
    expect(ledger.customerIds).toEqual(["7", "8"]);
    expect([...ledger.lines.category!.codes]).toEqual([0, -1]);
    expect(ledger.report.firstDay).toBe("2026-01-01");
  });

  test("an async iterable gives the same ledger", async () => {
    async function* stream() {
      yield* records;
    }
    expect(await toLedgerAsync(stream(), { columns })).toEqual(toLedger(records, { columns }));
  });

  test("optional columns are kept only when present", () => {
    const ledger = toLedger([line("a", "2026-01-01", 1)]);
    expect(Object.keys(ledger.lines).sort()).toEqual(["amounts", "moments", "offsets"]);
    expect(Object.keys(toLedger([line("a", "2026-01-01", 1, { discount: 2 })]).lines)).toContain("discount");
  });
});

function catching(run: () => unknown): InvalidInputError {
  try {
    run();
  } catch (error) {
    return error as InvalidInputError;
  }
  throw new Error("nothing was thrown");
}
