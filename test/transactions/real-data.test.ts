import { beforeAll, expect, test } from "vitest";
import { holdout, purchaseHistories, rfm, type Transaction, toLedger } from "../../src/index.js";
import { describeShared, readShared } from "../shared-data.js";

const table = (path: string): string[][] =>
  readShared(path)
    .trim()
    .split("\n")
    .slice(1)
    .map((text) => text.split(","));
const plain = (path: string): Transaction[] =>
  table(path).map(([customerId, date, amount]) => ({ customerId: customerId!, date: date!, amount: Number(amount) }));

describeShared("CDNOW", () => {
  test.each([
    ["data/cdnow_sample.csv", "reference/cdnow/cbs.csv", 2357, 1882, 70_976.39],
    ["data/cdnow_master.csv", "reference/cdnow/cbs_master.csv.gz", 23_570, 19_684, 776_961.13],
  ])("%s: x, t_x, T and spend of every customer are CLVTools', in days", (data, reference, customers, laterPurchases, laterSpend) => {
    const found = holdout(plain(data), { at: "1997-09-30", until: "1998-06-30" }).customers;
    const expected = table(reference);
    expect(found).toHaveLength(customers);
    expect(found.map((c) => [c.customerId, c.repeats, c.lastPurchaseAge, c.age, c.laterPurchases])).toEqual(
      expected.map((row) => [row[0], Number(row[1]), Number(row[2]), Number(row[3]), Number(row[7])]),
    );
    // Means of doubles, summed in another order: a few ulps.
    for (const [i, row] of expected.entries()) {
      if (row[4] === "") expect(found[i]!.meanSpend).toBeUndefined();
      else expect(found[i]!.meanSpend).toBeCloseTo(Number(row[4]), 9);
      expect(found[i]!.laterSpend).toBeCloseTo(Number(row[8]), 8);
    }
    expect(found.reduce((sum, c) => sum + c.laterPurchases, 0)).toBe(laterPurchases);
    expect(found.reduce((sum, c) => sum + c.laterSpend, 0)).toBeCloseTo(laterSpend, 6);
  });

  test("the figures by which a copy is checked", () => {
    const { report, amounts } = toLedger(plain("data/cdnow_master.csv"));
    expect(report).toMatchObject({
      rowsRead: 69_659,
      customers: 23_570,
      purchases: 67_591,
      firstDay: "1997-01-01",
      lastDay: "1998-06-30",
      zeroAmounts: { rows: 80 },
    });
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(2_500_315.63, 6);
  });
});

describeShared("Online Retail", () => {
  let rows: string[][];
  beforeAll(() => {
    rows = table("data/online_retail.csv.gz");
  });
  // Only the description can hold commas: count the cells from both ends.
  const cell = (row: string[], fromEnd: number): string => row[row.length - fromEnd]!;
  const columns = {
    customerId: (row: string[]) => cell(row, 2),
    date: (row: string[]) => cell(row, 4),
    amount: (row: string[]) => Number(cell(row, 5)) * Number(cell(row, 3)),
    orderId: (row: string[]) => row[0],
    productId: (row: string[]) => row[1],
  };

  test("135,080 rows without a customer are rejected; 4,335 of 4,372 customers have a purchase", () => {
    const { report } = toLedger(rows, { columns, onInvalid: "collect" });
    expect(report).toMatchObject({
      rowsRead: 541_909,
      rowsRejected: 135_080,
      reasons: { "customerId must be present": 135_080 },
      customers: 4372,
      customersWithoutPurchase: 37,
      firstDay: "2010-12-01",
      lastDay: "2011-12-09",
    });
  });

  test("rfm leaves the 37 out; without refunds and free lines 4,338 customers have a positive line", () => {
    expect(rfm(toLedger(rows, { columns, onInvalid: "collect" }), { asOf: "2011-12-10" })).toHaveLength(4335);
    const positive = toLedger(rows, { columns, onInvalid: "collect", refunds: "ignore", zeroAmounts: "ignore" });
    expect(positive.report.rowsKept).toBe(397_884);
    expect(positive.amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(8_911_407.904, 3);
    expect(purchaseHistories(positive, { asOf: "2011-12-10" })).toHaveLength(4338);
  });
});
