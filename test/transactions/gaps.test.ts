import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gapSummary, InvalidInputError, purchaseGaps, toLedger, wheatMorrison } from "../../src/index.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { transactions } from "./ledgers.js";

const at = (date: string, amount = 10, rest = {}) => ({ customerId: "a", date, amount, ...rest });

describe("purchaseGaps", () => {
  test("days between purchases, never between rows that are none", () => {
    const rows = [at("2026-01-11"), at("2026-01-01"), at("2026-01-05", -3), at("2026-01-31"), at("2026-03-01")];
    expect(purchaseGaps(rows, { asOf: "2026-02-01" })).toEqual([{ customerId: "a", gaps: [10, 20], sinceLast: 1 }]);
  });

  test("two orders of a day are a gap of 0; who never bought is absent; __proto__ is a customer", () => {
    const rows = [at("2026-01-01", 1, { orderId: "x" }), at("2026-01-01", 1, { orderId: "y" })];
    expect(purchaseGaps(toLedger(rows, { purchaseBy: "order" }), { asOf: "2026-01-01" })[0]!.gaps).toEqual([0]);
    expect(purchaseGaps([at("2026-01-01", -4)], { asOf: "2026-02-01" })).toEqual([]);
    expect(purchaseGaps([{ ...at("2026-01-01"), customerId: "__proto__" }], { asOf: "2026-01-01" })[0]!.customerId).toBe("__proto__");
  });

  test("gaps and the days since the last add up to the days since the first", () => {
    fc.assert(
      fc.property(transactions, (rows) => {
        for (const { gaps, sinceLast, customerId } of purchaseGaps(rows, { asOf: "2026-03-20" })) {
          const ledger = toLedger(rows);
          const c = ledger.customerIds.indexOf(customerId);
          const first = Array.from(ledger.days.subarray(ledger.offsets[c], ledger.offsets[c + 1])).find(
            (_, i) => ledger.purchase[ledger.offsets[c]! + i] === 1,
          )!;
          expect(gaps.reduce((sum, gap) => sum + gap, sinceLast)).toBe(Date.parse("2026-03-20") / 86_400_000 - first);
        }
      }),
    );
  });
});

describe("gapSummary", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 });

  test("no gap says nothing, one gives a mean, two a variation", () => {
    expect(Object.values(gapSummary({ gaps: [], sinceLast: 3 })).every((value) => value === undefined)).toBe(true);
    expect(gapSummary({ gaps: [10], sinceLast: 10 })).toEqual({
      mean: 10,
      median: 10,
      deviation: undefined,
      variation: undefined,
      regularity: undefined,
      clumpiness: 0,
      overdueRatio: 1,
    });
    expect(gapSummary({ gaps: [0, 0], sinceLast: 5 })).toMatchObject({ mean: 0, variation: undefined, overdueRatio: undefined });
    expect(gapSummary({ gaps: [0], sinceLast: 0 }).clumpiness).toBeUndefined();
  });

  test("clumpiness by hand: spacings 1/6, 2/6, 3/6 of two gaps and the wait", () => {
    const entropy = (1 / 6) * Math.log(1 / 6) + (1 / 3) * Math.log(1 / 3) + 0.5 * Math.log(0.5);
    // Rounding of three terms.
    expect(gapSummary({ gaps: [10, 20], sinceLast: 30 }).clumpiness).toBeCloseTo(1 + entropy / Math.log(3), 14);
    expect(gapSummary({ gaps: [5, 5, 5], sinceLast: 5 }).clumpiness).toBeCloseTo(0, 14);
    expect(gapSummary({ gaps: [0, 0, 20], sinceLast: 0 }).clumpiness).toBe(1);
  });

  test("laws: bounds, order, unit of time", () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 2, max: 9 }), (values, sinceLast, k) => {
        const one = gapSummary({ gaps: values, sinceLast });
        if (one.clumpiness !== undefined) {
          expect(one.clumpiness).toBeGreaterThanOrEqual(0);
          expect(one.clumpiness).toBeLessThanOrEqual(1 + 1e-12);
        }
        if (one.regularity !== undefined) {
          expect(one.regularity).toBeGreaterThan(0);
          expect(one.regularity).toBeLessThanOrEqual(1);
          expect(one.regularity).toBeCloseTo(1 / (1 + one.variation!), 14);
        }
        const other = gapSummary({ gaps: values.toReversed().map((gap) => gap * k), sinceLast: sinceLast * k });
        for (const name of ["variation", "regularity", "clumpiness", "overdueRatio"] as const) {
          if (one[name] === undefined) expect(other[name]).toBeUndefined();
          // Sums in another order: a few ulps.
          else expect(other[name]).toBeCloseTo(one[name], 9);
        }
        if (one.median !== undefined) {
          const sorted = values.toSorted((a, b) => a - b);
          const n = sorted.length;
          expect(one.median).toBe((sorted[Math.floor((n - 1) / 2)]! + sorted[Math.floor(n / 2)]!) / 2);
        }
      }),
    );
  });

  test.each([
    [[-1], 0],
    [[Number.NaN], 0],
    [[1], -1],
    [[1], Number.POSITIVE_INFINITY],
  ])("%j since %d is refused", (values, sinceLast) => {
    expect(() => gapSummary({ gaps: values, sinceLast })).toThrow(InvalidInputError);
  });
});

describeShared("CDNOW", () => {
  test("Wheat-Morrison k of 736 customers and their 3,200 pairs is 1.09912", () => {
    const [, ...lines] = readShared("data/cdnow_sample.csv").trim().split("\n");
    const rows = lines
      .map((line) => line.split(","))
      .map(([customerId, date, amount]) => ({ customerId: customerId!, date: date!, amount: Number(amount) }));
    const gaps = purchaseGaps(rows, { asOf: "1998-06-30" }).map((one) => one.gaps);
    const { regularity_cdnow: reference } = readReference<{
      regularity_cdnow: {
        wheat_morrison: { customers_with_two_gaps: number; all_consecutive_pairs: { n: number; k_from_variance_about_half: number } };
      };
    }>("r/btydplus.json");
    const { customers_with_two_gaps: customers, all_consecutive_pairs: pairs } = reference.wheat_morrison;
    const several = gaps.filter((one) => one.length > 1);
    expect([several.length, several.reduce((sum, one) => sum + one.length - 1, 0)]).toEqual([customers, pairs.n]);
    expect(wheatMorrison(gaps)).toBeCloseTo(pairs.k_from_variance_about_half, 12);
    expect(wheatMorrison(gaps)).toBeCloseTo(1.0991233935939209, 12);
  });
});
