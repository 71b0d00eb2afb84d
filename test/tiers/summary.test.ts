import { describe, expect, test } from "vitest";
import { customerProfits, fitPyramid, InvalidInputError, tierMigration, tierSummary } from "../../src/index.js";

const values = Object.freeze([100, 80, 60, 40, 20, 30]) as readonly number[];

describe("tierSummary", () => {
  test("counts, revenue, margin and range of each tier", () => {
    const pyramid = fitPyramid(values, { top: 0.3, rest: 0.7 });
    expect(tierSummary(pyramid, values, { margin: 0.5, costs: [1, 2, 3, 4, 5, 6] })).toEqual([
      { name: "top", customers: 2, share: 1 / 3, revenue: 180, shareOfRevenue: 180 / 330, margin: 87, average: 90, min: 80, max: 100 },
      { name: "rest", customers: 4, share: 2 / 3, revenue: 150, shareOfRevenue: 150 / 330, margin: 57, average: 37.5, min: 20, max: 60 },
    ]);
  });

  test("a pyramid by profit places customers by their profit", () => {
    const cost = { margin: 0.5, costs: [0, 10, 10, 10, 10, 40] };
    const table = tierSummary(fitPyramid(values, { by: "profit", ...cost }), values, cost);
    expect(table.map(({ name, revenue, margin }) => [name, revenue, margin])).toEqual([
      ["platinum", 100, 50],
      ["gold", 80, 30],
      ["iron", 120, 30],
      ["lead", 30, -25],
    ]);
  });

  test("empty tiers and tables have no averages; without margin or costs there is no margin", () => {
    const ladder = {
      tiers: [
        { name: "a", from: 1e6 },
        { name: "b", from: null },
      ],
    } as const;
    expect(tierSummary(ladder, [])).toEqual([
      { name: "a", customers: 0, share: 0, revenue: 0 },
      { name: "b", customers: 0, share: 0, revenue: 0 },
    ]);
    expect(tierSummary(ladder, [-4])[1]).toEqual({ name: "b", customers: 1, share: 1, revenue: -4, average: -4, min: -4, max: -4 });
  });

  test.each<[string, () => unknown, RegExp]>([
    ["NaN", () => tierSummary(fitPyramid(values), [Number.NaN]), /row 0: value/],
    [
      "a pyramid by profit without costs",
      () => tierSummary(fitPyramid(values, { by: "profit", margin: 1 }), values),
      /margin must be given, or costs/,
    ],
    ["costs of another length", () => tierSummary(fitPyramid(values), values, { costs: [] }), /costs must be one number for each of 6/],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});

describe("customerProfits", () => {
  test("is value × margin − cost", () => {
    expect([...customerProfits([10, 20], { margin: [0.5, -0.1] })]).toEqual([5, -2]);
    expect([...customerProfits([10, 20], { costs: [1, 30] })]).toEqual([9, -10]);
  });

  test("refuses neither margin nor costs", () => {
    expect(() => customerProfits([1], {})).toThrow(/profit cannot be known from revenue alone/);
  });
});

describe("tierMigration", () => {
  test("counts moves in the order of the ready-made pyramids", () => {
    const migration = tierMigration<string>(
      [
        { customerId: "ann", tier: "big" },
        { customerId: "bob", tier: "small" },
      ],
      [
        { customerId: "ann", tier: "top" },
        { customerId: "cy", tier: "small" },
      ],
    );
    expect(migration).toMatchObject({
      states: ["top", "big", "small"],
      counts: [
        [0, 0, 0],
        [1, 0, 0],
        [0, 0, 0],
      ],
    });
    expect(migration.flows.map(({ state, net }) => [state, net])).toEqual([
      ["top", 1],
      ["big", -1],
      ["small", 0],
    ]);
  });

  test("refuses a customer twice", () => {
    const twice = [
      { customerId: "a", tier: "x" },
      { customerId: "a", tier: "y" },
    ];
    expect(() => tierMigration<string>(twice, [])).toThrow(InvalidInputError);
    expect(() => tierMigration<string>([], twice, { order: ["x"] })).toThrow(/row 1|tier must be one of x/);
  });
});
