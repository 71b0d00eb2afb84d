/** What the door did with the rows it was given. */
import type { Issue } from "../errors.js";
import { isoDay } from "./day.js";
import type { Door } from "./options.js";

/** What the door did with the rows. Every row read is kept, ignored by an option, dropped as a duplicate, or rejected. */
export interface DoorReport {
  readonly rowsRead: number;
  readonly rowsKept: number;
  /** Rows that an option left out: refunds and zero amounts under "ignore", duplicates under "drop". */
  readonly rowsIgnored: number;
  readonly rowsRejected: number;
  /** The bad rows, one issue each, when `onInvalid` is "collect"; rows count from 0 over all that was read. */
  readonly rejected: readonly Issue[];
  /** How many rows were rejected, by reason: `{ "customerId must be present": 135080 }`. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly customers: number;
  /** Customers seen without any purchase: refunds only, or all refunded away. They have no RFM row and no history. */
  readonly customersWithoutPurchase: number;
  readonly purchases: number;
  /** First and last calendar day kept, "YYYY-MM-DD"; undefined when nothing was. */
  readonly firstDay: string | undefined;
  readonly lastDay: string | undefined;
  /**
   * Refund rows and their money (a positive number), and what they did: purchases (days or orders) that had money but
   * were refunded to zero or below, and days of refunds alone. Neither is a purchase; under "net" their money counts.
   */
  readonly refunds: {
    readonly policy: Door["refunds"];
    readonly rows: number;
    readonly amount: number;
    readonly refundedAway: number;
    readonly refundOnly: number;
  };
  readonly zeroAmounts: { readonly policy: Door["zeroAmounts"]; readonly rows: number };
  /** Copies beyond the first of each set of equal rows, among the rows kept or dropped. */
  readonly duplicates: { readonly policy: Door["duplicates"]; readonly rows: number };
  /** The currencies named in the data, if any. */
  readonly currencies: readonly string[];
}

/** The part of a report that adds up when ledgers are merged. */
export interface DoorCounts {
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly rowsIgnored: number;
  readonly rejected: readonly Issue[];
  readonly refundRows: number;
  readonly refundAmount: number;
  readonly zeroRows: number;
  readonly duplicateRows: number;
  readonly currencies: Iterable<string>;
}

interface Rows {
  readonly offsets: Uint32Array;
  readonly days: Int32Array;
  readonly gross: Float64Array;
  readonly refunded: Float64Array;
  readonly purchase: Uint8Array;
}

/** The report of a ledger: counts from the rows as they came in, the rest from the columns they became. */
export function doorReport(door: Door, counts: DoorCounts, { offsets, days, gross, refunded, purchase }: Rows): DoorReport {
  let purchases = 0;
  let customersWithoutPurchase = 0;
  let refundedAway = 0;
  let refundOnly = 0;
  let first = days[0] ?? 0;
  let last = first;
  for (let c = 0; c + 1 < offsets.length; c++) {
    const before = purchases;
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      if (purchase[i]) purchases++;
      else if (refunded[i]! < gross[i]!) refundedAway++;
      else if (refunded[i]! > 0) refundOnly++;
      if (days[i]! < first) first = days[i]!;
      if (days[i]! > last) last = days[i]!;
    }
    if (purchases === before) customersWithoutPurchase++;
  }
  const reasons: Record<string, number> = {};
  let reason = "";
  let previous: Issue | undefined;
  for (const issue of counts.rejected) {
    if (issue.field !== previous?.field || issue.expected !== previous.expected) reason = `${issue.field} must be ${issue.expected}`;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    previous = issue;
  }
  return {
    rowsRead: counts.rowsRead,
    rowsKept: counts.rowsKept,
    rowsIgnored: counts.rowsIgnored,
    rowsRejected: counts.rejected.length,
    rejected: counts.rejected,
    reasons,
    customers: offsets.length - 1,
    customersWithoutPurchase,
    purchases,
    firstDay: days.length ? isoDay(first) : undefined,
    lastDay: days.length ? isoDay(last) : undefined,
    refunds: { policy: door.refunds, rows: counts.refundRows, amount: counts.refundAmount, refundedAway, refundOnly },
    zeroAmounts: { policy: door.zeroAmounts, rows: counts.zeroRows },
    duplicates: { policy: door.duplicates, rows: counts.duplicateRows },
    currencies: [...counts.currencies],
  };
}
