/** Points as numbers in the order of a model's features. */
import { invalid } from "../errors.js";
import { type IssueList, raise } from "./issue-list.js";
import { columnOf, columnSource, isRows, numberOf, rowSource } from "./point-columns.js";
import type { Feature, Point, PointColumns, Table, UnknownCategory } from "./points.js";

/** Points as columns of the features of a model. */
export function scoringTable(
  features: readonly Feature[],
  points: readonly Point[] | PointColumns,
  unknownCategory: UnknownCategory = "error",
): Table {
  assertUnknown(unknownCategory);
  const source = isRows(points) ? rowSource(points, (point) => point) : columnSource(points);
  const issues: IssueList = { issues: [], total: 0 };
  const columns = features.map((feature) => columnOf(feature, source, unknownCategory, issues));
  raise(issues);
  return { length: source.length, features, columns };
}

/** One point as numbers, in the order of the features. */
export function scoringRow(features: readonly Feature[], point: Point, unknownCategory: UnknownCategory = "error"): Float64Array {
  assertUnknown(unknownCategory);
  if (typeof point !== "object" || point === null) invalid("point", "an object of named features", point);
  return Float64Array.from(features, (feature) => {
    if (!Object.hasOwn(point, feature.name)) invalid(`point.${feature.name}`, "a key of the point (undefined where not known)", undefined);
    const read = numberOf(feature, point[feature.name], unknownCategory);
    return typeof read === "number" ? read : invalid(`point.${feature.name}`, read.expected, point[feature.name]);
  });
}

function assertUnknown(unknownCategory: UnknownCategory): void {
  if (unknownCategory !== "error" && unknownCategory !== "missing") invalid("unknownCategory", '"error" or "missing"', unknownCategory);
}
