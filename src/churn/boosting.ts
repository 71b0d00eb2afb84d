/**
 * Gradient boosting for churn: trees that each correct the log-odds left by those before, on histograms, the leaf with the largest
 * gain first.
 *
 * - [1] Friedman, J. H. (2001). Greedy function approximation: a gradient boosting machine. Annals of Statistics 29(5), 1189–1232.
 * - [2] Chen, T. & Guestrin, C. (2016). XGBoost. KDD: second-order steps.
 * - [3] Ke, G. et al. (2017). LightGBM. NeurIPS 30: histograms, leaf-wise growth.
 */

import { checkCount, checkNotNegative, checkPositive } from "../math/checks.js";
import { random as generator } from "../math/random.js";
import { binned } from "./binning.js";
import { type ClassWeights, labelWeights } from "./class-weights.js";
import { grower, noTrees } from "./grow.js";
import type { ChurnExamples, Feature, TableOptions, TrainingTable } from "./points.js";
import { importanceOf, type TrainingReport, trainingReport } from "./report.js";
import { share } from "./settings.js";
import { stoppingRows } from "./stopping.js";
import { trainingTable } from "./training-table.js";
import { leafOf, type Trees } from "./trees.js";

export interface BoostingOptions<Name extends string = string> extends TableOptions<Name> {
  /** Most trees. 200. */
  readonly trees?: number;
  /** Share of each step that is taken: the smaller, the more trees are needed, and the better they usually are. 0.05. */
  readonly learningRate?: number;
  /** Of one tree: 6, as many interactions as a few thousand customers can teach. */
  readonly maxLeaves?: number;
  /** No limit beside the leaves. */
  readonly maxDepth?: number;
  /** Least weight of the rows in a leaf. 20. */
  readonly minLeaf?: number;
  /** λ of [2]: pulls steps towards 0. 1. */
  readonly ridge?: number;
  /** Features looked at for each split: √(number of features), rounded down. */
  readonly featuresPerSplit?: number;
  /**
   * Stops when so many further trees did not lower the log-loss of customers set aside; then the best number of trees is grown
   * on all. `false`: grow them all. 10.
   */
  readonly patience?: number | false;
  /** Share of customers set aside for that. 0.1. */
  readonly stoppingShare?: number;
  readonly classWeights?: ClassWeights;
  /** 1. */
  readonly seed?: number | string;
}

/** Plain JSON: log-odds are `base` plus the sum of the trees' leaves. */
export interface ChurnBoosting<Name extends string = string> {
  readonly kind: "churn-boosting";
  readonly schemaVersion: 1;
  readonly features: readonly Feature<Name>[];
  readonly base: number;
  readonly trees: Trees;
}

export interface BoostingReport<Name extends string = string> extends TrainingReport {
  readonly seed: number | string;
  /** Share of each feature in the gains; they sum to 1. */
  readonly importance: Readonly<Record<Name, number>>;
  /** Mean log-loss of those set aside after 0, 1 … trees; undefined without early stopping. */
  readonly stoppingLoss: readonly number[] | undefined;
}

/**
 * Boosted trees for churn. Missing values and categories are used as they are.
 *
 * @throws InvalidInputError with row and field for bad values, for one class only, and for options that cannot be.
 *
 * @example
 * const examples = Array.from({ length: 400 }, (_, i) => ({ point: { recency: i % 50, plan: i % 3 ? "a" : "b" }, churned: i % 50 > 30 }));
 * const model = fitChurnBoosting(examples);
 * churnProbability(model, { recency: 45, plan: "a" }) > 0.9; // => true
 */
export function fitChurnBoosting<Name extends string>(
  examples: ChurnExamples<Name>,
  options: BoostingOptions<Name> = {},
): ChurnBoosting<Name> & BoostingReport<Name> {
  const settings = settingsOf(options);
  const table = trainingTable(examples, options);
  const report = trainingReport(table);
  const weights = labelWeights(table, options.classWeights);
  const { patience, stoppingShare, seed } = settings;
  const aside = patience === false ? undefined : stoppingRows(table, stoppingShare, seed);
  const losses = aside === undefined ? undefined : boosted(table, weights, settings, aside).losses;
  const count = losses === undefined ? settings.trees : losses.indexOf(Math.min(...losses));
  const { base, trees, gains } = boosted(table, weights, { ...settings, trees: count });
  const features = table.features as readonly Feature<Name>[];
  return {
    kind: "churn-boosting",
    schemaVersion: 1,
    features,
    base,
    trees,
    ...report,
    seed,
    importance: importanceOf(features, gains),
    stoppingLoss: losses,
  };
}

type Settings = ReturnType<typeof settingsOf>;

function settingsOf(options: BoostingOptions) {
  const { trees = 200, learningRate = 0.05, maxLeaves = 6, maxDepth = 1000, minLeaf = 20, ridge = 1 } = options;
  const { featuresPerSplit, patience = 10, stoppingShare = 0.1, seed = 1 } = options;
  checkCount("trees", trees, 1);
  share("learningRate", learningRate);
  checkCount("maxLeaves", maxLeaves, 2);
  checkCount("maxDepth", maxDepth, 1);
  checkPositive("minLeaf", minLeaf);
  checkNotNegative("ridge", ridge);
  if (featuresPerSplit !== undefined) checkCount("featuresPerSplit", featuresPerSplit, 1);
  if (patience !== false) checkCount("patience", patience, 1);
  share("stoppingShare", stoppingShare);
  return { trees, learningRate, maxLeaves, maxDepth, minLeaf, ridge, featuresPerSplit, patience, stoppingShare, seed };
}

/** Boosts on the rows that are not set aside; `losses` are those of the rows that are. */
function boosted(table: TrainingTable, weights: Float64Array, settings: Settings, aside?: Uint8Array) {
  const { length, churned } = table;
  const inside = Float64Array.from(weights, (weight, row) => (aside?.[row] === 1 ? 0 : weight));
  const trees = noTrees();
  const gains = new Float64Array(table.features.length);
  const featuresPerSplit = settings.featuresPerSplit ?? Math.max(1, Math.floor(Math.sqrt(table.features.length)));
  const grown = grower(binned(table, inside), { ...settings, featuresPerSplit, cover: "size" }, trees, gains);
  const dice = generator(settings.seed);
  const training = rowsWhere(length, (row) => inside[row]! > 0);
  const judged = rowsWhere(length, (row) => aside?.[row] === 1 && weights[row]! > 0);
  const base = logOddsOf(churned, inside);
  const odds = new Float64Array(length).fill(base);
  const statistics = new Float64Array(3 * length);
  const losses = judged.length === 0 ? undefined : [lossOf(odds, churned, weights, judged)];
  const patience = settings.patience === false ? settings.trees : settings.patience;
  const point = new Float64Array(table.columns.length);
  const categorical = table.features.map(({ kind }) => kind === "category");
  for (let tree = 0; tree < settings.trees; tree++) {
    for (const row of training) {
      const p = 1 / (1 + Math.exp(-odds[row]!));
      statistics[3 * row] = inside[row]! * (churned[row]! - p);
      statistics[3 * row + 1] = inside[row]! * p * (1 - p);
      statistics[3 * row + 2] = inside[row]!;
    }
    const from = trees.value.length;
    grown.grow(training, statistics, dice, (value, rows) => {
      for (const row of rows) odds[row]! += settings.learningRate * value;
    });
    for (let node = from; node < trees.value.length; node++) trees.value[node]! *= settings.learningRate;
    if (losses === undefined) continue;
    for (const row of judged) {
      table.columns.forEach((column, f) => {
        point[f] = column[row]!;
      });
      odds[row]! += trees.value[leafOf(trees, trees.roots[tree]!, categorical, point)]!;
    }
    losses.push(lossOf(odds, churned, weights, judged));
    if (losses.length - 1 - losses.indexOf(Math.min(...losses)) >= patience) break;
  }
  return { base, trees, gains, losses };
}

function rowsWhere(length: number, holds: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length }, (_, row) => row).filter(holds);
}

function logOddsOf(churned: Float64Array, weights: Float64Array): number {
  let left = 0;
  let stayed = 0;
  weights.forEach((weight, row) => {
    if (churned[row] === 1) left += weight;
    else stayed += weight;
  });
  // half an example of each class, for those who set aside the last of one
  return Math.log((left || 0.5) / (stayed || 0.5));
}

/** Mean log-loss from log-odds, with nothing to clip. */
function lossOf(odds: Float64Array, churned: Float64Array, weights: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  let total = 0;
  for (const row of rows) {
    const against = churned[row] === 1 ? -odds[row]! : odds[row]!;
    sum += weights[row]! * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
    total += weights[row]!;
  }
  return sum / total;
}
