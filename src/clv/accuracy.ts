/** How far forecasts of each customer's purchases are from what came. */
import { spearman } from "../math/correlation.js";
import type { Timing } from "./timing.js";

/** Errors are forecast − actual, in purchases; undefined stands for what these customers do not tell. */
export interface Accuracy {
  /** Σ forecast, over all customers. */
  readonly total: number;
  /** Mean error of a customer. */
  readonly bias: number;
  /** Mean absolute error. Where most buy nothing, "0 for everybody" does well in it: look at `rmse` too. */
  readonly mae: number;
  /** Root of the mean squared error: lowest for the true expectation, so the fairest single measure of one. */
  readonly rmse: number;
  /** Σ forecast / Σ actual − 1. */
  readonly totalError: number | undefined;
  /** Mean of |Σ forecast / Σ actual − 1| over the customers with 0, 1 … 6 and 7 or more repeats. */
  readonly mape: number | undefined;
  /** Rank correlation of forecast and actual. */
  readonly spearman: number | undefined;
  /** Share of all later purchases made by the tenth of customers with the highest forecast; equal forecasts share the border. */
  readonly topDecileCapture: number | undefined;
}

/** What an evaluation reads of a customer. */
export interface Outcome extends Pick<Timing, "repeats"> {
  readonly laterPurchases: number;
}

/** The last band of repeats, and of purchases in histograms: 7 or more. */
export const LAST_BAND = 7;

/** [Σ forecast, Σ actual, customers] of those with 0 … 6 and 7 or more repeats. */
export function bandsByRepeats(
  forecast: ArrayLike<number>,
  customers: readonly Outcome[],
): { forecast: number; actual: number; customers: number }[] {
  const bands = Array.from({ length: LAST_BAND + 1 }, () => ({ forecast: 0, actual: 0, customers: 0 }));
  customers.forEach(({ repeats, laterPurchases }, i) => {
    const band = bands[Math.min(LAST_BAND, repeats)]!;
    band.forecast += forecast[i]!;
    band.actual += laterPurchases;
    band.customers++;
  });
  return bands;
}

export function accuracy(forecast: ArrayLike<number>, customers: readonly Outcome[]): Accuracy {
  const n = customers.length;
  const actual = Float64Array.from(customers, ({ laterPurchases }) => laterPurchases);
  let total = 0;
  let totalActual = 0;
  let absolute = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    const error = forecast[i]! - actual[i]!;
    total += forecast[i]!;
    totalActual += actual[i]!;
    absolute += Math.abs(error);
    square += error * error;
  }
  const shares = bandsByRepeats(forecast, customers)
    .filter((band) => band.actual > 0)
    .map((band) => Math.abs(band.forecast / band.actual - 1));
  return {
    total,
    bias: (total - totalActual) / n,
    mae: absolute / n,
    rmse: Math.sqrt(square / n),
    totalError: totalActual > 0 ? total / totalActual - 1 : undefined,
    mape: shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : undefined,
    spearman: spearman(forecast, actual),
    topDecileCapture: totalActual > 0 ? topShare(forecast, actual, n / 10) / totalActual : undefined,
  };
}

/** Σ actual of the `count` highest forecasts; those that are equal at the border count in part. */
function topShare(forecast: ArrayLike<number>, actual: Float64Array, count: number): number {
  const order = Uint32Array.from(actual, (_, i) => i).sort((a, b) => forecast[b]! - forecast[a]!);
  let left = count;
  let sum = 0;
  for (let start = 0, end = 1; start < order.length && left > 0; start = end++) {
    let group = actual[order[start]!]!;
    while (end < order.length && forecast[order[end]!] === forecast[order[start]!]) group += actual[order[end++]!]!;
    sum += group * Math.min(1, left / (end - start));
    left -= end - start;
  }
  return sum;
}
