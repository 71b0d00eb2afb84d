/** How a list of customers is checked, one by one, and becomes columns. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";

/** What is wrong with a customer: the field, what it must be, what it is. */
export type Fault = readonly [field: string, expected: string, received: unknown];

/** Throws for the faults that are found, at most one each: the first ten are kept, all are counted. */
export function assertEach<T>(items: ArrayLike<T>, faultOf: (item: T) => Fault | undefined): void {
  const issues: Issue[] = [];
  let total = 0;
  for (let row = 0; row < items.length; row++) {
    const fault = faultOf(items[row]!);
    if (fault === undefined) continue;
    const [field, expected, received] = fault;
    if (total++ < 10) issues.push({ row, field, expected, received });
  }
  if (total > 0) throw new InvalidInputError(issues, total);
}

/** Throws for a fault; nothing for none. */
export function assertNone(fault: Fault | undefined): void {
  if (fault !== undefined) invalid(...fault);
}

/** The fault of what is no object at all: a hole, null, a name. */
export function objectFault(customer: unknown): Fault | undefined {
  return typeof customer === "object" && customer !== null ? undefined : ["customer", "an object", customer];
}

/** The fault of a count. */
export function countFault(field: string, count: number): Fault | undefined {
  return Number.isSafeInteger(count) && count >= 0 ? undefined : [field, "a whole number, 0 or more", count];
}

/**
 * One column for each reader.
 *
 * @throws InvalidInputError with row and field for customers who cannot be, and for no customers.
 */
export function columnsOf<Customer>(
  customers: readonly Customer[],
  faultOf: (customer: Customer) => Fault | undefined,
  readers: readonly ((customer: Customer) => number)[],
): Float64Array[] {
  checkCustomers(customers);
  const n = customers.length;
  assertEach(customers, faultOf);
  return readers.map((read) => {
    const column = new Float64Array(n);
    for (let i = 0; i < n; i++) column[i] = read(customers[i]!);
    return column;
  });
}

/** Weights as given, checked; undefined stands for all ones. */
export function checkedWeights(weights: ArrayLike<number> | undefined, length: number): ArrayLike<number> | undefined {
  if (weights === undefined) return undefined;
  if (weights?.length !== length) invalid("weights", `an array of length ${length}, one weight per customer`, weights?.length);
  let sum = 0;
  assertEach(weights, (weight) => {
    sum += weight;
    return Number.isFinite(weight) && weight >= 0 ? undefined : ["weights", "a finite number, 0 or more", weight];
  });
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) invalid("weights", "numbers with a finite sum above 0", sum);
  return weights;
}

/** At least one customer. */
export function checkCustomers(customers: ArrayLike<unknown>): void {
  if (!(customers?.length > 0)) invalid("customers", "an array with at least one customer", customers);
}
