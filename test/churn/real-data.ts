/** The two files that the reference was made on, as examples, with its folds: sorted by id, row number mod 5. */
import type { ChurnExample, PointValue } from "../../src/churn/points.js";
import { readShared } from "../shared-data.js";

export interface RealData {
  readonly examples: ChurnExample[];
  readonly folds: number[];
}

function rowsOf(path: string): Record<string, string>[] {
  const [head, ...lines] = readShared(path).trim().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, i) => [names[i]!, value])));
}

const TELCO_NUMBERS = ["SeniorCitizen", "tenure", "MonthlyCharges", "TotalCharges"];

export function telco(): RealData {
  const rows = rowsOf("data/telco_customer_churn.csv").sort((a, b) => (a.customerID! < b.customerID! ? -1 : 1));
  const examples = rows.map(({ customerID, Churn, ...rest }): ChurnExample => {
    const entries = Object.entries(rest).map(([name, text]): [string, PointValue] => [
      name,
      TELCO_NUMBERS.includes(name) ? Number(text.trim()) : text,
    ]);
    return { customerId: customerID!, point: Object.fromEntries(entries), churned: Churn === "Yes" };
  });
  return { examples, folds: examples.map((_, i) => i % 5) };
}

export function onlineRetail(): RealData {
  const rows = rowsOf("reference/python/churn_online_retail_features.csv");
  const examples = rows.map(({ customer_id, churned, fold: _, ...rest }): ChurnExample => {
    const point = Object.fromEntries(Object.entries(rest).map(([name, text]) => [name, Number(text)]));
    return { customerId: customer_id!, point, churned: churned === "1" };
  });
  return { examples, folds: rows.map(({ fold }) => Number(fold)) };
}
