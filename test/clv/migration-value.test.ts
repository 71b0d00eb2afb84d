import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError, migrationStopRule, migrationValue, recencyMigration } from "../../src/index.js";

const pfeiferCarraway = {
  transitions: [
    [0.3, 0.7, 0, 0, 0],
    [0.2, 0, 0.8, 0, 0],
    [0.15, 0, 0, 0.85, 0],
    [0.05, 0, 0, 0, 0.95],
    [0, 0, 0, 0, 1],
  ],
  rewards: [36, -4, -4, -4, 0],
  annualDiscountRate: 0.2,
};
const fixed = (values: readonly number[]): string[] => values.map((value) => value.toFixed(4));

describe("Pfeifer & Carraway (2000)", () => {
  test("value by recency, $52.320, $5.554, $1.251, −$1.820", () => {
    expect(fixed(migrationValue(pfeiferCarraway))).toEqual(["52.3196", "5.5538", "1.2508", "-1.8200", "0.0000"]);
  });
  test("stop at recency 4: $53.149, $6.621, $2.644", () => {
    const { values, goOn } = migrationStopRule(pfeiferCarraway);
    expect(fixed(values)).toEqual(["53.1494", "6.6207", "2.6437", "0.0000", "0.0000"]);
    expect(goOn).toEqual([true, true, true, false, false]);
  });
});

const chains = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc.record({
    transitions: fc
      .array(fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n })
      .map((rows) => rows.map((row) => row.map((share) => share / (row.reduce((a, b) => a + b, 0) * (1 + 1e-12))))),
    rewards: fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: n, maxLength: n }),
    annualDiscountRate: fc.double({ min: 0.05, max: 1, noNaN: true }),
  }),
);

describe("laws", () => {
  test("the value for ever is the limit of the values over many periods", () =>
    fc.assert(
      fc.property(chains, (chain) => {
        const far = migrationValue(chain, { periods: 1000 });
        migrationValue(chain).forEach((value, i) => {
          expect(value).toBeCloseTo(far[i]!, 7);
        });
      }),
    ));
  test("over no periods it is today's reward", () => {
    expect(migrationValue(pfeiferCarraway, { periods: 0 })).toEqual(pfeiferCarraway.rewards);
  });
  test("the stop rule satisfies Bellman's equation and is never worse than going on or stopping", () =>
    fc.assert(
      fc.property(chains, fc.double({ min: -50, max: 50, noNaN: true }), (chain, stopValue) => {
        const { values } = migrationStopRule(chain, { stopValue });
        const always = migrationValue(chain);
        values.forEach((value, i) => {
          const going =
            chain.rewards[i]! +
            chain.transitions[i]!.reduce((sum, share, j) => sum + share * values[j]!, 0) / (1 + chain.annualDiscountRate);
          expect(Math.abs(value - Math.max(stopValue, going))).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(value)));
          expect(value).toBeGreaterThanOrEqual(Math.max(stopValue, always[i]!) - 1e-7);
        });
      }),
    ));
});

describe("a chain counted from a ledger", () => {
  const orders = (customerId: string, ...dates: string[]) => dates.map((date) => ({ customerId, date, amount: 10 }));
  // Periods of 10 days counted back from 2026-02-09: [01-31 .. 02-09] is 0, [01-21 .. 01-30] is 1, [01-11 .. 01-20] is 2, [01-01 .. 01-10] is 3.
  const options = { asOf: "2026-02-09", periodDays: 10, states: 3 } as const;
  test("moves, customers and spend by hand", () => {
    const rows = [
      ...orders("ann", "2026-01-01", "2026-01-02", "2026-01-31"),
      ...orders("bob", "2026-01-10"),
      ...orders("eve", "2026-02-09"),
      ...orders("late", "2026-03-01"),
    ];
    const { counts, customers, spendPerBuyingPeriod, transitions } = recencyMigration(rows, options);
    expect(counts).toEqual([
      [0, 2, 0],
      [0, 0, 2],
      [1, 0, 1],
    ]);
    expect(customers).toEqual([2, 0, 1]);
    expect(spendPerBuyingPeriod).toBe(12.5);
    expect(transitions).toEqual([
      [1 / 4, 3 / 4, 0],
      [1 / 4, 0, 3 / 4],
      [2 / 4, 0, 2 / 4],
    ]);
    expect(recencyMigration(rows, { ...options, smoothing: 0 }).transitions[2]).toEqual([0.5, 0, 0.5]);
    expect(recencyMigration(rows, { ...options, lapsedReturn: false }).transitions[2]).toEqual([0, 0, 1]);
  });
  test("every transition is one customer and one period", () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ customerId: fc.constantFrom("a", "b", "c"), day: fc.integer({ min: 0, max: 200 }) }), {
          minLength: 1,
          maxLength: 40,
        }),
        (rows) => {
          const start = Date.UTC(2026, 0, 1);
          const asOf = start + 200 * 86_400_000;
          const { counts, customers, transitions } = recencyMigration(
            rows.map(({ customerId, day }) => ({ customerId, date: start + day * 86_400_000, amount: 5 })),
            { asOf, periodDays: 15, states: 4 },
          );
          const firsts = new Map<string, number>();
          for (const { customerId, day } of rows) firsts.set(customerId, Math.min(day, firsts.get(customerId) ?? 999));
          const moves = [...firsts.values()].reduce((sum, day) => sum + Math.floor((200 - day) / 15), 0);
          expect(counts.flat().reduce((a, b) => a + b, 0)).toBe(moves);
          expect(customers.reduce((a, b) => a + b, 0)).toBe(firsts.size);
          for (const row of transitions) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        },
      ),
    ));
});

test.each<[string, () => unknown]>([
  ["transitions", () => migrationValue({ ...pfeiferCarraway, rewards: [1] })],
  [
    "transitions",
    () =>
      migrationValue({
        transitions: [
          [0.5, 0.6],
          [0, 1],
        ],
        rewards: [1, 1],
        annualDiscountRate: 0.1,
      }),
  ],
  [
    "transitions",
    () =>
      migrationValue({
        transitions: [
          [-0.5, 0.6],
          [0, 1],
        ],
        rewards: [1, 1],
        annualDiscountRate: 0.1,
      }),
  ],
  ["rewards", () => migrationValue({ transitions: [[1]], rewards: [Number.NaN], annualDiscountRate: 0.1 })],
  ["annualDiscountRate", () => migrationValue({ transitions: [[1]], rewards: [1], annualDiscountRate: 0 })],
  ["annualDiscountRate", () => migrationValue({ transitions: [[1]], rewards: [1], annualDiscountRate: -0.5 })],
  ["periods", () => migrationValue(pfeiferCarraway, { periods: -1 })],
  ["stopValue", () => migrationStopRule(pfeiferCarraway, { stopValue: Number.NaN })],
  ["states", () => recencyMigration([], { asOf: "2026-01-01", states: 1 })],
  ["asOf", () => recencyMigration([], { asOf: "soon" })],
  ["smoothing", () => recencyMigration([], { asOf: "2026-01-01", smoothing: -1 })],
])("%s out of range is an InvalidInputError", (field, call) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(`${field} must be`);
});
