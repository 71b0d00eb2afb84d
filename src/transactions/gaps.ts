/**
 * The days between a customer's purchases, and what they say about rhythm.
 *
 * - [1] Zhang, Y., Bradlow, E. T. & Small, D. S. (2015). Predicting customer value using clumpiness: from RFM to RFMC. Marketing
 *   Science 34(2), 195–208. doi:10.1287/mksc.2014.0873; the measure is of (2013), New measures of clumpiness for incidence data,
 *   Journal of Applied Statistics 40(11). There the window begins before the first event, here it begins with it.
 */
import { invalid } from "../errors.js";
import { dayOf } from "./day.js";
import type { Grouped } from "./grouping.js";
import type { AsOf } from "./history.js";
import type { Purchases } from "./ledger.js";
import { asGrouped } from "./purchases.js";

/** The days between the purchases of one customer. */
export interface PurchaseGaps {
  readonly customerId: string;
  /** Days from each purchase to the next, in order; empty without repeats, 0 between two orders of one day. */
  readonly gaps: readonly number[];
  /** Days from the last purchase to `asOf`. */
  readonly sinceLast: number;
}

/** What the gaps of one customer say. Undefined is what they are too few for. */
export interface GapSummary {
  /** Mean and median in days; one gap is enough. */
  readonly mean: number | undefined;
  readonly median: number | undefined;
  /** Standard deviation in days, with n − 1; two gaps. */
  readonly deviation: number | undefined;
  /** Coefficient of variation, deviation ÷ mean: 0 is clockwork, 1 random; two gaps that are not all 0. */
  readonly variation: number | undefined;
  /** 1 ÷ (1 + variation): 1 is clockwork, ½ random. */
  readonly regularity: number | undefined;
  /**
   * Clumpiness of [1], 0 (evenly spread up to `asOf`) to 1: 1 + Σ xᵢ ln xᵢ ÷ ln(n + 1), the xᵢ being the n gaps and the days since
   * the last purchase as shares of the days since the first. One gap, and a day between the first purchase and `asOf`.
   */
  readonly clumpiness: number | undefined;
  /** Days since the last purchase ÷ mean gap: 2 is twice the usual wait; one gap that is not 0. */
  readonly overdueRatio: number | undefined;
}

/**
 * The gaps of each customer with a purchase up to `asOf`, in the order of the ledger: one gap fewer than purchases.
 *
 * @throws InvalidInputError for bad rows and for an `asOf` that is no date.
 *
 * @example
 * const rows = ["2026-01-01", "2026-01-11", "2026-01-31"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * purchaseGaps(rows, { asOf: "2026-02-10" });
 * // => [{ customerId: "ann", gaps: [10, 20], sinceLast: 10 }]
 */
export function purchaseGaps(purchases: Purchases, { asOf }: AsOf): PurchaseGaps[] {
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  const found: PurchaseGaps[] = [];
  const open = openGaps(ledger);
  for (let c = 0; c < ledger.customerIds.length; c++) {
    const count = open.read(c, last);
    if (count < 0) continue;
    found.push({ customerId: ledger.customerIds[c]!, gaps: Array.from(open.gaps.subarray(0, count)), sinceLast: open.sinceLast });
  }
  return found;
}

/** Gaps of one customer after another in one place, for what goes through a whole ledger. */
export interface OpenGaps {
  /** The gaps that `read` found come first. */
  readonly gaps: Float64Array;
  sinceLast: number;
  /** Reads the gaps of a customer up to a day and gives their number, −1 without a purchase. */
  read(customer: number, last: number): number;
}

export function openGaps({ offsets, days, purchase }: Grouped): OpenGaps {
  let most = 0;
  for (let c = 0; c + 1 < offsets.length; c++) most = Math.max(most, offsets[c + 1]! - offsets[c]!);
  const gaps = new Float64Array(most);
  const open: OpenGaps = {
    gaps,
    sinceLast: 0,
    read(customer, last) {
      let count = -1;
      let latest = 0;
      for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
        if (!purchase[row]) continue;
        if (count >= 0) gaps[count] = days[row]! - latest;
        count++;
        latest = days[row]!;
      }
      open.sinceLast = last - latest;
      return count;
    },
  };
  return open;
}

/**
 * Mean, median, variation, clumpiness and overdue ratio of one customer's gaps.
 *
 * @throws InvalidInputError for a gap that is not a finite number of days, 0 or more.
 *
 * @example
 * const { mean, variation, regularity, clumpiness, overdueRatio } = gapSummary({ gaps: [10, 20], sinceLast: 30 });
 * mean; // => 15
 * variation; // => 0.4714
 * regularity; // => 0.6796
 * clumpiness; // => 0.0794
 * overdueRatio; // => 2
 */
export function gapSummary({ gaps, sinceLast }: Pick<PurchaseGaps, "gaps" | "sinceLast">): GapSummary {
  const expected = "a finite number of days, 0 or more";
  for (const [row, gap] of gaps.entries()) if (!(Number.isFinite(gap) && gap >= 0)) invalid("gaps", expected, gap, row);
  if (!(Number.isFinite(sinceLast) && sinceLast >= 0)) invalid("sinceLast", expected, sinceLast);
  return summaryOf(Float64Array.from(gaps), gaps.length, sinceLast);
}

const NONE: GapSummary = {
  mean: undefined,
  median: undefined,
  deviation: undefined,
  variation: undefined,
  regularity: undefined,
  clumpiness: undefined,
  overdueRatio: undefined,
};

/** The summary of the first n gaps, which are put in order of size. */
export function summaryOf(gaps: Float64Array, n: number, sinceLast: number): GapSummary {
  if (n === 0) return NONE;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += gaps[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (gaps[i]! - mean) ** 2;
  sortFirst(gaps, n);
  const deviation = n > 1 ? Math.sqrt(squares / (n - 1)) : undefined;
  const variation = deviation !== undefined && mean > 0 ? deviation / mean : undefined;
  return {
    mean,
    median: (gaps[(n - 1) >> 1]! + gaps[n >> 1]!) / 2,
    deviation,
    variation,
    regularity: variation === undefined ? undefined : 1 / (1 + variation),
    clumpiness: clumpinessOf(gaps, n, sinceLast, sum + sinceLast),
    overdueRatio: mean > 0 ? sinceLast / mean : undefined,
  };
}

/** [1]: one less the entropy of the spacings over that of equal ones; 0 · ln 0 is 0. */
function clumpinessOf(gaps: Float64Array, n: number, sinceLast: number, age: number): number | undefined {
  if (!(age > 0)) return undefined;
  let sum = sinceLast > 0 ? (sinceLast / age) * Math.log(sinceLast / age) : 0;
  for (let i = 0; i < n; i++) if (gaps[i]! > 0) sum += (gaps[i]! / age) * Math.log(gaps[i]! / age);
  return Math.max(0, 1 + sum / Math.log(n + 1));
}

/** Few gaps are sorted where they stand: a view and a call for each customer would cost more than the sorting. */
const FEW = 24;

function sortFirst(values: Float64Array, n: number): void {
  if (n > FEW) {
    values.subarray(0, n).sort();
    return;
  }
  for (let i = 1; i < n; i++) {
    const value = values[i]!;
    let at = i - 1;
    while (at >= 0 && values[at]! > value) values[at + 1] = values[at--]!;
    values[at + 1] = value;
  }
}
