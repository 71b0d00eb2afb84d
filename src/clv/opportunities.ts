/**
 * What the BG/BB reads of a customer.
 *
 * [1] Fader, P. S., Hardie, B. G. S., & Shang, J. (2010). Marketing Science 29(6). doi:10.1287/mksc.1100.0580
 */
import { invalid } from "../errors.js";
import { collapse, type Rows } from "./rows.js";
import { addIssue, checkedWeights, type IssueList, throwIssues } from "./timing.js";

/** x, tₓ and n of [1]. */
export interface OpportunityHistory {
  /** x: opportunities at which the customer bought (after the first purchase, which is no opportunity). */
  readonly repeats: number;
  /** tₓ: the last of them; 0 without repeats. */
  readonly lastPurchaseOpportunity: number;
  /** n: opportunities so far. */
  readonly opportunities: number;
}

/** Opportunities are counted one by one. */
export const MOST = 1e7;

export function assertOpportunities(customer: OpportunityHistory): void {
  const list: IssueList = { issues: [], total: 0 };
  check(list, -1, customer);
  throwIssues(list);
}

function check(list: IssueList, row: number, { repeats: x, lastPurchaseOpportunity: tx, opportunities: n }: OpportunityHistory): void {
  if (!(Number.isInteger(x) && x >= 0)) addIssue(list, row, "repeats", "a whole number, 0 or more", x);
  else if (!(Number.isInteger(n) && n >= 0 && n <= MOST)) addIssue(list, row, "opportunities", "a whole number, 0 or more", n);
  else if (!(Number.isInteger(tx) && tx >= x && tx <= n))
    addIssue(list, row, "lastPurchaseOpportunity", `a whole number from ${x} (repeats) to ${n} (opportunities)`, tx);
  else if (x === 0 && tx > 0) addIssue(list, row, "lastPurchaseOpportunity", "0 where repeats is 0", tx);
}

/** Columns x, tₓ, n, equal rows collapsed. */
export function opportunityRows(customers: readonly OpportunityHistory[], weights?: ArrayLike<number>): Rows {
  if (!(customers.length > 0)) invalid("customers", "an array with at least one customer", customers);
  const list: IssueList = { issues: [], total: 0 };
  customers.forEach((customer, row) => {
    check(list, row, customer);
  });
  throwIssues(list);
  const columns = [
    Float64Array.from(customers, ({ repeats }) => repeats),
    Float64Array.from(customers, ({ lastPurchaseOpportunity }) => lastPurchaseOpportunity),
    Float64Array.from(customers, ({ opportunities: n }) => n),
  ];
  return collapse(columns, checkedWeights(weights, customers.length));
}
