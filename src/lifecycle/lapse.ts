/** After how long a silence a customer counts as lapsed: from the gaps between purchases, not from a number somebody liked. */
import { invalid } from "../errors.js";
import { quantileSorted } from "../math/quantile.js";
import { dayOf } from "../transactions/day.js";
import { openGaps } from "../transactions/gaps.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";

export interface LapseQuantile {
  readonly quantile: number;
  /** Whole days that so many of the gaps do not exceed. */
  readonly days: number;
  /** Customers whose last purchase is longer ago, and their share. */
  readonly lapsed: number;
  readonly share: number;
}

/** Plain JSON. */
export interface LapseThreshold {
  readonly kind: "lapse-threshold";
  readonly schemaVersion: 1;
  readonly quantile: number;
  /** The threshold: lapsed is whose last purchase is more than so many days ago. */
  readonly days: number;
  /** Customers with a purchase up to `asOf`, and those with two, from whose gaps it comes. */
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly gaps: number;
  /** Customers with a gap longer than the threshold that they came back from: whom the threshold would have called lapsed in error. */
  readonly cameBack: number;
  /** The choice of the quantile: .8, .85, .9 and .95, and the one asked for. */
  readonly quantiles: readonly LapseQuantile[];
}

export interface LapseOptions extends AsOf {
  /** Share of the gaps that the threshold covers, above 0 and below 1; default .9. Between .8 and .95 is usual. */
  readonly quantile?: number;
  /**
   * What counts once: every gap (default), so that those who buy often decide, or every customer with a gap, whose gaps share one
   * weight.
   */
  readonly each?: "gap" | "customer";
}

const USUAL = [0.8, 0.85, 0.9, 0.95];

/**
 * The days within which a share of all repeat purchases came (type-7 quantile of the gaps, rounded up to whole days). Only gaps that
 * ended are seen: whoever is away now is not among them, so the threshold is rather too short than too long for slow buyers.
 * Undefined when nobody has bought twice on different days.
 *
 * @throws InvalidInputError for bad rows, an `asOf` that is no date and a quantile that is not between 0 and 1.
 *
 * @example
 * const rows = ["2026-01-01", "2026-01-11", "2026-01-31", "2026-03-02"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * lapseThreshold(rows, { asOf: "2026-03-31", quantile: 0.5 }).days; // => 20
 * lapseThreshold(rows.slice(0, 1), { asOf: "2026-03-31" }); // => undefined
 */
export function lapseThreshold(purchases: Purchases, options: LapseOptions): LapseThreshold | undefined {
  const { asOf, quantile = 0.9, each = "gap" } = options;
  if (!(typeof quantile === "number" && quantile > 0 && quantile < 1)) invalid("quantile", "a number between 0 and 1", quantile);
  if (each !== "gap" && each !== "customer") invalid("each", '"gap" or "customer"', each);
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  const open = openGaps(ledger);
  let all = new Float64Array(1024);
  let weights = new Float64Array(each === "customer" ? 1024 : 0);
  const waits: number[] = [];
  const longest: number[] = [];
  let gaps = 0;
  for (let c = 0; c < ledger.customerIds.length; c++) {
    const count = open.read(c, last);
    if (count < 0) continue;
    waits.push(open.sinceLast);
    if (count === 0) continue;
    while (gaps + count > all.length) {
      all = grown(all);
      if (each === "customer") weights = grown(weights);
    }
    let most = 0;
    for (let i = 0; i < count; i++) {
      all[gaps + i] = open.gaps[i]!;
      if (open.gaps[i]! > most) most = open.gaps[i]!;
      if (each === "customer") weights[gaps + i] = 1 / count;
    }
    longest.push(most);
    gaps += count;
  }
  const at = each === "gap" ? ofGaps(all.subarray(0, gaps)) : ofCustomers(all.subarray(0, gaps), weights, longest.length);
  if (gaps === 0 || at(1) === 0) return undefined;
  const since = Float64Array.from(waits).sort();
  const days = Math.max(1, Math.ceil(at(quantile)));
  return {
    kind: "lapse-threshold",
    schemaVersion: 1,
    quantile,
    days,
    customers: waits.length,
    repeatCustomers: longest.length,
    gaps,
    cameBack: longest.filter((gap) => gap > days).length,
    quantiles: [...new Set([...USUAL, quantile])]
      .sort((a, b) => a - b)
      .map((q) => {
        const limit = Math.max(1, Math.ceil(at(q)));
        const lapsed = since.length - countUpTo(since, limit);
        return { quantile: q, days: limit, lapsed, share: lapsed / since.length };
      }),
  };
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(values.length * 2);
  more.set(values);
  return more;
}

function ofGaps(gaps: Float64Array): (quantile: number) => number {
  gaps.sort();
  return (quantile) => (gaps.length === 0 ? 0 : quantileSorted(gaps, quantile));
}

/** The smallest gap up to which so much of the weight lies. Different gaps are few: they are whole days. */
function ofCustomers(gaps: Float64Array, weights: Float64Array, customers: number): (quantile: number) => number {
  const byGap = new Map<number, number>();
  for (let i = 0; i < gaps.length; i++) byGap.set(gaps[i]!, (byGap.get(gaps[i]!) ?? 0) + weights[i]!);
  const sorted = [...byGap].sort((a, b) => a[0] - b[0]);
  return (quantile) => {
    let sum = 0;
    for (const [gap, weight] of sorted) {
      sum += weight;
      if (sum >= quantile * customers * (1 - 1e-12)) return gap;
    }
    return sorted.at(-1)?.[0] ?? 0;
  };
}

/** How many of sorted values are at most a limit. */
export function countUpTo(sorted: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
