/** Whether a customer buys at full price, from the column `discount`: absent is unknown, 0 is full price. */
import type { Ledger } from "../transactions/ledger.js";
import { isKept, orderStarts } from "./kept-rows.js";

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

/** What a purchase was seen to hold. */
const COUNTED = 1;
const UNSTATED = 2;
const CHEAPER = 4;

/** Reads the prices of one customer after another, each once. */
export function openPrices(ledger: Ledger, last: number): (customer: number) => PriceSensitivity {
  const { offsets, days, lines } = ledger;
  const { discount, amounts } = lines;
  if (!discount) return () => UNKNOWN;
  const starts = orderStarts(ledger);
  const held = new Uint8Array(days.length);

  return (customer) => {
    let bought = 0;
    let stated = 0;
    let money = 0;
    let discounted = 0;
    let off = 0;
    let to = offsets[customer]!;
    for (; to < offsets[customer + 1]! && days[to]! <= last; to++) {
      if (!isKept(ledger, to)) continue;
      const start = starts ? starts[to]! : to;
      for (let line = lines.offsets[to]!; line < lines.offsets[to + 1]!; line++) {
        if (amounts[line]! < 0) continue;
        bought++;
        held[start]! |= COUNTED;
        if (Number.isNaN(discount[line])) {
          held[start]! |= UNSTATED;
          continue;
        }
        stated++;
        money += amounts[line]!;
        off += discount[line]!;
        if (discount[line]! > 0) {
          held[start]! |= CHEAPER;
          discounted += amounts[line]!;
        }
      }
    }
    let purchases = 0;
    let atFullPrice = 0;
    for (let row = offsets[customer]!; row < to; row++) {
      if ((held[row]! & (COUNTED | UNSTATED)) !== COUNTED) continue;
      purchases++;
      if ((held[row]! & CHEAPER) === 0) atFullPrice++;
    }
    return {
      fullPriceShare: purchases > 0 ? atFullPrice / purchases : undefined,
      discountDependence: money > 0 ? discounted / money : undefined,
      discountDepth: money + off > 0 ? off / (money + off) : undefined,
      discountCoverage: bought > 0 ? stated / bought : undefined,
    };
  };
}
