/** How a list of customers becomes columns x and z̄ for the models of spend. */
import { invalid } from "../errors.js";
import { collapse, type Rows } from "./rows.js";
import { addIssue, checkedWeights, type IssueList, type Spending, throwIssues } from "./timing.js";

/** Columns x and z̄ of those who repeat and spend; how many repeat without ever paying is told apart. */
export interface SpendRows {
  readonly rows: Rows;
  readonly free: number;
}

/** @throws InvalidInputError with row and field for negative or missing spend of a repeater, and when nobody is left. */
export function spendRows(customers: readonly Spending[], weights?: ArrayLike<number>): SpendRows {
  const n = customers.length;
  const given = checkedWeights(weights, n);
  const x = new Float64Array(n);
  const z = new Float64Array(n);
  const used = new Float64Array(n);
  const list: IssueList = { issues: [], total: 0 };
  let free = 0;
  for (let i = 0; i < n; i++) {
    const customer = customers[i]!;
    checkSpending(list, i, customer);
    if (!(customer.repeats > 0)) continue;
    const weight = given === undefined ? 1 : given[i]!;
    if (customer.meanSpend === 0) free += weight;
    else used[i] = weight;
    x[i] = customer.repeats;
    z[i] = customer.meanSpend!;
  }
  throwIssues(list);
  if (!used.some((weight) => weight > 0)) invalid("customers", "an array with at least one customer who bought again and paid", customers);
  return { rows: collapse([x, z], used), free };
}

/** Adds what is wrong with one customer. Without repeats `meanSpend` is not looked at. */
function checkSpending(list: IssueList, row: number, { repeats: x, meanSpend: z }: Spending): void {
  if (!(Number.isSafeInteger(x) && x >= 0)) addIssue(list, row, "repeats", "a whole number, 0 or more", x);
  else if (x > 0 && !(z !== undefined && z >= 0 && z < Number.POSITIVE_INFINITY)) {
    addIssue(list, row, "meanSpend", "a finite number, 0 or more, where repeats is above 0", z);
  }
}

/** Throws for a customer who cannot be. */
export function assertSpending(customer: Spending): void {
  const list: IssueList = { issues: [], total: 0 };
  checkSpending(list, -1, customer);
  throwIssues(list);
}

/** What is to be said of every model of spend. */
export function spendNotes(free: number, repeaters: number): string[] {
  const notes: string[] = [];
  if (free > 0) {
    notes.push(
      `${free} ${free === 1 ? "customer" : "customers"} bought again but never paid (mean spend 0) and ${free === 1 ? "is" : "are"} left out: spend of zero has no place in a gamma distribution.`,
    );
  }
  if (repeaters < 20) notes.push(`Only ${repeaters} customers bought again: the spend of all rests on those few.`);
  return notes;
}
