import { describe, expect, test } from "vitest";
import {
  byCohort,
  expectedPurchases,
  expectedPurchasesInSeason,
  FitError,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitSeason,
  purchaseHistories,
  type Season,
  seasonNotes,
  simulateHistories,
  simulatePurchases,
  spendIndependence,
  toLedger,
  tracking,
} from "../../src/index.js";
import { describeShared } from "../shared-data.js";
import { cdnowSample, onlineRetail } from "./cdnow.js";

const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } } as const;
const flat: Season = { kind: "season", schemaVersion: 1, by: "month", index: new Array<number>(12).fill(1) };
const ann = Object.freeze({ repeats: 2, lastPurchaseAge: 213, age: 272 });

describe("a season", () => {
  // purchases of three years, of which those of July are kept, of other months a half
  const rows = simulatePurchases({ ...model, params: { ...model.params, a: 0.2 } }, { customers: 4000, days: [10, 1095] });
  const ledger = toLedger(
    rows.filter((row, i) => i === 0 || row.customerId !== rows[i - 1]!.customerId || new Date(row.date).getUTCMonth() === 6 || i % 2 === 0),
  );
  const asOf = "2026-12-30";
  const found = fitSeason(ledger, fitMbgNbd(purchaseHistories(ledger, { asOf })), { asOf });

  test("is found, has a mean of 1 over the days of a year, and is plain data", () => {
    const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    expect(found.index.reduce((sum, value, month) => sum + (value * days[month]!) / 365, 0)).toBeCloseTo(1, 12);
    const others = found.index.filter((_, month) => month !== 6);
    expect(found.index[6]! / (others.reduce((sum, value) => sum + value, 0) / 11)).toBeGreaterThan(1.7);
    expect(found.index[6]! / (others.reduce((sum, value) => sum + value, 0) / 11)).toBeLessThan(2.3);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(found.notes).toEqual([]);
  });

  test("a strong belief in none leaves none", () => {
    const none = fitSeason(ledger, model, { asOf, strength: 1e9 });
    for (const value of none.index) expect(value).toBeCloseTo(1, 3);
  });

  test("in tracking it brings expected closer to actual, without moving the sum much", () => {
    const error = (weeks: { actual: number; expected: number }[]): number =>
      weeks.reduce((sum, { actual, expected }) => sum + Math.abs(actual - expected), 0);
    const fitted = fitMbgNbd(purchaseHistories(ledger, { asOf }));
    const plain = tracking(fitted, ledger, { until: asOf });
    const seasonal = tracking(fitted, ledger, { until: asOf, season: found });
    expect(error(seasonal)).toBeLessThan(0.8 * error(plain));
    expect(seasonal.at(-1)!.cumulativeExpected / plain.at(-1)!.cumulativeExpected).toBeCloseTo(1, 1);
  });

  test("in a forecast multiplies each day; a flat one changes nothing", () => {
    for (const days of [0, 0.5, 31, 400.25]) {
      expect(expectedPurchasesInSeason(model, ann, days, { season: flat, asOf: "2026-11-30" })).toBeCloseTo(
        expectedPurchases(model, ann, days),
        12,
      );
    }
    const july: Season = { ...flat, index: flat.index.map((_, month) => (month === 6 ? 3 : 0)) };
    expect(expectedPurchasesInSeason(model, ann, 90, { season: july, asOf: "2026-06-15" })).toBeCloseTo(
      3 * expectedPurchases(model, ann, { from: 15, to: 46 }),
      12,
    );
    const weekly: Season = { ...flat, by: "week", index: Array.from({ length: 52 }, (_, week) => (week === 51 ? 2 : 1)) };
    expect(expectedPurchasesInSeason(model, ann, 10, { season: weekly, asOf: "2026-12-23" })).toBeCloseTo(
      expectedPurchases(model, ann, 10) + expectedPurchases(model, ann, 8),
      12,
    );
  });

  test("that is cut by the end of calibration is told", () => {
    const high: Season = { ...flat, index: [0.9, 0.95, 1, 1, 1, 1, 1, 1, 1, 1, 1.2, 1.5] };
    expect(seasonNotes(high, { asOf: "2026-12-09" })[0]).toMatch(/in the middle of a high season \(index 1.50\)/);
    expect(seasonNotes(high, { asOf: "2026-10-31" })[0]).toMatch(/higher season .* begins on the day after/);
    expect(seasonNotes(high, { asOf: "2026-06-15" })).toEqual([]);
  });

  test.each([
    ["season.by", { ...flat, by: "day" as never }],
    ["season.index", { ...flat, index: [1, 2] }],
    ["season.index[3]", { ...flat, index: flat.index.map((_, month) => (month === 3 ? Number.NaN : 1)) }],
  ])("%s is checked", (field, season) => {
    expect(() => expectedPurchasesInSeason(model, ann, 9, { season, asOf: "2026-01-01" })).toThrow(`${field} must be`);
  });

  test("needs purchases", () => {
    expect(() => fitSeason([], model, { asOf })).toThrow(/purchases must be/);
    expect(() => fitSeason(ledger, model, { asOf, strength: 0 })).toThrow(/strength must be/);
  });
});

describeShared("the season of Online Retail", () => {
  test("autumn is high, and the file ends in it: a note says so", () => {
    const ledger = onlineRetail();
    const asOf = "2011-12-09";
    const { index, notes } = fitSeason(ledger, fitMbgNbd(purchaseHistories(ledger, { asOf })), { asOf });
    expect(index[10]!).toBeGreaterThan(1.2);
    expect(index[7]!).toBeLessThan(0.9);
    expect(notes.join(" ")).toMatch(/less than two years/);
  });
});

describe("cohorts", () => {
  const one = simulateHistories(model, { customers: 3000, days: 300 });
  const other = simulateHistories({ ...model, params: { ...model.params, alpha: 15 } }, { customers: 3000, days: 300, seed: 2 });

  test("that differ are told apart, those that are alike are not", () => {
    const both = [
      ...one.map((customer) => ({ ...customer, cohort: "one" })),
      ...other.map((customer) => ({ ...customer, cohort: "other" })),
    ];
    const differ = byCohort(both, { fit: fitBgNbd, cohortOf: ({ cohort }) => cohort });
    expect(differ).toMatchObject({ better: "by cohort", degrees: 4, notes: [] });
    expect(differ.pValue!).toBeLessThan(1e-10);
    expect(differ.likelihoodRatio! - 8).toBeCloseTo(differ.aicGain!, 9);
    const alike = byCohort(one, { fit: fitBgNbd, cohortOf: (_, index) => String(index % 3) });
    expect(alike).toMatchObject({ better: "pooled", degrees: 8 });
    expect(alike.pValue!).toBeGreaterThan(0.001);
  });

  test("one without a maximum is named, one alone is no comparison", () => {
    const fails = (customers: readonly (typeof one)[number][]) => {
      if (customers.length < 10) throw new FitError("no maximum", undefined);
      return fitBgNbd(customers);
    };
    const found = byCohort(one, { fit: fails, cohortOf: (_, index) => (index < 5 ? "few" : "many") });
    expect(found).toMatchObject({ likelihoodRatio: undefined, pValue: undefined, better: "pooled" });
    expect(found.notes[0]).toMatch(/No model for few/);
    expect(() => byCohort(one, { fit: fitBgNbd, cohortOf: () => "all" })).toThrow(/cohortOf must be/);
  });
});

describeShared("spend and frequency on CDNOW", () => {
  const histories = purchaseHistories(cdnowSample(), { asOf: "1997-09-30" });

  test("the correlation is the published .1139 and matters little under Gamma-Gamma", () => {
    const { customers, pearson, spearman, largestEffect } = spendIndependence(histories, { spend: fitGammaGamma(histories) });
    expect(customers).toBe(946);
    expect(pearson.value).toBeCloseTo(0.1139, 3);
    expect(pearson.interval![0]).toBeGreaterThan(0);
    expect(spearman.value!).toBeGreaterThan(0);
    expect(largestEffect!).toBeLessThan(0.1);
  });
});

describe("spend independence", () => {
  test("none is seen where there is none, and is where there is", () => {
    const customers = Array.from({ length: 500 }, (_, i) => ({ repeats: 1 + (i % 10), meanSpend: 10 + ((i * 7) % 13) }));
    expect(spendIndependence(customers).notes).toEqual([]);
    const related = customers.map(({ repeats }, i) => ({ repeats, meanSpend: 10 * repeats + (i % 3) }));
    const { spearman, largestEffect, notes } = spendIndependence(related);
    expect(spearman.value!).toBeGreaterThan(0.95);
    expect(largestEffect!).toBeGreaterThan(1);
    expect(notes[0]).toMatch(/fit spend for frequent and rare buyers apart/);
  });

  test("Fisher's interval", () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8];
    const z = [2, 1, 4, 3, 6, 5, 8, 7];
    const { pearson } = spendIndependence(x.map((repeats, i) => ({ repeats, meanSpend: z[i]! })));
    // R: cor.test(1:8, c(2,1,4,3,6,5,8,7)): atanh(r) ± 1.959964 / sqrt(5)
    expect(pearson.interval![0]).toBeCloseTo(Math.tanh(Math.atanh(pearson.value!) - 1.959963985 / Math.sqrt(5)), 9);
  });

  test.each([
    ["customers must be", [{ repeats: 1, meanSpend: 4 }], {}],
    ["level must be", [], { level: 1 }],
    ["meanSpend must be", [{ repeats: 1, meanSpend: -4 }], {}],
  ])("%s", (message, customers, options) => {
    expect(() => spendIndependence(customers, options)).toThrow(message);
  });
});
