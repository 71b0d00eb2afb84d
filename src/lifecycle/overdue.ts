/** When a customer is expected next, and how overdue they are by their own rhythm. */
import { invalid } from "../errors.js";
import { dayOf, isoDay } from "../transactions/day.js";
import { openGaps, type PurchaseGaps } from "../transactions/gaps.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { type Cadence, cadenceOf, checkedCadence, expectedGapOf, ownWeight } from "./cadence.js";

/** The rhythm of one customer. */
export interface CustomerRhythm {
  /** Number of own gaps, and their mean and median in days: the empirical rhythm; undefined without repeats. */
  readonly gaps: number;
  readonly meanGap: number | undefined;
  readonly medianGap: number | undefined;
  /** Weight of the own gaps in what follows, 0 to 1; the rest is the rhythm of all customers. */
  readonly ownWeight: number;
  /** Days from one purchase to the next: the mean gap, shrunk to that of all. */
  readonly expectedGap: number;
  /** Days since the last purchase. */
  readonly sinceLast: number;
  /** Between how many days after the last purchase 8 of 10 next ones come. */
  readonly window80: readonly [from: number, to: number];
  /** Days until the next purchase is expected; negative when it is past. */
  readonly dueIn: number;
  /** Days since the last purchase ÷ expected gap: 2 is twice the usual wait. */
  readonly overdueRatio: number;
  /**
   * Overdue score, 0 to 1: the share of this customer's gaps, shrunk to those of all in proportion to the expected gap, that are
   * shorter than the wait so far. .95 says that 19 of 20 times the customer would have been back by now.
   */
  readonly overdue: number;
}

export interface CustomerCadence extends CustomerRhythm {
  readonly customerId: string;
  /** Day on which the next purchase is expected, "YYYY-MM-DD", the last purchase plus the expected gap. */
  readonly expectedDay: string;
}

/**
 * The rhythm of one customer from their gaps.
 *
 * @param cadence from `fitCadence`
 * @throws InvalidInputError for a gap or a wait that is not a finite number of days, 0 or more, and for a cadence that is none.
 *
 * @example
 * const cadence = fitCadence(simulateShop(EXAMPLE_SHOP, { customers: 300, from: "2025-01-01", days: 365, seed: 1 }), { asOf: "2025-12-31" });
 * const weekly = customerRhythm(cadence, { gaps: [7, 7, 8, 6, 7, 7, 7, 9, 5, 7], sinceLast: 28 });
 * weekly.expectedGap; // => 9.81
 * weekly.overdue; // => 0.999
 * customerRhythm(cadence, { gaps: [], sinceLast: 28 }).overdue; // => 0.600
 */
export function customerRhythm(cadence: Cadence, { gaps, sinceLast }: Pick<PurchaseGaps, "gaps" | "sinceLast">): CustomerRhythm {
  const expected = "a finite number of days, 0 or more";
  if (!Array.isArray(gaps)) invalid("gaps", "a list of days", gaps);
  for (const [row, gap] of gaps.entries()) if (!(Number.isFinite(gap) && gap >= 0)) invalid("gaps", expected, gap, row);
  if (!(Number.isFinite(sinceLast) && sinceLast >= 0)) invalid("sinceLast", expected, sinceLast);
  return rhythmOf(checkedCadence(cadence), Float64Array.from(gaps), gaps.length, sinceLast);
}

/** The rhythm of the first n gaps, which are put in order of size. */
export function rhythmOf(cadence: Cadence, gaps: Float64Array, n: number, sinceLast: number): CustomerRhythm {
  let sum = 0;
  let shorter = 0;
  for (let i = 0; i < n; i++) {
    sum += gaps[i]!;
    if (gaps[i]! < sinceLast) shorter++;
  }
  const mean = n > 0 ? sum / n : undefined;
  const expectedGap = expectedGapOf(cadence.params, n, mean ?? 0);
  const weight = ownWeight(cadence.params.priorGaps, n);
  const overdueRatio = sinceLast / expectedGap;
  const ofAll = n === 0 ? shareBelow(cadence.gapPercentiles, sinceLast) : shareBelow(cadence.ratioPercentiles, overdueRatio);
  const [scale, percentiles] = n === 0 ? [1, cadence.gapPercentiles] : [expectedGap, cadence.ratioPercentiles];
  return {
    gaps: n,
    meanGap: mean,
    medianGap: n > 0 ? median(gaps, n) : undefined,
    ownWeight: weight,
    expectedGap,
    sinceLast,
    window80: [scale * percentiles[10]!, scale * percentiles[90]!],
    dueIn: expectedGap - sinceLast,
    overdueRatio,
    overdue: n === 0 ? ofAll : weight * (shorter / n) + (1 - weight) * ofAll,
  };
}

/** The share of a distribution given by its percentiles that lies below a value. */
function shareBelow(percentiles: readonly number[], value: number): number {
  const last = percentiles.length - 1;
  if (!(value > percentiles[0]!)) return 0;
  if (value > percentiles[last]!) return 1;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (percentiles[middle]! < value) low = middle;
    else high = middle;
  }
  return (low + (value - percentiles[low]!) / (percentiles[high]! - percentiles[low]!)) / last;
}

function median(gaps: Float64Array, n: number): number {
  const own = gaps.subarray(0, n).sort();
  return (own[(n - 1) >> 1]! + own[n >> 1]!) / 2;
}

/**
 * The rhythm of every customer with a purchase up to `asOf`, in the order of the ledger: when each is expected and how overdue.
 *
 * @param options.cadence learnt earlier by `fitCadence`; default learnt from these purchases
 * @throws InvalidInputError for bad rows, an `asOf` that is no date, and when nobody has bought twice and no `cadence` is given.
 *
 * @example
 * const rows = ["2026-01-01", "2026-01-11", "2026-01-21"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * const [ann] = customerCadences(rows, { asOf: "2026-02-10" });
 * ann.expectedDay; // => "2026-01-31"
 * ann.overdueRatio; // => 2
 */
export function customerCadences(purchases: Purchases, options: AsOf & { readonly cadence?: Cadence }): CustomerCadence[] {
  const ledger = asGrouped(purchases);
  const last = dayOf(options.asOf, ledger.options?.timeZone, "asOf");
  const cadence = options.cadence === undefined ? cadenceOf(ledger, last) : checkedCadence(options.cadence);
  if (!cadence) return invalid("purchases", "such that somebody has bought twice on different days, or cadence given", "no gap");
  const open = openGaps(ledger);
  const found: CustomerCadence[] = [];
  for (let c = 0; c < ledger.customerIds.length; c++) {
    const count = open.read(c, last);
    if (count < 0) continue;
    const rhythm = rhythmOf(cadence, open.gaps, count, open.sinceLast);
    found.push({ customerId: ledger.customerIds[c]!, expectedDay: isoDay(Math.round(last + rhythm.dueIn)), ...rhythm });
  }
  return found;
}
