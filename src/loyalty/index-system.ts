/**
 * A tree of criteria made one index from 0 to 100.
 *
 * [1] OECD & JRC (2008). Handbook on Constructing Composite Indicators: normalisation, weights, aggregation, missing items.
 */
import { invalid } from "../errors.js";
import { ahpHierarchy, type HierarchyOptions } from "./ahp-hierarchy.js";
import { type BilingualName, checkRespondents, numberOf } from "./answers.js";
import { type Criterion, checkLeafScale, type LeafScale, placeCriteria } from "./criteria.js";
import { learnPercentiles, type Percentiles } from "./percentiles.js";

export interface IndexCriterion {
  readonly key: string;
  readonly name: BilingualName | null;
  /** 0 is the index itself. */
  readonly level: number;
  /** Positions in `criteria`; the parent of the index is null. */
  readonly parent: number | null;
  readonly children: readonly number[];
  /** Among its siblings, and of the whole. */
  readonly weight: number;
  readonly compositeWeight: number;
  /** Of the judgements of its children; null unless judged. */
  readonly consistencyRatio: number | null;
  /** Of a leaf; null otherwise. */
  readonly scale: LeafScale | null;
  readonly lowerIsBetter: boolean;
  /** Of a leaf by percentile; null otherwise. */
  readonly percentiles: Percentiles | null;
}

/** Weights and yardsticks; plain JSON, so next month's customers are measured alike. */
export interface IndexSystem {
  readonly kind: "index-system";
  readonly schemaVersion: 1;
  /** The index first, parents before children. */
  readonly criteria: readonly IndexCriterion[];
  /** How many customers the percentiles were learned from. */
  readonly customers: number;
  readonly notes: readonly string[];
}

export interface IndexSystemOptions extends HierarchyOptions {
  /** For leaves that have none of their own. */
  readonly scale?: LeafScale;
}

/** A customer's measures by leaf; what is missing is absent, null or undefined. Other fields are ignored. */
export type Measures = object;

/**
 * Weighs the tree (judgements, given weights, or equal ones) and learns the percentiles it asks for.
 *
 * @param tree criteria; every leaf needs a scale, its own or that of the options
 * @param customers whose percentiles are learned; needed only for leaves by percentile
 * @throws InvalidInputError as `ahpHierarchy`; for a leaf without a scale; for a measure that is neither finite nor missing
 * @example
 * const tree = { key: "loyalty", children: [{ key: "trust", weight: 0.75 }, { key: "price", weight: 0.25 }] };
 * const system = fitIndexSystem(tree, [], { scale: LIKERT_5 });
 * indexScore(system, { trust: 4, price: 2 }).index;
 * // => 62.5
 * indexScore(system, { trust: 4 }).coverage;
 * // => 0.75
 */
export function fitIndexSystem(tree: Criterion, customers: readonly Measures[] = [], options: IndexSystemOptions = {}): IndexSystem {
  const { scale: fallback, ...weighing } = options;
  if (fallback !== undefined) checkLeafScale("options", fallback);
  checkRespondents("customers", customers);
  const placed = placeCriteria(tree);
  const hierarchy = ahpHierarchy(tree, weighing);
  const notes = [...hierarchy.notes];
  const criteria = placed.map(({ criterion, level, parent, children }, i): IndexCriterion => {
    const { key, name = null, lowerIsBetter = false } = criterion;
    const { weight, compositeWeight, judged } = hierarchy.criteria[i]!;
    const scale =
      children.length > 0
        ? null
        : (criterion.scale ?? fallback ?? invalid(`scale of ${key}`, "given, or `scale` in the options", undefined));
    const percentiles = scale?.kind === "percentile" ? learnPercentiles(column(customers, key)) : null;
    if (percentiles?.levels.length === 0) notes.push(`${key}: no customer has it, so it can score nobody`);
    if (percentiles?.levels.length === 1) notes.push(`${key}: all customers have the same, so it tells nobody apart`);
    const consistencyRatio = judged?.consistencyRatio ?? null;
    return {
      key,
      name,
      level,
      parent: parent ?? null,
      children,
      weight,
      compositeWeight,
      consistencyRatio,
      scale,
      lowerIsBetter,
      percentiles,
    };
  });
  return { kind: "index-system", schemaVersion: 1, criteria, customers: customers.length, notes };
}

function column(customers: readonly Measures[], key: string): Float64Array {
  const values = new Float64Array(customers.length);
  let n = 0;
  for (let row = 0; row < customers.length; row++) {
    const value = numberOf(key, measureOf(customers[row]!, key), row);
    if (value !== undefined) values[n++] = value;
  }
  return values.subarray(0, n);
}

/** Own fields only: a leaf may be called anything. */
export function measureOf(customer: Measures, key: string): unknown {
  return Object.hasOwn(customer, key) ? (customer as Readonly<Record<string, unknown>>)[key] : undefined;
}
