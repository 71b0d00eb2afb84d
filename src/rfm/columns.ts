import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { Rfm } from "./rfm.js";

export type Dimension = "recency" | "frequency" | "monetary";

/** The measured values as columns; throws for what is not a finite number. */
export function measuredColumns(rows: readonly Pick<Rfm, Dimension>[]): Readonly<Record<Dimension, Float64Array>> {
  if (!Array.isArray(rows)) invalid("rows", "an array of customers measured by rfm", rows);
  const issues: Issue[] = [];
  let total = 0;
  const column = (field: Dimension): Float64Array => {
    const values = new Float64Array(rows.length);
    for (let row = 0; row < rows.length; row++) {
      const received: unknown = rows[row]?.[field];
      if (typeof received === "number" && Number.isFinite(received)) values[row] = received;
      else if (total++ < 10) issues.push({ row, field, expected: "a finite number", received });
    }
    return values;
  };
  const columns = { recency: column("recency"), frequency: column("frequency"), monetary: column("monetary") };
  if (total > 0) throw new InvalidInputError(issues, total);
  return columns;
}
