/** Behaviour, surveys and the index together. */
import { expect, test } from "vitest";
import {
  BEHAVIOUR_LOYALTY,
  BEHAVIOUR_MEASURES,
  behaviour,
  DICK_BASU,
  EXAMPLE_SHOP,
  fitIndexSystem,
  fitTypology,
  indexScores,
  joinMeasures,
  simulateShop,
  typesOf,
} from "../../src/index.js";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 300, from: "2024-01-01", days: 731, seed: 4 });
const asOf = "2025-12-31";
const { customers } = behaviour(orders, { asOf });

test("every leaf of the index from transactions is a measure of behaviour", () => {
  const leaves = fitIndexSystem(BEHAVIOUR_LOYALTY, customers).criteria.filter(({ children }) => children.length === 0);
  expect(leaves.length).toBeGreaterThan(10);
  for (const { key, lowerIsBetter } of leaves) {
    expect(Object.keys(BEHAVIOUR_MEASURES)).toContain(key);
    const { loyalWhen } = BEHAVIOUR_MEASURES[key as keyof typeof BEHAVIOUR_MEASURES];
    expect(loyalWhen, key).toBe(lowerIsBetter ? "low" : "high");
  }
});

test("another unit of money changes no index", () => {
  // A power of two scales without rounding.
  const dear = orders.map((order) => ({
    ...order,
    amount: order.amount * 64,
    ...(order.discount !== undefined && { discount: order.discount * 64 }),
  }));
  const other = behaviour(dear, { asOf }).customers;
  const scores = (rows: typeof customers) => indexScores(fitIndexSystem(BEHAVIOUR_LOYALTY, rows), rows).customers;
  const [before, after] = [scores(customers), scores(other)];
  for (const [i, { index, coverage }] of before.entries()) {
    expect(after[i]!.coverage).toBe(coverage);
    // Percentiles are ranks; growth rates are quotients of sums.
    expect(after[i]!.index).toBeCloseTo(index!, 9);
  }
});

test("everybody has an index from 0 to 100, and who is known less is covered less", () => {
  const { customers: scored } = indexScores(fitIndexSystem(BEHAVIOUR_LOYALTY, customers), customers);
  for (const { index } of scored) expect(index! >= 0 && index! <= 100).toBe(true);
  const mean = (repeats: boolean): number => {
    const group = scored.filter((_, i) => customers[i]!.repeats > 0 === repeats);
    return group.reduce((sum, { coverage }) => sum + coverage, 0) / group.length;
  };
  expect(mean(false)).toBeLessThan(mean(true));
});

test("a customer only in the survey, or only in the ledger, is kept and has no quadrant", () => {
  const survey = [
    { customerId: customers[0]!.customerId, attitude: 90 },
    { customerId: "stranger", attitude: 20 },
  ];
  const joined = joinMeasures(customers, survey) as readonly { customerId: string; attitude?: number; repeats?: number }[];
  expect(joined).toHaveLength(customers.length + 1);
  const rows = joined.map(({ attitude, repeats }) => ({ attitude, patronage: repeats }));
  const fitted = fitTypology(DICK_BASU, rows, { attitude: 50, patronage: "median" });
  expect([fitted.known, fitted.customers]).toEqual([1, customers.length + 1]);
  const types = typesOf(fitted, rows);
  expect(types[0]).toBeDefined();
  expect([types[1], types.at(-1)]).toEqual([undefined, undefined]);
  const { customers: scored } = indexScores(fitIndexSystem(BEHAVIOUR_LOYALTY, customers), joined);
  expect(scored.at(-1)).toMatchObject({ customerId: "stranger", index: undefined, coverage: 0 });
});
