import { invalid } from "../errors.js";
import { compensatedSum } from "../math/sum.js";

/** What turns revenue into profit. */
export interface ProfitOptions {
  /** Gross margin as a fraction of revenue (0.3 is 30 %), for all customers or one for each; default 1 when costs are given. */
  readonly margin?: number | ArrayLike<number>;
  /** Cost of serving each customer, in money. */
  readonly costs?: ArrayLike<number>;
}

/**
 * Profit of each customer: value × margin − cost.
 *
 * @throws InvalidInputError when neither margin nor costs are given, one is not a finite number, a margin is above 1
 * (30 % is 0.3), or there is not one for each value
 * @example
 * import { customerProfits } from "regulars";
 * customerProfits([100, 20], { margin: 0.5, costs: [10, 15] });
 * // => Float64Array.of(40, -5)
 */
export function customerProfits(values: ArrayLike<number>, { margin, costs }: ProfitOptions): Float64Array {
  if (margin === undefined && costs === undefined) {
    invalid("margin", "given, or costs: profit cannot be known from revenue alone", undefined);
  }
  const n = values.length;
  checkFinite("value", values);
  if (costs !== undefined) checkColumn("costs", costs, n);
  if (typeof margin === "number") checkMargin(margin, -1);
  else if (margin !== undefined) {
    checkColumn("margin", margin, n);
    for (let i = 0; i < n; i++) checkMargin(margin[i]!, i);
  }
  const marginOf = typeof margin === "object" ? (i: number) => margin[i]! : () => margin ?? 1;
  return Float64Array.from({ length: n }, (_, i) => values[i]! * marginOf(i) - (costs?.[i] ?? 0));
}

/** Throws for the first value that is not a finite number. */
export function checkFinite(field: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) invalid(field, "a finite number", values[i], i);
}

/** The sum of finite values; throws when it is past the largest double. */
export function finiteSum(field: string, values: ArrayLike<number>): number {
  const sum = compensatedSum(values);
  if (!Number.isFinite(sum)) invalid(field, "numbers whose sum is finite", sum);
  return sum;
}

function checkColumn(field: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) invalid(field, `one number for each of ${length} customers`, values.length);
  checkFinite(field, values);
}

function checkMargin(margin: number, row: number): void {
  if (!(Number.isFinite(margin) && margin <= 1)) invalid("margin", "a fraction of revenue, at most 1", margin, row);
}
