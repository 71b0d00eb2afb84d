/**
 * Curry, J., & Curry, A. (2000). The Customer Marketing Method. Free Press.
 * Zeithaml, V. A., Rust, R. T., & Lemon, K. N. (2001). The customer pyramid:
 * creating and serving profitable customers. California Management Review
 * 43(4), 118-142.
 */
import { invalid } from "../errors.js";
import { bordersByCount, bordersByValue, fromsOf } from "./borders.js";
import { checkFinite, customerProfits, finiteSum, type ProfitOptions } from "./profit.js";
import { checkLadder, type TierBound, tierIndex } from "./tier-of.js";

/** A tier and what it really holds of the customers it was learned from. */
export interface Tier<Name extends string = string> extends TierBound<Name> {
  readonly customers: number;
  /** Of all customers: near to what was asked, not always equal, because equal values stay together. */
  readonly share: number;
  /** Sum of the values (of the profits, when by profit). */
  readonly value: number;
  /** Of the total; undefined when that is not positive. */
  readonly valueShare: number | undefined;
}

/** Tiers from the top down; plain JSON. */
export interface Pyramid<Name extends string = string> {
  readonly kind: "pyramid";
  readonly schemaVersion: 1;
  readonly by: "customers" | "value" | "threshold" | "profit";
  readonly tiers: readonly Tier<Name>[];
  /** What is doubtful, and what to try. */
  readonly notes: readonly string[];
}

/** Shares from the top tier down; they are positive and sum to 1. */
export type TierShares<Name extends string> = Readonly<Record<Name, number>>;

/** Curry's pyramid: the top 1 % of customers, big the next 4 %, medium the next 15 %, small the other 80 %. */
export const CURRY: TierShares<"top" | "big" | "medium" | "small"> = { top: 0.01, big: 0.04, medium: 0.15, small: 0.8 };

/** The pyramid of Chinese textbooks, also by customers: VIP 1 %, major 19 %, ordinary 30 %, small 50 %. */
export const VIP_PYRAMID: TierShares<"vip" | "major" | "ordinary" | "small"> = { vip: 0.01, major: 0.19, ordinary: 0.3, small: 0.5 };

/** ABC analysis: a makes the first 50 % of the revenue, b up to 80 %, c up to 95 %, d the rest. */
export const ABC_SHARES: TierShares<"a" | "b" | "c" | "d"> = { a: 0.5, b: 0.3, c: 0.15, d: 0.05 };

/** Zeithaml's ladder of those who bring profit; who costs money is lead. */
export const PROFIT_LADDER: TierShares<"platinum" | "gold" | "iron"> = { platinum: 0.5, gold: 0.3, iron: 0.2 };

interface ByShares<Name extends string> {
  readonly by?: "customers" | "value";
  readonly shares?: TierShares<Name> | undefined;
}

interface ByProfit<Name extends string> extends ProfitOptions {
  readonly by: "profit";
  /** Of the profit of those who bring any; losses are the tier `lead`. */
  readonly shares?: TierShares<Name> | undefined;
}

interface ByThreshold<Name extends string> {
  readonly by: "threshold";
  /** The lowest value of each tier, from the top down; the last is null. */
  readonly from: Readonly<Record<Name, number | null>>;
}

/** How to divide customers into tiers. */
export type PyramidOptions<Name extends string = string> = ByShares<Name> | ByProfit<Name> | ByThreshold<Name>;

type Default<Options> = Omit<Options, "shares"> & { readonly shares?: undefined };

/**
 * Divides customers into tiers by what they are worth.
 *
 * - by customers (default): the top 1 % of customers, the next 4 %, … Write the shares themselves, or `{ shares }`.
 * - `by: "value"`: who makes the first 50 % of the revenue, the next 30 %, … of the positive values.
 * - `by: "threshold"`: `from` names each tier's lowest value, from the top down; the last is null.
 * - `by: "profit"`: value × margin − cost; shares divide the profit of those who bring any (0 included), losses are `lead`.
 *
 * Equal values go to one tier, to the side that brings the tiers above the border nearest to
 * their share, and up when both are as near; `share` says what was reached. Where all
 * values are equal there is no top: everybody is in the lowest tier (by profit, the lowest of those who bring any).
 * An empty tier has the `from` of the tier above it, or at the top the next number above the best value.
 *
 * @param values revenue, or any worth, of each customer, in any order
 * @throws InvalidInputError for no values, a value that is not a finite number, shares that are not positive or do not sum to 1
 * (within 1e-9), thresholds out of order, or profit without margin and costs
 * @example
 * import { fitPyramid, tierOf } from "regulars";
 * const pyramid = fitPyramid([900, 300, 250, 120, 100, 80, 60, 40, 30, 20], { vip: 0.1, good: 0.3, rest: 0.6 });
 * pyramid.tiers.map(({ name, from }) => [name, from]);
 * // => [["vip", 900], ["good", 120], ["rest", null]]
 * tierOf(pyramid, 500);
 * // => "good"
 * tierOf(fitPyramid([900, 100], { by: "threshold", from: { gold: 500, basic: null } }), 499);
 * // => "basic"
 */
export function fitPyramid(
  values: ArrayLike<number>,
  options?: { readonly by?: "customers"; readonly shares?: undefined },
): Pyramid<keyof typeof CURRY>;
export function fitPyramid(
  values: ArrayLike<number>,
  options: { readonly by: "value"; readonly shares?: undefined },
): Pyramid<keyof typeof ABC_SHARES>;
export function fitPyramid(values: ArrayLike<number>, options: Default<ByProfit<string>>): Pyramid<keyof typeof PROFIT_LADDER | "lead">;
export function fitPyramid<const Name extends string>(
  values: ArrayLike<number>,
  options: (ByShares<Name> & { readonly shares: TierShares<Name> }) | ByThreshold<Name>,
): Pyramid<Name>;
export function fitPyramid<const Name extends string>(values: ArrayLike<number>, options: ByProfit<Name>): Pyramid<Name | "lead">;
export function fitPyramid<const Name extends string>(values: ArrayLike<number>, shares: TierShares<Name>): Pyramid<Name>;
export function fitPyramid(values: ArrayLike<number>, options: PyramidOptions): Pyramid;
export function fitPyramid(values: ArrayLike<number>, options: PyramidOptions | TierShares<string> = {}): Pyramid {
  if (values.length === 0) invalid("values", "at least one customer to learn tiers from", values);
  checkFinite("value", values);
  const asked = areShares(options) ? { shares: options } : options;
  switch (asked.by) {
    case undefined:
    case "customers":
      return byShares("customers", values, checkShares(asked.shares ?? CURRY));
    case "value":
      return byShares("value", values, checkShares(asked.shares ?? ABC_SHARES));
    case "profit":
      return byProfit(customerProfits(values, asked), checkShares(asked.shares ?? PROFIT_LADDER));
    case "threshold": {
      const given = Object.entries(asked.from ?? {});
      checkNames(given);
      const tiers = given.map(([name, from]) => ({ name, from }));
      if (checkLadder(tiers).at(-1)!.from !== null)
        invalid(`from of ${tiers.at(-1)!.name}`, "null: the lowest tier has no lower bound", tiers.at(-1)!.from);
      return described("threshold", values, tiers, []);
    }
    default:
      return invalid("by", '"customers", "value", "threshold" or "profit"', (asked as { by: unknown }).by);
  }
}

type Shares = readonly (readonly [name: string, share: number])[];

/** Numbers alone are the shares themselves. */
function areShares(options: PyramidOptions | TierShares<string>): options is TierShares<string> {
  const given = Object.values(options);
  return given.length > 0 && given.every((value) => typeof value === "number");
}

function checkShares(shares: TierShares<string>): Shares {
  const entries = Object.entries(shares);
  checkNames(entries);
  for (const [name, share] of entries) if (!(share > 0 && share <= 1)) invalid(`share of ${name}`, "above 0 and at most 1", share);
  const sum = entries.reduce((total, [, share]) => total + share, 0);
  if (!(Math.abs(sum - 1) <= 1e-9)) invalid("shares", "numbers that sum to 1", sum);
  return entries;
}

/** A JavaScript object puts keys that look like whole numbers first, whatever order they were written in. */
function checkNames(entries: readonly (readonly [name: string, value: unknown])[]): void {
  for (const [name] of entries)
    if (/^\d+$/.test(name)) invalid("tiers", 'named by words such as "tier 1": bare numbers lose their order', name);
}

function byShares(by: "customers" | "value", values: ArrayLike<number>, shares: Shares): Pyramid {
  const sorted = Float64Array.from(values).sort().reverse();
  const froms = fromsOf(sorted, (by === "customers" ? bordersByCount : bordersByValue)(sorted, shares.map(shareOf)));
  const tiers = shares.map(([name], i) => ({ name, from: froms[i] ?? null }));
  return described(by, values, tiers, by === "customers" ? shares.map(shareOf) : []);
}

function byProfit(profits: Float64Array, shares: Shares): Pyramid {
  if (shares.some(([name]) => name === "lead")) invalid("shares", "those of tiers that bring profit: lead is for losses", "lead");
  const gaining = profits
    .filter((profit) => profit >= 0)
    .sort()
    .reverse();
  const froms = fromsOf(gaining, bordersByValue(gaining, shares.map(shareOf)));
  const tiers: TierBound[] = shares.map(([name], i) => ({ name, from: froms[i] ?? 0 }));
  return described("profit", profits, [...tiers, { name: "lead", from: null }], []);
}

function shareOf([, share]: Shares[number]): number {
  return share;
}

/** Adds what each tier really holds, and notes where that is far from what was asked. */
function described(by: Pyramid["by"], values: ArrayLike<number>, bounds: readonly TierBound[], asked: readonly number[]): Pyramid {
  const held: number[][] = bounds.map(() => []);
  for (let row = 0; row < values.length; row++) held[tierIndex(bounds, values[row]!, row)]!.push(values[row]!);
  const total = finiteSum("value", values);
  const n = values.length;
  const tiers = bounds.map(({ name, from }, i) => {
    const value = finiteSum("value", held[i]!);
    const customers = held[i]!.length;
    return { name, from, customers, share: customers / n, value, valueShare: total > 0 ? value / total : undefined };
  });
  const notes = tiers.flatMap(({ name, customers, share }, i) => {
    if (customers === 0) return [`${name} is empty: no customer of these ${n} belongs to it`];
    const wanted = asked[i];
    if (wanted === undefined || Math.abs(share - wanted) <= 1 / n) return [];
    return [`${name} holds ${percent(share)} instead of ${percent(wanted)}: customers of equal value stay together`];
  });
  return { kind: "pyramid", schemaVersion: 1, by, tiers, notes };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
