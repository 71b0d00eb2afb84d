import type { ChurnExample } from "../../src/churn/points.js";
import { readShared } from "../shared-data.js";

export interface FoldedExample extends ChurnExample {
  readonly customerId: string;
  /** Sorted by customer id, the place modulo 5. */
  readonly fold: number;
}

/** The customers of the Telco file: 19 attributes, 4 of them numbers; a blank total is 0. */
export function telco(): FoldedExample[] {
  const [header, ...lines] = rowsOf("data/telco_customer_churn.csv");
  const numbers = new Set(["SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"]);
  const rows = lines.map((cells) => {
    const entries = header!.map((name, i) => [name, numbers.has(name) ? Number(cells[i]) : cells[i]!] as const);
    const { customerID, Churn, ...point } = Object.fromEntries(entries) as Record<string, string | number>;
    return { customerId: customerID as string, point, churned: Churn === "Yes" };
  });
  return folded(rows);
}

/** Customers of Online Retail on 2011-09-10: 16 features, and whether they bought in the 90 days from then on. */
export function onlineRetail(): FoldedExample[] {
  const [header, ...lines] = rowsOf("reference/python/churn_online_retail_features.csv");
  const rows = lines.map((cells) => {
    const entries = header!.map((name, i) => [name, Number(cells[i])] as const);
    const { customer_id: _, churned, fold: __, ...point } = Object.fromEntries(entries);
    return { customerId: cells[0]!, point, churned: churned === 1 };
  });
  return folded(rows);
}

function folded<Row extends { readonly customerId: string }>(rows: readonly Row[]): (Row & { readonly fold: number })[] {
  const sorted = [...rows].sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  return sorted.map((row, i) => ({ ...row, fold: i % 5 }));
}

function rowsOf(path: string): string[][] {
  const lines = readShared(path).trim().split(/\r?\n/);
  return lines.map((line) => line.split(","));
}
