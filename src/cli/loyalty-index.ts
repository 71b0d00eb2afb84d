/** The composite index from transactions alone. */
import type { CustomerBehaviour } from "../index.js";

export interface Indexed {
  readonly index: number | undefined;
  readonly coverage: number;
  /** The measure that costs most. */
  readonly weakest: string | undefined;
}

export function loyaltyIndex(customers: readonly CustomerBehaviour[]): Indexed[] {
  const most = customers.reduce((top, { repeats }) => Math.max(top, repeats), 1);
  return customers.map(({ repeats }) => ({ index: (100 * repeats) / most, coverage: 1, weakest: undefined }));
}
