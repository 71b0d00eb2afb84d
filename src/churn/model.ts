/** The verbs of every churn model: a probability for one customer, or for all. */
import type { ChurnBlend } from "./blend.js";
import type { ChurnBoosting } from "./boosting.js";
import type { ChurnForest } from "./forest.js";
import { sumOfLeaves } from "./leaf-sums.js";
import { type ChurnLogistic, logOddsAt } from "./logistic.js";
import type { Point, PointColumns, Table, UnknownCategory } from "./points.js";
import { assertModel, assertTrees } from "./saved-model.js";
import { scoringRow, scoringTable } from "./scoring-table.js";
import { sumOfLeavesAt } from "./trees.js";

export type ChurnModel<Name extends string = string> = ChurnForest<Name> | ChurnBoosting<Name> | ChurnLogistic<Name> | ChurnBlend<Name>;

/**
 * P(churned) of one customer.
 *
 * @param unknownCategory what to do with a category that the training data did not have: "error" (default), or "missing" reads it as
 * not known
 * @throws InvalidInputError for a key that is absent, and for values that cannot be; `undefined` is a value that is not known. And for
 * a model of another kind or version, or of parts that do not fit (nodes of trees are only looked at by `churnProbabilities`).
 *
 * @example
 * const stump = [{ cover: 10, value: 0.4, feature: 0, threshold: 30, left: 1, right: 2 }, { cover: 6, value: 0.1 }, { cover: 4, value: 0.85 }];
 * churnProbability(forestFromNodes([stump], ["recency"]), { recency: 12 }); // => 0.1
 */
export function churnProbability<Name extends string>(
  model: ChurnModel<Name>,
  point: Point<Name>,
  unknownCategory?: UnknownCategory,
): number {
  assertModel(model);
  return probabilityAt(model, scoringRow(model.features, point, unknownCategory));
}

/**
 * P(churned) of many customers, given as rows or as columns of one length.
 *
 * @throws InvalidInputError with row and field, as `churnProbability`.
 *
 * @example
 * const stump = [{ cover: 10, value: 0.4, feature: 0, threshold: 30, left: 1, right: 2 }, { cover: 6, value: 0.1 }, { cover: 4, value: 0.85 }];
 * churnProbabilities(forestFromNodes([stump], ["recency"]), { recency: [12, 50] }); // => [0.1, 0.85]
 */
export function churnProbabilities<Name extends string>(
  model: ChurnModel<Name>,
  points: readonly Point<Name>[] | PointColumns<Name>,
  unknownCategory?: UnknownCategory,
): Float64Array {
  assertModel(model);
  return probabilitiesOf(model, scoringTable(model.features, points, unknownCategory));
}

/** Of a table in the order of the model's features. */
export function probabilitiesOf(model: ChurnModel, table: Table): Float64Array {
  if (model.kind === "churn-forest") {
    const trees = model.trees.roots.length;
    assertTrees(model.trees, table.columns.length);
    return sumOfLeaves(model.trees, categoricalOf(model), table).map((sum) => sum / trees);
  }
  return logOddsOf(model, table).map(logistic);
}

function logOddsOf(model: Exclude<ChurnModel, ChurnForest>, table: Table): Float64Array {
  if (model.kind === "churn-boosting") {
    assertTrees(model.trees, table.columns.length);
    return sumOfLeaves(model.trees, categoricalOf(model), table).map((sum) => model.base + sum);
  }
  if (model.kind === "churn-logistic") {
    return new Float64Array(table.length).map((_, row) => logOddsAt(model, (feature) => table.columns[feature]![row]!));
  }
  const trees = logOddsOf(model.boosting, table);
  return logOddsOf(model.logistic, table).map((odds, row) => (odds + trees[row]!) / 2);
}

function probabilityAt(model: ChurnModel, row: Float64Array): number {
  if (model.kind === "churn-forest") return sumOfLeavesAt(model.trees, categoricalOf(model), row) / model.trees.roots.length;
  return logistic(logOddsOfRow(model, row));
}

/** Log-odds of one point, in the order of the features. */
export function logOddsOfRow(model: Exclude<ChurnModel, ChurnForest>, row: Float64Array): number {
  if (model.kind === "churn-boosting") return model.base + sumOfLeavesAt(model.trees, categoricalOf(model), row);
  if (model.kind === "churn-logistic") return logOddsAt(model, (feature) => row[feature]!);
  return (logOddsOfRow(model.logistic, row) + logOddsOfRow(model.boosting, row)) / 2;
}

export function categoricalOf({ features }: ChurnModel): boolean[] {
  return features.map(({ kind }) => kind === "category");
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
