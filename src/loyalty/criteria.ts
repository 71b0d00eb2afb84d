/** A tree of criteria: what is weighed against what, and what is measured at its leaves. */
import { invalid } from "../errors.js";
import { type BilingualName, checkList, checkRespondent } from "./answers.js";
import type { Judgements } from "./judgements.js";
import { checkScale, type Scale } from "./scales.js";

/**
 * How a leaf's number becomes 0 to 100. A `Scale` for answers: what is off it is an error. Bounds for measures: what is beyond
 * counts as the bound. A percentile is learned from the customers at hand: the share who have less, and half of those who have the same.
 */
export type LeafScale = Scale | { readonly kind: "bounds"; readonly from: number; readonly to: number } | { readonly kind: "percentile" };

export interface Criterion {
  /** Unique in the tree; at a leaf, the name of the measure. */
  readonly key: string;
  readonly name?: BilingualName;
  /** Among its siblings, which sum to 1; equal when none of them has one. */
  readonly weight?: number;
  /** Pairwise judgements of the children, in their order. */
  readonly judgements?: Judgements;
  readonly children?: readonly Criterion[];
  /** Of a leaf. */
  readonly scale?: LeafScale;
  /** Of a leaf: 100 is for the smallest number. */
  readonly lowerIsBetter?: boolean;
}

/** A criterion and where it stands; parents come before their children. */
export interface PlacedCriterion {
  readonly criterion: Criterion;
  readonly level: number;
  /** Position of the parent; undefined at the root. */
  readonly parent: number | undefined;
  /** Positions of the children. */
  readonly children: readonly number[];
}

/** The tree as a list, checked: keys are there and unique, leaves have no judgements, scales rise. */
export function placeCriteria(tree: Criterion): PlacedCriterion[] {
  const placed: { criterion: Criterion; level: number; parent: number | undefined; children: number[] }[] = [];
  const seen = new Set<string>();
  const visit = (criterion: Criterion, level: number, parent: number | undefined): void => {
    checkRespondent("criteria", criterion);
    const { key, children = [], scale } = criterion;
    checkList(`children of ${String(key)}`, children);
    if (typeof key !== "string" || key === "") invalid("key", "a name that is not empty", key);
    if (seen.has(key)) invalid("key", "unique in the tree", key);
    seen.add(key);
    if (children.length === 0 && criterion.judgements !== undefined)
      invalid(`judgements of ${key}`, "absent: it has no children", criterion.judgements);
    if (scale !== undefined) checkLeafScale(key, scale);
    const at = placed.push({ criterion, level, parent, children: [] }) - 1;
    if (parent !== undefined) placed[parent]!.children.push(at);
    for (const child of children) visit(child, level + 1, at);
  };
  visit(tree, 0, undefined);
  return placed;
}

export function checkLeafScale(key: string, scale: LeafScale): void {
  if (scale.kind === "scale" || scale.kind === "bounds") checkScale(`scale of ${key}`, scale);
  else if (scale.kind !== "percentile") invalid(`scale of ${key}`, "a scale, bounds or percentile", scale);
}
