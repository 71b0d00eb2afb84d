/**
 * Which examples are judged together: k parts of about equal size and churn rate, each customer whole in one of them.
 *
 * - [1] Kohavi, R. (1995). A study of cross-validation and bootstrap for accuracy estimation and model selection. IJCAI, 1137–1143:
 *   stratified folds.
 */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { fork, random, shuffle } from "../math/random.js";
import { idsOf, labelsOf } from "./fitted.js";
import type { ChurnExamples } from "./points.js";
import { scored } from "./scored.js";

export interface FoldOptions {
  /** How many parts (5), or the part of each example, counted from 0. */
  readonly folds?: number | ArrayLike<number>;
  /** 1. */
  readonly seed?: number | string;
}

/**
 * The fold of each example, 0 … k − 1: customers on one side, both classes spread evenly [1]. With customer ids the order of the
 * examples does not matter.
 *
 * @throws InvalidInputError for folds that are not whole numbers or leave one empty, and for fewer customers than folds.
 *
 * @example
 * const examples = Array.from({ length: 40 }, (_, i) => ({ customerId: i % 20, point: { recency: i }, churned: i % 20 < 5 }));
 * const fold = churnFolds(examples, { folds: 5 });
 * examples.every((_, i) => fold[i] === fold[(i + 20) % 40]); // => true
 * examples.filter(({ churned }, i) => churned && fold[i] === 0).length; // => 2
 */
export function churnFolds(examples: ChurnExamples, { folds = 5, seed = 1 }: FoldOptions = {}): Uint32Array {
  const labels = labelsOf(examples);
  if (typeof folds !== "number") return given(folds, labels.length);
  checkCount("folds", folds, 2);
  const { labels: churned } = scored(new Float64Array(labels.length), labels, "score");
  const ids = idsOf(examples);
  const customers = new Map<string | number, number[]>();
  for (let row = 0; row < churned.length; row++) {
    const id = ids === undefined ? row : ids[row]!;
    const rows = customers.get(id);
    if (rows === undefined) customers.set(id, [row]);
    else rows.push(row);
  }
  if (customers.size < folds) invalid("folds", `at most ${customers.size}, the number of customers`, folds);
  const sorted = [...customers].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, rows]) => rows);
  // customers with as many examples and as many of them churned are alike
  const strata = new Map<string, number[][]>();
  for (const rows of sorted) {
    const key = `${rows.length} ${rows.reduce((sum, row) => sum + churned[row]!, 0)}`;
    const stratum = strata.get(key);
    if (stratum === undefined) strata.set(key, [rows]);
    else stratum.push(rows);
  }
  const dice = random(seed);
  const fold = new Uint32Array(churned.length);
  let next = 0;
  for (const [, stratum] of [...strata].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const rows of shuffle(fork(dice), stratum)) {
      for (const row of rows) fold[row] = next;
      next = (next + 1) % folds;
    }
  }
  return fold;
}

function given(folds: ArrayLike<number>, length: number): Uint32Array {
  if (folds.length !== length) invalid("folds", `${length} numbers, one for each example`, folds.length);
  const fold = Uint32Array.from(folds, (value, row) =>
    Number.isSafeInteger(value) && value >= 0 && value < length ? value : invalid("folds", "a whole number, 0 or more", value, row),
  );
  const parts = new Set(fold);
  const count = fold.reduce((most, value) => Math.max(most, value), -1) + 1;
  if (count < 2) invalid("folds", "at least two parts", count);
  for (let part = 0; part < count; part++) if (!parts.has(part)) invalid("folds", `an example in each part, also in ${part}`, 0);
  return fold;
}
