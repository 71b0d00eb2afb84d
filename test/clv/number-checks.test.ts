import { describe, expect, test } from "vitest";
import {
  acquisitionRetentionBalance,
  customerEquity,
  expectedPurchasesInSeason,
  InvalidInputError,
  lifetimeValue,
  marginMultiple,
  migrationValue,
  responseCurve,
  retentionValue,
  type Season,
} from "../../src/index.js";

/** What a caller without types may give. */
const loose = (value: unknown): never => value as never;
const purchases = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } } as const;
const spend = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } } as const;
const ann = { repeats: 2, lastPurchaseAge: 213, age: 272, meanSpend: 22.35, totalSpend: 74.03 };
const value = (options: object | undefined, customer: object = {}) =>
  lifetimeValue({ purchases, spend }, { ...ann, ...customer }, loose(options));
const season = (index: unknown): Season => ({ kind: "season", schemaVersion: 1, by: "month", index: loose(index) });

describe("text and null are no numbers: refused, never read as 0 nor as a default", () => {
  test.each<[string, () => unknown]>([
    ["no options", () => value(undefined)],
    ["days", () => value({ days: "365" })],
    ["stepDays", () => value({ days: 365, stepDays: "30", annualDiscountRate: 0.1 })],
    ["stepDays null", () => value({ days: 365, stepDays: null })],
    ["margin null", () => value({ days: 365, margin: null })],
    ["annualDiscountRate null", () => value({ days: 365, annualDiscountRate: null })],
    ["cost null", () => value({ days: 365, cost: null })],
    ["meanSpend null", () => value({ days: 365 }, { meanSpend: null })],
    ["meanSpend empty", () => value({ days: 365 }, { meanSpend: "" })],
    ["meanSpend text", () => value({ days: 365 }, { meanSpend: "22.35" })],
    ["totalSpend null", () => value({ days: 365 }, { totalSpend: null })],
    ["retention", () => retentionValue({ retention: loose("0.8"), margin: 100, annualDiscountRate: 0.1 })],
    ["annualDiscountRate", () => retentionValue({ retention: 0.8, margin: 100, annualDiscountRate: loose("0.1") })],
    ["marginGrowth", () => marginMultiple({ retention: 0.8, annualDiscountRate: 0.1, marginGrowth: loose("0.05") })],
    ["transitions", () => migrationValue({ transitions: [[loose("0.5")]], rewards: [1], annualDiscountRate: 0.1 })],
    ["equity", () => customerEquity([loose("1")])],
    ["curve", () => responseCurve({ spend: 5, share: loose("0.2"), ceiling: 0.4 })],
    [
      "ceiling",
      () =>
        acquisitionRetentionBalance({
          acquisition: { ceiling: loose("0.4"), k: 1 },
          retention: { ceiling: 0.8, k: 1 },
          margin: 60,
          annualDiscountRate: 0.1,
        }),
    ],
    ["season", () => expectedPurchasesInSeason(purchases, ann, 31, { season: season(new Array(12).fill(null)), asOf: "2026-11-30" })],
    [
      "season days",
      () => expectedPurchasesInSeason(purchases, ann, loose("31"), { season: season(new Array(12).fill(1)), asOf: "2026-11-30" }),
    ],
  ])("%s", (_, call) => {
    expect(call).toThrow(InvalidInputError);
  });
});
