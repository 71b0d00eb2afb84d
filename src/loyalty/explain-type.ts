/** Why a customer has a type, and how many have each. */
import { invalid } from "../errors.js";
import { type Cut, levelOf } from "./level-cuts.js";
import { cellOf, type FittedTypology, type LoyaltyLabel, type Values } from "./typology.js";

/** Why a customer has a type. */
export interface TypeExplanation<Key extends string = string> extends LoyaltyLabel<Key> {
  /** In words: "attitude 70 is high (from 60), patronage 2 is low (below 5)". */
  readonly why: string;
}

/**
 * Says why a customer belongs to a type and what to do; undefined when a dimension is not known.
 *
 * @throws InvalidInputError for a value that is not a finite number.
 *
 * @example
 * const fitted = fitTypology(DICK_BASU, [], { attitude: 60, patronage: 5 });
 * explainType(fitted, { attitude: 70, patronage: 2 }).why;
 * // => "attitude 70 is high (from 60), patronage 2 is low (below 5)"
 */
export function explainType<Key extends string, Dimension extends string>(
  fitted: FittedTypology<Key, Dimension>,
  customer: Values<Dimension>,
): TypeExplanation<Key> | undefined {
  const cell = cellOf(fitted, customer, -1);
  if (!cell) return undefined;
  const { key, name, description, action } = cell.type;
  const why = fitted.typology.dimensions.map((dimension, i) => {
    const value = customer[dimension.key]!;
    const level = cell.levels[i]!;
    const cuts = fitted.cuts[dimension.key];
    const rounded = cuts.map(({ at, equal }) => ({ at: short(at), equal }));
    // Next to a cut, six digits may say the opposite of what is so.
    const [shown, shownCuts] = levelOf(rounded, short(value)) === level ? [short(value), rounded] : [value, cuts];
    return `${dimension.key} ${shown} is ${dimension.levels[level]} (${range(shownCuts, level)})`;
  });
  return { key, name, description, action, why: why.join(", ") };
}

/** One line of the table of types. */
export interface TypeSummary<Key extends string = string> extends LoyaltyLabel<Key> {
  readonly customers: number;
  /** Of those whose type is known; 0 when there is nobody. */
  readonly share: number;
}

/**
 * Customers of each type, in the order of the table, empty types included.
 *
 * @throws InvalidInputError for a type that the table does not have.
 *
 * @example
 * typeSummary(DICK_BASU, ["loyal", "loyal", "none", undefined]).map(({ key, customers }) => [key, customers]);
 * // => [["loyal", 2], ["latent", 0], ["spurious", 0], ["none", 1]]
 */
export function typeSummary<Key extends string>(
  table: { readonly types: readonly LoyaltyLabel<Key>[] },
  types: readonly (Key | undefined)[],
): TypeSummary<Key>[] {
  const counts = new Map<string, number>(table.types.map(({ key }) => [key, 0]));
  let known = 0;
  for (const [row, type] of types.entries()) {
    if (type === undefined) continue;
    const count = counts.get(type) ?? invalid("type", `one of ${[...counts.keys()].join(", ")}`, type, row);
    counts.set(type, count + 1);
    known++;
  }
  return table.types.map(({ key, name, description, action }) => {
    const customers = counts.get(key)!;
    return { key, name, description, action, customers, share: known === 0 ? 0 : customers / known };
  });
}

function range(cuts: readonly Cut[], level: number): string {
  const low = cuts[level - 1];
  const high = cuts[level];
  const from = low && `${low.equal === "above" ? "from" : "above"} ${low.at}`;
  const to = high && `${high.equal === "above" ? "below" : "up to"} ${high.at}`;
  return [from, to].filter((part) => part !== undefined).join(", ");
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
