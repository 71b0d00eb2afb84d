import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { Rfm } from "./rfm.js";

export type Dimension = "recency" | "frequency" | "monetary";

export const DIMENSIONS: readonly Dimension[] = ["recency", "frequency", "monetary"];

export function perDimension<T>(of: (field: Dimension, i: number) => T): Readonly<Record<Dimension, T>> {
  return Object.fromEntries(DIMENSIONS.map((field, i) => [field, of(field, i)])) as Record<Dimension, T>;
}

/** The measured values as columns; throws for what is not a finite number. */
export function measuredColumns(rows: readonly Pick<Rfm, Dimension>[]): Readonly<Record<Dimension, Float64Array>> {
  if (!Array.isArray(rows)) invalid("rows", "an array", rows);
  const issues: Issue[] = [];
  let total = 0;
  const columnOf = (field: Dimension): Float64Array => {
    const values = new Float64Array(rows.length);
    for (let row = 0; row < rows.length; row++) {
      const received = rows[row]?.[field] as number;
      if (!Number.isFinite(received) && total++ < 10) issues.push({ row, field, expected: "a finite number", received });
      values[row] = received;
    }
    return values;
  };
  const columns = perDimension(columnOf);
  if (total > 0) throw new InvalidInputError(issues, total);
  return columns;
}
