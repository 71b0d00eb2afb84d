import type { Rfm } from "../index.js";

/** What every file of customers begins with. */
export const MEASURED = [
  "customer_id",
  "recency_days",
  "frequency",
  "monetary",
  "average_value",
  "first_purchase",
  "last_purchase",
] as const;

/** A customer's row of measures under the names of the files. */
export function measured(row: Rfm): Record<(typeof MEASURED)[number], string | number> {
  return {
    customer_id: row.customerId,
    recency_days: row.recency,
    frequency: row.frequency,
    monetary: row.monetary,
    average_value: row.averageValue,
    first_purchase: row.firstPurchase,
    last_purchase: row.lastPurchase,
  };
}
