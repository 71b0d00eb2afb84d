import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CustomerValue,
  customerValueTable,
  type DailyModel,
  expectedPurchases,
  type GammaGamma,
  type LifetimeValue,
  lifetimeValue,
  lifetimeValues,
  nextPurchase,
  probabilityOfPurchase,
  purchaseHistories,
  simulateHistories,
  toLedger,
  type ValuedCustomer,
} from "../../src/index.js";
import excerpt from "../golden/clv-value.json" with { type: "json" };
import { describeShared, readReference, readShared } from "../shared-data.js";
import { csvRows } from "./cdnow.js";

const purchases = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } } as const;
const spend: GammaGamma = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };
const models = { purchases, spend };
const ann = Object.freeze({ repeats: 2, lastPurchaseAge: 213, age: 272, meanSpend: 22.35, totalSpend: 74.03 });

type Names = "bg" | "mbg" | "pareto";
type Params = Record<Names | "gamma_gamma", Record<string, number>>;
type Valued = ValuedCustomer & Record<Names, number>;

/** Twelve months at 1 % a month; parameters and customers in `unit` days. */
function expectLifetimes({ gamma_gamma, ...params }: Params, customers: readonly Valued[], unit: number, stepDays: number): void {
  const money = { kind: "gamma-gamma", params: gamma_gamma } as unknown as GammaGamma;
  const options = { days: 12 * stepDays, stepDays, annualDiscountRate: 1.01 ** (365 / stepDays) - 1 };
  for (const name of ["bg", "mbg", "pareto"] as const) {
    const { alpha, beta, ...rest } = params[name];
    const inDays = { ...rest, alpha: alpha! * unit, ...(beta === undefined ? {} : { beta: beta * unit }) };
    const model = { kind: `${name}-nbd`, params: inDays } as unknown as DailyModel;
    // the reference is exact; a difference of expectations over a month loses two digits
    lifetimeValues({ purchases: model, spend: money }, customers, options).forEach(({ discounted }, i) => {
      expect(Math.abs(discounted / customers[i]![name] - 1)).toBeLessThan(name === "pareto" ? 1e-9 : 1e-10);
    });
  }
}

describe("the value of a customer equals lifetimes'", () => {
  test("on an excerpt", () => {
    const customers = excerpt.rows.map(([x, tx, T, m, , bg, mbg, pareto]) => ({
      repeats: x!,
      lastPurchaseAge: 7 * tx!,
      age: 7 * T!,
      meanSpend: m!,
      bg: bg!,
      mbg: mbg!,
      pareto: pareto!,
    }));
    expectLifetimes(excerpt.params as Params, customers, 7, 30.415);
  });
});

describeShared("the values of 200 customers equal lifetimes'", () => {
  test.each([
    ["customers_cdnow.csv", "fit_cdnow.json", 7, 30.415],
    ["customers_online_retail.csv", "fit_online_retail.json", 1, 30],
  ] as const)("%s", (file, fit, unit, stepDays) => {
    const { parameters_used } = readReference<{ customer_table: { parameters_used: Params } }>(`python/${fit}`).customer_table;
    const customers = csvRows(readShared(`reference/python/${file}`)).map((row) => ({
      repeats: Number(row.x),
      lastPurchaseAge: Number(row.t_x) * unit,
      age: Number(row.T) * unit,
      meanSpend: Number(row.m),
      bg: Number(row.bg_clv),
      mbg: Number(row.mbg_clv),
      pareto: Number(row.pareto_clv),
    }));
    expect(customers).toHaveLength(200);
    expectLifetimes(parameters_used, customers, unit, stepDays);
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

  test("the next order's date is the median of nextPurchase, rounded up", () => {
    const many = simulateHistories(purchases, { customers: 300, days: [1, 900], spend });
    customerValueTable(models, many, { asOf }).forEach(({ expectedDateOfNextOrder }, i) => {
      const { medianDay } = nextPurchase(purchases, many[i]!);
      const day = medianDay === undefined || medianDay > 36_500 ? undefined : Date.parse(asOf) + Math.ceil(medianDay) * 86_400_000;
      expect(expectedDateOfNextOrder).toBe(day === undefined ? undefined : new Date(day).toISOString().slice(0, 10));
    });
  });

  test("the next order has a date only where it is likelier than not", () => {
    expect(first.expectedDateOfNextOrder! > asOf).toBe(true);
    const gone = { ...histories[0]!, repeats: 9, lastPurchaseAge: 59, age: 900 };
    expect(customerValueTable(models, [gone], { asOf })[0]!.expectedDateOfNextOrder).toBeUndefined();
    expect(() => customerValueTable(models, histories, { asOf: "tomorrow" })).toThrow(/asOf must be/);
  });
});

test("a BG/BB, whose time is not in days, is refused", () => {
  const purchases = { kind: "bg-bb", params: { alpha: 1, beta: 1, gamma: 1, delta: 1 } } as never;
  const customer = { repeats: 0, lastPurchaseOpportunity: 0, opportunities: 3 } as never;
  expect(() => lifetimeValue({ purchases } as never, customer, { days: 365 } as never)).toThrow(/BG\/BB counts opportunities/);
});
