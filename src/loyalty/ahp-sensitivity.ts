/**
 * How far a weight may move before the ranking changes: its siblings keep their proportions, so every score is a straight line in
 * the weight.
 *
 * [1] Triantaphyllou, E. & Sánchez, A. (1997). A sensitivity analysis approach for some deterministic multi-criteria decision-making
 *     methods. Decision Sciences 28(1), 151-194.
 */
import { invalid } from "../errors.js";
import { compensatedSum } from "../math/sum.js";
import type { AhpHierarchy } from "./ahp-hierarchy.js";
import { checkRespondent, checkRespondents } from "./answers.js";

export interface Alternative<Name extends string = string> {
  readonly name: Name;
  /** A number for each leaf, more is better, all on one scale. */
  readonly scores: Readonly<Record<string, number>>;
}

export interface Reversal {
  /** The weight among its siblings at which the two are equal. */
  readonly at: number;
  /** `at` less the present weight. */
  readonly change: number;
  /** Who is ahead now, and who is ahead beyond `at`. */
  readonly ahead: string;
  readonly behind: string;
}

export interface WeightSensitivity {
  readonly key: string;
  /** Among its siblings. */
  readonly weight: number;
  /** The present best stays the best (or one of them) while the weight is in this range, within 0 to 1. */
  readonly bestFrom: number;
  readonly bestTo: number;
  /** Every pair that changes places, the smallest change first. */
  readonly reversals: readonly Reversal[];
}

export interface AhpSensitivity<Name extends string = string> {
  /** Best first; equal scores in the order given. */
  readonly ranking: readonly { readonly name: Name; readonly score: number }[];
  /** Every criterion that has siblings, in the tree's order. */
  readonly criteria: readonly WeightSensitivity[];
  /** The smallest change of one weight that makes another alternative the best; undefined when none does. */
  readonly critical: { readonly key: string; readonly change: number } | undefined;
}

/**
 * The ranking of alternatives by a weighed tree, and its sensitivity to each weight.
 *
 * @throws InvalidInputError for no alternative, a name that is repeated, or a leaf without a finite score
 * @example
 * const tree = { key: "supplier", children: [{ key: "price", weight: 0.6 }, { key: "quality", weight: 0.4 }] };
 * const { ranking, critical } = ahpSensitivity(ahpHierarchy(tree), [
 *   { name: "a", scores: { price: 8, quality: 4 } },
 *   { name: "b", scores: { price: 4, quality: 8 } },
 * ]);
 * [ranking[0].name, critical.key, critical.change];
 * // => ["a", "price", -0.09999999999999998]
 */
export function ahpSensitivity<const Name extends string>(
  hierarchy: Pick<AhpHierarchy, "criteria">,
  alternatives: readonly Alternative<Name>[],
): AhpSensitivity<Name> {
  const { criteria } = hierarchy;
  checkRespondents("alternatives", alternatives);
  if (alternatives.length === 0) invalid("alternatives", "at least one", alternatives);
  if (new Set(alternatives.map(({ name }) => name)).size < alternatives.length)
    invalid(
      "alternatives",
      "of different names",
      alternatives.map(({ name }) => name),
    );
  const values = alternatives.map((alternative, row) => valuesOf(criteria, alternative, row));
  const at = new Map(criteria.map(({ key }, i) => [key, i]));
  const totals = values.map((value) => value[0]!);
  const order = alternatives.map((_, i) => i).sort((a, b) => totals[b]! - totals[a]!);
  const sensitivities = criteria.flatMap(({ key, parent, weight }, i) => {
    if (parent === undefined) return [];
    const above = at.get(parent)!;
    const siblings = criteria[above]!.children.filter((child) => child !== key).map((child) => at.get(child)!);
    if (siblings.length === 0) return [];
    const rest = compensatedSum(siblings.map((sibling) => criteria[sibling]!.weight));
    // Score at weight t: start + t · slope.
    const lines = values.map((value, a) => {
      const others =
        rest > 0 ? siblings.map((s) => (criteria[s]!.weight / rest) * value[s]!) : siblings.map((s) => value[s]! / siblings.length);
      const other = compensatedSum(others);
      const slope = criteria[above]!.compositeWeight * (value[i]! - other);
      return { start: totals[a]! - weight * slope, slope };
    });
    return [sensitivityOf(key, weight, lines, order, alternatives)];
  });
  const changes = sensitivities.flatMap(({ key, weight, bestFrom, bestTo }) => [
    ...(bestFrom > 0 ? [{ key, change: bestFrom - weight }] : []),
    ...(bestTo < 1 ? [{ key, change: bestTo - weight }] : []),
  ]);
  return {
    ranking: order.map((a) => ({ name: alternatives[a]!.name, score: totals[a]! })),
    criteria: sensitivities,
    // Of two siblings the changes mirror each other: the first in the tree is named.
    critical: changes.reduce<AhpSensitivity["critical"]>(
      (least, one) => (least === undefined || Math.abs(one.change) < Math.abs(least.change) - 1e-12 ? one : least),
      undefined,
    ),
  };
}

/** The value of every criterion for one alternative: leaves as given, parents as weighted means. */
function valuesOf(criteria: AhpHierarchy["criteria"], { scores }: Alternative, row: number): number[] {
  checkRespondent("scores", scores, row);
  const values = new Array<number>(criteria.length).fill(0);
  const at = new Map(criteria.map(({ key }, i) => [key, i]));
  for (let i = criteria.length - 1; i >= 0; i--) {
    const { key, children } = criteria[i]!;
    if (children.length > 0) {
      values[i] = compensatedSum(children.map((child) => criteria[at.get(child)!]!.weight * values[at.get(child)!]!));
      continue;
    }
    const score = Object.hasOwn(scores, key) ? scores[key] : undefined;
    if (!Number.isFinite(score)) invalid(`scores.${key}`, "a finite number", score, row);
    values[i] = score!;
  }
  return values;
}

function sensitivityOf(
  key: string,
  weight: number,
  lines: readonly { readonly start: number; readonly slope: number }[],
  order: readonly number[],
  alternatives: readonly Alternative[],
): WeightSensitivity {
  const reversals: Reversal[] = [];
  let bestFrom = 0;
  let bestTo = 1;
  for (const [k, ahead] of order.entries()) {
    for (const behind of order.slice(k + 1)) {
      const slope = lines[ahead]!.slope - lines[behind]!.slope;
      const start = lines[ahead]!.start - lines[behind]!.start;
      const equalAt = -start / slope;
      if (slope === 0 || !(equalAt >= 0 && equalAt <= 1)) continue;
      reversals.push({ at: equalAt, change: equalAt - weight, ahead: alternatives[ahead]!.name, behind: alternatives[behind]!.name });
      if (k > 0) continue;
      if (slope > 0) bestFrom = Math.max(bestFrom, Math.min(equalAt, weight));
      else bestTo = Math.min(bestTo, Math.max(equalAt, weight));
    }
  }
  reversals.sort((a, b) => Math.abs(a.change) - Math.abs(b.change));
  return { key, weight, bestFrom, bestTo, reversals };
}
