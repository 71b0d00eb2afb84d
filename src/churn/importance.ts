/**
 * Which features a model lives on: how much its AUC falls when one of them is shuffled among the customers.
 *
 * - [1] Breiman, L. (2001). Random forests. Machine Learning 45, 5–32, section 10.
 * - [2] Fisher, A., Rudin, C. & Dominici, F. (2019). All models are wrong, but many are useful. JMLR 20(177): for any model.
 */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { fork, random, shuffle } from "../math/random.js";
import { auc } from "../math/ranking.js";
import { type Fitted, labelsOf, type Points, pointsOf, scoresFor } from "./fitted.js";
import type { ChurnExamples, PointColumns, PointValue } from "./points.js";
import { scored } from "./scored.js";

export interface ImportanceOptions<Name extends string = string> {
  /** Shuffles of each feature: 5. */
  readonly repeats?: number;
  /** 1. */
  readonly seed?: number | string;
  /** Which ones; those of the model, or all keys of the points. */
  readonly features?: readonly Name[];
}

export interface PermutationImportance<Name extends string = string> {
  readonly feature: Name;
  /** Mean fall of the AUC; near 0, or a little below, for a feature without use. */
  readonly drop: number;
  /** Of the repeats, divisor repeats − 1; undefined with one. */
  readonly standardDeviation: number | undefined;
}

/**
 * Permutation importance [2] of every feature, the largest fall first. Give it examples that the model was not trained on: on its own
 * training data it measures what was learned by heart as well. Features that say the same share their importance.
 *
 * @throws InvalidInputError for bad examples and options, and when one class only is there.
 *
 * @example
 * const examples = Array.from({ length: 200 }, (_, i) => ({ point: { recency: i % 50, shoe: (i * 7) % 13 }, churned: i % 50 > 30 }));
 * const [first, second] = permutationImportance((points) => points.map(({ recency }) => recency), examples);
 * first.feature; // => "recency"
 * second; // => { feature: "shoe", drop: 0, standardDeviation: 0 }
 */
export function permutationImportance<Name extends string>(
  fitted: Fitted<Name>,
  examples: ChurnExamples<Name>,
  options: ImportanceOptions<Name> = {},
): PermutationImportance<Name>[] {
  const { repeats = 5, seed = 1 } = options;
  checkCount("repeats", repeats, 1);
  const columns = columnsOf(pointsOf(examples));
  const names = Object.keys(columns) as Name[];
  const features = options.features ?? (typeof fitted === "function" ? names : fitted.features.map(({ name }) => name));
  features.forEach((name, i) => {
    if (!names.includes(name)) invalid(`features[${i}]`, `one of ${names.join(", ")}`, name);
  });
  const { scores, labels } = scored(scoresFor(fitted, columns), labelsOf(examples), "score");
  const area = auc(scores, labels);
  if (area === undefined) return invalid("churned", "true for some examples and false for others", labels[0] === 1);
  const dice = random(seed);
  const importance = features.map((feature) => {
    const own = fork(dice);
    const drops = Array.from({ length: repeats }, () => {
      const shuffled = shuffle(own, Array.from(columns[feature]));
      return area - auc(scoresFor(fitted, { ...columns, [feature]: shuffled }), labels)!;
    });
    const drop = drops.reduce((sum, value) => sum + value, 0) / repeats;
    const squares = drops.reduce((sum, value) => sum + (value - drop) ** 2, 0);
    return { feature, drop, standardDeviation: repeats > 1 ? Math.sqrt(squares / (repeats - 1)) : undefined };
  });
  return importance.sort((a, b) => b.drop - a.drop);
}

function columnsOf<Name extends string>(points: Points<Name>): PointColumns<Name> {
  if (!Array.isArray(points)) return points as PointColumns<Name>;
  const rows = points as readonly Readonly<Record<string, PointValue>>[];
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, rows.map((point) => point[name])])) as PointColumns as PointColumns<Name>;
}
