import { invalid } from "../errors.js";

/** One tier; `from` is the lowest value that belongs to it, null where it has no lower bound. */
export interface TierBound<Name extends string = string> {
  readonly name: Name;
  readonly from: number | null;
}

/** All that `tierOf` needs, learned by `fitPyramid` or typed in by hand: tiers from the top down. */
export interface TierLadder<Name extends string = string> {
  readonly tiers: readonly TierBound<Name>[];
}

/**
 * The tier of a value, by the caller's own names. A pyramid by profit wants
 * the customer's profit.
 *
 * @throws InvalidInputError for a value that is not a finite number or below every tier, and for bounds out of order
 * @example
 * import { tierOf } from "regulars";
 * const ladder = { tiers: [{ name: "gold", from: 500 }, { name: "basic", from: null }] };
 * tierOf(ladder, 500);
 * // => "gold"
 */
export function tierOf<const Name extends string>(pyramid: TierLadder<Name>, value: number): Name {
  return pyramid.tiers[tierIndex(checkLadder(pyramid.tiers), value, -1)]!.name;
}

/**
 * The tiers of many values, in their order.
 *
 * @throws InvalidInputError as `tierOf`, naming the row
 * @example
 * import { fitPyramid, tiersOf } from "regulars";
 * tiersOf(fitPyramid([5, 1, 1, 1, 1], { first: 0.2, rest: 0.8 }), [7, 5, 4.9]);
 * // => ["first", "first", "rest"]
 */
export function tiersOf<const Name extends string>(pyramid: TierLadder<Name>, values: ArrayLike<number>): Name[] {
  const tiers = checkLadder(pyramid.tiers);
  return Array.from(values, (value, row) => tiers[tierIndex(tiers, value, row)]!.name);
}

/** The first tier, from the top, whose bound the value reaches. */
export function tierIndex(tiers: readonly TierBound[], value: number, row: number): number {
  if (!Number.isFinite(value)) invalid("value", "a finite number", value, row);
  for (let i = 0; i < tiers.length; i++) {
    const { from } = tiers[i]!;
    if (from === null || value >= from) return i;
  }
  return invalid("value", `at least ${tiers.at(-1)?.from}, where the lowest tier begins`, value, row);
}

/** Throws unless bounds are finite and do not rise from the top down; only the last may be null. */
export function checkLadder<Tiers extends readonly TierBound[]>(tiers: Tiers): Tiers {
  if (tiers.length === 0) invalid("tiers", "at least one", tiers);
  tiers.forEach(({ name, from }, i) => {
    if (from === null && i === tiers.length - 1) return;
    if (from === null || !Number.isFinite(from)) invalid(`from of ${name}`, "a finite number; only the lowest tier may have null", from);
    if (from > (tiers[i - 1]?.from ?? from)) invalid(`from of ${name}`, `at most that of ${tiers[i - 1]!.name}`, from);
  });
  return tiers;
}
