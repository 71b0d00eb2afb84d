import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { BEHAVIOUR_FEATURES } from "../../src/churn/behaviour-features.js";
import { churnExamples, churnPoints } from "../../src/churn/examples.js";
import { EXAMPLE_SHOP } from "../../src/clv/shop.js";
import { simulateShop } from "../../src/clv/simulate.js";
import { dayOf, isoDay } from "../../src/transactions/day.js";
import { type Transaction, toLedger } from "../../src/transactions/ledger.js";
import { describeShared, sharedPath } from "../shared-data.js";
import { onlineRetail } from "./reference.js";

/** Two customers, counted by hand. */
const rows: Transaction[] = [
  { customerId: "ann", date: "2026-01-01", amount: 20, productId: "p", category: "tea", discount: 0 },
  { customerId: "ann", date: "2026-01-11", amount: 30, productId: "q", category: "tea", discount: 3 },
  { customerId: "ann", date: "2026-01-11", amount: 10, productId: "p", category: "cups", discount: 0 },
  { customerId: "ann", date: "2026-03-02", amount: 60, productId: "r", category: "cake", discount: 6 },
  { customerId: "ann", date: "2026-03-05", amount: -15, productId: "r", category: "cake" },
  { customerId: "bob", date: "2026-03-09", amount: 5, productId: "p", category: "tea" },
  { customerId: "cat", date: "2026-03-30", amount: 9 },
  { customerId: "bob", date: "2026-04-02", amount: 1 },
  { customerId: "dan", date: "2026-04-30", amount: 1 },
];

describe("by hand", () => {
  const examples = churnExamples(rows, { cutOff: "2026-03-10", days: 30 });

  test("features", () => {
    expect(examples.map(({ customerId, cutOff, churned }) => [customerId, cutOff, churned])).toEqual([
      ["ann", "2026-03-10", true],
      ["bob", "2026-03-10", false],
    ]);
    expect(examples[0]!.point).toEqual({
      recency: 8,
      frequency: 3,
      monetary: 105,
      tenure: 68,
      meanGap: 30,
      gapDeviation: 20,
      longestGap: 50,
      overdueRatio: 8 / 30,
      purchases30: 1,
      purchases90: 3,
      purchases180: 3,
      purchasesPrior90: 0,
      spend30: 45,
      spend90: 105,
      spend180: 105,
      spendPrior90: 0,
      averageBasket: 40,
      lastBasketRatio: 1.5,
      linesPerPurchase: 4 / 3,
      returnRate: 15 / 120,
      nextSeason: 0,
      distinctProducts: 3,
      distinctCategories: 3,
      recentCategories: 3,
      discountedShare: 0.5,
    });
    expect(examples[1]!.point).toMatchObject({
      recency: 1,
      frequency: 1,
      tenure: 1,
      meanGap: 1,
      gapDeviation: 0,
      longestGap: 1,
      overdueRatio: 1,
    });
  });

  test("the label's days are cutOff to cutOff + days − 1", () => {
    const churned = (cutOff: string, days: number) => churnExamples(rows, { cutOff, days })[1]!.churned;
    expect(churned("2026-03-10", 23)).toBe(true);
    expect(churned("2026-03-10", 24)).toBe(false);
    expect(churned("2026-04-02", 1)).toBe(false);
    expect(churned("2026-04-03", 28)).toBe(true);
  });

  test("columns that are not there give no features", () => {
    const plain = rows.map(({ customerId, date, amount }) => ({ customerId, date, amount }));
    const names = Object.keys(churnPoints(plain, { asOf: "2026-03-09" })[0]!.point);
    expect(Object.keys(BEHAVIOUR_FEATURES).filter((name) => !names.includes(name))).toEqual([
      "distinctProducts",
      "distinctCategories",
      "recentCategories",
      "discountedShare",
    ]);
    expect(() => churnPoints(plain, { asOf: "2026-03-09", features: ["distinctProducts"] })).toThrow(
      "features[0] must be a feature whose column the data has: different products bought; needs productId",
    );
  });

  test("several cut-offs stack", () => {
    const stacked = churnExamples(rows, { cutOff: ["2026-02-01", "2026-03-10"], days: 30 });
    expect(stacked.map(({ customerId, cutOff }) => `${customerId} ${cutOff}`)).toEqual([
      "ann 2026-02-01",
      "ann 2026-03-10",
      "bob 2026-03-10",
    ]);
    expect(stacked.slice(1)).toEqual(examples);
  });

  test("own attributes are joined by id, __proto__ too, and what is missing is not known", () => {
    const odd: Transaction[] = [...rows, { customerId: "__proto__", date: "2026-03-01", amount: 3 }];
    const attributes = [
      { customerId: "__proto__", plan: "gold", age: 30 },
      { customerId: "bob", plan: "basic", age: undefined },
    ];
    const found = churnExamples(odd, { cutOff: "2026-03-10", days: 30, attributes, features: ["recency"] });
    expect(found.map(({ customerId, point }) => [customerId, point])).toEqual([
      ["ann", { recency: 8, plan: undefined, age: undefined }],
      ["bob", { recency: 1, plan: "basic", age: undefined }],
      ["__proto__", { recency: 9, plan: "gold", age: 30 }],
    ]);
    const byMap = new Map(attributes.map(({ customerId, ...rest }) => [customerId, rest]));
    expect(churnExamples(odd, { cutOff: "2026-03-10", days: 30, attributes: byMap, features: ["recency"] })).toEqual(found);
    const named = JSON.parse('[{"customerId":"ann","__proto__":7}]') as { customerId: string }[];
    const points = churnPoints(rows, { asOf: "2026-03-09", features: ["recency"], attributes: named });
    expect(Object.entries(points[0]!.point)).toEqual([
      ["recency", 8],
      ["__proto__", 7],
    ]);
  });

  test("customers of refunds and free days only are nobody's example", () => {
    const refunds: Transaction[] = [
      { customerId: "ann", date: "2026-01-01", amount: 10 },
      { customerId: "eve", date: "2026-01-01", amount: -10 },
      { customerId: "fay", date: "2026-02-01", amount: 1 },
    ];
    expect(churnExamples(refunds, { cutOff: "2026-01-05", days: 2 }).map(({ customerId }) => customerId)).toEqual(["ann"]);
  });
});

describe("wrong input", () => {
  test.each([
    [{ cutOff: "2026-04-20", days: 30 }, "cutOff must be 2026-04-01 or earlier, the data ending on 2026-04-30, received"],
    [{ cutOff: ["2026-01-20", "2026-04-20"], days: 30 }, "cutOff[1] must be 2026-04-01 or earlier"],
    [{ cutOff: "2026-01-01", days: 30 }, "cutOff must be after the first purchase of the data"],
    [{ cutOff: [], days: 30 }, "cutOff must be at least one day"],
    [{ cutOff: ["2026-03-10", "2026-03-10"], days: 9 }, "cutOff[1] must be a day that is not there yet"],
    [
      { cutOff: "2026-03-10", days: 9, features: ["recency" as never, "recency" as never] },
      "features[1] must be a name that is not there yet",
    ],
    [
      { cutOff: "2026-03-10", days: 9, attributes: { ann: { age: 3 } } as never },
      "attributes must be an array of rows with customerId, or a Map",
    ],
    [{ cutOff: "2026-03-10", days: 9, attributes: [null as never] }, "row 0: attributes must be an object"],
    [{ cutOff: "soon", days: 30 }, "cutOff must be"],
    [{ cutOff: "2026-03-10", days: 0 }, "days must be a whole number of days above 0, received 0"],
    [{ cutOff: "2026-03-10", days: 1.5 }, "days must be a whole number"],
    [{ cutOff: "2026-03-10", days: 9, features: ["money" as never] }, "features[0] must be one of recency, frequency"],
    [
      { cutOff: "2026-03-10", days: 9, attributes: [{ customerId: "ann", recency: 3 }] },
      "attributes.recency must be a name that no feature has",
    ],
    [
      { cutOff: "2026-03-10", days: 9, attributes: [{ customerId: "ann" }, { customerId: "ann" }] },
      'row 1: attributes must be one row for each customer, received "ann"',
    ],
    [{ cutOff: "2026-03-10", days: 9, attributes: [{ customerId: "", age: 3 }] }, "row 0: attributes.customerId must be an id"],
  ])("%o", (options, message) => {
    expect(() => churnExamples(rows, options)).toThrow(message);
  });

  test("no rows at all", () => {
    expect(() => churnExamples([], { cutOff: "2026-03-10", days: 9 })).toThrow("purchases must be rows with at least one purchase");
    expect(churnPoints([], { asOf: "2026-03-10" })).toEqual([]);
    expect(() => churnPoints(rows, { asOf: "2026-02-30" })).toThrow("asOf must be");
  });

  test("the latest legal cut-off is legal", () => {
    expect(churnExamples(rows, { cutOff: "2026-04-01", days: 30 }).length).toBe(3);
    expect(() => churnExamples(rows, { cutOff: "2026-04-02", days: 30 })).toThrow("2026-04-01 or earlier");
  });
});

describe("laws", () => {
  const shop = simulateShop(EXAMPLE_SHOP, { customers: 150, from: "2024-01-01", days: 731, seed: 5 });
  const cutOffs = fc.integer({ min: 200, max: 640 }).map((day) => isoDay(dayOf("2024-01-01", undefined, "day") + day));

  test("changing anything from the cut-off on changes no feature", () => {
    const change = fc.constantFrom<(row: Transaction) => Transaction[]>(
      () => [],
      (row) => [{ ...row, amount: -3 * row.amount }],
      (row) => [row, { ...row, customerId: "somebody new" }],
      (row) => [{ ...row, amount: 1e9 }, row],
    );
    fc.assert(
      fc.property(cutOffs, change, (cutOff, changed) => {
        const other = shop.flatMap((row) => (String(row.date) >= cutOff ? changed(row) : [row]));
        // the horizon must stay within the data
        const closed = [...other, { customerId: "last", date: "2025-12-31", amount: 1 }];
        const points = (purchases: Transaction[]) =>
          churnExamples(purchases, { cutOff, days: 60 }).map(({ customerId, point }) => [customerId, point] as const);
        expect(new Map(points(closed))).toEqual(new Map(points([...shop, { customerId: "last", date: "2025-12-31", amount: 1 }])));
      }),
      { numRuns: 25 },
    );
  });

  test("churnPoints of a day are the features of the day after", () => {
    fc.assert(
      fc.property(cutOffs, (cutOff) => {
        const asOf = isoDay(dayOf(cutOff, undefined, "day") - 1);
        const points = churnPoints(shop, { asOf });
        expect(churnExamples(shop, { cutOff, days: 60 }).map(({ customerId, point }) => ({ customerId, point }))).toEqual(points);
        expect(points.every(({ point }) => (point.recency as number) >= 1 && (point.tenure as number) >= (point.recency as number))).toBe(
          true,
        );
      }),
      { numRuns: 10 },
    );
  });

  test("labels agree with counting, and rows may come in any order", () => {
    const cutOff = "2025-06-01";
    const buyers = new Set(
      shop.filter(({ date }) => String(date) >= cutOff && String(date) < "2025-07-31").map(({ customerId }) => customerId),
    );
    const examples = churnExamples(shop, { cutOff, days: 60 });
    for (const { customerId, churned } of examples) expect(churned).toBe(!buyers.has(customerId));
    const reversed = new Map(churnExamples([...shop].reverse(), { cutOff, days: 60 }).map(({ customerId, point }) => [customerId, point]));
    for (const { customerId, point } of examples) {
      for (const [name, value] of Object.entries(reversed.get(customerId)!)) {
        // sums of money in another order
        expect(Math.abs((value as number) - (point[name] as number))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value as number)));
      }
    }
  });
});

describeShared("Online Retail on 2011-09-10, as the reference has it", () => {
  const names = {
    recency: "recency",
    frequency: "frequency",
    monetary: "monetary",
    tenure: "tenure",
    mean_gap: "meanGap",
    sd_gap: "gapDeviation",
    gaps_since_last: "overdueRatio",
    purchases_30: "purchases30",
    purchases_90: "purchases90",
    purchases_180: "purchases180",
    spend_90: "spend90",
    spend_prior_90: "spendPrior90",
    average_basket: "averageBasket",
    lines_per_purchase: "linesPerPurchase",
    distinct_products: "distinctProducts",
    return_rate: "returnRate",
  };

  test("sixteen features of 3,367 customers, and their labels", () => {
    const text = gunzipSync(readFileSync(sharedPath("data/online_retail.csv.gz"))).toString("utf8");
    const lines = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
    const orders = lines
      .filter(({ CustomerID }) => CustomerID !== "")
      .map((line) => ({
        customerId: line.CustomerID!,
        date: line.InvoiceDate!,
        amount: Number(line.Quantity) * Number(line.UnitPrice),
        productId: line.StockCode!,
      }));
    const examples = new Map(
      churnExamples(toLedger(orders, { zeroAmounts: "ignore" }), { cutOff: "2011-09-10", days: 90 }).map((one) => [one.customerId, one]),
    );
    const reference = onlineRetail();
    expect(examples.size).toBe(reference.length);
    let worst = 0;
    for (const { customerId, point, churned } of reference) {
      const found = examples.get(customerId)!;
      expect(found.churned).toBe(churned);
      for (const [theirs, ours] of Object.entries(names)) {
        const value = point[theirs] as number;
        worst = Math.max(worst, Math.abs(value - (found.point[ours] as number)) / Math.max(1, Math.abs(value)));
      }
    }
    expect(worst).toBeLessThan(1e-12);
  });
});
