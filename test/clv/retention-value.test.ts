import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  breakEvenRetention,
  InvalidInputError,
  marginMultiple,
  paybackPeriods,
  type RetentionValueTerms,
  retentionValue,
} from "../../src/index.js";

describe("Gupta & Lehmann (2003), the margin multiple, to its printed digits", () => {
  const byDiscount = {
    0.6: ["1.20", "1.15", "1.11", "1.07"],
    0.7: ["1.75", "1.67", "1.59", "1.52"],
    0.8: ["2.67", "2.50", "2.35", "2.22"],
    0.9: ["4.50", "4.09", "3.75", "3.46"],
  };
  test.each(Object.entries(byDiscount))("retention %s at 10, 12, 14 and 16 %", (retention, printed) => {
    expect([0.1, 0.12, 0.14, 0.16].map((i) => marginMultiple({ retention: Number(retention), annualDiscountRate: i }).toFixed(2))).toEqual(
      printed,
    );
  });
  const byGrowth = {
    0.6: ["1.15", "1.18", "1.21", "1.24", "1.27"],
    0.7: ["1.67", "1.72", "1.79", "1.85", "1.92"],
    0.8: ["2.50", "2.63", "2.78", "2.94", "3.12"],
    0.9: ["4.09", "4.46", "4.89", "5.42", "6.08"],
  };
  test.each(Object.entries(byGrowth))("retention %s at 12 % with growth of 0, 2, 4, 6 and 8 %", (retention, printed) => {
    const multiples = [0, 0.02, 0.04, 0.06, 0.08].map((marginGrowth) =>
      marginMultiple({ retention: Number(retention), annualDiscountRate: 0.12, marginGrowth }),
    );
    multiples.forEach((multiple, i) => {
      expect(Math.abs(multiple - Number(printed[i]))).toBeLessThanOrEqual(0.005 + 1e-12);
    });
  });
  test("the first margin now adds one", () => {
    expect(marginMultiple({ retention: 0.9, annualDiscountRate: 0.12, firstMargin: "now" }).toFixed(2)).toBe("5.09");
  });
});

test("Berger & Nasr (1998), case 1: 689.3922 − 120.6091 = 568.78", () => {
  const { margins, promotions, value } = retentionValue({
    margin: 260,
    promotionCost: 50,
    retention: 0.75,
    annualDiscountRate: 0.2,
    periods: 10,
    firstMargin: "now",
  });
  expect(margins.toFixed(4)).toBe("689.3922");
  expect(promotions.toFixed(4)).toBe("120.6091");
  expect(value.toFixed(2)).toBe("568.78");
});

const terms = fc.record({
  margin: fc.double({ min: 0, max: 1e4, noNaN: true }),
  retention: fc.double({ min: 0, max: 1, noNaN: true }),
  annualDiscountRate: fc.double({ min: 0.01, max: 1, noNaN: true }),
  promotionCost: fc.double({ min: 0, max: 1e3, noNaN: true }),
  marginGrowth: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  periods: fc.integer({ min: 0, max: 40 }),
  firstMargin: fc.constantFrom("now" as const, "nextPeriod" as const),
});

describe("laws", () => {
  test("the sum by hand, period by period", () =>
    fc.assert(
      fc.property(terms, (t) => {
        let margins = t.firstMargin === "now" ? t.margin : 0;
        let promotions = 0;
        for (let k = 1; k <= t.periods; k++) {
          margins += (t.margin * (1 + t.marginGrowth) ** (k - 1) * t.retention ** k) / (1 + t.annualDiscountRate) ** k;
          promotions += (t.promotionCost * t.retention ** (k - 1)) / (1 + t.annualDiscountRate) ** (k - 0.5);
        }
        const value = retentionValue(t);
        expect(Math.abs(value.margins - margins)).toBeLessThanOrEqual(1e-10 * Math.max(1e-6, margins));
        expect(Math.abs(value.promotions - promotions)).toBeLessThanOrEqual(1e-10 * Math.max(1e-6, promotions));
      }),
    ));
  test("the two conventions differ by the margin", () =>
    fc.assert(
      fc.property(terms, (t) => {
        const now = retentionValue({ ...t, firstMargin: "now" }).value;
        const later = retentionValue({ ...t, firstMargin: "nextPeriod" }).value;
        expect(Math.abs(now - later - t.margin)).toBeLessThanOrEqual(1e-12 * (Math.abs(now) + t.margin + 1));
      }),
    ));
  test("twelve months at the monthly retention are worth a year's at its own discount", () => {
    const monthly = retentionValue({ margin: 1, retention: 0.95, annualDiscountRate: 0.1, periodDays: 365 / 12, periods: 12 });
    const monthlyRate = 1.1 ** (1 / 12);
    let sum = 0;
    for (let k = 1; k <= 12; k++) sum += (0.95 / monthlyRate) ** k;
    expect(monthly.value).toBeCloseTo(sum, 12);
  });
  test("at the break-even retention a customer is worth its cost", () =>
    fc.assert(
      fc.property(terms, fc.double({ min: 1, max: 1e4, noNaN: true }), ({ retention: _, ...t }, acquisitionCost) => {
        const retention = breakEvenRetention({ ...t, promotionCost: 0, acquisitionCost });
        if (retention !== undefined && retention > 0)
          expect(Math.abs(retentionValue({ ...t, promotionCost: 0, retention }).value - acquisitionCost)).toBeLessThanOrEqual(
            1e-9 * acquisitionCost,
          );
      }),
    ));
  test("payback is the first number of periods that reaches the cost", () => {
    const base: RetentionValueTerms = { margin: 100, retention: 0.8, annualDiscountRate: 0.12, firstMargin: "now" };
    const n = paybackPeriods({ ...base, acquisitionCost: 300 })!;
    expect(retentionValue({ ...base, periods: n }).value).toBeGreaterThanOrEqual(300);
    expect(retentionValue({ ...base, periods: n - 1 }).value).toBeLessThan(300);
    expect(paybackPeriods({ ...base, acquisitionCost: 100 })).toBe(0);
    expect(paybackPeriods({ ...base, acquisitionCost: 351 })).toBeUndefined();
    expect(paybackPeriods({ ...base, acquisitionCost: 300, periods: n - 1 })).toBeUndefined();
  });
  test("no retention is enough, and none is needed", () => {
    expect(breakEvenRetention({ acquisitionCost: 1e6, margin: 1, annualDiscountRate: 0.1 })).toBeUndefined();
    expect(breakEvenRetention({ acquisitionCost: 50, margin: 60, annualDiscountRate: 0.1, firstMargin: "now" })).toBe(0);
    expect(breakEvenRetention({ acquisitionCost: 500, margin: 100, annualDiscountRate: 0.1, marginGrowth: 0.2 })).toBeCloseTo(
      (1.1 * 5) / (1 + 5 * 1.2),
      10,
    );
  });
});

test.each<[string, Partial<RetentionValueTerms>]>([
  ["retention", { retention: 1.1 }],
  ["retention", { retention: Number.NaN }],
  ["annualDiscountRate", { annualDiscountRate: -1 }],
  ["annualDiscountRate", { annualDiscountRate: Number.NaN }],
  ["margin", { margin: Number.POSITIVE_INFINITY }],
  ["promotionCost", { promotionCost: -1 }],
  ["promotionAt", { promotionAt: 2 }],
  ["periods", { periods: 1.5 }],
  ["periodDays", { periodDays: 0 }],
  ["firstMargin", { firstMargin: "later" as "now" }],
  ["marginGrowth", { marginGrowth: -1 }],
  ["retention × (1 + marginGrowth)", { marginGrowth: 0.5 }],
  ["retention × (1 + marginGrowth)", { retention: 1, annualDiscountRate: 0 }],
])("%s out of range is an InvalidInputError", (field, wrong) => {
  const call = (): unknown => retentionValue({ margin: 1, retention: 0.8, annualDiscountRate: 0.1, ...wrong });
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(`${field} must be`);
});

describe("the edges of retention", () => {
  const promoted = { margin: 10, annualDiscountRate: 0.01, marginGrowth: -0.9, promotionCost: 1 };

  test("the lowest rate that pays is found where staying longer costs more than it brings", () => {
    const rate = breakEvenRetention({ ...promoted, acquisitionCost: 1 })!;
    expect(retentionValue({ ...promoted, retention: rate }).value).toBeCloseTo(1, 8);
    expect(rate).toBeLessThan(0.5);
    expect(retentionValue({ ...promoted, retention: 0.5 }).value).toBeGreaterThan(3);
    expect(breakEvenRetention({ ...promoted, acquisitionCost: 1e6 })).toBeUndefined();
  });

  test("margins that shrink are finite for ever, promotions to everybody are not", () => {
    const terms = { retention: 1, margin: 10, annualDiscountRate: 0, marginGrowth: -0.1 };
    expect(retentionValue(terms).value).toBeCloseTo(100, 9);
    expect(() => retentionValue({ ...terms, promotionCost: 1 })).toThrow(/promotions for ever are infinite/);
  });

  test("with growth, today's margin is added to the textbook's", () => {
    const terms = { retention: 0.9, annualDiscountRate: 0.12, marginGrowth: 0.08 };
    expect(marginMultiple({ ...terms, firstMargin: "now" })).toBeCloseTo(1 + 0.9 / (1.12 - 0.9 * 1.08), 12);
  });

  test("part of a period is none", () => {
    const terms = { acquisitionCost: 1000, margin: 100, retention: 1, annualDiscountRate: 0, periods: 2.5 };
    expect(() => paybackPeriods(terms)).toThrow(/periods must be a whole number/);
  });
});
