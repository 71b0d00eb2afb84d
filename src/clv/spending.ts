/** How a list of customers becomes columns x and z̄ for the models of spend. */
import { invalid } from "../errors.js";
import { assertNone, checkedWeights, columnsOf, countFault, type Fault, objectFault } from "./customer-columns.js";
import { collapse, type Rows } from "./rows.js";
import type { Spending } from "./timing.js";

/** Columns x and z̄ of those who repeat and spend; how many repeat without ever paying is told apart. */
export interface SpendRows {
  readonly rows: Rows;
  readonly free: number;
}

/** @throws InvalidInputError with row and field for negative or missing spend of a repeater, and when nobody is left. */
export function spendRows(customers: readonly Spending[], weights?: ArrayLike<number>): SpendRows {
  const columns = columnsOf(customers, spendFault, [({ repeats }) => repeats, ({ repeats, meanSpend }) => (repeats > 0 ? meanSpend! : 0)]);
  const [x, z] = columns as [Float64Array, Float64Array];
  const given = checkedWeights(weights, customers.length);
  let free = 0;
  const used = z.map((mean, i) => {
    const weight = given?.[i] ?? 1;
    if (mean > 0) return weight;
    if (x[i]! > 0) free += weight;
    return 0;
  });
  if (!used.some((weight) => weight > 0)) invalid("customers", "an array with at least one customer who bought again and paid", customers);
  return { rows: collapse(columns, used), free };
}

/** What is wrong with a customer. Without repeats `meanSpend` is not looked at. */
function spendFault(customer: Spending): Fault | undefined {
  const { repeats: x, meanSpend: z } = customer ?? {};
  const isFine = x === 0 || (Number.isFinite(z) && z! >= 0);
  return (
    objectFault(customer) ??
    countFault("repeats", x) ??
    (isFine ? undefined : ["meanSpend", "a finite number, 0 or more, where repeats is above 0", z])
  );
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
  if (repeaters < 20)
    notes.push(`Only ${repeaters} ${repeaters === 1 ? "customer" : "customers"} bought again and paid: the spend of all rests on so few.`);
  return notes;
}
