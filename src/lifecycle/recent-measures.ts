/** The latest purchases of a customer beside those before: what early warnings compare. */
import { isPurchase } from "../transactions/grouping.js";
import type { Ledger } from "../transactions/ledger.js";

/** Values of single purchases: their number, mean and Σ (value − mean)². */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** Measures of a stretch of time; undefined is what its ingredients are missing for. */
export interface StretchMeasures {
  readonly purchases: number;
  readonly basket: number | undefined;
  readonly breadth: number | undefined;
  readonly returns: number | undefined;
  readonly discounts: number | undefined;
  /** Of single purchases: their money, their kinds, and the share of their money at a discount. */
  readonly ofPurchases: { readonly basket: Moments; readonly breadth: Moments; readonly discounts: Moments };
}

const EMPTY: Moments = { count: 0, mean: 0, squares: 0 };

/** Welford's update. */
function withValue({ count, mean, squares }: Moments, value: number): Moments {
  const next = mean + (value - mean) / (count + 1);
  return { count: count + 1, mean: next, squares: squares + (value - mean) * (value - next) };
}

/** By how many pooled standard errors two means differ; undefined of fewer than three values, or without any on one side. */
export function standardErrors(recent: Moments, earlier: Moments): number | undefined {
  const free = recent.count + earlier.count - 2;
  if (free < 1 || recent.count === 0 || earlier.count === 0) return undefined;
  const variance = ((recent.squares + earlier.squares) / free) * (1 / recent.count + 1 / earlier.count);
  const distance = Math.abs(recent.mean - earlier.mean);
  return distance === 0 ? 0 : variance > 0 ? Math.min(MOST, distance / Math.sqrt(variance)) : MOST;
}

/** Where values do not vary at all, any difference is more than chance. */
const MOST = 1000;

/** Reads stretches of one customer after another. */
export function openStretches(ledger: Ledger): (from: number, to: number) => StretchMeasures {
  const { amounts, gross, refunded, purchase, lines } = ledger;
  const kinds = lines.category ?? lines.productId;
  const seen = new Int32Array(kinds?.values.length ?? 0).fill(-1);
  const { discount } = lines;
  /** Of the rows from one to before another. */
  return (from, to) => {
    let purchases = 0;
    let money = 0;
    let paid = 0;
    let back = 0;
    let named = 0;
    let different = 0;
    let stated = 0;
    let cheap = 0;
    let basket = EMPTY;
    let breadth = EMPTY;
    let discounts = EMPTY;
    for (let row = from; row < to; row++) {
      paid += gross[row]! - refunded[row]!;
      back += refunded[row]!;
      if (purchase[row]) {
        purchases++;
        // What was paid: goods given back are another sign.
        money += gross[row]! - refunded[row]!;
        basket = withValue(basket, gross[row]! - refunded[row]!);
      }
      if (!(kinds || discount) || !isPurchase(amounts[row]!, gross[row]!, refunded[row]!)) continue;
      let kindsHere = 0;
      let statedHere = 0;
      let cheapHere = 0;
      for (let line = lines.offsets[row]!; line < lines.offsets[row + 1]!; line++) {
        if (lines.amounts[line]! < 0) continue;
        if (discount && !Number.isNaN(discount[line])) {
          statedHere += lines.amounts[line]!;
          if (discount[line]! > 0) cheapHere += lines.amounts[line]!;
        }
        const code = kinds ? kinds.codes[line]! : -1;
        if (code < 0 || seen[code] === row) continue;
        seen[code] = row;
        kindsHere++;
      }
      stated += statedHere;
      cheap += cheapHere;
      if (statedHere > 0) discounts = withValue(discounts, cheapHere / statedHere);
      if (kindsHere === 0) continue;
      named++;
      different += kindsHere;
      breadth = withValue(breadth, kindsHere);
    }
    return {
      purchases,
      basket: purchases > 0 ? money / purchases : undefined,
      breadth: named > 0 ? different / named : undefined,
      returns: paid > 0 ? back / paid : undefined,
      discounts: stated > 0 ? cheap / stated : undefined,
      ofPurchases: { basket, breadth, discounts },
    };
  };
}
