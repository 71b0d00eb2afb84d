import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { behaviour, enisPaul, InvalidInputError, shareOfRequirements, shareOfWallet, walletAllocation } from "../../src/index.js";

describe("Enis-Paul index", () => {
  test("check values: all in one of four stores, and .6, .6667, .75", () => {
    expect(enisPaul({ budgetShare: 1, visits: 5, switches: 0, storesUsed: 1, storesAvailable: 4 })).toEqual({
      budget: 1,
      switching: 1,
      patronage: 1,
      mean: 1,
      geometricMean: 1,
    });
    const index = enisPaul({ budgetShare: 0.6, visits: 10, switches: 3, storesUsed: 2, storesAvailable: 4 });
    expect([index.budget, index.switching, index.patronage].map((part) => part.toFixed(4))).toEqual(["0.6000", "0.6667", "0.7500"]);
    expect([index.mean.toFixed(4), index.geometricMean.toFixed(4)]).toEqual(["0.6722", "0.6694"]);
  });

  test("both lie between the least and the greatest part, the geometric one below", () => {
    const choices = fc
      .record({
        budgetShare: fc.double({ min: 0, max: 1, noNaN: true }),
        visits: fc.integer({ min: 2, max: 30 }),
        storesAvailable: fc.integer({ min: 1, max: 9 }),
      })
      .chain((base) =>
        fc
          .record({ switches: fc.integer({ min: 0, max: base.visits - 1 }), storesUsed: fc.integer({ min: 1, max: base.storesAvailable }) })
          .map((more) => ({ ...base, ...more })),
      );
    fc.assert(
      fc.property(choices, (one) => {
        const { budget, switching, patronage, mean, geometricMean } = enisPaul(one);
        const parts = [budget, switching, patronage];
        expect(mean).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-12);
        expect(mean).toBeLessThanOrEqual(Math.max(...parts) + 1e-12);
        expect(geometricMean).toBeLessThanOrEqual(mean + 1e-12);
      }),
    );
  });

  test.each([
    [{ budgetShare: 1.1 }, "budgetShare"],
    [{ visits: 1 }, "visits"],
    [{ switches: 5 }, "switches"],
    [{ storesUsed: 0 }, "storesUsed"],
    [{ storesUsed: 3 }, "storesUsed"],
    [{ storesAvailable: 1.5 }, "storesAvailable"],
  ])("%j is refused", (wrong, field) => {
    const choices = { budgetShare: 0.5, visits: 5, switches: 1, storesUsed: 2, storesAvailable: 2, ...wrong };
    expect(() => enisPaul(choices)).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ field })] }));
  });
});

describe("wallet", () => {
  test("allocation by rank, as Keiningham's table has it: .667 .333; .5 .333 .167", () => {
    expect([1, 2].map((rank) => walletAllocation(rank, 2).toFixed(3))).toEqual(["0.667", "0.333"]);
    expect([1, 2, 3].map((rank) => walletAllocation(rank, 3).toFixed(3))).toEqual(["0.500", "0.333", "0.167"]);
    expect(walletAllocation(1, 1)).toBe(1);
  });

  test("allocations of all shops sum to 1, with ties at their mean rank too", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (shops) => {
        const ranks = Array.from({ length: shops }, (_, i) => i + 1);
        expect(ranks.reduce((sum, rank) => sum + walletAllocation(rank, shops), 0)).toBeCloseTo(1, 12);
        expect(walletAllocation((1 + shops) / 2, shops) * shops).toBeCloseTo(1, 12);
      }),
    );
  });

  test("a part that is more than its whole is not known", () => {
    expect(shareOfWallet(5, 4)).toBeUndefined();
    expect(shareOfWallet(0, 0)).toBeUndefined();
    expect(shareOfWallet(0, 4)).toBe(0);
    expect(shareOfRequirements([])).toBeUndefined();
    expect(
      shareOfRequirements([
        { purchases: 0, categoryPurchases: 9 },
        { purchases: 2, categoryPurchases: 4 },
      ]),
    ).toBe(0.5);
  });

  test("beside a ledger: since a day, of whom answered, and who is not there is counted", () => {
    const orders = [
      { customerId: 1, date: "2026-01-01", amount: 30 },
      { customerId: 1, date: "2026-02-01", amount: 20 },
      { customerId: 2, date: "2026-02-01", amount: 20 },
    ];
    const wallets = [
      {
        customerId: "1",
        from: "2026-02-01",
        categorySpend: 40,
        categoryPurchases: 2,
        rank: 1,
        shops: 2,
        visits: 3,
        switches: 1,
        storesUsed: 2,
        storesAvailable: 4,
      },
      { customerId: "3", categorySpend: 10 },
    ];
    const { customers, unmatched } = behaviour(orders, { asOf: "2026-03-01", wallets });
    expect(customers[0]).toMatchObject({ shareOfWallet: 0.5, shareOfRequirements: 0.5, walletAllocation: walletAllocation(1, 2) });
    expect(customers[0]!.enisPaulMean).toBeCloseTo((0.5 + 0.5 + 0.75) / 3, 14);
    expect(customers[0]!.enisPaulGeometricMean).toBeCloseTo((0.5 * 0.5 * 0.75) ** (1 / 3), 14);
    expect(customers[1]!.shareOfWallet).toBeUndefined();
    expect(unmatched.wallets).toBe(1);
    const short = behaviour(orders, { asOf: "2026-03-01", wallets: [{ customerId: 2, categorySpend: 19 }] });
    expect(short.customers[1]!.shareOfWallet).toBeUndefined();
  });

  test.each([
    ["customerId", [{ customerId: "" }]],
    ["customerId", [{ customerId: "a" }, { customerId: "a" }]],
    ["from", [{ customerId: "a", from: "yesterday" }]],
    ["categorySpend", [{ customerId: "a", categorySpend: -1 }]],
    ["categoryPurchases", [{ customerId: "a", categoryPurchases: Number.NaN }]],
    ["rank", [{ customerId: "a", rank: 3, shops: 2 }]],
    ["shops", [{ customerId: "a", rank: 1, shops: 1.5 }]],
    ["switches", [{ customerId: "a", visits: 3, switches: 3 }]],
    ["storesUsed", [{ customerId: "a", storesUsed: 5, storesAvailable: 4 }]],
    ["visits", [{ customerId: "a", visits: 1.5 }]],
    ["visits", [{ customerId: "a", visits: -1 }]],
    ["switches", [{ customerId: "a", visits: 1, switches: 1 }]],
    ["categorySpend", [{ customerId: "a", categorySpend: "5" as unknown as number }]],
    ["rank", [{ customerId: "b" }, { customerId: "a", rank: "1" as unknown as number, shops: 2 }]],
  ])("a wrong %s is told with its row", (field, wallets) => {
    expect(() => behaviour([], { asOf: "2026-01-01", wallets })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ field, row: wallets.length - 1 })] }),
    );
  });

  test("an answer may be null; one trip, with nothing to switch, gives no index", () => {
    const wallet = { customerId: 1, categorySpend: 80, categoryPurchases: null, rank: null, shops: 3 };
    const stores = { visits: 1, switches: 0, storesUsed: 1, storesAvailable: 4 };
    const orders = [{ customerId: 1, date: "2026-02-01", amount: 40 }];
    const [one] = behaviour(orders, { asOf: "2026-03-01", wallets: [{ ...wallet, ...stores }] }).customers;
    expect(one!.shareOfWallet).toBe(0.5);
    for (const measure of ["shareOfRequirements", "walletAllocation", "enisPaulMean", "enisPaulGeometricMean"] as const)
      expect(one![measure]).toBeUndefined();
  });

  test("cents that add up to the wallet are all of it", () => {
    const cents = [0.1, 0.2].map((amount, i) => ({ customerId: "a", date: `2026-01-0${i + 1}`, amount }));
    const [one] = behaviour(cents, { asOf: "2026-01-09", wallets: [{ customerId: "a", categorySpend: 0.3 }] }).customers;
    expect(one!.shareOfWallet).toBe(1);
  });

  test.each([
    () => shareOfWallet(-1, 4),
    () => shareOfWallet(1, Number.NaN),
    () => walletAllocation(0, 2),
    () => walletAllocation(3, 2),
    () => walletAllocation(1, 0),
    () => shareOfRequirements([{ purchases: -1, categoryPurchases: 1 }]),
    () =>
      shareOfRequirements([
        { purchases: 1, categoryPurchases: 4 },
        { purchases: "5" as unknown as number, categoryPurchases: 90 },
      ]),
    () => shareOfWallet(null as unknown as number, 4),
    () => walletAllocation("1" as unknown as number, 2),
    () => enisPaul({ budgetShare: null as unknown as number, visits: 10, switches: 3, storesUsed: 2, storesAvailable: 4 }),
  ])("bad input %#", (call) => {
    expect(call).toThrow(InvalidInputError);
  });
});
