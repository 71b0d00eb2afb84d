/** A weighted customer satisfaction index over a tree of items. */

import type { HierarchyOptions } from "./ahp-hierarchy.js";
import { type Answer, checkRespondents } from "./answers.js";
import type { Criterion } from "./criteria.js";
import { type IndexSummary, indexScores } from "./index-scores.js";
import { fitIndexSystem } from "./index-system.js";
import type { Scale } from "./scales.js";

/**
 * Customer satisfaction index, 0 to 100: answers on one scale, weighed over a tree of items, each level visible. A respondent's
 * missing answers share their weight out; the index is the mean over respondents.
 *
 * @param tree items as leaves; weights given, judged in pairs, or equal
 * @param answers one object per respondent: an answer for each leaf, by its key
 * @throws InvalidInputError for an answer off the scale, with the row, and as `fitIndexSystem`
 * @example
 * const tree = {
 *   key: "csi",
 *   children: [
 *     { key: "product", weight: 0.7, children: [{ key: "taste" }, { key: "freshness" }] },
 *     { key: "delivery", weight: 0.3 },
 *   ],
 * };
 * const { index, weakest } = csi(tree, [{ taste: 5, freshness: 4, delivery: 2 }], { scale: SATISFACTION_5 });
 * index.toFixed(2);
 * // => "68.75"
 * weakest;
 * // => ["delivery", "freshness"]
 */
export function csi(
  tree: Criterion,
  answers: readonly Readonly<Record<string, Answer>>[],
  options: HierarchyOptions & { readonly scale: Scale },
): IndexSummary {
  checkRespondents("answers", answers);
  const system = fitIndexSystem(tree, [], options);
  return indexScores(
    system,
    answers.map((answer, customerId) => ({ ...answer, customerId })),
  ).total;
}
