import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { Rfm } from "./rfm.js";

export type Dimension = "recency" | "frequency" | "monetary";

export const DIMENSIONS: readonly Dimension[] = ["recency", "frequency", "monetary"];

/** The measured values as columns; throws for what is not a finite number. */
export function measuredColumns(rows: readonly Pick<Rfm, Dimension>[]): Readonly<Record<Dimension, Float64Array>> {
  if (!Array.isArray(rows)) invalid("rows", "an array of customers measured by rfm", rows);
  const issues: Issue[] = [];
  let total = 0;
  const columnOf = (field: Dimension): Float64Array =>
    Float64Array.from(rows, (each: Pick<Rfm, Dimension> | undefined, row) => {
      const received = each?.[field];
      if (!Number.isFinite(received) && total++ < 10) issues.push({ row, field, expected: "a finite number", received });
      return received!;
    });
  const columns = { recency: columnOf("recency"), frequency: columnOf("frequency"), monetary: columnOf("monetary") };
  if (total > 0) throw new InvalidInputError(issues, total);
  return columns;
}
