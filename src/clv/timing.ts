/**
 * What the models read of a customer, and how a list of customers becomes columns.
 *
 * - [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). Counting your customers the easy way. Marketing Science 24(2): x, tₓ, T.
 */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { PurchaseHistory } from "../transactions/history.js";
import { collapse, type Rows } from "./rows.js";

/** x, tₓ and T of [1]: `repeats` whole, the ages in days, fractions allowed. */
export type Timing = Pick<PurchaseHistory, "repeats" | "lastPurchaseAge" | "age">;

/** x and z̄: how often, and how much on average. `meanSpend` is undefined where there are no repeats. */
export type Spending = Pick<PurchaseHistory, "repeats" | "meanSpend">;

/** Collects issues: the first ten are kept, all are counted. */
export interface IssueList {
  readonly issues: Issue[];
  total: number;
}

export function addIssue(list: IssueList, row: number, field: string, expected: string, received: unknown): void {
  if (list.issues.length < 10) list.issues.push({ row, field, expected, received });
  list.total++;
}

export function throwIssues({ issues, total }: IssueList): void {
  if (total > 0) throw new InvalidInputError(issues, total);
}

/** Adds what is wrong with one customer, at most one issue. A repeat on the first day itself (x > 0, tₓ = 0) is legal. */
export function checkTiming(list: IssueList, row: number, { repeats: x, lastPurchaseAge: tx, age: T }: Timing): void {
  if (!(Number.isSafeInteger(x) && x >= 0)) addIssue(list, row, "repeats", "a whole number, 0 or more", x);
  else if (!(T >= 0 && T < Number.POSITIVE_INFINITY)) addIssue(list, row, "age", "a finite number of days, 0 or more", T);
  else if (!(tx >= 0 && tx <= T)) addIssue(list, row, "lastPurchaseAge", `between 0 and the age ${T}`, tx);
  else if (x === 0 && tx > 0) addIssue(list, row, "lastPurchaseAge", "0 where repeats is 0", tx);
}

/** Throws for a customer who cannot be; the fast way through for all others. */
export function assertTiming(customer: Timing): void {
  const { repeats: x, lastPurchaseAge: tx, age: T } = customer;
  if (x >= 0 && tx >= 0 && tx <= T && T < Number.POSITIVE_INFINITY && Number.isSafeInteger(x) && (x > 0 || tx === 0)) return;
  const list: IssueList = { issues: [], total: 0 };
  checkTiming(list, -1, customer);
  throwIssues(list);
}

/** Weights as given, checked; undefined stands for all ones. */
export function checkedWeights(weights: ArrayLike<number> | undefined, length: number): ArrayLike<number> | undefined {
  if (weights === undefined) return undefined;
  if (weights.length !== length) invalid("weights", `an array of length ${length}, one weight per customer`, weights.length);
  const list: IssueList = { issues: [], total: 0 };
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) addIssue(list, i, "weights", "a finite number, 0 or more", weight);
    sum += weight;
  }
  throwIssues(list);
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) invalid("weights", "numbers with a finite sum above 0", sum);
  return weights;
}

/**
 * Columns x, tₓ, T – and one more where `extra` gives it – of all customers, equal rows collapsed.
 *
 * @throws InvalidInputError with row and field for customers who cannot be, for no customers, and for wrong weights.
 */
export function timingRows<Customer extends Timing>(
  customers: readonly Customer[],
  weights?: ArrayLike<number>,
  extra?: (customer: Customer, row: number, list: IssueList) => number,
): Rows {
  const n = customers.length;
  if (!(n > 0)) invalid("customers", "an array with at least one customer", customers);
  const columns = Array.from({ length: extra === undefined ? 3 : 4 }, () => new Float64Array(n));
  const [repeats, lasts, ages, extras] = columns as [Float64Array, Float64Array, Float64Array, Float64Array?];
  const list: IssueList = { issues: [], total: 0 };
  for (let i = 0; i < n; i++) {
    const customer = customers[i]!;
    checkTiming(list, i, customer);
    repeats[i] = customer.repeats;
    lasts[i] = customer.lastPurchaseAge;
    ages[i] = customer.age;
    if (extras !== undefined) extras[i] = extra!(customer, i, list);
  }
  throwIssues(list);
  return collapse(columns, checkedWeights(weights, n));
}
