import { describe, expect, test } from "vitest";
import { EXAMPLE_SHOP, simulateShop, toLedger } from "../../src/index.js";

const year = { customers: 3000, from: "2025-01-01", days: 365, seed: 5 };
const rows = simulateShop(EXAMPLE_SHOP, year);

describe("the same seed draws the same shop", () => {
  test("row by row, and another seed another", () => {
    expect(simulateShop(EXAMPLE_SHOP, year)).toEqual(rows);
    expect(simulateShop(EXAMPLE_SHOP, { ...year, seed: 6 })).not.toEqual(rows);
  });

  test("pinned: a release that changes these draws is a breaking one", () => {
    const few = simulateShop(EXAMPLE_SHOP, { customers: 3, days: 90, seed: 1 });
    expect(few.map(({ customerId, date, amount, productId }) => [customerId, date, amount, productId])).toMatchInlineSnapshot(`
      [
        [
          "C3",
          "2025-01-17T13:16",
          0.72,
          "coffee-4",
        ],
        [
          "C3",
          "2025-01-17T13:16",
          9.47,
          "gifts-48",
        ],
        [
          "C3",
          "2025-01-17T13:16",
          2.11,
          "coffee-10",
        ],
        [
          "C2",
          "2025-03-18T04:54",
          8.48,
          "coffee-4",
        ],
        [
          "C2",
          "2025-03-18T04:54",
          31.99,
          "tea-5",
        ],
        [
          "C2",
          "2025-03-18T04:54",
          24.29,
          "tea-16",
        ],
        [
          "C1",
          "2025-03-18T14:59",
          23.87,
          "tea-6",
        ],
        [
          "C2",
          "2025-03-29T04:54",
          -31.99,
          "tea-5",
        ],
      ]
    `);
  });
});

describe("the shop is what its parameters say", () => {
  const ledger = toLedger(rows, { purchaseBy: "order" });

  test("rows are in order of time, in cents, inside the days asked for", () => {
    const dates = rows.map(({ date }) => String(date));
    expect(dates).toEqual([...dates].sort());
    expect(dates[0]!.slice(0, 4)).toBe("2025");
    expect(dates.at(-1)!.slice(0, 4)).toBe("2025");
    for (const { amount } of rows) expect(Math.round(amount * 100) / 100).toBe(amount);
  });

  test("every customer buys once, refunds reverse a line of the same order", () => {
    expect(ledger.report.customers).toBe(3000);
    const sold = new Set(
      rows.filter(({ amount }) => amount > 0).map(({ orderId, productId, amount }) => `${orderId} ${productId} ${amount}`),
    );
    for (const { orderId, productId, amount } of rows) if (amount < 0) expect(sold).toContain(`${orderId} ${productId} ${-amount}`);
  });

  test("shares come near what was asked for: within four standard errors", () => {
    const sales = rows.filter(({ amount }) => amount > 0);
    const near = (count: number, share: number, of: number) =>
      expect(Math.abs(count / of - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / of));
    const popularity = EXAMPLE_SHOP.categories.reduce((sum, category) => sum + category.popularity, 0);
    for (const { name, popularity: own } of EXAMPLE_SHOP.categories)
      near(sales.filter(({ category }) => category === name).length, own / popularity, sales.length);
    const orders = new Map(sales.map((row) => [row.orderId, row]));
    near([...orders.values()].filter(({ channel }) => channel === "web").length, 0.7, orders.size);
    near([...orders.values()].filter(({ discount }) => discount! > 0).length, 0.18, orders.size);
    // What was sold in the last days comes back after the end.
    const early = sales.filter(({ date }) => String(date) < "2025-12-10");
    near(rows.filter(({ amount }) => amount < 0).length, EXAMPLE_SHOP.refundRate, early.length);
  });

  test("a busy December and a quiet July", () => {
    const inMonth = (month: string) => rows.filter(({ date, amount }) => amount > 0 && String(date).slice(5, 7) === month).length;
    expect(inMonth("12")).toBeGreaterThan(1.5 * inMonth("07"));
  });

  test("mean spend is the gamma-gamma's, repeats are the BG/NBD's", () => {
    const { p, q, v } = EXAMPLE_SHOP.spend.params;
    const flat = { ...EXAMPLE_SHOP, season: Array(12).fill(1), yearlyTrend: 0, refundRate: 0 };
    const many = toLedger(simulateShop(flat, { customers: 20_000, days: 365, arrivals: 1, seed: 3 }), { purchaseBy: "order" });
    const firsts = Array.from(many.offsets.subarray(0, -1), (row) => many.amounts[row]!);
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
    // Four standard errors of a mean of 20,000 draws with variance p(p + 1)v²/((q − 1)(q − 2)) − mean².
    const expected = (p * v) / (q - 1);
    const deviation = Math.sqrt((p * (p + 1) * v * v) / ((q - 1) * (q - 2)) - expected ** 2);
    expect(Math.abs(mean - expected)).toBeLessThan((4 * deviation) / Math.sqrt(20_000));
    // P(no repeat in t) of the BG/NBD is (α/(α + t))^r; first purchases fall within one day.
    const { r, alpha } = EXAMPLE_SHOP.purchases.params;
    const none =
      Array.from(many.offsets.subarray(0, -1), (row, c) => many.offsets[c + 1]! - row).filter((orders) => orders === 1).length / 20_000;
    const share = (alpha / (alpha + 364.5)) ** r;
    expect(Math.abs(none - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 20_000));
  });
});

test.each([
  [{ ...EXAMPLE_SHOP, season: [1, 2] }, {}, /^season must be twelve positive levels/],
  [{ ...EXAMPLE_SHOP, refundRate: 2 }, {}, /^refundRate must be a share from 0 to 1/],
  [{ ...EXAMPLE_SHOP, categories: [] }, {}, /^categories must be at least one category/],
  [{ ...EXAMPLE_SHOP, spend: { params: { p: 0, q: 1, v: 1 } } }, {}, /^p must be a positive number/],
  [{ ...EXAMPLE_SHOP, spend: { params: { p: 4, q: 0.5, v: 1 } } }, {}, /^q must be above 1/],
  [{ ...EXAMPLE_SHOP, season: Array(12).fill("1") as never }, {}, /^season must be twelve positive levels/],
  [
    { ...EXAMPLE_SHOP, categories: [{ name: "x", popularity: 1, products: 1, costShare: Number.NaN }] },
    {},
    /^costShare of x must be 0 or more/,
  ],
  [{ ...EXAMPLE_SHOP, categories: [{ name: "x", popularity: 1, products: 0, costShare: 0 }] }, {}, /^products of x must be a whole number/],
  [EXAMPLE_SHOP, { from: "9999-12-15", days: 30 }, /^from must be a day that keeps the shop within the years 1 to 9999/],
  [EXAMPLE_SHOP, { customers: 1.5 }, /^customers must be a whole number, 1 or more/],
  [EXAMPLE_SHOP, { days: 0 }, /^days must be/],
  [EXAMPLE_SHOP, { arrivals: 400 }, /^arrivals must be at most days/],
  [EXAMPLE_SHOP, { from: "soon" }, /^from must be a Date/],
])("bad parameters are refused: %#", (shop, options, message) => {
  expect(() => simulateShop(shop, { ...year, ...options })).toThrow(message);
});
