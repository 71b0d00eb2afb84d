/** How customers move between stages. */
import { invalid } from "../errors.js";
import { stateTransitions, type Transitions } from "../math/transition-matrix.js";
import type { DateLike } from "../transactions/day.js";
import type { Purchases } from "../transactions/ledger.js";
import { type LifecycleStages, lifecycleStages, type StageOptions } from "./lifecycle-stages.js";
import { prospectIds } from "./prospects.js";
import type { LifecycleStage } from "./stage-presets.js";

/**
 * How customers moved between stages from one day to another: a Markov matrix with its counts. Who first bought after `from` has
 * joined. Both days are judged by the same `lapseDays`, learnt up to `from` when not given.
 *
 * @throws InvalidInputError as `lifecycleStages`, and for a `to` that is not after `from`.
 *
 * @example
 * const rows = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * const { states, counts } = stageTransitions(rows, { from: "2026-02-05", to: "2026-03-05", lapseDays: 30 });
 * const [from, to] = [states.indexOf("established"), states.indexOf("dormant")];
 * counts[from][to]; // => 1
 */
export function stageTransitions<Key extends string = LifecycleStage>(
  purchases: Purchases,
  options: StageOptions<Key> & { readonly from: DateLike; readonly to: DateLike },
): Transitions<Key> & { readonly from: string; readonly to: string; readonly lapseDays: number } {
  const { from, to, prospects = [], ...given } = options;
  // An iterable may be read but once.
  const rest = { ...given, prospects: prospectIds(prospects) };
  const earlier = lifecycleStages(purchases, { ...rest, asOf: from });
  const later = lifecycleStages(purchases, { ...rest, asOf: to, lapseDays: earlier.lapseDays });
  if (later.asOf <= earlier.asOf) invalid("to", "a day after from", to);
  const rows = ({ customers }: LifecycleStages<Key>) =>
    customers.map(({ customerId, stage, spend }) => ({ key: customerId, state: stage, value: spend }));
  const order = earlier.stages.map(({ key }) => key);
  return {
    from: earlier.asOf,
    to: later.asOf,
    lapseDays: earlier.lapseDays,
    ...stateTransitions({ key: "customerId", state: "stage" }, rows(earlier), rows(later), order),
  };
}
