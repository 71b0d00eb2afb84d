import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveredValues, InvalidInputError } from "../../src/index.js";

const ours = {
  name: "ours",
  value: { product: 120, service: 30, personnel: 10, image: 10 },
  cost: { money: 100, time: 10, energy: 5, psychic: 5 },
} as const;
const theirs = { name: "theirs", value: { ...ours.value, service: 10 }, cost: { ...ours.cost, money: 90 } } as const;

describe("delivered value", () => {
  test("total customer value less total customer cost, beside the competitor", () => {
    expect(deliveredValues([ours, theirs])).toEqual([
      { name: "ours", totalValue: 170, totalCost: 120, delivered: 50, ratio: 170 / 120, rank: 1, lead: 10, missing: [], coverage: 1 },
      { name: "theirs", totalValue: 150, totalCost: 110, delivered: 40, ratio: 150 / 110, rank: 2, lead: -10, missing: [], coverage: 1 },
    ]);
  });

  test("in money a missing part leaves its total open, and the rank with it", () => {
    const [found, other] = deliveredValues([{ ...ours, cost: { money: 100, time: null, energy: 5 } }, theirs]);
    expect(found).toMatchObject({ totalValue: 170, totalCost: undefined, delivered: undefined, rank: undefined, lead: undefined });
    expect(found).toMatchObject({ missing: ["time", "psychic"], coverage: 0.75 });
    expect(other).toMatchObject({ rank: 1, lead: undefined });
  });

  test("by grades the parts that are there are averaged", () => {
    const graded = { name: "a", value: { product: 5, service: 3 }, cost: { money: 2 } };
    expect(deliveredValues([graded], { by: "grades" })[0]).toMatchObject({
      totalValue: 4,
      totalCost: 2,
      delivered: 2,
      ratio: 2,
      coverage: 3 / 8,
    });
    expect(deliveredValues([graded], { by: "grades", weights: { product: 3 } })[0]!.totalValue).toBe(4.5);
    expect(deliveredValues([{ ...graded, value: {} }], { by: "grades" })[0]).toMatchObject({ totalValue: undefined, delivered: undefined });
  });

  test("equal offers share a rank, no cost has no ratio, no offers no rows", () => {
    expect(deliveredValues([ours, { ...ours, name: "twin" }]).map(({ rank, lead }) => [rank, lead])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(deliveredValues([{ ...ours, cost: { money: 0, time: 0, energy: 0, psychic: 0 } }])[0]!.ratio).toBeUndefined();
    expect(deliveredValues([])).toEqual([]);
  });

  test("another unit of money changes no rank and no ratio", () => {
    const amount = fc.integer({ min: 0, max: 1000 });
    const offer = fc.record({
      value: fc.record({ product: amount, service: amount, personnel: amount, image: amount }),
      cost: fc.record({ money: amount, time: amount, energy: amount, psychic: amount }),
    });
    const times = (record: Record<string, number>) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, value * 100]));
    fc.assert(
      fc.property(fc.array(offer, { maxLength: 5 }), (offers) => {
        const named = offers.map((one, i) => ({ ...one, name: `${i}` }));
        const cents = named.map(({ name, value, cost }) => ({ name, value: times(value), cost: times(cost) }));
        const seen = (list: typeof named) => deliveredValues(list).map(({ rank, ratio }) => [rank, ratio]);
        expect(seen(cents as typeof named)).toEqual(seen(named));
      }),
    );
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      "a negative cost",
      () => deliveredValues([ours, { ...ours, cost: { money: -1 } }]),
      /row 1: cost.money must be 0 or more, received -1/,
    ],
    ["NaN", () => deliveredValues([{ ...ours, value: { image: Number.NaN } }]), /row 0: value.image must be a finite number, or missing/],
    ["a weight of 0", () => deliveredValues([ours], { by: "grades", weights: { time: 0 } }), /weights.time must be a positive number/],
    ["an unknown way", () => deliveredValues([ours], { by: "points" as "money" }), /by must be "money" or "grades"/],
  ])("%s", (_, call, message) => {
    expect(call).toThrow(InvalidInputError);
    expect(call).toThrow(message);
  });
});
