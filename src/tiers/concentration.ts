/**
 * Lorenz, M. O. (1905). Methods of measuring the concentration of wealth.
 * Publications of the American Statistical Association 9(70), 209-219.
 * Chen, C.-N., Tsaur, T.-W., & Rhai, T.-S. (1982). The Gini coefficient and
 * negative income. Oxford Economic Papers 34(3), 473-478.
 */
import { invalid } from "../errors.js";
import { cumulativeSums } from "../math/sum.js";
import { checkFinite, finiteSum } from "./profit.js";

/** A point of the Lorenz curve: the `customers` (share, lowest first) who together hold the share `value`. */
export interface LorenzPoint {
  readonly customers: number;
  readonly value: number;
}

/** Herfindahl-Hirschman index. */
export interface Concentration {
  /** Sum of the squared shares: 1/n when all are equal, 1 when one has all. */
  readonly index: number;
  /** The same, stretched to 0 … 1; undefined for one customer. */
  readonly normalised: number | undefined;
  /** How many equal customers would be as concentrated: 1 / index. */
  readonly effectiveNumber: number;
}

/**
 * The Lorenz curve: customers from the lowest value to the highest, and the
 * share of the total that they hold together. Negative values are allowed and
 * take the curve below 0. Undefined when the total is not positive.
 *
 * @param options.steps how many equal steps of customers; default one for each customer, at most 100
 * @throws InvalidInputError for a value that is not a finite number
 * @example
 * import { lorenz } from "regulars";
 * lorenz([6, 2]);
 * // => [{ customers: 0, value: 0 }, { customers: 0.5, value: 0.25 }, { customers: 1, value: 1 }]
 */
export function lorenz(values: ArrayLike<number>, options: { readonly steps?: number } = {}): LorenzPoint[] | undefined {
  const steps = options.steps ?? Math.min(100, values.length);
  if (options.steps !== undefined && !(Number.isInteger(steps) && steps >= 1)) invalid("steps", "a whole number of at least 1", steps);
  const sums = cumulative(values);
  if (sums === undefined) return undefined;
  return Array.from({ length: steps + 1 }, (_, i) => ({ customers: i / steps, value: shareAt(sums, (i * values.length) / steps) }));
}

/**
 * Gini coefficient: 0 when all are equal, (n − 1)/n when one of n has all.
 * Negative values are allowed and can take it above 1. Undefined when the
 * total is not positive.
 *
 * @throws InvalidInputError for a value that is not a finite number
 * @example
 * import { gini } from "regulars";
 * gini([1, 1, 1, 1]);
 * // => 0
 * gini([0, 0, 0, 5]);
 * // => 0.75
 */
export function gini(values: ArrayLike<number>): number | undefined {
  const total = totalOf(values);
  if (total === undefined) return undefined;
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const spread = sorted.map((value, i) => (2 * i + 1 - n) * (value / total));
  return Math.max(0, finiteSum("value", spread) / n);
}

/**
 * The share of the total held by the top `fraction` of customers: Pareto's
 * 80/20, measured. Interpolated along the Lorenz curve, so 20 % of 7 customers
 * are 1.4 customers. Undefined when the total is not positive; above 1 when
 * others are negative.
 *
 * @param fraction of the customers, 0 to 1
 * @throws InvalidInputError for a value that is not a finite number or a fraction outside 0..1
 * @example
 * import { topShare } from "regulars";
 * topShare([50, 20, 10, 10, 10], 0.2);
 * // => 0.5
 */
export function topShare(values: ArrayLike<number>, fraction: number): number | undefined {
  if (!(fraction >= 0 && fraction <= 1)) invalid("fraction", "a number from 0 to 1", fraction);
  const total = totalOf(values);
  if (total === undefined) return undefined;
  const sums = cumulativeSums(Float64Array.from(values).sort().reverse());
  return shareAt(sums, fraction * values.length);
}

/**
 * Herfindahl-Hirschman index of the customers' shares, the same normalised for
 * their number, and the number of equal customers it amounts to. Undefined
 * when the total is not positive; above 1 is possible when values are negative.
 *
 * @throws InvalidInputError for a value that is not a finite number
 * @example
 * import { herfindahl } from "regulars";
 * herfindahl([50, 50]);
 * // => { index: 0.5, normalised: 0, effectiveNumber: 2 }
 */
export function herfindahl(values: ArrayLike<number>): Concentration | undefined {
  const total = totalOf(values);
  if (total === undefined) return undefined;
  const n = values.length;
  const index = finiteSum(
    "value",
    Float64Array.from(values, (value) => (value / total) ** 2),
  );
  return { index, normalised: n > 1 ? Math.max(0, (index - 1 / n) / (1 - 1 / n)) : undefined, effectiveNumber: 1 / index };
}

function totalOf(values: ArrayLike<number>): number | undefined {
  checkFinite("value", values);
  const total = finiteSum("value", values);
  return total > 0 ? total : undefined;
}

function cumulative(values: ArrayLike<number>): Float64Array | undefined {
  return totalOf(values) === undefined ? undefined : cumulativeSums(Float64Array.from(values).sort());
}

/** The share of the total within the first `position` values, between two of them in proportion. */
function shareAt(sums: Float64Array, position: number): number {
  const last = sums.length - 1;
  const below = Math.min(Math.floor(position), last);
  const lower = sums[below]!;
  const upper = sums[Math.min(below + 1, last)]!;
  return (lower + (upper - lower) * (position - below)) / sums[last]!;
}
