/** The part of a file that a report as of a day is about, and what lies outside it. */
import { type Coverage, coverage, type Ledger } from "../index.js";

export interface PartOfLedger extends Coverage {
  readonly asOf: string;
  /** Rows of the file used, up to the day and after it. */
  readonly rows: number;
  readonly laterRows: number;
  /** The last day with a row; undefined when there is none. */
  readonly lastDay: string | undefined;
  /** Rows of refunds and their money, as a positive number. */
  readonly refundRows: number;
  readonly refunds: number;
  /** Of all customers together, and of those without a purchase alone. */
  readonly money: number;
  readonly moneyWithoutPurchase: number;
}

export function partUpTo(ledger: Ledger, asOf: string): PartOfLedger {
  const { offsets, days, amounts, purchase, lines } = ledger;
  const last = Date.parse(asOf) / 86_400_000;
  const part = { rows: 0, laterRows: 0, refundRows: 0, refunds: 0, money: 0, moneyWithoutPurchase: 0 };
  let latest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c + 1 < offsets.length; c++) {
    let money = 0;
    let purchases = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]!; row++) {
      const [from, to] = [lines.offsets[row]!, lines.offsets[row + 1]!];
      if (days[row]! > last) {
        part.laterRows += to - from;
        continue;
      }
      part.rows += to - from;
      money += amounts[row]!;
      purchases += purchase[row]!;
      if (days[row]! > latest) latest = days[row]!;
      for (let i = from; i < to; i++) {
        if (lines.amounts[i]! >= 0) continue;
        part.refundRows++;
        part.refunds -= lines.amounts[i]!;
      }
    }
    part.money += money;
    if (purchases === 0) part.moneyWithoutPurchase += money;
  }
  const lastDay = latest === Number.NEGATIVE_INFINITY ? undefined : new Date(latest * 86_400_000).toISOString().slice(0, 10);
  return { ...coverage(ledger, { asOf }), ...part, asOf, lastDay };
}
