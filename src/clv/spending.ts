/** How a list of customers becomes columns x and z̄ for the models of spend. */
import { invalid } from "../errors.js";
import { assertEach, assertNone, checkedWeights, countFault, type Fault } from "./customer-columns.js";
import { collapse, type Rows } from "./rows.js";
import type { Spending } from "./timing.js";

/** Columns x and z̄ of those who repeat and spend; how many repeat without ever paying is told apart. */
export interface SpendRows {
  readonly rows: Rows;
  readonly free: number;
}

/** @throws InvalidInputError with row and field for negative or missing spend of a repeater, and when nobody is left. */
export function spendRows(customers: readonly Spending[], weights?: ArrayLike<number>): SpendRows {
  const n = customers.length;
  assertEach(customers, spendFault);
  const given = checkedWeights(weights, n);
  const [x, z, used] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let free = 0;
  for (let i = 0; i < n; i++) {
    const { repeats, meanSpend } = customers[i]!;
    if (repeats === 0) continue;
    const weight = given === undefined ? 1 : given[i]!;
    if (meanSpend === 0) free += weight;
    else used[i] = weight;
    x[i] = repeats;
    z[i] = meanSpend!;
  }
  if (!used.some((weight) => weight > 0)) invalid("customers", "an array with at least one customer who bought again and paid", customers);
  return { rows: collapse([x, z], used), free };
}

/** What is wrong with a customer. Without repeats `meanSpend` is not looked at. */
function spendFault({ repeats: x, meanSpend: z }: Spending): Fault | undefined {
  const isFine = x === 0 || (z !== undefined && z >= 0 && z < Number.POSITIVE_INFINITY);
  return countFault("repeats", x) ?? (isFine ? undefined : ["meanSpend", "a finite number, 0 or more, where repeats is above 0", z]);
}

/** Throws for a customer who cannot be. */
export function assertSpending(customer: Spending): void {
  assertNone(spendFault(customer));
}

/** What is to be said of every model of spend. */
export function spendNotes(free: number, repeaters: number): string[] {
  const notes: string[] = [];
  if (free > 0) {
    notes.push(`${free} ${free === 1 ? "customer" : "customers"} bought again but never paid (mean spend 0): left out of the fit.`);
  }
  if (repeaters < 20) notes.push(`Only ${repeaters} customers bought again: the spend of all rests on those few.`);
  return notes;
}
