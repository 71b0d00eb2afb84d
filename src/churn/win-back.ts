/**
 * Whom to win back: where probability × value × acceptance exceeds the cost, the best first, as far as the money goes.
 *
 * - [1] Neslin, S. A. et al. (2006). Defection detection. Journal of Marketing Research 43(2), 204–211.
 * - [2] Dantzig, G. B. (1957). Discrete-variable extremum problems. Operations Research 5(2), 266–288: under a budget, by gain for
 *   each unit of cost.
 */
import { invalid } from "../errors.js";
import { add, type IssueList, raise } from "./issue-list.js";
import type { ChurnReason } from "./reasons.js";
import { isInUnit, isNotNegative } from "./settings.js";

export interface WinBackCustomer {
  readonly customerId: string | number;
  /** P(churned), 0 to 1, calibrated. */
  readonly probability: number;
  /** What is lost when the customer leaves: predicted value of those who stay. May be negative. */
  readonly value: number;
  /** This customer's own, before that of the options. */
  readonly acceptance?: number;
  readonly cost?: number;
  /** Of `churnReasons`: the first one's action is suggested. */
  readonly reasons?: readonly ChurnReason[];
}

export interface WinBackOptions {
  /** Share of those about to leave whom the offer keeps. */
  readonly acceptance: number;
  /** Of the offer and the contact, for one customer. */
  readonly cost: number;
  /** Most money to spend; no limit. */
  readonly budget?: number;
  /** Most customers; no limit. */
  readonly most?: number;
}

export interface WinBackRow {
  /** 1 for the largest expected gain. */
  readonly rank: number;
  readonly customerId: string;
  readonly probability: number;
  readonly value: number;
  readonly acceptance: number;
  readonly cost: number;
  /** probability × value × acceptance − cost: above 0. */
  readonly expectedGain: number;
  readonly reasons: readonly ChurnReason[];
  /** Of the strongest reason; undefined without reasons. */
  readonly action: ChurnReason["action"] | undefined;
}

export interface WinBackList {
  readonly rows: readonly WinBackRow[];
  readonly cost: number;
  readonly expectedGain: number;
  /** Customers who are not in it, and why. */
  readonly leftOut: {
    /** Expected gain of 0 or below. */
    readonly notWorthwhile: number;
    /** Worthwhile, but the budget or the list was full. */
    readonly overLimit: number;
    /** What these would have brought. */
    readonly gainOverLimit: number;
  };
}

/**
 * The customers whose expected gain exceeds their cost, by gain. Under a budget those with the largest gain for each unit of money
 * are taken first [2], and one that no longer fits gives way to the next that does.
 *
 * @throws InvalidInputError with row and field.
 *
 * @example
 * const customers = [
 *   { customerId: "ann", probability: 0.8, value: 200 },
 *   { customerId: "bob", probability: 0.9, value: 20 },
 *   { customerId: "cleo", probability: 0.5, value: 500 },
 * ];
 * const { rows, leftOut } = winBackList(customers, { acceptance: 0.3, cost: 11 });
 * rows.map(({ customerId, expectedGain }) => [customerId, expectedGain]); // => [["cleo", 64], ["ann", 37]]
 * leftOut.notWorthwhile; // => 1
 */
export function winBackList(customers: readonly WinBackCustomer[], options: WinBackOptions): WinBackList {
  const { budget = Number.POSITIVE_INFINITY, most = Number.POSITIVE_INFINITY } = options;
  if (!isInUnit(options.acceptance)) invalid("acceptance", "a number from 0 to 1", options.acceptance);
  if (!isNotNegative(options.cost)) invalid("cost", "a finite number, 0 or more", options.cost);
  if (!(typeof budget === "number" && budget >= 0)) invalid("budget", "a number, 0 or more", budget);
  if (!(most >= 0 && (most === Number.POSITIVE_INFINITY || Number.isSafeInteger(most)))) invalid("most", "a whole number, 0 or more", most);
  checkCustomers(customers);
  const worthwhile = customers.flatMap((customer): Omit<WinBackRow, "rank">[] => {
    const { customerId, probability, value, reasons = [] } = customer;
    const acceptance = customer.acceptance ?? options.acceptance;
    const cost = customer.cost ?? options.cost;
    const expectedGain = probability * value * acceptance - cost;
    const action = reasons[0]?.action;
    return expectedGain > 0
      ? [{ customerId: String(customerId), probability, value, acceptance, cost, expectedGain, reasons, action }]
      : [];
  });
  worthwhile.sort((a, b) => perCost(b) - perCost(a) || byGain(a, b));
  let cost = 0;
  const taken: Omit<WinBackRow, "rank">[] = [];
  const left: Omit<WinBackRow, "rank">[] = [];
  for (const row of budget === Number.POSITIVE_INFINITY ? worthwhile.sort(byGain) : worthwhile) {
    const fits = taken.length < most && cost + row.cost <= budget;
    (fits ? taken : left).push(row);
    if (fits) cost += row.cost;
  }
  const rows = taken.sort(byGain).map((row, i) => ({ rank: i + 1, ...row }));
  return {
    rows,
    cost,
    expectedGain: gainOf(rows),
    leftOut: { notWorthwhile: customers.length - worthwhile.length, overLimit: left.length, gainOverLimit: gainOf(left) },
  };
}

function byGain(a: Omit<WinBackRow, "rank">, b: Omit<WinBackRow, "rank">): number {
  return b.expectedGain - a.expectedGain || (a.customerId < b.customerId ? -1 : a.customerId > b.customerId ? 1 : 0);
}

/** What costs nothing comes first. */
function perCost({ expectedGain, cost }: Pick<WinBackRow, "expectedGain" | "cost">): number {
  return cost > 0 ? expectedGain / cost : Number.MAX_VALUE;
}

function gainOf(rows: readonly Pick<WinBackRow, "expectedGain">[]): number {
  return rows.reduce((sum, { expectedGain }) => sum + expectedGain, 0);
}

function checkCustomers(customers: readonly WinBackCustomer[]): void {
  const issues: IssueList = { issues: [], total: 0 };
  const seen = new Set<string>();
  customers.forEach((customer, row) => {
    if (typeof customer !== "object" || customer === null) invalid("customers", "an object for each customer", customer, row);
    const { customerId, probability, value, acceptance, cost } = customer;
    if (customerId === undefined || customerId === null || customerId === "")
      add(issues, row, "customerId", "a text or a number", customerId);
    else if (seen.has(String(customerId))) add(issues, row, "customerId", "an id that no row before has", customerId);
    seen.add(String(customerId));
    if (!isInUnit(probability)) add(issues, row, "probability", "a number from 0 to 1", probability);
    if (typeof value !== "number" || !Number.isFinite(value)) add(issues, row, "value", "a finite number", value);
    if (acceptance !== undefined && !isInUnit(acceptance)) add(issues, row, "acceptance", "a number from 0 to 1", acceptance);
    if (cost !== undefined && !isNotNegative(cost)) add(issues, row, "cost", "a finite number, 0 or more", cost);
  });
  raise(issues);
}
