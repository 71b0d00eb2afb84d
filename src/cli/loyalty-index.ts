/** The composite index from transactions alone. */
import { BEHAVIOUR_LOYALTY, type CustomerBehaviour, fitIndexSystem, type IndexSummary, indexScores } from "../index.js";

export interface Indexed {
  readonly index: number | undefined;
  readonly coverage: number;
  /** The measure that costs most. */
  readonly weakest: string | undefined;
  /** The index of each of its parts, by key; undefined where nothing is known. */
  readonly parts: ReadonlyMap<string, number | undefined>;
}

/** The index of each customer, and of all together. */
export function loyaltyIndex(customers: readonly CustomerBehaviour[]): { customers: readonly Indexed[]; total: IndexSummary } {
  const system = fitIndexSystem(BEHAVIOUR_LOYALTY, customers);
  const { customers: scored, total } = indexScores(system, customers);
  const parts = system.criteria.flatMap(({ key, level }, i) => (level === 1 ? [{ key, i }] : []));
  return {
    customers: scored.map(({ index, coverage, weakest, scores }) => ({
      index,
      coverage,
      weakest,
      parts: new Map(parts.map(({ key, i }) => [key, scores[i]])),
    })),
    total,
  };
}
