/** The latest purchases of a customer beside those before: what early warnings compare. */
import { isPurchase } from "../transactions/grouping.js";
import type { Ledger } from "../transactions/ledger.js";

/** Measures of a stretch of time; undefined is what its ingredients are missing for. */
export interface StretchMeasures {
  readonly purchases: number;
  readonly basket: number | undefined;
  readonly breadth: number | undefined;
  readonly returns: number | undefined;
  readonly discounts: number | undefined;
}

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
    for (let row = from; row < to; row++) {
      paid += gross[row]! - refunded[row]!;
      back += refunded[row]!;
      if (purchase[row]) {
        purchases++;
        // What was paid: goods given back are another sign.
        money += gross[row]! - refunded[row]!;
      }
      if (!(kinds || discount) || !isPurchase(amounts[row]!, gross[row]!, refunded[row]!)) continue;
      let any = 0;
      for (let line = lines.offsets[row]!; line < lines.offsets[row + 1]!; line++) {
        if (lines.amounts[line]! < 0) continue;
        if (discount && !Number.isNaN(discount[line])) {
          stated += lines.amounts[line]!;
          if (discount[line]! > 0) cheap += lines.amounts[line]!;
        }
        const code = kinds ? kinds.codes[line]! : -1;
        if (code < 0) continue;
        any = 1;
        if (seen[code] === row) continue;
        seen[code] = row;
        different++;
      }
      named += any;
    }
    return {
      purchases,
      basket: purchases > 0 ? money / purchases : undefined,
      breadth: named > 0 ? different / named : undefined,
      returns: paid > 0 ? back / paid : undefined,
      discounts: stated > 0 ? cheap / stated : undefined,
    };
  };
}
