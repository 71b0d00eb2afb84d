/**
 * Forecasts that need no model: what a model must beat.
 *
 * - [1] Wübben, M. & von Wangenheim, F. (2008). Instant customer base analysis: managerial heuristics often "get it right".
 *   Journal of Marketing 72(3), 82–93: the hiatus heuristic.
 */
import { quantileSorted } from "../math/quantile.js";
import type { Timing } from "./timing.js";

/** The last period again: the repeat purchases of the equally long time before; undefined where a customer does not say. */
export function lastPeriod(customers: readonly { readonly earlierRepeats?: number }[]): Float64Array | undefined {
  if (customers.some(({ earlierRepeats }) => earlierRepeats === undefined)) return undefined;
  return Float64Array.from(customers, ({ earlierRepeats }) => earlierRepeats!);
}

/** Everybody goes on at their own mean rate x / T. */
export function ownRate(customers: readonly Timing[], days: number): Float64Array {
  return Float64Array.from(customers, (customer) => rate(customer) * days);
}

/** [1]: whoever was silent for longer than the hiatus is gone, the others go on at their own mean rate. */
export function hiatusHeuristic(customers: readonly Timing[], days: number, hiatus: number): Float64Array {
  return Float64Array.from(customers, (customer) => (customer.age - customer.lastPurchaseAge > hiatus ? 0 : rate(customer) * days));
}

/** A hiatus where the manager names none: nine in ten repeaters have a shorter mean gap. */
export function usualHiatus(customers: readonly Timing[]): number {
  const gaps = Float64Array.from(
    customers.filter(({ repeats }) => repeats > 0),
    ({ repeats, lastPurchaseAge }) => lastPurchaseAge / repeats,
  ).sort();
  return gaps.length === 0 ? 0 : quantileSorted(gaps, 0.9);
}

function rate({ repeats, age }: Timing): number {
  return age > 0 ? repeats / age : 0;
}
