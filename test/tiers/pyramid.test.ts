import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { CURRY, fitPyramid, InvalidInputError, type PyramidOptions, tierOf, tiersOf, VIP_PYRAMID } from "../../src/index.js";

const hundred = Object.freeze(Array.from({ length: 100 }, (_, i) => 100 - i)) as readonly number[];
const held = (pyramid: { tiers: readonly { name: string; customers: number }[] }) =>
  pyramid.tiers.map(({ name, customers }) => [name, customers]);

describe("by customers", () => {
  test("Curry's 1, 4, 15 and 80 % by default", () => {
    const pyramid = fitPyramid(hundred);
    expect(pyramid).toMatchObject({ kind: "pyramid", schemaVersion: 1, by: "customers", notes: [] });
    expect(pyramid.tiers.map(({ name, from, share }) => [name, from, share])).toEqual([
      ["top", 100, 0.01],
      ["big", 96, 0.04],
      ["medium", 81, 0.15],
      ["small", null, 0.8],
    ]);
    expect(pyramid.tiers[0]).toMatchObject({ value: 100, valueShare: 100 / 5050 });
  });

  test("shares may be written alone or under shares", () => {
    expect(fitPyramid(hundred, CURRY)).toEqual(fitPyramid(hundred));
    expect(fitPyramid(hundred, { shares: CURRY })).toEqual(fitPyramid(hundred, { by: "customers" }));
    expect(held(fitPyramid(hundred, VIP_PYRAMID))).toEqual([
      ["vip", 1],
      ["major", 19],
      ["ordinary", 30],
      ["small", 50],
    ]);
  });

  test.each<[string, number[], number[]]>([
    ["to the side that is nearer: down", [9, 8, 5, 5, 5, 5, 5, 5, 2, 1], [2, 8]],
    ["to the side that is nearer: up", [9, 8, 7, 5, 5, 1, 1, 1, 1, 1], [5, 5]],
    ["up when both are as near", [9, 8, 7, 5, 5, 1, 1, 1, 0, 0], [5, 5]],
  ])("equal values go together %s", (_, values, expected) => {
    const pyramid = fitPyramid(values, { top: 0.4, rest: 0.6 });
    expect(pyramid.tiers.map(({ customers }) => customers)).toEqual(expected);
  });

  test("notes tell when ties moved a border", () => {
    const { tiers, notes } = fitPyramid([9, 9, 9, 9, 9, 9, 9, 2, 1, 1], { top: 0.4, rest: 0.6 });
    expect(tiers[0]!.share).toBe(0.7);
    expect(notes).toEqual([
      "top holds 70 % instead of 40 %: customers of equal value stay together",
      "rest holds 30 % instead of 60 %: customers of equal value stay together",
    ]);
  });

  test.each([[[5, 5, 5, 5]], [[0]], [[-2, -2]]])("a shop where all are equal has nobody at the top: %j", (values) => {
    for (const options of [{}, { by: "value" }, { shares: { vip: 0.9, rest: 0.1 } }] as PyramidOptions[]) {
      const { tiers } = fitPyramid(values, options);
      expect(tiers.at(-1)!.customers).toBe(values.length);
      expect(tiers.slice(0, -1).every(({ customers }) => customers === 0)).toBe(true);
    }
  });

  test("an empty tier has the bound of the tier above, or just above the best value", () => {
    const { tiers, notes } = fitPyramid([10, 9, 8, 7]);
    expect(held({ tiers })).toEqual([
      ["top", 0],
      ["big", 0],
      ["medium", 1],
      ["small", 3],
    ]);
    expect(tiers[0]!.from).toBeGreaterThan(10);
    expect(tiers[0]!.from).toBeLessThan(10.0001);
    expect(tiers[1]!.from).toBe(tiers[0]!.from);
    expect(notes[0]).toBe("top is empty: no customer of these 4 belongs to it");
    expect(tierOf({ tiers }, 11)).toBe("top");
  });
});

describe("by value", () => {
  test("who makes the first 50, 80 and 95 % of the revenue", () => {
    expect(fitPyramid([50, 30, 15, 5], { by: "value" }).tiers.map(({ name, from, valueShare }) => [name, from, valueShare])).toEqual([
      ["a", 50, 0.5],
      ["b", 30, 0.3],
      ["c", 15, 0.15],
      ["d", null, 0.05],
    ]);
  });

  test("one customer with nearly all is the first tier alone", () => {
    expect(held(fitPyramid([1000, 3, 2, 1], { by: "value" }))).toEqual([
      ["a", 1],
      ["b", 0],
      ["c", 0],
      ["d", 3],
    ]);
  });

  test("customers who cost more than they paid are below every border, and the shares are of what the others bring", () => {
    const { tiers } = fitPyramid([60, 40, -10, 0], { by: "value", shares: { first: 0.6, rest: 0.4 } });
    expect(tiers).toMatchObject([
      { customers: 1, value: 60, valueShare: 60 / 90 },
      { customers: 3, value: 30, valueShare: 30 / 90 },
    ]);
  });

  test("no revenue at all: all are in the lowest tier, and there is no share of value", () => {
    const { tiers } = fitPyramid([0, -1, -2], { by: "value" });
    expect(tiers.at(-1)).toMatchObject({ customers: 3, value: -3, valueShare: undefined });
    expect(JSON.stringify(tiers)).not.toContain("NaN");
  });
});

describe("by threshold", () => {
  test("uses the bounds as given", () => {
    const pyramid = fitPyramid([700, 500, 499, 10, -3], { by: "threshold", from: { gold: 500, silver: 100, basic: null } });
    expectTypeOf(pyramid.tiers[0]!.name).toEqualTypeOf<"gold" | "silver" | "basic">();
    expect(held(pyramid)).toEqual([
      ["gold", 2],
      ["silver", 1],
      ["basic", 2],
    ]);
  });
});

describe("by profit", () => {
  test("platinum makes the first 50 % of the profit, gold up to 80 %, iron the rest, lead costs money", () => {
    const pyramid = fitPyramid([100, 80, 60, 40, 20, 30], { by: "profit", margin: 0.5, costs: [0, 10, 10, 10, 10, 40] });
    expect(pyramid.tiers.map(({ name, from, customers, value }) => [name, from, customers, value])).toEqual([
      ["platinum", 50, 1, 50],
      ["gold", 30, 1, 30],
      ["iron", 0, 3, 30],
      ["lead", null, 1, -25],
    ]);
    expect(tierOf(pyramid, 0)).toBe("iron");
    expect(tierOf(pyramid, -0.01)).toBe("lead");
  });

  test("own names, a margin for each customer, and lead", () => {
    const pyramid = fitPyramid([10, 10], { by: "profit", margin: [0.9, -0.1], shares: { good: 0.7, fair: 0.3 } });
    expectTypeOf(tierOf(pyramid, 1)).toEqualTypeOf<"good" | "fair" | "lead">();
    expect(held(pyramid)).toEqual([
      ["good", 0],
      ["fair", 1],
      ["lead", 1],
    ]);
  });

  test("nobody brings profit", () => {
    expect(held(fitPyramid([1, 2], { by: "profit", costs: [5, 5] }))).toEqual([
      ["platinum", 0],
      ["gold", 0],
      ["iron", 0],
      ["lead", 2],
    ]);
  });
});

describe("tierOf", () => {
  const ladder = {
    tiers: [
      { name: "gold", from: 500 },
      { name: "basic", from: 0 },
    ],
  } as const;

  test("needs names and bounds only", () => {
    expectTypeOf(tierOf(ladder, 1)).toEqualTypeOf<"gold" | "basic">();
    expect(tiersOf(ladder, Float64Array.of(500, 499, 0))).toEqual(["gold", "basic", "basic"]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["NaN", () => tierOf(ladder, Number.NaN), /value must be a finite number, received NaN/],
    ["a value below every tier", () => tierOf(ladder, -1), /value must be at least 0, where the lowest tier begins/],
    ["a bad value of many", () => tiersOf(ladder, [1, Number.NaN]), /row 1: value/],
    ["bounds that rise", () => tierOf({ tiers: [...ladder.tiers].reverse() }, 1), /from of gold must be at most that of basic/],
    ["a bound that is NaN", () => tierOf({ tiers: [{ name: "a", from: Number.NaN }] }, 1), /from of a must be a finite number/],
    [
      "null above the lowest",
      () =>
        tierOf(
          {
            tiers: [
              { name: "a", from: null },
              { name: "b", from: null },
            ],
          },
          1,
        ),
      /only the lowest tier may have null/,
    ],
    ["no tiers", () => tierOf({ tiers: [] }, 1), /tiers must be at least one/],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});

describe("fitPyramid refuses", () => {
  test.each<[string, () => unknown, RegExp]>([
    ["no values", () => fitPyramid([]), /values must be at least one customer/],
    ["NaN", () => fitPyramid([1, Number.NaN]), /row 1: value must be a finite number, received NaN/],
    ["Infinity", () => fitPyramid([Number.POSITIVE_INFINITY]), /row 0: value/],
    ["a sum past 1e308", () => fitPyramid([1e308, 1.1e308]), /numbers whose sum is finite/],
    ["shares that do not sum to 1", () => fitPyramid([1], { a: 0.5, b: 0.4 }), /shares must be numbers that sum to 1, received 0.9/],
    ["a share of 0", () => fitPyramid([1], { a: 1, b: 0 }), /share of b must be above 0 and at most 1, received 0/],
    ["a negative share", () => fitPyramid([1], { a: 1.5, b: -0.5 }), /share of a/],
    ["a share of NaN", () => fitPyramid([1], { a: Number.NaN }), /share of a/],
    ["no shares", () => fitPyramid([1], { shares: {} as Record<string, number> }), /sum to 1, received 0/],
    [
      "thresholds out of order",
      () => fitPyramid([1], { by: "threshold", from: { a: 1, b: 5, c: null } }),
      /from of b must be at most that of a/,
    ],
    ["a threshold of NaN", () => fitPyramid([1], { by: "threshold", from: { a: Number.NaN, b: null } }), /from of a/],
    ["a lowest tier with a bound", () => fitPyramid([1], { by: "threshold", from: { a: 5, b: 0 } }), /from of b must be null/],
    ["no thresholds", () => fitPyramid([1], { by: "threshold" } as never), /tiers must be at least one/],
    ["profit without margin and costs", () => fitPyramid([1], { by: "profit" }), /margin must be given, or costs/],
    [
      "a margin in percent",
      () => fitPyramid([1], { by: "profit", margin: 30 }),
      /margin must be a fraction of revenue, at most 1, received 30/,
    ],
    ["costs of another length", () => fitPyramid([1, 2], { by: "profit", costs: [1] }), /costs must be one number for each of 2 customers/],
    ["costs of NaN", () => fitPyramid([1], { by: "profit", costs: [Number.NaN] }), /row 0: costs/],
    ["a margin of NaN", () => fitPyramid([1], { by: "profit", margin: [Number.NaN] }), /row 0: margin/],
    ["lead among the gainers", () => fitPyramid([1], { by: "profit", margin: 1, shares: { lead: 1 } }), /lead is for losses/],
    ["another by", () => fitPyramid([1], { by: "luck" } as never), /by must be "customers", "value", "threshold" or "profit"/],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});

describe("laws", () => {
  const money = fc.array(fc.integer({ min: -20, max: 200 }), { minLength: 1, maxLength: 80 });
  const options: fc.Arbitrary<PyramidOptions> = fc.constantFrom<PyramidOptions>(
    {},
    { shares: VIP_PYRAMID },
    { shares: { a: 0.4, b: 0.3, c: 0.3 } },
    { by: "value" },
    { by: "value", shares: { core: 0.8, rest: 0.2 } },
    { by: "threshold", from: { high: 100, low: 10, rest: null } },
    { by: "profit", margin: 0.4 },
  );

  test("more is never a lower tier, equal values share a tier, totals are preserved", () =>
    fc.assert(
      fc.property(money, options, (values, given) => {
        const pyramid = fitPyramid(Object.freeze([...values]), given);
        const names = pyramid.tiers.map(({ name }) => name);
        const worth = given.by === "profit" ? values.map((value) => value * 0.4) : values;
        const ranks = tiersOf(pyramid, worth).map((name) => names.indexOf(name));
        worth.forEach((value, i) => {
          worth.forEach((other, j) => {
            if (value >= other) expect(ranks[i]).toBeLessThanOrEqual(ranks[j]!);
          });
        });
        pyramid.tiers.forEach(({ customers, share }, rank) => {
          expect(customers).toBe(ranks.filter((one) => one === rank).length);
          expect(share).toBe(customers / values.length);
        });
        expect(pyramid.tiers.reduce((sum, { customers }) => sum + customers, 0)).toBe(values.length);
        expect(pyramid.tiers.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(
          worth.reduce((sum, value) => sum + value, 0),
          8,
        );
        const froms = pyramid.tiers.slice(0, -1).map(({ from }) => from!);
        expect([...froms].sort((a, b) => b - a)).toEqual(froms);
        expect(pyramid.tiers.at(-1)!.from).toBeNull();
      }),
    ));

  test("the pyramid survives JSON, and neither order nor scale matters", () =>
    fc.assert(
      fc.property(money, options, (values, given) => {
        const pyramid = fitPyramid(values, given);
        expect(JSON.parse(JSON.stringify(pyramid))).toEqual(pyramid);
        expect(fitPyramid([...values].reverse(), given).tiers.map(({ from }) => from)).toEqual(pyramid.tiers.map(({ from }) => from));
        if (given.by === "threshold") return;
        // Powers of two scale without rounding.
        const doubled = fitPyramid(
          values.map((value) => value * 8),
          given,
        );
        expect(held(doubled)).toEqual(held(pyramid));
      }),
    ));

  test("without ties the shares reached are within one customer of those asked for", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 9999 }), { minLength: 2, maxLength: 200 }), (values) => {
        const { tiers } = fitPyramid(values);
        Object.values(CURRY).forEach((share, i) => {
          expect(Math.abs(tiers[i]!.share - share)).toBeLessThanOrEqual(1 / values.length + 1e-12);
        });
      }),
    ));
});

test("tiers named by bare numbers are refused: an object would reorder them", () => {
  expect(() => fitPyramid([1, 2, 3], { "3": 0.1, "2": 0.3, "1": 0.6 })).toThrow(/^tiers must be named by words/);
  expect(() => fitPyramid([1, 2, 3], { by: "threshold", from: { "2": 5, "1": null } })).toThrow(/^tiers must be named by words/);
});
