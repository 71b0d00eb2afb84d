/**
 * What the models read of a customer, and how a list of customers becomes columns.
 *
 * - [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). Counting your customers the easy way. Marketing Science 24(2): x, tₓ, T.
 */
import type { PurchaseHistory } from "../transactions/history.js";
import { checkedWeights, columnsOf, countFault, type Fault } from "./customer-columns.js";
import { collapse, type Rows } from "./rows.js";

/** x, tₓ and T of [1]: `repeats` whole, the ages in days, fractions allowed. */
export type Timing = Pick<PurchaseHistory, "repeats" | "lastPurchaseAge" | "age">;

/** x and z̄: how often, and how much on average. `meanSpend` is undefined where there are no repeats. */
export type Spending = Pick<PurchaseHistory, "repeats" | "meanSpend">;

/** What is wrong with a customer. A repeat on the first day itself (x > 0, tₓ = 0) is legal. */
export function timingFault({ repeats: x, lastPurchaseAge: tx, age: T }: Timing): Fault | undefined {
  const fault = countFault("repeats", x);
  if (fault !== undefined) return fault;
  if (!(T >= 0 && T < Number.POSITIVE_INFINITY)) return ["age", "a finite number of days, 0 or more", T];
  if (!(tx >= 0 && tx <= T)) return ["lastPurchaseAge", `between 0 and the age ${T}`, tx];
  return x === 0 && tx > 0 ? ["lastPurchaseAge", "0 where repeats is 0", tx] : undefined;
}

/** x, tₓ, T of a customer. */
export const TIMING: readonly ((customer: Timing) => number)[] = [
  ({ repeats }) => repeats,
  ({ lastPurchaseAge }) => lastPurchaseAge,
  ({ age }) => age,
];

/**
 * Columns x, tₓ, T of all customers, equal rows collapsed.
 *
 * @throws InvalidInputError with row and field for customers who cannot be, for no customers, and for wrong weights.
 */
export function timingRows(customers: readonly Timing[], weights?: ArrayLike<number>): Rows {
  return collapse(columnsOf(customers, timingFault, TIMING), checkedWeights(weights, customers.length));
}
