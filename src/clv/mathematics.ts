/**
 * What every purchase model has in common: at the end of observation a customer is alive with some probability, and whoever
 * is alive goes on as a newcomer of the same family with other parameters. A model file exports these functions under these
 * names; `model.ts` lists them in one table per verb.
 */
import type { Random } from "../math/random.js";

/** P(alive), and the process from now on of a customer who is. */
export interface Outlook<Ahead> {
  readonly alive: number;
  readonly ahead: Ahead;
}

/**
 * The exports of a model file, next to its types, its `declaration` and its `fitX`. `days` is finite and 0 or more (unless
 * said), already checked; what is returned is never NaN. Everything that takes `ahead` is conditional on being alive now.
 */
export interface Mathematics<Params, Ahead, Customer> {
  /** Checks the customer (throws InvalidInputError), not the parameters. */
  after(params: Params, customer: Customer): Outlook<Ahead>;
  /** A customer at the first purchase. */
  newcomer(params: Params): Outlook<Ahead>;
  /** P(still alive after `days`). */
  survival(ahead: Ahead, days: number): number;
  /** E[purchases within `days`]. */
  expected(ahead: Ahead, days: number): number;
  /** P(at least one purchase within `days`); `days` may be Infinity. */
  anyPurchase(ahead: Ahead, days: number): number;
  /** P(at least `count` purchases within `days`), count ≥ 1, never as 1 − Σ. */
  tail(ahead: Ahead, days: number, count: number): number;
  /** P(0 … count − 1 purchases within `days`). */
  masses(ahead: Ahead, days: number, count: number): Float64Array;
  /** ∫ e^(−δu) dE[purchases within u], δ > 0 per day. */
  discounted(ahead: Ahead, delta: number): number;
  /** Random purchase times in (0, days], ascending, beginning alive. */
  draw(ahead: Ahead, random: Random, days: number): number[];
}
