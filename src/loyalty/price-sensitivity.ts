/** Whether a customer buys at full price, from the column `discount`: absent is unknown, 0 is full price. */
import type { Ledger } from "../transactions/ledger.js";
import { isKept } from "./breadth.js";

/** Over what was bought, without refund lines and days refunded away. */
export interface PriceSensitivity {
  /** Share of the purchases in which no line was discounted, of those in which every line states its discount. */
  readonly fullPriceShare: number | undefined;
  /** Money of discounted lines ÷ money of lines that state their discount. */
  readonly discountDependence: number | undefined;
  /** Money taken off ÷ money before it was, over lines that state their discount. */
  readonly discountDepth: number | undefined;
  /** Share of the lines bought that state their discount; undefined without the column. */
  readonly discountCoverage: number | undefined;
}

const UNKNOWN: PriceSensitivity = {
  fullPriceShare: undefined,
  discountDependence: undefined,
  discountDepth: undefined,
  discountCoverage: undefined,
};

export function priceSensitivity(ledger: Ledger, customer: number, last: number): PriceSensitivity {
  const { offsets, days, lines } = ledger;
  const { discount, amounts } = lines;
  if (!discount) return UNKNOWN;
  let bought = 0;
  let stated = 0;
  let purchases = 0;
  let atFullPrice = 0;
  let money = 0;
  let discounted = 0;
  let off = 0;
  for (let row = offsets[customer]!; row < offsets[customer + 1]! && days[row]! <= last; row++) {
    if (!isKept(ledger, row)) continue;
    let unknown = 0;
    let cheaper = 0;
    let counted = 0;
    for (let line = lines.offsets[row]!; line < lines.offsets[row + 1]!; line++) {
      if (amounts[line]! < 0) continue;
      counted++;
      if (Number.isNaN(discount[line])) unknown++;
      else {
        stated++;
        money += amounts[line]!;
        off += discount[line]!;
        if (discount[line]! > 0) {
          cheaper++;
          discounted += amounts[line]!;
        }
      }
    }
    bought += counted;
    if (counted === 0 || unknown > 0) continue;
    purchases++;
    if (cheaper === 0) atFullPrice++;
  }
  return {
    fullPriceShare: purchases > 0 ? atFullPrice / purchases : undefined,
    discountDependence: money > 0 ? discounted / money : undefined,
    discountDepth: money + off > 0 ? off / (money + off) : undefined,
    discountCoverage: bought > 0 ? stated / bought : undefined,
  };
}
