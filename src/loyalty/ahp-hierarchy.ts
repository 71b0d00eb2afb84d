/**
 * Weights of a whole tree of criteria.
 *
 * [1] Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill: composite weights, and the consistency of a hierarchy as
 *     Σ w CI ÷ Σ w RI.
 */
import { invalid } from "../errors.js";
import { type Ahp, type AhpOptions, ahp } from "./ahp.js";
import { type BilingualName, checkWeights } from "./answers.js";
import { type Criterion, type PlacedCriterion, placeCriteria } from "./criteria.js";
import type { Judgements } from "./judgements.js";

export interface HierarchyOptions extends AhpOptions {
  /** Judgements of the children of a criterion, by its key; they go before the tree's own. */
  readonly judgements?: Readonly<Record<string, Judgements>>;
  /** Weights of the children of a criterion, by its key, in their order. */
  readonly weights?: Readonly<Record<string, readonly number[]>>;
}

export interface WeighedCriterion {
  readonly key: string;
  readonly name: BilingualName | undefined;
  /** 0 is the goal. */
  readonly level: number;
  readonly parent: string | undefined;
  readonly children: readonly string[];
  /** Among its siblings; 1 at the goal. */
  readonly weight: number;
  /** Product of the weights from the goal down. */
  readonly compositeWeight: number;
  /** How the children's weights came about: undefined at a leaf. */
  readonly weighing: "judged" | "given" | "equal" | undefined;
  /** Consistency of the judgements of the children; undefined unless judged. */
  readonly judged: Ahp | undefined;
}

export interface Consistency {
  readonly consistencyIndex: number;
  readonly randomIndex: number;
  readonly consistencyRatio: number;
}

export interface AhpHierarchy {
  readonly kind: "ahp-hierarchy";
  readonly schemaVersion: 1;
  /** The goal first, parents before children. */
  readonly criteria: readonly WeighedCriterion[];
  /** Of the judgements that stand at each level: Σ w CI ÷ Σ w RI over the criteria of the level that have judged children. */
  readonly levels: readonly (Consistency & { readonly level: number })[];
  /** The same over the whole tree [1]. */
  readonly overall: Consistency;
  /** `overall` at most .10. */
  readonly consistent: boolean;
  readonly notes: readonly string[];
}

/**
 * Weighs a tree: by judgements in pairs where there are any, by given weights, or equally. The composite weight of a leaf is the
 * product of the weights on the way down; those of all leaves sum to 1.
 *
 * @throws InvalidInputError for keys that are missing or repeated, weights that do not sum to 1 (within 1e-9) or that only some
 * siblings have, judgements of another size than the children, options that name no criterion, or as `ahp`
 * @example
 * const { criteria, consistent } = ahpHierarchy({
 *   key: "loyalty",
 *   judgements: [[1, 3], [1 / 3, 1]],
 *   children: [{ key: "trust" }, { key: "satisfaction", children: [{ key: "sales", weight: 0.6 }, { key: "service", weight: 0.4 }] }],
 * });
 * criteria.map(({ key, compositeWeight }) => [key, compositeWeight.toFixed(2)]);
 * // => [["loyalty", "1.00"], ["trust", "0.75"], ["satisfaction", "0.25"], ["sales", "0.15"], ["service", "0.10"]]
 * consistent;
 * // => true
 */
export function ahpHierarchy(tree: Criterion, options: HierarchyOptions = {}): AhpHierarchy {
  const placed = placeCriteria(tree);
  checkNames(placed, options);
  const weighed = placed.map((one) => weighChildren(one, placed, options));
  const local = new Array<number>(placed.length).fill(1);
  const composite = new Array<number>(placed.length).fill(1);
  for (const [i, { children }] of placed.entries()) {
    for (const [k, child] of children.entries()) {
      local[child] = weighed[i]!.weights[k]!;
      composite[child] = composite[i]! * local[child]!;
    }
  }
  const criteria = placed.map(({ criterion, level, parent, children }, i) => ({
    key: criterion.key,
    name: criterion.name,
    level,
    parent: parent === undefined ? undefined : placed[parent]!.criterion.key,
    children: children.map((child) => placed[child]!.criterion.key),
    weight: local[i]!,
    compositeWeight: composite[i]!,
    weighing: weighed[i]!.weighing,
    judged: weighed[i]!.judged,
  }));
  const depth = criteria.reduce((most, { level }) => Math.max(most, level), 0);
  const overall = consistencyOf(criteria);
  return {
    kind: "ahp-hierarchy",
    schemaVersion: 1,
    criteria,
    levels: Array.from({ length: depth }, (_, level) => ({ level, ...consistencyOf(criteria.filter((one) => one.level === level)) })),
    overall,
    consistent: overall.consistencyRatio <= 0.1,
    notes: criteria.flatMap(({ key, judged }) => (judged?.notes ?? []).map((note) => `${key}: ${note}`)),
  };
}

function checkNames(placed: readonly PlacedCriterion[], { judgements = {}, weights = {} }: HierarchyOptions): void {
  const parents = new Set(placed.filter(({ children }) => children.length > 0).map(({ criterion }) => criterion.key));
  for (const [field, record] of Object.entries({ judgements, weights }))
    for (const key of Object.keys(record)) if (!parents.has(key)) invalid(field, "named after criteria that have children", key);
}

interface Weighing {
  readonly weights: readonly number[];
  readonly weighing: "judged" | "given" | "equal" | undefined;
  readonly judged: Ahp | undefined;
}

function weighChildren({ criterion, children }: PlacedCriterion, placed: readonly PlacedCriterion[], options: HierarchyOptions): Weighing {
  const { key } = criterion;
  if (children.length === 0) return { weights: [], weighing: undefined, judged: undefined };
  const judgements = own(options.judgements, key);
  const weights = own(options.weights, key);
  if (judgements !== undefined && weights !== undefined) invalid(`weights of ${key}`, "absent: it has judgements", weights);
  if (judgements !== undefined) return judge(key, judgements, children.length, options);
  if (weights !== undefined) return give(key, weights, children.length);
  const written = children.map((child) => placed[child]!.criterion.weight);
  const some = written.some((weight) => weight !== undefined);
  if (criterion.judgements !== undefined) {
    if (some) invalid(`weights below ${key}`, "absent: it has judgements", written);
    return judge(key, criterion.judgements, children.length, options);
  }
  if (some) return give(key, written, children.length);
  return { weights: children.map(() => 1 / children.length), weighing: "equal", judged: undefined };
}

function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

function judge(key: string, judgements: Judgements, size: number, { method, randomIndex }: AhpOptions): Weighing {
  if (judgements.length !== size) invalid(`judgements of ${key}`, `a matrix of its ${size} children`, judgements.length);
  const judged = ahp(judgements, { ...(method && { method }), ...(randomIndex && { randomIndex }) });
  return { weights: judged.weights, weighing: "judged", judged };
}

function give(key: string, weights: readonly (number | undefined)[], size: number): Weighing {
  if (weights.length !== size) invalid(`weights of ${key}`, `one for each of its ${size} children`, weights.length);
  checkWeights(`weights below ${key}`, weights as readonly number[]);
  return { weights: weights as readonly number[], weighing: "given", judged: undefined };
}

function consistencyOf(criteria: readonly WeighedCriterion[]): Consistency {
  let consistencyIndex = 0;
  let randomIndex = 0;
  for (const { compositeWeight, judged } of criteria) {
    consistencyIndex += compositeWeight * (judged?.consistencyIndex ?? 0);
    randomIndex += compositeWeight * (judged?.randomIndex ?? 0);
  }
  return { consistencyIndex, randomIndex, consistencyRatio: consistencyIndex === 0 ? 0 : consistencyIndex / randomIndex };
}
