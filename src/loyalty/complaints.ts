/** Complaints: how often, and whether the customer bought again after a fault (tolerance of faults). */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { DATE_EXPECTED, type DateLike, dayReader } from "../transactions/day.js";
import { expectedId } from "../transactions/intake.js";
import type { Ledger } from "../transactions/ledger.js";

/** One complaint. */
export interface Complaint {
  readonly customerId: string | number;
  readonly date: DateLike;
  /** Whether the shop or its goods were at fault; absent counts as yes. */
  readonly fault?: boolean | undefined;
}

export interface ComplaintMeasures {
  /** Complaints up to `asOf`; undefined when no complaints were given at all, 0 for who made none. */
  readonly complaints: number | undefined;
  /** Complaints ÷ purchases. */
  readonly complaintRate: number | undefined;
  /**
   * Tolerance of faults: of the complaints about a fault that are old enough, the share after which the customer bought
   * again within so many days, later days only.
   */
  readonly repurchaseAfterFault: number | undefined;
}

/** Complaints by customer, in columns. */
export interface ComplaintBook {
  /** Of a customer by number, up to a day. */
  read(customer: number, purchases: number): ComplaintMeasures;
  /** Complaints of those who have no purchase up to that day, or are not in the ledger. */
  readonly unmatched: () => number;
}

const NONE: ComplaintMeasures = { complaints: undefined, complaintRate: undefined, repurchaseAfterFault: undefined };

/** Checks complaints and lays them beside the ledger's customers. */
export function openComplaints(ledger: Ledger, complaints: Iterable<Complaint> | undefined, last: number, within: number): ComplaintBook {
  if (complaints === undefined) return { read: () => NONE, unmatched: () => 0 };
  if (!(Number.isInteger(within) && within > 0)) invalid("repurchaseDays", "a whole number of days, 1 or more", within);
  const byCustomer = checkedComplaints(complaints, ledger.options.timeZone);
  let total = 0;
  for (const found of byCustomer.values()) for (const { day } of found) if (day <= last) total++;
  let matched = 0;
  const { customerIds, offsets, days, purchase } = ledger;

  const boughtAfter = (customer: number, day: number): boolean => {
    for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= day + within; row++) {
      if (purchase[row] && days[row]! > day) return true;
    }
    return false;
  };
  return {
    unmatched: () => total - matched,
    read(customer, purchases) {
      const own = byCustomer.get(customerIds[customer]!)?.filter(({ day }) => day <= last) ?? [];
      matched += own.length;
      const faults = own.filter(({ day, fault }) => fault && day + within <= last);
      const forgiven = faults.filter(({ day }) => boughtAfter(customer, day)).length;
      return {
        complaints: own.length,
        complaintRate: own.length / purchases,
        repurchaseAfterFault: faults.length > 0 ? forgiven / faults.length : undefined,
      };
    },
  };
}

function checkedComplaints(complaints: Iterable<Complaint>, timeZone: string): Map<string, { day: number; fault: boolean }[]> {
  if (typeof complaints !== "object" || !complaints?.[Symbol.iterator]) invalid("complaints", "an array of complaints", complaints);
  const dates = dayReader(timeZone);
  const issues: Issue[] = [];
  const found = new Map<string, { day: number; fault: boolean }[]>();
  let row = -1;
  for (const complaint of complaints) {
    row++;
    const { customerId, date, fault } = complaint ?? {};
    const idExpected = expectedId(customerId);
    const day = dates.day(date);
    if (idExpected) issues.push({ row, field: "customerId", expected: idExpected, received: customerId });
    else if (Number.isNaN(day)) issues.push({ row, field: "date", expected: DATE_EXPECTED, received: date });
    else if (fault !== undefined && typeof fault !== "boolean") {
      issues.push({ row, field: "fault", expected: "true, false or absent", received: fault });
    } else {
      const id = String(customerId);
      const own = found.get(id);
      if (own) own.push({ day, fault: fault ?? true });
      else found.set(id, [{ day, fault: fault ?? true }]);
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return found;
}
