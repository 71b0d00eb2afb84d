/** Readers of the reference files, and the one way to compare with them. */
import { expect } from "vitest";
import type { Timing } from "../../src/index.js";
import { purchaseHistories } from "../../src/transactions/history.js";
import { toLedger } from "../../src/transactions/ledger.js";
import { readShared } from "../shared-data.js";

/** Relative to the reference; absolute below 1e-300, where doubles thin out. */
export function expectClose(received: number, reference: number | null, tolerance: number, applies = true): void {
  if (reference === null || !applies) return;
  const error = Math.abs(received - reference) / Math.max(1e-300, Math.abs(reference));
  if (!(error <= tolerance)) expect(`${received}, off by ${error}`).toBe(`${reference} within ${tolerance}`);
}

/** The lines of a CSV file without quotes, the heading left out. */
export function table(text: string): string[][] {
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
}

export interface CdnowCustomer extends Timing {
  readonly customerId: string;
  readonly firstDate: string;
}

export function cdnow(file: "cbs.csv" | "cbs_master.csv.gz"): CdnowCustomer[] {
  return table(readShared(`reference/cdnow/${file}`)).map(([customerId, x, tx, T, , , firstDate]) => ({
    customerId: customerId!,
    repeats: Number(x),
    lastPurchaseAge: Number(tx),
    age: Number(T),
    firstDate: firstDate!,
  }));
}

/** The 4,338 customers of the references: no refunds, no free items, seen to the end of 2011-12-10. */
export function onlineRetail(): Timing[] {
  const rows: { customerId: string; date: string; amount: number }[] = [];
  for (const line of readShared("data/online_retail.csv.gz").split("\n").slice(1)) {
    const fields = line
      .trim()
      .replace(/"[^"]*"/g, "")
      .split(",");
    if (fields[6]) rows.push({ customerId: fields[6], date: fields[4]!, amount: Number(fields[3]) * Number(fields[5]) });
  }
  return purchaseHistories(toLedger(rows, { refunds: "ignore", zeroAmounts: "ignore" }), { asOf: "2011-12-10" });
}
