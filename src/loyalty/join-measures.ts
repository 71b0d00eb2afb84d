/** One row per customer from several sources: a ledger's measures, a survey's answers. */
import { invalid } from "../errors.js";
import { checkCustomerId, checkRespondents } from "./answers.js";

/** A row of a source: a customer, and what the source knows. */
export interface MeasuredCustomer {
  readonly customerId: string | number;
}

export interface JoinedMeasures {
  readonly customerId: string | number;
  readonly [measure: string]: unknown;
}

/**
 * Joins rows of the same customer; 7 and "7" are one, as a ledger's ids are text. Everybody in any source is kept, in order of first appearance; what a source does not know stays
 * absent, and an index's coverage then says so. Where two sources have a field, the first that is not missing counts.
 *
 * @throws InvalidInputError for a source that is no list, a row that is no object, and a customer without id or twice in one source
 * @example
 * const ledger = [{ customerId: "ann", repeats: 3 }, { customerId: "bob", repeats: 0 }];
 * const survey = [{ customerId: "bob", trust: 4 }, { customerId: "cat", trust: 5 }];
 * joinMeasures(ledger, survey);
 * // => [{ customerId: "ann", repeats: 3 }, { customerId: "bob", repeats: 0, trust: 4 }, { customerId: "cat", trust: 5 }]
 */
export function joinMeasures(...sources: readonly (readonly MeasuredCustomer[])[]): JoinedMeasures[] {
  const joined = new Map<string, Map<string, unknown>>();
  for (const source of sources) {
    const seen = new Set<string>();
    checkRespondents("sources", source);
    for (const [row, one] of source.entries()) {
      const { customerId } = one;
      checkCustomerId(customerId, row);
      const id = String(customerId);
      if (seen.has(id)) invalid("customerId", "once in each source", customerId, row);
      seen.add(id);
      let fields = joined.get(id);
      if (fields === undefined) joined.set(id, (fields = new Map()));
      for (const [field, value] of Object.entries(one)) if ((fields.get(field) ?? undefined) === undefined) fields.set(field, value);
    }
  }
  return Array.from(joined.values(), (fields) => Object.fromEntries(fields) as JoinedMeasures);
}
