import { invalid } from "../errors.js";
import { checkFinite, customerProfits, finiteSum, type ProfitOptions } from "./profit.js";
import type { Pyramid } from "./pyramid.js";
import { checkLadder, type TierLadder, tierIndex } from "./tier-of.js";

/** One line of the table of tiers. */
export interface TierSummary<Name extends string = string> {
  readonly name: Name;
  readonly customers: number;
  /** Of all customers; 0 for an empty table. */
  readonly share: number;
  readonly revenue: number;
  /** Of all revenue; undefined when that is not positive. */
  readonly shareOfRevenue: number | undefined;
  /** Profit in money, value × margin − cost; undefined when neither margin nor costs were given. */
  readonly margin: number | undefined;
  /** Revenue per customer; undefined, as lowest and highest, for an empty tier. */
  readonly average: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/**
 * Customers, revenue, margin and the range of values of each tier, from the
 * top down, empty tiers included. Customers of a pyramid by profit are placed
 * by their profit.
 *
 * @param values the revenue of each customer: those the pyramid was learned from, or next month's
 * @param options margin and costs, as for `customerProfits`; needed when the pyramid is by profit
 * @throws InvalidInputError for a value that is not a finite number, and as `customerProfits` and `tierOf`
 * @example
 * import { fitPyramid, tierSummary } from "regulars";
 * const values = [60, 25, 5, 10];
 * const [top] = tierSummary(fitPyramid(values, { top: 0.25, rest: 0.75 }), values, { margin: 0.5 });
 * top;
 * // => { name: "top", customers: 1, share: 0.25, revenue: 60, shareOfRevenue: 0.6, margin: 30, average: 60, min: 60, max: 60 }
 */
export function tierSummary<const Name extends string>(
  pyramid: TierLadder<Name> & Partial<Pick<Pyramid, "by">>,
  values: ArrayLike<number>,
  options: ProfitOptions = {},
): TierSummary<Name>[] {
  checkFinite("value", values);
  const tiers = checkLadder(pyramid.tiers);
  const costed = options.margin !== undefined || options.costs !== undefined;
  const profits = costed ? customerProfits(values, options) : undefined;
  if (pyramid.by === "profit" && profits === undefined) invalid("margin", "given, or costs: the pyramid is by profit", undefined);
  const placed = pyramid.by === "profit" ? profits! : values;
  const members: number[][] = tiers.map(() => []);
  for (let row = 0; row < values.length; row++) members[tierIndex(tiers, placed[row]!, row)]!.push(row);

  const total = finiteSum("value", values);
  return tiers.map(({ name }, i) => {
    const rows = members[i]!;
    const held = Float64Array.from(rows, (row) => values[row]!).sort();
    const revenue = finiteSum("value", held);
    return {
      name,
      customers: rows.length,
      share: values.length === 0 ? 0 : rows.length / values.length,
      revenue,
      shareOfRevenue: total > 0 ? revenue / total : undefined,
      margin:
        profits &&
        finiteSum(
          "profit",
          Float64Array.from(rows, (row) => profits[row]!),
        ),
      average: rows.length === 0 ? undefined : revenue / rows.length,
      min: held[0],
      max: held.at(-1),
    };
  });
}
