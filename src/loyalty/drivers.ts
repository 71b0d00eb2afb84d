/** Which measures of behaviour went with buying again: measured up to one day, told by the days after it. */
import { invalid } from "../errors.js";
import { correlationInterval, spearman } from "../math/correlation.js";
import { quantileSorted } from "../math/quantile.js";
import { type DateLike, dayOf, isoDay } from "../transactions/day.js";
import { type Ledger, type Purchases, toLedger } from "../transactions/ledger.js";
import { type BehaviourOptions, behaviour } from "./behaviour.js";
import { BEHAVIOUR_MEASURES, type BehaviourMeasure, type MeasureLabel } from "./measures.js";

/** One measure beside buying again. */
export interface LoyaltyDriver extends MeasureLabel {
  readonly measure: BehaviourMeasure;
  /** Of whom it is known. */
  readonly customers: number;
  /** Rank correlation with buying again, −1 … 1, and its 95 % interval. */
  readonly correlation: number;
  readonly interval: readonly [low: number, high: number] | undefined;
  /** The median that parts low from high; equal values are low, unless nobody is above, where they are high. */
  readonly median: number;
  /** Share who bought again among those with a low value, and with a high one. */
  readonly lowRate: number;
  readonly highRate: number;
}

/** Drivers, the strongest correlation first; plain JSON. */
export interface LoyaltyDrivers {
  readonly kind: "loyalty-drivers";
  readonly schemaVersion: 1;
  /** The last day that is measured, and the last of those that tell. */
  readonly at: string;
  readonly until: string;
  readonly customers: number;
  /** Those of them who bought after `at`, up to `until`. */
  readonly boughtAgain: number;
  readonly drivers: readonly LoyaltyDriver[];
}

export interface DriverOptions extends Omit<BehaviourOptions, "asOf" | "windows"> {
  readonly at: DateLike;
  readonly until: DateLike;
}

/**
 * Ranks the measures by how far they went with buying again. A measure that is known of fewer than four customers, or is the same
 * for all, is left out, as are purchases, which rank as repeats do, and everything when all or none bought again. What goes along
 * need not be the cause.
 *
 * @throws InvalidInputError as `behaviour`, and unless `until` comes after `at`.
 *
 * @example
 * const day = (customerId, ...dates) => dates.map((date) => ({ customerId, date, amount: 10 }));
 * const orders = [
 *   ...day("ann", "2026-01-01", "2026-01-11", "2026-01-21", "2026-02-05"),
 *   ...day("bob", "2026-01-03", "2026-01-23", "2026-02-12"),
 *   ...day("cid", "2026-01-02"),
 *   ...day("dan", "2026-01-20"),
 * ];
 * const { boughtAgain, drivers } = loyaltyDrivers(orders, { at: "2026-01-31", until: "2026-02-28" });
 * boughtAgain; // => 2
 * const { measure, correlation, lowRate, highRate } = drivers.find(({ measure }) => measure === "repeats");
 * correlation; // => 0.9428
 * [lowRate, highRate]; // => [0, 1]
 */
export function loyaltyDrivers(purchases: Purchases, { at, until, ...options }: DriverOptions): LoyaltyDrivers {
  const ledger = toLedger(purchases);
  const last = dayOf(at, ledger.options.timeZone, "at");
  const end = dayOf(until, ledger.options.timeZone, "until");
  if (end <= last) invalid("until", "a day after `at`", until);
  const { customers } = behaviour(ledger, { ...options, asOf: at, windows: [] });
  const again = boughtWithin(ledger, last, end);
  const bought = customers.map(({ customerId }) => (again.has(customerId) ? 1 : 0) as number);
  const boughtAgain = bought.reduce((sum, one) => sum + one, 0);

  const drivers: LoyaltyDriver[] = [];
  for (const measure of Object.keys(BEHAVIOUR_MEASURES) as BehaviourMeasure[]) {
    if (measure === "purchases") continue;
    const known = customers.flatMap((customer, i) => (customer[measure] === undefined ? [] : [i]));
    const values = Float64Array.from(known, (i) => customers[i]![measure]!);
    const outcomes = Float64Array.from(known, (i) => bought[i]!);
    const correlation = values.length < 4 ? undefined : spearman(values, outcomes);
    if (correlation === undefined) continue;
    const interval = correlationInterval(correlation, values.length, 0.95, true);
    drivers.push({ ...BEHAVIOUR_MEASURES[measure], measure, customers: values.length, correlation, interval, ...halves(values, outcomes) });
  }
  drivers.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
  return {
    kind: "loyalty-drivers",
    schemaVersion: 1,
    at: isoDay(last),
    until: isoDay(end),
    customers: customers.length,
    boughtAgain,
    drivers,
  };
}

function boughtWithin({ customerIds, offsets, days, purchase }: Ledger, last: number, end: number): Set<string> {
  const found = new Set<string>();
  for (let c = 0; c < customerIds.length; c++) {
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= end; row++) {
      if (purchase[row] && days[row]! > last) found.add(customerIds[c]!);
    }
  }
  return found;
}

/** The values vary, so that both halves have somebody. */
function halves(values: Float64Array, outcomes: Float64Array): Pick<LoyaltyDriver, "median" | "lowRate" | "highRate"> {
  const sorted = values.slice().sort();
  const median = quantileSorted(sorted, 0.5);
  const atTop = median === sorted.at(-1);
  const counts = [0, 0];
  const bought = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const half = values[i]! > median || (atTop && values[i] === median) ? 1 : 0;
    counts[half]!++;
    bought[half]! += outcomes[i]!;
  }
  return { median, lowRate: bought[0]! / counts[0]!, highRate: bought[1]! / counts[1]! };
}
