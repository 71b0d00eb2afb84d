import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acquisitionRetentionBalance,
  acquisitionRetentionValue,
  customerEquity,
  InvalidInputError,
  responseCurve,
} from "../../src/index.js";

describe("customer equity", () => {
  test("is what customers are worth, and those to come", () => {
    const { current, future, total } = customerEquity([100, 50], {
      newCustomers: [10, 20],
      value: 30,
      acquisitionCost: 5,
      annualDiscountRate: 0.1,
    });
    expect(current).toBe(150);
    expect(future).toBeCloseTo((10 * 25) / 1.1 + (20 * 25) / 1.21, 12);
    expect(total).toBe(current + future);
    expect(customerEquity([]).total).toBe(0);
  });
});

const curve = fc.record({ ceiling: fc.double({ min: 0.05, max: 1, noNaN: true }), k: fc.double({ min: 0.001, max: 2, noNaN: true }) });
const terms = fc.record({
  acquisition: curve,
  retention: curve,
  margin: fc.double({ min: 0, max: 500, noNaN: true }),
  annualDiscountRate: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
});

describe("Blattberg & Deighton (1996)", () => {
  test("the value is a m − A + a (m − R / r) r′ / (1 − r′)", () =>
    fc.assert(
      fc.property(terms, fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0.01, max: 50, noNaN: true }), (t, A, R) => {
        const a = t.acquisition.ceiling * (1 - Math.exp(-t.acquisition.k * A));
        const r = t.retention.ceiling * (1 - Math.exp(-t.retention.k * R));
        const kept = r / (1 + t.annualDiscountRate);
        const value = a * t.margin - A + a * (t.margin - R / r) * (kept / (1 - kept));
        const ours = acquisitionRetentionValue(t, { acquisitionSpend: A, retentionSpend: R }).prospectValue;
        expect(Math.abs(ours - value)).toBeLessThanOrEqual(1e-7 * (1 + Math.abs(value) + t.margin));
      }),
    ));
  test("no other spending makes a prospect worth more", () =>
    fc.assert(
      fc.property(terms, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (t, u, v) => {
        const best = acquisitionRetentionBalance(t);
        for (const scale of [1, 0.01]) {
          const acquisitionSpend = Math.max(0, best.acquisitionSpend + (u - 0.5) * 100 * scale);
          const retentionSpend = Math.max(0, best.retentionSpend + (v - 0.5) * 100 * scale);
          const other = acquisitionRetentionValue(t, { acquisitionSpend, retentionSpend });
          expect(other.prospectValue).toBeLessThanOrEqual(best.prospectValue + 1e-9 * (1 + Math.abs(best.prospectValue)));
        }
      }),
    ));
  test("the curve goes through what the manager said", () => {
    const { ceiling, k } = responseCurve({ spend: 5, share: 0.2, ceiling: 0.4 });
    expect(ceiling * (1 - Math.exp(-k * 5))).toBeCloseTo(0.2, 14);
  });
  test("nothing is spent where the first unit of money brings less than it costs", () => {
    const poor = { acquisition: { ceiling: 0.1, k: 0.01 }, retention: { ceiling: 0.1, k: 0.01 }, margin: 5, annualDiscountRate: 0.1 };
    expect(acquisitionRetentionBalance(poor)).toMatchObject({ acquisitionSpend: 0, retentionSpend: 0, prospectValue: 0 });
  });
});

const good = { acquisition: { ceiling: 0.4, k: 0.1 }, retention: { ceiling: 0.8, k: 0.1 }, margin: 50, annualDiscountRate: 0.1 };
test.each<[string, () => unknown]>([
  ["value", () => customerEquity([1, Number.NaN])],
  ["newCustomers", () => customerEquity([], { newCustomers: [-1], value: 1, annualDiscountRate: 0.1 })],
  ["annualDiscountRate", () => customerEquity([], { newCustomers: [1], value: 1, annualDiscountRate: -2 })],
  ["share", () => responseCurve({ spend: 1, share: 0.5, ceiling: 0.4 })],
  ["ceiling", () => responseCurve({ spend: 1, share: 0.5, ceiling: 1.4 })],
  ["spend", () => responseCurve({ spend: 0, share: 0.2, ceiling: 0.4 })],
  ["acquisition.k", () => acquisitionRetentionBalance({ ...good, acquisition: { ceiling: 0.4, k: 0 } })],
  ["retention.ceiling", () => acquisitionRetentionBalance({ ...good, retention: { ceiling: 0, k: 1 } })],
  ["margin", () => acquisitionRetentionBalance({ ...good, margin: -1 })],
  ["retentionSpend", () => acquisitionRetentionValue(good, { acquisitionSpend: 1, retentionSpend: -1 })],
  ["annualDiscountRate", () => acquisitionRetentionBalance({ ...good, retention: { ceiling: 1, k: 1 }, annualDiscountRate: 0 })],
])("%s out of range is an InvalidInputError", (field, call) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(`${field} must be`);
});
