/** The composite index from transactions alone. */
import { BEHAVIOUR_LOYALTY, type CustomerBehaviour, fitIndexSystem, type IndexSummary, indexScores } from "../index.js";

export interface Indexed {
  readonly index: number | undefined;
  readonly coverage: number;
  /** The measure that costs most. */
  readonly weakest: string | undefined;
}

/** The index of each customer, and of all together. */
export function loyaltyIndex(customers: readonly CustomerBehaviour[]): { customers: readonly Indexed[]; total: IndexSummary } {
  return indexScores(fitIndexSystem(BEHAVIOUR_LOYALTY, customers), customers);
}
