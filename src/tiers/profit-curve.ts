/**
 * Kaplan, R. S., & Narayanan, V. G. (2001). Measuring and managing customer
 * profitability. Journal of Cost Management 15(5), 5-15: the whale curve.
 */
import { cumulativeSums } from "../math/sum.js";
import { checkFinite, finiteSum } from "./profit.js";

/** Cumulative profit, the most profitable customers first. */
export interface ProfitCurve {
  readonly customers: number;
  readonly total: number;
  /** `cumulative[i]` is the profit of the best `i` customers together: begins with 0, ends with `total`. */
  readonly cumulative: Float64Array;
  /** Where the curve is highest: everybody who brings profit. */
  readonly peak: {
    readonly customers: number;
    /** Of all customers. */
    readonly share: number;
    readonly profit: number;
    /** Of the total: 1.8 is a peak of 180 %; undefined when the total is not positive. */
    readonly multiple: number | undefined;
  };
  /** What unprofitable customers take away again from the peak. */
  readonly givenBack: {
    readonly customers: number;
    readonly profit: number;
    /** Of the peak; undefined when nobody brings profit. */
    readonly share: number | undefined;
  };
}

/**
 * The whale curve: cumulative profit by customers ordered by profit, its peak,
 * and what the unprofitable tail gives back. No customers give an empty curve.
 *
 * @param profits one for each customer, negative for a loss; `customerProfits` makes them from revenue
 * @throws InvalidInputError for a profit that is not a finite number
 * @example
 * import { profitCurve } from "regulars";
 * const { total, peak, givenBack } = profitCurve([80, -30, 70, -20]);
 * total;
 * // => 100
 * peak;
 * // => { customers: 2, share: 0.5, profit: 150, multiple: 1.5 }
 * givenBack.profit;
 * // => 50
 */
export function profitCurve(profits: ArrayLike<number>): ProfitCurve {
  checkFinite("profit", profits);
  const sorted = Float64Array.from(profits).sort().reverse();
  const gaining = sorted.filter((profit) => profit > 0);
  const losing = sorted.filter((profit) => profit < 0);
  const peak = finiteSum("profit", gaining);
  const lost = finiteSum("profit", losing);
  const cumulative = cumulativeSums(sorted);
  const total = cumulative[sorted.length]!;
  return {
    customers: sorted.length,
    total,
    cumulative,
    peak: {
      customers: gaining.length,
      share: sorted.length === 0 ? 0 : gaining.length / sorted.length,
      profit: peak,
      multiple: total > 0 ? peak / total : undefined,
    },
    givenBack: { customers: losing.length, profit: lost === 0 ? 0 : -lost, share: peak > 0 ? Math.abs(lost) / peak : undefined },
  };
}
