import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CustomerValue,
  customerValueTable,
  expectedPurchases,
  type GammaGamma,
  type LifetimeValue,
  lifetimeValue,
  lifetimeValues,
  probabilityOfPurchase,
  purchaseHistories,
  toLedger,
} from "../../src/index.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { csvRows } from "./cdnow.js";

const purchases = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } } as const;
const spend: GammaGamma = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
const models = { purchases, spend };
const ann = Object.freeze({ repeats: 2, lastPurchaseAge: 213, age: 272, meanSpend: 22.35, totalSpend: 74.03 });

describeShared("the value of a customer equals lifetimes'", () => {
  const rows = (file: string): Record<string, string>[] => csvRows(readShared(`reference/python/${file}`));
  type Fit = { customer_table: { parameters_used: Record<"bg" | "mbg" | "gamma_gamma", Record<string, number>> } };

  test.each([
    ["customers_cdnow.csv", "fit_cdnow.json", 7, 30.415],
    ["customers_online_retail.csv", "fit_online_retail.json", 1, 30],
  ] as const)("%s: twelve months at 1 %% a month", (file, fit, unit, stepDays) => {
    const { bg, mbg, gamma_gamma } = readReference<Fit>(`python/${fit}`).customer_table.parameters_used;
    const money = { kind: "gamma-gamma", params: gamma_gamma } as unknown as GammaGamma;
    const customers = rows(file).map(({ x, t_x, T, m, ...rest }) => ({
      repeats: Number(x),
      lastPurchaseAge: Number(t_x) * unit,
      age: Number(T) * unit,
      meanSpend: Number(m),
      bg: Number(rest.bg_clv),
      mbg: Number(rest.mbg_clv),
    }));
    const options = { days: 12 * stepDays, stepDays, annualDiscountRate: 1.01 ** (365 / stepDays) - 1 };
    for (const [name, params] of [
      ["bg", bg],
      ["mbg", mbg],
    ] as const) {
      const model = { kind: `${name}-nbd`, params: { ...params, alpha: params.alpha! * unit } } as unknown as typeof purchases;
      const values = lifetimeValues({ purchases: model, spend: money }, customers, options);
      // the reference is exact; a difference of expectations over a month loses two digits
      customers.forEach((customer, i) => {
        expect(Math.abs(values[i]!.discounted / customer[name] - 1)).toBeLessThan(1e-10);
      });
    }
  });
});

describe("the parts", () => {
  const value = lifetimeValue(models, ann, { days: 365, annualDiscountRate: 0.1, margin: 0.3, cost: 1 });

  test("add up", () => {
    expect(value.expectedPurchases).toBe(expectedPurchases(purchases, ann, 365));
    expect(value.undiscounted).toBeCloseTo((0.3 * value.expectedSpend - 1) * value.expectedPurchases, 12);
    expect(value.historic).toBeCloseTo(0.3 * 74.03 - 3, 12);
    expect(value.total).toBe(value.historic! + value.discounted);
  });

  test("discounting by steps is between discounting at the start and at the end", () => {
    expect(value.discounted).toBeLessThan(value.undiscounted);
    expect(value.discounted).toBeGreaterThan(value.undiscounted / 1.1);
  });

  test("without a discount rate nothing is discounted, whatever the step", () => {
    for (const stepDays of [1, 30, 30.415, 400]) {
      const plain = lifetimeValue(models, ann, { days: 365, stepDays });
      expect(plain.discounted).toBe(plain.undiscounted);
    }
  });

  test("the last step may be short", () => {
    const by = (days: number): LifetimeValue => lifetimeValue(models, ann, { days, annualDiscountRate: 0.2 });
    const rest = expectedPurchases(purchases, ann, { from: 30, to: 40 }) * by(40).expectedSpend * 1.2 ** (-40 / 365);
    expect(by(40).discounted - by(30).discounted).toBeCloseTo(rest, 10);
    expect(lifetimeValue(models, ann, { days: 12 * 30.415, stepDays: 30.415, annualDiscountRate: 0.1 }).expectedPurchases).toBe(
      expectedPurchases(purchases, ann, 12 * 30.415),
    );
  });

  test("without repeats spend is the mean of all", () => {
    const { expectedSpend } = lifetimeValue(models, { repeats: 0, lastPurchaseAge: 0, age: 90, meanSpend: undefined }, { days: 30 });
    expect(expectedSpend).toBeCloseTo((6.25 * 15.44) / 2.74, 12);
  });

  test("without totalSpend the past is unknown, not zero", () => {
    const { totalSpend: _, ...unknown } = ann;
    const { historic, total } = lifetimeValue(models, unknown, { days: 30 });
    expect([historic, total]).toEqual([undefined, undefined]);
  });

  test("margin, cost and discount may be the customer's own", () => {
    const customers = [
      { ...ann, rate: 0, margin: 0.5 },
      { ...ann, rate: 0.3, margin: 0.1 },
      { ...ann, rate: 0, margin: 0.5 },
    ];
    const own = { annualDiscountRate: (c: { rate: number }) => c.rate, margin: (c: { margin: number }) => c.margin, days: 365 };
    const one = (i: number): LifetimeValue =>
      lifetimeValue(models, ann, { days: 365, annualDiscountRate: customers[i]!.rate, margin: customers[i]!.margin });
    expect(lifetimeValues(models, customers, own)).toEqual([one(0), one(1), one(2)]);
    expect(lifetimeValues(models, customers, { days: 30, cost: (_, index) => index })[2]!.historic).toBeCloseTo(74.03 - 6, 12);
  });
});

describe("laws of value", () => {
  const customers = fc
    .record({ repeats: fc.nat(60), last: fc.nat(400), silence: fc.nat(400), meanSpend: fc.double({ min: 0.01, max: 1e4, noNaN: true }) })
    .map(({ repeats, last, silence, meanSpend }) => ({
      repeats,
      lastPurchaseAge: repeats > 0 ? last : 0,
      age: last + silence,
      meanSpend,
      totalSpend: meanSpend * (repeats + 1),
    }));
  const horizons = fc.double({ min: 0, max: 2000, noNaN: true });

  test("money × k gives value × k", () =>
    fc.assert(
      fc.property(customers, horizons, fc.double({ min: 0.01, max: 1000, noNaN: true }), (customer, days, k) => {
        const scaled = { ...customer, meanSpend: customer.meanSpend * k, totalSpend: customer.totalSpend * k };
        const spendK: GammaGamma = { ...spend, params: { ...spend.params, v: spend.params.v * k } };
        const options = { days, annualDiscountRate: 0.12, margin: 0.4 };
        const left = lifetimeValue({ purchases, spend: spendK }, scaled, options).total!;
        const right = k * lifetimeValue(models, customer, options).total!;
        expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-12 * Math.abs(right));
      }),
    ));

  test("a longer horizon never lowers, a higher rate never raises it; nothing is NaN", () =>
    fc.assert(
      fc.property(customers, horizons, horizons, (customer, one, two) => {
        const at = (days: number, annualDiscountRate: number): LifetimeValue =>
          lifetimeValue(models, customer, { days, annualDiscountRate });
        const [short, long] = [Math.min(one, two), Math.max(one, two)];
        expect(at(long, 0).discounted).toBeGreaterThanOrEqual(at(short, 0).discounted * (1 - 1e-12));
        expect(at(long, 0.3).discounted).toBeLessThanOrEqual(at(long, 0.1).discounted * (1 + 1e-12));
        expect(at(long, 0.1).discounted).toBeLessThanOrEqual(at(long, 0.1).undiscounted * (1 + 1e-12));
        for (const part of Object.values(at(long, 0.1))) expect(Number.isFinite(part)).toBe(true);
      }),
    ));
});

describe("wrong input to value", () => {
  const heavy: GammaGamma = { kind: "gamma-gamma", params: { p: 6, q: 0.9, v: 15 } };
  const newcomer = { repeats: 0, lastPurchaseAge: 0, age: 9, meanSpend: undefined };
  test.each([
    ["days", { days: -1 }],
    ["days", { days: Number.NaN }],
    ["stepDays", { days: 10, stepDays: 0 }],
    ["stepDays", { days: 1e6, stepDays: 1e-3 }],
    ["margin", { days: 10, margin: 1.2 }],
    ["margin", { days: 10, margin: () => Number.NaN }],
    ["annualDiscountRate", { days: 10, annualDiscountRate: -0.1 }],
    ["cost", { days: 10, cost: -1 }],
  ])("%s", (field, options) => {
    expect(() => lifetimeValue(models, ann, options)).toThrow(new RegExp(`${field} must be`));
  });

  test("a spend model without a mean", () => {
    expect(() => lifetimeValue({ purchases, spend: heavy }, newcomer, { days: 9 })).toThrow(/spend must be a model whose mean is finite/);
    expect(lifetimeValue({ purchases, spend: heavy }, ann, { days: 9 }).expectedSpend).toBeGreaterThan(0);
  });

  test("the row is named", () => {
    const nan = { ...ann, totalSpend: Number.NaN };
    expect(() => lifetimeValues(models, [ann, nan], { days: 9 })).toThrow(/^row 1: totalSpend must be a finite number/);
  });
});

describe("the table in the words of CRM tools", () => {
  const orders = [
    { customerId: "ann", date: "2026-01-01", amount: 20 },
    { customerId: "ann", date: "2026-02-01", amount: 30 },
    { customerId: "ann", date: "2026-03-01", amount: 40 },
    { customerId: "bob", date: "2024-01-01", amount: 10 },
  ];
  const asOf = "2026-03-31";
  const histories = purchaseHistories(toLedger(orders), { asOf });
  const [first, second] = customerValueTable(models, histories, { asOf, annualDiscountRate: 0.1 }) as [CustomerValue, CustomerValue];

  test("past, future, total", () => {
    expect(first).toMatchObject({
      customerId: "ann",
      historicClv: 90,
      historicNumberOfOrders: 3,
      averageOrderValue: 30,
      averageDaysBetweenOrders: 29.5,
    });
    expect(first.totalClv).toBe(first.historicClv + first.predictedClv);
    expect(first.predictedNumberOfOrders).toBe(expectedPurchases(purchases, histories[0]!, 365));
    expect(second).toMatchObject({ historicNumberOfOrders: 1, averageDaysBetweenOrders: undefined });
  });

  test("churn is no order in the horizon, not 1 − P(alive), which is 0 here", () => {
    expect(second.churnProbability).toBeCloseTo(1 - probabilityOfPurchase(purchases, histories[1]!, 365), 12);
    expect(second.churnProbability).toBeGreaterThan(0.8);
    const [, short] = customerValueTable(models, histories, { asOf, days: 30 });
    expect(short!.churnProbability).toBeGreaterThan(second.churnProbability);
  });

  test("the next order has a date only where it is likelier than not", () => {
    expect(first.expectedDateOfNextOrder! > asOf).toBe(true);
    const gone = { ...histories[0]!, repeats: 9, lastPurchaseAge: 59, age: 900 };
    expect(customerValueTable(models, [gone], { asOf })[0]!.expectedDateOfNextOrder).toBeUndefined();
    expect(() => customerValueTable(models, histories, { asOf: "tomorrow" })).toThrow(/asOf must be/);
  });
});
