import { type StateRow, stateTransitions, type Transitions } from "../math/transition-matrix.js";
import { ABC_SHARES, CURRY, PROFIT_LADDER, VIP_PYRAMID } from "./pyramid.js";

/** Where one customer stood; `value` in any measure of worth, such as revenue. */
export interface TierMember<Name extends string = string> {
  readonly customerId: string;
  readonly tier: Name;
  readonly value?: number;
}

/**
 * How customers moved between tiers from one date to another: counts and
 * shares of each move, who joined and left, gains and losses of each tier, and
 * the value that moved. In every matrix row `i` is the tier before, column `j`
 * the tier after, in the order of `states`.
 *
 * @param options.order every tier that may occur, from the top down (`pyramid.tiers.map(({ name }) => name)`); default
 * those that occur, in the order of the ready-made pyramids and after them alphabetically
 * @throws InvalidInputError for a customer listed twice on one side, a tier outside `order`, a value that is not finite,
 * or values on some rows only
 * @example
 * import { tierMigration } from "regulars";
 * const { counts } = tierMigration([{ customerId: "ann", tier: "big" }], [{ customerId: "ann", tier: "top" }], { order: ["top", "big"] });
 * counts;
 * // => [[0, 0], [1, 0]]
 */
export function tierMigration<Name extends string>(
  before: readonly TierMember<Name>[],
  after: readonly TierMember<Name>[],
  options: { readonly order?: readonly Name[] } = {},
): Transitions<Name> {
  const usual = [CURRY, VIP_PYRAMID, ABC_SHARES, PROFIT_LADDER, { lead: 0 }].flatMap((shares) => Object.keys(shares));
  return stateTransitions({ key: "customerId", state: "tier" }, before.map(asState), after.map(asState), options.order, usual);
}

function asState<Name extends string>({ customerId, tier, value }: TierMember<Name>): StateRow<Name> {
  return { key: customerId, state: tier, value };
}
