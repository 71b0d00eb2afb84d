/** The verbs of every churn model: a probability for one customer, or for all. */
import type { ChurnBoosting } from "./boosting.js";
import type { ChurnForest } from "./forest.js";
import { type ChurnLogistic, logOddsAt } from "./logistic.js";
import { type Point, type PointColumns, scoringRow, scoringTable, type Table, type UnknownCategory } from "./points.js";
import { sumOfLeaves, sumOfLeavesAt } from "./trees.js";

export type ChurnModel<Name extends string = string> = ChurnForest<Name> | ChurnBoosting<Name> | ChurnLogistic<Name>;

export function churnProbability<Name extends string>(
  model: ChurnModel<Name>,
  point: Point<Name>,
  unknownCategory?: UnknownCategory,
): number {
  const row = scoringRow(model.features, point, unknownCategory);
  if (model.kind === "churn-logistic") return logistic(logOddsAt(model, (feature) => row[feature]!));
  return linked(model)(sumOfLeavesAt(model.trees, categoricalOf(model), row));
}

export function churnProbabilities<Name extends string>(
  model: ChurnModel<Name>,
  points: readonly Point<Name>[] | PointColumns<Name>,
  unknownCategory?: UnknownCategory,
): Float64Array {
  return probabilitiesOf(model, scoringTable(model.features, points, unknownCategory));
}

export function probabilitiesOf(model: ChurnModel, table: Table): Float64Array {
  if (model.kind === "churn-logistic") {
    return new Float64Array(table.length).map((_, row) => logistic(logOddsAt(model, (feature) => table.columns[feature]![row]!)));
  }
  return sumOfLeaves(model.trees, categoricalOf(model), table).map(linked(model));
}

/** From the sum of the leaves to a probability. */
function linked(model: ChurnForest | ChurnBoosting): (sum: number) => number {
  if (model.kind === "churn-boosting") return (sum) => logistic(model.base + sum);
  const trees = model.trees.roots.length;
  return (sum) => sum / trees;
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function categoricalOf({ features }: ChurnModel): boolean[] {
  return features.map(({ kind }) => kind === "category");
}
