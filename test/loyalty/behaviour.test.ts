import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BEHAVIOUR_MEASURES,
  type BehaviourMeasure,
  baseBehaviour,
  behaviour,
  EXAMPLE_SHOP,
  InvalidInputError,
  loyaltyDrivers,
  rfm,
  simulateShop,
  type Transaction,
  toLedger,
} from "../../src/index.js";
import { describeShared, readShared } from "../shared-data.js";
import { frozen } from "../transactions/ledgers.js";
import { naiveBehaviour } from "./naive.js";

const AS_OF = "2026-03-20";
const row = (customerId: string, date: string, amount: number, rest: Partial<Transaction> = {}): Transaction => ({
  customerId,
  date,
  amount,
  ...rest,
});

const transactions: fc.Arbitrary<Transaction[]> = fc
  .array(
    fc.record(
      {
        customerId: fc.constantFrom("a", "b", "__proto__", "0"),
        date: fc.constantFrom("2025-12-30", "2026-01-01", "2026-01-02", "2026-01-20", "2026-02-01", "2026-03-15", "2026-04-01"),
        amount: fc
          .oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 5000 }) }, { weight: 1, arbitrary: fc.integer({ min: -3000, max: -1 }) })
          .map((cents) => cents / 100),
        productId: fc.constantFrom("p", "q", "constructor", "r"),
        category: fc.constantFrom("tea", "cups", "__proto__"),
        discount: fc.constantFrom(0, 1.5, 2),
      },
      { requiredKeys: ["customerId", "date", "amount"] },
    ),
    { minLength: 1, maxLength: 50 },
  )
  .map(frozen);

describe("behaviour", () => {
  test("says what its definitions say", () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        const { customers } = behaviour(rows, { asOf: AS_OF });
        const expected = naiveBehaviour(rows, AS_OF);
        expect(customers.map(({ customerId }) => customerId)).toEqual(expected.map(({ customerId }) => customerId));
        for (const [i, one] of expected.entries()) {
          for (const [name, value] of Object.entries(one)) {
            const found = customers[i]![name as BehaviourMeasure];
            // Sums of cents in another order; a growth rate divides two of them.
            if (typeof value === "number") expect(found, name).toBeCloseTo(value, 7);
            else expect(found, name).toEqual(value);
          }
        }
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  test("agrees with rfm on whom it has, how often, when and how much", () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        const { customers } = behaviour(rows, { asOf: AS_OF });
        expect(customers.map((one) => [one.customerId, one.purchases, one.daysSinceLast, one.spend])).toEqual(
          rfm(rows, { asOf: AS_OF }).map((one) => [one.customerId, one.frequency, one.recency, one.monetary]),
        );
      }),
    );
  });

  test("relabelling the unit of money changes no measure but money", () => {
    fc.assert(
      fc.property(transactions, fc.constantFrom(8, 100, 1 / 4), (rows, k) => {
        const scaled = rows.map((one) => ({
          ...one,
          amount: one.amount * k,
          ...(one.discount !== undefined && { discount: one.discount * k }),
        }));
        const [before, after] = [behaviour(rows, { asOf: AS_OF }), behaviour(scaled, { asOf: AS_OF })];
        for (const [i, one] of before.customers.entries()) {
          for (const measure of Object.keys(BEHAVIOUR_MEASURES) as BehaviourMeasure[]) {
            const factor = measure === "spend" ? k : 1;
            if (one[measure] === undefined) expect(after.customers[i]![measure]).toBeUndefined();
            else expect(after.customers[i]![measure]).toBeCloseTo(one[measure] * factor, 6);
          }
        }
      }),
      { seed: 6 },
    );
  });

  test("shares lie between 0 and 1, nothing is NaN, and the order of customers and rows is irrelevant", () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        const { customers, coverage } = behaviour(rows, { asOf: AS_OF });
        for (const one of customers) {
          for (const measure of [
            "regularity",
            "clumpiness",
            "categoryBreadth",
            "fullPriceShare",
            "discountDependence",
            "discountCoverage",
          ] as const) {
            if (one[measure] === undefined) continue;
            expect(one[measure]).toBeGreaterThanOrEqual(0);
            expect(one[measure]).toBeLessThanOrEqual(1 + 1e-12);
          }
          for (const value of Object.values(one)) if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
        }
        for (const { measure, customers: known, share } of coverage) {
          expect(known).toBe(customers.filter((one) => one[measure] !== undefined).length);
          expect(share).toBe(customers.length === 0 ? 0 : known / customers.length);
        }
        const turned = behaviour(rows.toReversed(), { asOf: AS_OF }).customers;
        for (const one of customers) {
          const other = turned.find(({ customerId }) => customerId === one.customerId)!;
          for (const measure of Object.keys(BEHAVIOUR_MEASURES) as BehaviourMeasure[]) {
            if (one[measure] === undefined) expect(other[measure]).toBeUndefined();
            else expect(other[measure]).toBeCloseTo(one[measure], 7);
          }
        }
      }),
      { seed: 6 },
    );
  });

  test("a missing ingredient makes undefined, never a value", () => {
    const { customers, coverage } = behaviour([row("a", "2026-01-01", 10)], { asOf: "2026-01-01" });
    const [a] = customers;
    expect(a).toMatchObject({ purchases: 1, repeats: 0, tenure: 0, returnRate: undefined });
    for (const name of [
      "purchasesPerYear",
      "meanGap",
      "clumpiness",
      "purchaseGrowth",
      "products",
      "categories",
      "fullPriceShare",
      "complaints",
      "shareOfWallet",
      "productCoverage",
    ] as const)
      expect(a![name], name).toBeUndefined();
    expect(coverage.find(({ measure }) => measure === "complaintRate")).toEqual({
      measure: "complaintRate",
      needs: "complaints",
      customers: 0,
      share: 0,
    });
    expect(coverage.map(({ measure }) => measure)).toEqual(Object.keys(BEHAVIOUR_MEASURES));
  });

  test("a door that ignored refunds, or a file without any, knows no return rate", () => {
    const rows = [row("a", "2026-01-01", 10), row("a", "2026-01-02", -5)];
    expect(behaviour(rows, { asOf: AS_OF }).customers[0]!.returnRate).toBe(0.5);
    expect(behaviour(toLedger(rows, { refunds: "separate" }), { asOf: AS_OF }).customers[0]!.returnRate).toBe(0.5);
    expect(behaviour(toLedger(rows, { refunds: "ignore" }), { asOf: AS_OF }).customers[0]!.returnRate).toBeUndefined();
    expect(behaviour(rows, { asOf: "2026-01-01" }).customers[0]!.returnRate).toBeUndefined();
    const both = behaviour([...rows, row("b", "2026-01-01", 3)], { asOf: AS_OF }).customers;
    expect(both.map(({ returnRate }) => returnRate)).toEqual([0.5, 0]);
  });

  test("lines without a discount are unknown, and the coverage says so", () => {
    const rows = [row("a", "2026-01-01", 10, { discount: 0 }), row("a", "2026-01-02", 30), row("a", "2026-01-03", 10, { discount: 10 })];
    expect(behaviour(rows, { asOf: AS_OF }).customers[0]).toMatchObject({
      fullPriceShare: 0.5,
      discountDependence: 0.5,
      discountDepth: 1 / 3,
      discountCoverage: 2 / 3,
    });
  });

  test("a year against the year before, for those known long enough", () => {
    const dates = ["2023-12-31", "2024-06-01", "2025-02-01", "2025-06-01"];
    const old = behaviour(
      dates.map((date) => row("a", date, 10)),
      { asOf: "2025-12-31" },
    ).customers[0]!;
    expect([old.yearPurchaseGrowth, old.yearSpendGrowth]).toEqual([1, 1]);
    const young = behaviour(
      dates.slice(1).map((date) => row("a", date, 10)),
      { asOf: "2025-12-31" },
    ).customers[0]!;
    expect(young.yearPurchaseGrowth).toBeUndefined();
  });

  test("a steady customer does not grow", () => {
    const rows = Array.from({ length: 11 }, (_, i) => row("a", new Date(Date.UTC(2026, 0, 1 + 10 * i)).toISOString().slice(0, 10), 10));
    expect(behaviour(rows, { asOf: "2026-04-11" }).customers[0]).toMatchObject({ purchaseGrowth: 0, spendGrowth: 0, regularity: 1 });
  });

  test("windows count the last days alone", () => {
    const rows = [row("a", "2026-01-01", 10), row("a", "2026-01-30", 7), row("a", "2026-01-31", 5)];
    const { customers, windows } = behaviour(rows, { asOf: "2026-01-31", windows: [1, 2, 31] });
    expect(windows).toEqual([1, 2, 31]);
    expect(customers[0]!.recentPurchases).toEqual([1, 2, 3]);
    expect(customers[0]!.recentSpend).toEqual([5, 12, 22]);
  });

  test("a ledger by orders, a saved result, and a second reading of the same ledger", () => {
    const rows = [row("a", "2026-01-01", 10, { orderId: "1", category: "x" }), row("a", "2026-01-01", 10, { orderId: "2", category: "y" })];
    const ledger = toLedger(rows, { purchaseBy: "order" });
    const found = behaviour(ledger, { asOf: "2026-01-11" });
    expect(found.customers[0]).toMatchObject({
      purchases: 2,
      meanGap: 0,
      categories: 2,
      categoriesPerPurchase: 1,
      overdueRatio: undefined,
    });
    expect(behaviour(ledger, { asOf: "2026-01-11" })).toEqual(found);
    expect(JSON.parse(JSON.stringify(found)).customers[0].purchases).toBe(2);
  });

  test("nobody", () => {
    expect(behaviour([], { asOf: AS_OF })).toMatchObject({ customers: [], unmatched: { complaints: 0, wallets: 0 } });
    expect(baseBehaviour([], { asOf: AS_OF })).toMatchObject({
      customers: 0,
      repeatRate: undefined,
      byOrder: [],
      retention: undefined,
      regularity: undefined,
    });
  });

  test.each([
    ["asOf", { asOf: "tomorrow" }],
    ["windows", { asOf: AS_OF, windows: [0] }],
    ["windows", { asOf: AS_OF, windows: [1.5] }],
    ["windows", { asOf: AS_OF, windows: 30 as never }],
    ["repurchaseDays", { asOf: AS_OF, complaints: [], repurchaseDays: 0 }],
    ["complaints", { asOf: AS_OF, complaints: 5 as never }],
    ["wallets", { asOf: AS_OF, wallets: 5 as never }],
  ])("a wrong %s is refused", (field, options) => {
    expect(() => behaviour([row("a", "2026-01-01", 1)], options)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ field, row: -1 })] }),
    );
  });
});

describe("complaints", () => {
  const rows = [row("a", "2026-01-01", 10), row("a", "2026-01-20", 10), row("b", "2026-01-05", 10), row("c", "2026-01-05", -1)];

  test("rates, tolerance of faults, and complaints of those who did not buy", () => {
    const complaints = [
      { customerId: "a", date: "2026-01-02" },
      { customerId: "a", date: "2026-01-20T10:00:00Z" },
      { customerId: "a", date: "2026-01-03", fault: false },
      { customerId: "a", date: "2026-03-19" },
      { customerId: "c", date: "2026-01-06" },
      { customerId: "nobody", date: "2026-01-06" },
      { customerId: "b", date: "2026-12-31" },
    ];
    const { customers, unmatched } = behaviour(rows, { asOf: AS_OF, complaints, repurchaseDays: 30 });
    // Two faults are 30 days old; only the first was followed by a later day's purchase.
    expect(customers[0]).toMatchObject({ complaints: 4, complaintRate: 2, repurchaseAfterFault: 0.5 });
    expect(customers[1]).toMatchObject({ complaints: 0, complaintRate: 0, repurchaseAfterFault: undefined });
    expect(unmatched.complaints).toBe(2);
  });

  test.each([
    ["customerId", { customerId: "", date: "2026-01-01" }],
    ["customerId", undefined],
    ["date", { customerId: "a", date: "2026-02-30" }],
    ["fault", { customerId: "a", date: "2026-01-01", fault: "yes" }],
  ])("a wrong %s is told with its row", (field, wrong) => {
    const complaints = [{ customerId: "a", date: "2026-01-01" }, wrong] as never;
    expect(() => behaviour(rows, { asOf: AS_OF, complaints })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ field, row: 1 })] }),
    );
  });
});

describe("the base", () => {
  test("repeat rate by order is told by counts", () => {
    const rows = ["a", "a", "a", "b", "b", "c"].map((id, i) => row(id, `2026-01-${10 + i}`, 5));
    const base = baseBehaviour(rows, { asOf: AS_OF, orders: 2 });
    expect(base.byOrder).toEqual([
      { order: 1, customers: 3, next: 2, rate: 2 / 3 },
      { order: 2, customers: 2, next: 1, rate: 0.5 },
    ]);
    expect(base.frequencies).toEqual([
      { purchases: 1, customers: 1 },
      { purchases: 2, customers: 2 },
    ]);
    expect(base).toMatchObject({ customers: 3, repeatCustomers: 2, purchases: 6, repeatRate: 2 / 3, purchasesPerCustomer: 2 });
  });

  test("retention needs both periods whole", () => {
    const rows = [row("a", "2026-01-01", 5), row("b", "2026-01-15", 5), row("a", "2026-02-10", 5), row("c", "2026-02-20", 5)];
    const { retention } = baseBehaviour(rows, { asOf: "2026-03-01", periodDays: 30 });
    expect(retention).toEqual({
      periodDays: 30,
      from: "2026-01-01",
      at: "2026-01-31",
      customers: 2,
      retained: 1,
      retentionRate: 0.5,
      churnRate: 0.5,
    });
    expect(baseBehaviour(rows, { asOf: "2026-03-01", periodDays: 31 }).retention).toBeUndefined();
  });

  test("rates add up, and P(k + 1 | k) multiply to the shares who reached k", () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        const base = baseBehaviour(rows, { asOf: AS_OF, periodDays: 20 });
        expect(base.frequencies.reduce((sum, { customers }) => sum + customers, 0)).toBe(base.customers);
        for (const [i, one] of base.byOrder.entries()) expect(one.customers).toBe(i === 0 ? base.customers : base.byOrder[i - 1]!.next);
        if (base.retention) expect(base.retention.retentionRate + base.retention.churnRate).toBeCloseTo(1, 14);
      }),
    );
  });

  test.each([{ periodDays: 0 }, { periodDays: 1.5 }, { orders: 0 }])("%j is refused", (options) => {
    expect(() => baseBehaviour([], { asOf: AS_OF, ...options })).toThrow(InvalidInputError);
  });
});

describe("drivers", () => {
  test("a shop of steady and fading customers: the wait tells who comes again", () => {
    const orders = simulateShop(EXAMPLE_SHOP, { customers: 400, from: "2024-01-01", days: 500, seed: 3 });
    const found = loyaltyDrivers(orders, { at: "2024-12-31", until: "2025-05-01" });
    expect(found.boughtAgain).toBeGreaterThan(0);
    for (const { correlation, interval, lowRate, highRate, customers } of found.drivers) {
      expect(Math.abs(correlation)).toBeLessThanOrEqual(1);
      expect(customers).toBeLessThanOrEqual(found.customers);
      expect([lowRate, highRate].every((rate) => rate >= 0 && rate <= 1)).toBe(true);
      if (interval) expect(interval[0]).toBeLessThanOrEqual(correlation);
    }
    const of = (measure: string) => found.drivers.find((one) => one.measure === measure)!.correlation;
    expect(of("daysSinceLast")).toBeLessThan(0);
    expect(of("repeats")).toBeGreaterThan(0);
    const sizes = found.drivers.map(({ correlation }) => Math.abs(correlation));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  test("what is measured ends with `at`: later rows change the outcome alone", () => {
    const rows = ["a", "b", "c", "d"].map((id, i) => row(id, `2026-01-0${i + 1}`, 5));
    const found = loyaltyDrivers([...rows, row("a", "2026-02-10", 99)], { at: "2026-01-31", until: "2026-02-28" });
    expect(found).toMatchObject({ customers: 4, boughtAgain: 1 });
    expect(found.drivers.map(({ measure }) => measure)).not.toContain("spend");
    expect(loyaltyDrivers(rows, { at: "2026-01-31", until: "2026-02-28" }).drivers).toEqual([]);
  });

  test("until must come after at", () => {
    expect(() => loyaltyDrivers([], { at: "2026-01-31", until: "2026-01-31" })).toThrow(InvalidInputError);
  });
});

test("an order over several days is one purchase in what is counted by purchase", () => {
  const line = (orderId: string, day: number, category: string, discount: number) => {
    return { customerId: "a", date: `2026-01-0${day}`, amount: 10, orderId, category, discount };
  };
  // "x" comes back on the 3rd, between two lines of "y": two orders, with tea and cups, and with tea.
  const orders = [line("x", 1, "tea", 0), line("y", 2, "tea", 0), line("x", 3, "tea", 2), line("x", 3, "cups", 0), line("y", 4, "tea", 0)];
  const [one] = behaviour(toLedger(orders, { purchaseBy: "order" }), { asOf: "2026-01-09" }).customers;
  expect(one).toMatchObject({ purchases: 2, categoriesPerPurchase: 1.5, fullPriceShare: 0.5, discountDependence: 0.2 });
});

test("money that cancels out is nothing to grow from, in any unit", () => {
  const buys = [5, 0.1, 0.2, -0.3, 5].map((amount, i) => ({ date: `2026-0${i < 4 ? 1 : 3}-0${i + 1}`, amount }));
  for (const unit of [1, 100, 1e-6]) {
    const orders = buys.map(({ date, amount }) => ({ customerId: "a", date, amount: amount * unit }));
    const [one] = behaviour(orders, { asOf: "2026-03-09" }).customers;
    expect(one!.spendGrowth).toBeUndefined();
    expect(one!.recentSpend[2]).toBe(one!.spend);
  }
});

describeShared("whole files", () => {
  const table = (path: string): string[][] =>
    readShared(path)
      .trim()
      .split("\n")
      .slice(1)
      .map((text) => text.split(","));

  test("CDNOW: 2,357 customers, 1,139 of whom bought again; k = 1.09912", () => {
    const rows = table("data/cdnow_sample.csv").map(([customerId, date, amount]) => row(customerId!, date!, Number(amount)));
    const base = baseBehaviour(rows, { asOf: "1998-06-30" });
    expect(base).toMatchObject({ customers: 2357, purchases: 6696, repeatCustomers: 1139, customersWithTwoGaps: 736 });
    expect(base.regularity).toBeCloseTo(1.0991233935939209, 10);
    const { customers, coverage } = behaviour(rows, { asOf: "1998-06-30" });
    const mean = new Map(table("reference/r/cdnow_regularity.csv").map(([id, gaps, meanGap]) => [id, [Number(gaps), Number(meanGap)]]));
    expect(mean.size).toBe(736);
    for (const { customerId, repeats, meanGap } of customers) {
      if (!mean.has(customerId)) continue;
      expect(repeats).toBe(mean.get(customerId)![0]);
      // A quotient printed to seventeen digits.
      expect(meanGap).toBeCloseTo(mean.get(customerId)![1]!, 9);
    }
    expect(coverage.find(({ measure }) => measure === "clumpiness")!.customers).toBe(1139);
    expect(coverage.find(({ measure }) => measure === "gapVariation")!.customers).toBe(736);
  });

  test("Online Retail: 4,335 customers as rfm has them, with their products and returns", () => {
    const cell = (cells: string[], fromEnd: number): string => cells[cells.length - fromEnd]!;
    const ledger = toLedger(table("data/online_retail.csv.gz"), {
      onInvalid: "collect",
      columns: {
        customerId: (cells) => cell(cells, 2),
        date: (cells) => cell(cells, 4),
        amount: (cells) => Number(cell(cells, 5)) * Number(cell(cells, 3)),
        productId: (cells) => cells[1],
      },
    });
    const { customers } = behaviour(ledger, { asOf: "2011-12-10" });
    expect(customers.map(({ customerId, spend }) => [customerId, spend])).toEqual(
      rfm(ledger, { asOf: "2011-12-10" }).map(({ customerId, monetary }) => [customerId, monetary]),
    );
    expect(
      customers.every(({ products, productCoverage, returnRate }) => products! > 0 && productCoverage === 1 && (returnRate ?? 0) >= 0),
    ).toBe(true);
    // The copy of 12346, refunded whole on its day, is no customer with a purchase.
    expect(customers.some(({ customerId }) => customerId === "12346")).toBe(false);
    expect(baseBehaviour(ledger, { asOf: "2011-12-10" })).toMatchObject({ customers: 4335, repeatCustomers: 2777 });
  });
});
