/** One row per customer from several sources: a ledger's measures, a survey's answers. */
import { invalid } from "../errors.js";

/** A row of a source: a customer, and what the source knows. */
export interface MeasuredCustomer {
  readonly customerId: string | number;
}

export interface JoinedMeasures {
  readonly customerId: string | number;
  readonly [measure: string]: unknown;
}

/**
 * Joins rows of the same customer. Everybody in any source is kept, in order of first appearance; what a source does not know stays
 * absent, and an index's coverage then says so. Where two sources have a field, the first that is not missing counts.
 *
 * @throws InvalidInputError for a customer without id, or twice in one source
 * @example
 * const ledger = [{ customerId: "ann", repeats: 3 }, { customerId: "bob", repeats: 0 }];
 * const survey = [{ customerId: "bob", trust: 4 }, { customerId: "cat", trust: 5 }];
 * joinMeasures(ledger, survey);
 * // => [{ customerId: "ann", repeats: 3 }, { customerId: "bob", repeats: 0, trust: 4 }, { customerId: "cat", trust: 5 }]
 */
export function joinMeasures(...sources: readonly (readonly MeasuredCustomer[])[]): JoinedMeasures[] {
  const joined = new Map<string | number, Map<string, unknown>>();
  for (const source of sources) {
    const seen = new Set<string | number>();
    for (const [row, one] of source.entries()) {
      const { customerId } = one;
      if (typeof customerId !== "string" && typeof customerId !== "number") invalid("customerId", "a string or a number", customerId, row);
      if (seen.has(customerId)) invalid("customerId", "once in each source", customerId, row);
      seen.add(customerId);
      let fields = joined.get(customerId);
      if (fields === undefined) joined.set(customerId, (fields = new Map()));
      for (const [field, value] of Object.entries(one)) if ((fields.get(field) ?? undefined) === undefined) fields.set(field, value);
    }
  }
  return Array.from(joined.values(), (fields) => Object.fromEntries(fields) as JoinedMeasures);
}
