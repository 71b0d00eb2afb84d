/**
 * What the BG/BB reads of a customer.
 *
 * [1] Fader, P. S., Hardie, B. G. S., & Shang, J. (2010). Marketing Science 29(6). doi:10.1287/mksc.1100.0580
 */
import { checkedWeights, columnsOf, countFault, type Fault } from "./customer-columns.js";
import { collapse, type Rows } from "./rows.js";

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

export function opportunityFault({ repeats: x, lastPurchaseOpportunity: tx, opportunities: n }: OpportunityHistory): Fault | undefined {
  const fault = countFault("repeats", x) ?? countFault("opportunities", n);
  if (fault !== undefined) return fault;
  if (n > MOST) return ["opportunities", `at most ${MOST}`, n];
  if (!(Number.isInteger(tx) && tx >= x && tx <= n))
    return ["lastPurchaseOpportunity", `a whole number from ${x} (repeats) to ${n} (opportunities)`, tx];
  return x === 0 && tx > 0 ? ["lastPurchaseOpportunity", "0 where repeats is 0", tx] : undefined;
}

/** Columns x, tₓ, n, equal rows collapsed. */
export function opportunityRows(customers: readonly OpportunityHistory[], weights?: ArrayLike<number>): Rows {
  const columns = columnsOf(customers, opportunityFault, [
    ({ repeats }) => repeats,
    ({ lastPurchaseOpportunity }) => lastPurchaseOpportunity,
    ({ opportunities }) => opportunities,
  ]);
  return collapse(columns, checkedWeights(weights, customers.length));
}
