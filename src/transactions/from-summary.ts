/** For those who arrive with a summary table of lifetimes, pymc-marketing or CLVTools instead of transactions. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { PurchaseHistory } from "./history.js";

/** A row of lifetimes' `summary_data_from_transaction_data`, with its names. */
export interface SummaryRow {
  readonly customer_id?: string | number;
  /** Repeat purchases, x. */
  readonly frequency: number;
  /** Time from the first purchase to the last, tₓ: not the RFM recency. */
  readonly recency: number;
  /** Time from the first purchase to the end of observation. */
  readonly T: number;
  /** Mean money of the repeat purchases; lifetimes writes 0 where there are none. */
  readonly monetary_value?: number;
}

export type SummaryHistory = Pick<PurchaseHistory, "customerId" | "repeats" | "lastPurchaseAge" | "age" | "meanSpend">;

/** A unit of time of fixed length. */
export type SummaryUnit = "day" | "week" | "hour";

const DAYS: Readonly<Record<SummaryUnit, number>> = { day: 1, hour: 1 / 24, week: 7 };

/**
 * Histories in days from a summary in days, weeks or hours. A month has no fixed length: summarise again by day.
 * Without `customer_id` a row is named by its number, from "0".
 *
 * @throws InvalidInputError with row and field: fractional or negative counts, tₓ > T, x = 0 with tₓ > 0, numbers that are none.
 *
 * @example
 * const [customer] = historiesFromSummary([{ frequency: 2, recency: 30.43, T: 38.86, monetary_value: 22.35 }], { unit: "week" });
 * customer.age; // => 272.02
 */
export function historiesFromSummary(rows: readonly SummaryRow[], { unit }: { readonly unit: SummaryUnit }): SummaryHistory[] {
  if (!Object.hasOwn(DAYS, unit)) invalid("unit", '"day", "week" or "hour"', unit);
  const scale = DAYS[unit];
  const issues: Issue[] = [];
  const histories = rows.map((row, index) => {
    const { frequency: x, recency: tx, T, monetary_value: mean } = row;
    const found = issues.length;
    const require = (field: keyof SummaryRow, holds: boolean, expected: string): void => {
      if (!holds && issues.length === found) issues.push({ row: index, field, expected, received: row[field] });
    };
    require("frequency", Number.isInteger(x) && x >= 0, "a whole number of repeat purchases, 0 or more");
    require("T", Number.isFinite(T) && T >= 0, "a finite number, 0 or more");
    require("recency", tx >= 0 && tx <= T, "between 0 and T");
    require("recency", x > 0 || tx === 0, "0 where frequency is 0");
    require("monetary_value", mean === undefined || Number.isFinite(mean) || (x === 0 && !mean), "a finite number or absent");
    return {
      customerId: String(row.customer_id ?? index),
      repeats: x,
      lastPurchaseAge: tx * scale,
      age: T * scale,
      meanSpend: x > 0 ? mean : undefined,
    };
  });
  if (issues.length > 0) throw new InvalidInputError(issues);
  return histories;
}
