/**
 * The rhythm of all customers, from which that of one is judged.
 *
 * - [1] Bühlmann, H. & Straub, E. (1970). Glaubwürdigkeit für Schadensätze. Mitteilungen der Vereinigung schweizerischer
 *   Versicherungsmathematiker 70, 111–133: credibility.
 * - [2] Bühlmann, H. & Gisler, A. (2005). A Course in Credibility Theory and its Applications. Springer, 4.8: the estimators.
 */
import { invalid } from "../errors.js";
import { quantileSorted } from "../math/quantile.js";
import { dayOf, isoDay } from "../transactions/day.js";
import { type OpenGaps, openGaps } from "../transactions/gaps.js";
import type { Grouped } from "../transactions/grouping.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";

/** The rhythm of a customer base; plain JSON. */
export interface Cadence {
  readonly kind: "cadence";
  readonly schemaVersion: 1;
  readonly asOf: string;
  /** Customers with a purchase up to `asOf`, those with a gap, and gaps. */
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly gaps: number;
  readonly params: {
    /** Mean gap of a customer nobody knows yet, in days; every customer counts by how much is known of them [2]. */
    readonly meanGap: number;
    /**
     * κ of [1]: the number of own gaps that weigh as much as what is known of all. A customer of n gaps has the weight n ÷ (n + κ).
     * Null when customers do not differ beyond chance: then their own gaps weigh nothing.
     */
    readonly priorGaps: number | null;
  };
  /** Percentiles 0 to 100 of the gaps, and of each gap ÷ the expected gap of its customer. */
  readonly gapPercentiles: readonly number[];
  readonly ratioPercentiles: readonly number[];
}

/**
 * Learns the rhythm of a customer base from the gaps between purchases up to `asOf`. Undefined when nobody has bought twice on
 * different days.
 *
 * @throws InvalidInputError for bad rows and for an `asOf` that is no date.
 *
 * @example
 * const orders = simulateShop(EXAMPLE_SHOP, { customers: 300, from: "2025-01-01", days: 365, seed: 1 });
 * const cadence = fitCadence(orders, { asOf: "2025-12-31" });
 * cadence.gaps; // => 487
 * cadence.params.meanGap; // => 55.67
 * cadence.params.priorGaps; // => 0.61
 */
export function fitCadence(purchases: Purchases, { asOf }: AsOf): Cadence | undefined {
  const ledger = asGrouped(purchases);
  return cadenceOf(ledger, dayOf(asOf, ledger.options?.timeZone, "asOf"));
}

/** The same, of a ledger and a day. */
export function cadenceOf(ledger: Grouped, last: number): Cadence | undefined {
  const open = openGaps(ledger);
  let customers = 0;
  let repeatCustomers = 0;
  let n = 0;
  let sum = 0;
  let within = 0;
  let squaredCounts = 0;
  eachCustomer(ledger, open, last, (count) => {
    customers++;
    if (count === 0) return;
    repeatCustomers++;
    let own = 0;
    for (let i = 0; i < count; i++) own += open.gaps[i]!;
    const mean = own / count;
    for (let i = 0; i < count; i++) within += (open.gaps[i]! - mean) ** 2;
    n += count;
    sum += own;
    squaredCounts += count * count;
  });
  if (!(sum > 0)) return undefined;
  // [2], 4.8: variance within customers, and between them.
  const overall = sum / n;
  // Of single gaps nothing is known within customers: they are taken to be exponential.
  const variance = n > repeatCustomers ? within / (n - repeatCustomers) : overall ** 2;
  let spread = 0;
  eachCustomer(ledger, open, last, (count) => {
    if (count > 0) spread += count * (meanOf(open, count) - overall) ** 2;
  });
  const room = n - squaredCounts / n;
  const between = room > 0 ? Math.max(0, (spread - (repeatCustomers - 1) * variance) / room) : 0;
  const priorGaps = between > 0 ? variance / between : null;
  let weights = 0;
  let weighed = 0;
  eachCustomer(ledger, open, last, (count) => {
    if (count === 0) return;
    const weight = ownWeight(priorGaps, count);
    weights += weight;
    weighed += weight * meanOf(open, count);
  });
  const meanGap = weights > 0 ? weighed / weights : overall;

  const gaps = new Float64Array(n);
  const ratios = new Float64Array(n);
  let at = 0;
  eachCustomer(ledger, open, last, (count) => {
    if (count === 0) return;
    const expected = expectedGapOf({ meanGap, priorGaps }, count, meanOf(open, count));
    for (let i = 0; i < count; i++, at++) {
      gaps[at] = open.gaps[i]!;
      ratios[at] = open.gaps[i]! / expected;
    }
  });
  return {
    kind: "cadence",
    schemaVersion: 1,
    asOf: isoDay(last),
    customers,
    repeatCustomers,
    gaps: n,
    params: { meanGap, priorGaps },
    gapPercentiles: percentiles(gaps),
    ratioPercentiles: percentiles(ratios),
  };
}

export function checkedCadence(cadence: Cadence): Cadence {
  return cadence?.kind === "cadence" && cadence.schemaVersion === 1
    ? cadence
    : invalid("cadence", "one of fitCadence, schemaVersion 1", cadence);
}

/** n ÷ (n + κ). */
export function ownWeight(priorGaps: number | null, count: number): number {
  return priorGaps === null || count === 0 ? 0 : count / (count + priorGaps);
}

/** The credibility estimate [1] of a customer's mean gap; half a day at least, as several orders may share a day. */
export function expectedGapOf({ meanGap, priorGaps }: Cadence["params"], count: number, mean: number): number {
  const weight = ownWeight(priorGaps, count);
  return Math.max(0.5, weight * mean + (1 - weight) * meanGap);
}

function meanOf({ gaps }: OpenGaps, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += gaps[i]!;
  return sum / count;
}

function eachCustomer({ customerIds }: Grouped, open: OpenGaps, last: number, visit: (count: number) => void): void {
  for (let c = 0; c < customerIds.length; c++) {
    const count = open.read(c, last);
    if (count >= 0) visit(count);
  }
}

function percentiles(values: Float64Array): number[] {
  values.sort();
  return Array.from({ length: 101 }, (_, i) => quantileSorted(values, i / 100));
}
