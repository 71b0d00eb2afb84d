import fc from "fast-check";
import { EXAMPLE_SHOP, simulateShop, type Transaction } from "../../src/index.js";

const IDS = ["a", "b", "c", "d", "__proto__", "constructor", "0"];

/** Rows of few customers over two years: purchases, refunds, free items; ids that are names of objects' own things. */
export const shops: fc.Arbitrary<Transaction[]> = fc.array(
  fc.record({
    customerId: fc.constantFrom(...IDS),
    date: fc.integer({ min: 0, max: 730 }).map((day) => new Date((19_700 + day) * 86_400_000).toISOString().slice(0, 10)),
    amount: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 90 }) }, { weight: 1, arbitrary: fc.integer({ min: -60, max: 0 }) }),
    category: fc.constantFrom("x", "y", "z"),
    discount: fc.constantFrom(0, 5),
  }),
  { maxLength: 80 },
);

/** Every id another, and the rows in another order. */
export function relabelled(rows: readonly Transaction[]): Transaction[] {
  return rows.map((row) => ({ ...row, customerId: `#${row.customerId}` }));
}

export function sortedById<Row extends { readonly customerId: string }>(rows: readonly Row[]): Row[] {
  return rows.slice().sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

/** A simulated shop of a year. */
export const SHOP = simulateShop(EXAMPLE_SHOP, { customers: 400, from: "2025-01-01", days: 365, seed: 4 });
export const AS_OF = "2025-12-31";
