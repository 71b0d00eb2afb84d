/**
 * Tables that divide customers by levels of a few dimensions. A table is data: dimensions with their levels from low to high,
 * and types that own cells of levels, each cell in exactly one.
 */
import { invalid } from "../errors.js";
import { type Cut, type CutChoice, levelOf, resolveCuts } from "./level-cuts.js";

export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** What a type is called, who they are and what to do. */
export interface LoyaltyLabel<Key extends string = string> {
  /** Stable: for code and files. */
  readonly key: Key;
  readonly name: Bilingual;
  readonly description: string;
  readonly action: string;
}

export interface LoyaltyDimension<Dimension extends string = string> {
  readonly key: Dimension;
  readonly name: Bilingual;
  /** From low to high. */
  readonly levels: readonly string[];
  /** What values lie between, when the table says so; a value beyond is an error: 35 is no probability. */
  readonly range?: readonly [from: number, to: number];
  /** Where a level begins, when the table itself says so. */
  readonly cuts?: readonly Cut[];
}

export interface LoyaltyType<Key extends string = string, Dimension extends string = string> extends LoyaltyLabel<Key> {
  /** Levels of every dimension; several cells where the type holds more than one. */
  readonly cells: readonly Readonly<Record<Dimension, string>>[];
}

/** Types that hold every combination of levels exactly once; plain JSON. */
export interface Typology<Key extends string = string, Dimension extends string = string> {
  readonly kind: "typology";
  readonly key: string;
  readonly name: Bilingual;
  readonly dimensions: readonly LoyaltyDimension<Dimension>[];
  readonly types: readonly LoyaltyType<Key, Dimension>[];
}

/** One customer's values; a dimension that is not known is undefined or left out. */
export type Values<Dimension extends string> = { readonly [D in Dimension]?: number | undefined };

/** A typology with its cut-offs; plain JSON. */
export interface FittedTypology<Key extends string = string, Dimension extends string = string> {
  readonly kind: "fitted-typology";
  readonly schemaVersion: 1;
  readonly typology: Typology<Key, Dimension>;
  readonly cuts: Readonly<Record<Dimension, readonly Cut[]>>;
  /** Customers of whom every dimension is known, and all. */
  readonly known: number;
  readonly customers: number;
  /** What is doubtful, and what to try. */
  readonly notes: readonly string[];
}

/**
 * Cut-offs for a typology: numbers of your own, "median" or "learned" (the split of least variance on both sides), each dimension
 * by itself. A value equal to a number given belongs above it. Dimensions whose cuts the table fixes need none.
 *
 * @param customers those whose medians or splits are taken; missing values are left out
 * @throws InvalidInputError for a value that is not finite or beyond its range (with its row), cuts that are missing, out of order or too many, and
 * nothing to learn from.
 *
 * @example
 * const customers = [
 *   { attitude: 80, patronage: 9 },
 *   { attitude: 90, patronage: 1 },
 *   { attitude: 20, patronage: 8 },
 *   { attitude: 10, patronage: 2 },
 * ];
 * const fitted = fitTypology(DICK_BASU, customers, { attitude: 60, patronage: "median" });
 * fitted.cuts.patronage; // => [{ at: 5, equal: "above" }]
 * typesOf(fitted, customers); // => ["loyal", "latent", "spurious", "none"]
 * typeOf(fitted, { attitude: 70 }); // => undefined
 */
export function fitTypology<Key extends string, Dimension extends string>(
  typology: Typology<Key, Dimension>,
  customers: readonly Values<Dimension>[],
  choices: { readonly [D in Dimension]?: CutChoice },
): FittedTypology<Key, Dimension> {
  if (!Array.isArray(customers)) invalid("customers", "an array", customers);
  const notes: string[] = [];
  const cuts: Partial<Record<Dimension, readonly Cut[]>> = {};
  for (const dimension of typology.dimensions) {
    const { key, levels } = dimension;
    const values: number[] = [];
    for (const [row, customer] of customers.entries()) {
      const value = checked(customer, dimension, row);
      if (value !== undefined) values.push(value);
    }
    const choice = choices[key] ?? dimension.cuts;
    const found = resolveCuts(key, choice, levels.length - 1, values);
    cuts[key] = found.cuts;
    notes.push(...found.notes);
  }
  const known = customers.filter((customer) => typology.dimensions.every(({ key }) => customer[key] !== undefined)).length;
  return {
    kind: "fitted-typology",
    schemaVersion: 1,
    typology,
    cuts: cuts as Record<Dimension, readonly Cut[]>,
    known,
    customers: customers.length,
    notes,
  };
}

/**
 * The type of one customer: its stable key; undefined when a dimension is not known.
 *
 * @throws InvalidInputError for a value that is not a finite number, or beyond its range.
 *
 * @example
 * const bands = fitTypology(REPURCHASE_BANDS, [], {});
 * typeOf(bands, { probability: 0.5 }); // => "middle"
 */
export function typeOf<Key extends string, Dimension extends string>(
  fitted: FittedTypology<Key, Dimension>,
  customer: Values<Dimension>,
): Key | undefined {
  return cellOf(fitted, customer, -1)?.type.key;
}

/** The types of many customers, in their order. @throws InvalidInputError as `typeOf`, naming the row. */
export function typesOf<Key extends string, Dimension extends string>(
  fitted: FittedTypology<Key, Dimension>,
  customers: readonly Values<Dimension>[],
): (Key | undefined)[] {
  if (!Array.isArray(customers)) invalid("customers", "an array", customers);
  return customers.map((customer, row) => cellOf(fitted, customer, row)?.type.key);
}

/** The type of a customer and the number of its level in each dimension. */
export function cellOf<Key extends string, Dimension extends string>(
  { typology, cuts }: FittedTypology<Key, Dimension>,
  customer: Values<Dimension>,
  row: number,
): { type: LoyaltyType<Key, Dimension>; levels: number[] } | undefined {
  const levels: number[] = [];
  for (const dimension of typology.dimensions) {
    const value = checked(customer, dimension, row);
    if (value === undefined) return undefined;
    levels.push(levelOf(cuts[dimension.key], value));
  }
  const inCell = (cell: Readonly<Record<Dimension, string>>): boolean =>
    typology.dimensions.every((dimension, i) => cell[dimension.key] === dimension.levels[levels[i]!]);
  const type = typology.types.find(({ cells }) => cells.some(inCell));
  return type ? { type, levels } : invalid("typology", "a table that holds every combination of levels", typology.key);
}

function checked<Dimension extends string>(
  customer: Values<Dimension>,
  { key, range }: LoyaltyDimension<Dimension>,
  row: number,
): number | undefined {
  if (typeof customer !== "object" || customer === null) invalid("customers", "an object of values", customer, row);
  const value: unknown = customer[key];
  if (value === undefined) return undefined;
  if (!Number.isFinite(value)) invalid(key, "a finite number or absent", value, row);
  const [from, to] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (!((value as number) >= from && (value as number) <= to)) invalid(key, `a number from ${from} to ${to}, or absent`, value, row);
  return value as number;
}
