/** The verbs of every churn model: a probability for one customer, or for all. */
import type { ChurnForest } from "./forest.js";
import { type Point, type PointColumns, scoringRow, scoringTable, type Table, type UnknownCategory } from "./points.js";
import { sumOfLeaves, sumOfLeavesAt } from "./trees.js";

export type ChurnModel<Name extends string = string> = ChurnForest<Name>;

export function churnProbability<Name extends string>(
  model: ChurnModel<Name>,
  point: Point<Name>,
  unknownCategory?: UnknownCategory,
): number {
  const row = scoringRow(model.features, point, unknownCategory);
  return sumOfLeavesAt(model.trees, categoricalOf(model), row) / model.trees.roots.length;
}

export function churnProbabilities<Name extends string>(
  model: ChurnModel<Name>,
  points: readonly Point<Name>[] | PointColumns<Name>,
  unknownCategory?: UnknownCategory,
): Float64Array {
  return probabilitiesOf(model, scoringTable(model.features, points, unknownCategory));
}

export function probabilitiesOf(model: ChurnModel, table: Table): Float64Array {
  const trees = model.trees.roots.length;
  return sumOfLeaves(model.trees, categoricalOf(model), table).map((sum) => sum / trees);
}

function categoricalOf({ features }: ChurnModel): boolean[] {
  return features.map(({ kind }) => kind === "category");
}
