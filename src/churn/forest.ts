/**
 * A random forest for churn: trees on bootstrap samples, a random choice of features at each split, probabilities as the mean of
 * the leaves' shares (not of votes).
 *
 * - [1] Breiman, L. (2001). Random forests. Machine Learning 45, 5–32. doi:10.1023/A:1010933404324
 * - [2] Ke, G. et al. (2017). LightGBM. NeurIPS 30: splits from histograms.
 * - [3] Malley, J. D. et al. (2012). Probability machines. Methods Inf. Med. 51(1), 74–81: leaf means estimate probabilities, and
 *   want more than a row or two in a leaf.
 */

import { checkCount } from "../math/checks.js";
import { fork, random as generator, type Random } from "../math/random.js";
import { binned } from "./binning.js";
import { type ClassWeights, labelWeights } from "./class-weights.js";
import { grower, noTrees, type RowStatistics } from "./grow.js";
import { type OutOfBagScore, outOfBag } from "./out-of-bag.js";
import type { ChurnExamples, Feature, TableOptions } from "./points.js";
import { importanceOf, type TrainingReport, trainingReport } from "./report.js";
import { trainingTable } from "./training-table.js";
import type { Trees } from "./trees.js";

export interface ForestOptions<Name extends string = string> extends TableOptions<Name> {
  /** 100. */
  readonly trees?: number;
  /** Least number of rows in a leaf: 5, since probabilities are wanted, not votes [3]. */
  readonly minLeaf?: number;
  /** Deepest leaf, the root being 0; no limit. */
  readonly maxDepth?: number;
  /** Features looked at for each split: √(number of features), rounded down. */
  readonly featuresPerSplit?: number;
  /** `"balanced"`: both classes weigh the same, which lifts every probability; or a factor for each. All 1. */
  readonly classWeights?: ClassWeights;
  /** 1. */
  readonly seed?: number | string;
}

/** Plain JSON. `trees` are flat arrays: see `Trees`. */
export interface ChurnForest<Name extends string = string> {
  readonly kind: "churn-forest";
  readonly schemaVersion: 1;
  readonly features: readonly Feature<Name>[];
  readonly trees: Trees;
}

export interface ForestReport<Name extends string = string> extends TrainingReport {
  readonly seed: number | string;
  /** Share of each feature in the decrease of the Gini impurity; they sum to 1. */
  readonly importance: Readonly<Record<Name, number>>;
  /** Judged on the trees that did not see a row. */
  readonly outOfBag: OutOfBagScore;
}

/**
 * A forest of churn. Missing values and categories are used as they are.
 *
 * @throws InvalidInputError with row and field for bad values, for one class only, and for options that cannot be.
 *
 * @example
 * const examples = Array.from({ length: 200 }, (_, i) => ({ point: { recency: i % 50, plan: i % 3 ? "a" : "b" }, churned: i % 50 > 30 }));
 * const forest = fitChurnForest(examples, { trees: 20 });
 * churnProbability(forest, { recency: 45, plan: "a" }) > 0.9; // => true
 */
export function fitChurnForest<Name extends string>(
  examples: ChurnExamples<Name>,
  options: ForestOptions<Name> = {},
): ChurnForest<Name> & ForestReport<Name> {
  const { trees: count = 100, minLeaf = 5, maxDepth = 1000, seed = 1 } = options;
  checkCount("trees", count, 1);
  checkCount("minLeaf", minLeaf, 1);
  checkCount("maxDepth", maxDepth, 1);
  const table = trainingTable(examples, options);
  const { features } = table;
  const featuresPerSplit = options.featuresPerSplit ?? Math.max(1, Math.floor(Math.sqrt(features.length)));
  checkCount("featuresPerSplit", featuresPerSplit, 1);
  const report = trainingReport(table);
  const weights = labelWeights(table, options.classWeights);
  const columns = binned(table, weights);
  const trees = noTrees();
  const gains = new Float64Array(features.length);
  const forest = grower(columns, { featuresPerSplit, maxDepth, minLeaf, ridge: 0, cover: "curvature" }, trees, gains);
  const dice = generator(seed);
  const bag = outOfBag(table);
  for (let tree = 0; tree < count; tree++) {
    const own = fork(dice);
    const drawn = bootstrap(table.length, own);
    forest.grow(drawn.rows, sampleStatistics(drawn.counts, table.churned, weights), own);
    bag.add(trees, trees.roots[tree]!, drawn.counts);
  }
  return {
    kind: "churn-forest",
    schemaVersion: 1,
    features: features as readonly Feature<Name>[],
    trees,
    ...report,
    seed,
    importance: importanceOf(features as readonly Feature<Name>[], gains),
    outOfBag: bag.judge(table),
  };
}

/** How often each row was drawn, and the rows that were, in order. */
function bootstrap(length: number, random: Random): { readonly counts: Uint16Array; readonly rows: Uint32Array } {
  const counts = new Uint16Array(length);
  for (let i = 0; i < length; i++) counts[Math.floor(random() * length)]!++;
  let distinct = 0;
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) if (counts[row]! > 0) rows[distinct++] = row;
  return { counts, rows: rows.subarray(0, distinct) };
}

function sampleStatistics(counts: Uint16Array, churned: Float64Array, weights: Float64Array): RowStatistics {
  const statistics = new Float64Array(3 * counts.length);
  for (let row = 0; row < counts.length; row++) {
    const weight = counts[row]! * weights[row]!;
    statistics[3 * row] = weight * churned[row]!;
    statistics[3 * row + 1] = weight;
    statistics[3 * row + 2] = weight > 0 ? 1 : 0;
  }
  return statistics;
}
