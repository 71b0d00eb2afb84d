/** Anything that scores points: our models, and functions for everything else. */
import { InvalidInputError, invalid } from "../errors.js";
import { exampleIds } from "./example-ids.js";
import { type ChurnModel, churnProbabilities } from "./model.js";
import type { ChurnExamples, Point, PointColumns } from "./points.js";

/** Scores for rows of points, one each: the higher, the likelier to leave. */
export type Scorer<Name extends string = string> = (points: readonly Point<Name>[]) => ArrayLike<number>;

/** What a learner makes of examples. */
export type Fitted<Name extends string = string> = ChurnModel<Name> | Scorer<Name>;

/** `(examples) => fitChurnForest(examples, { seed: 2 })`, or a function that learns whatever it likes. */
export type Learner<Name extends string = string, Result extends Fitted<Name> = Fitted<Name>> = (examples: ChurnExamples<Name>) => Result;

/** Points as rows or as columns. */
export type Points<Name extends string = string> = readonly Point<Name>[] | PointColumns<Name>;

/** The points of the examples, in their shape. */
export function pointsOf<Name extends string>(examples: ChurnExamples<Name>): Points<Name> {
  return isRows(examples) ? examples.map((example) => example?.point) : examples.columns;
}

/** @throws InvalidInputError as `churnProbability`, and for a scorer that gives anything but one finite number for each point. */
export function scoresFor<Name extends string>(fitted: Fitted<Name>, points: Points<Name>, name = "score"): Float64Array {
  if (typeof fitted !== "function") return churnProbabilities(fitted, points);
  const rows = rowsOf(points);
  const scores = fitted(rows);
  if (scores?.length !== rows.length) invalid(name, `${rows.length} numbers, one for each point`, scores?.length);
  return Float64Array.from(scores, (score, row) => {
    if (typeof score === "number" && Number.isFinite(score)) return score;
    throw new InvalidInputError([{ row, field: name, expected: "a finite number", received: score }]);
  });
}

/** Examples at some places, in their shape. */
export function examplesAt<Name extends string>(examples: ChurnExamples<Name>, places: ArrayLike<number>): ChurnExamples<Name> {
  if (isRows(examples)) return Array.from(places, (place) => examples[place]!);
  const picked = <Value>(column: ArrayLike<Value>): Value[] => Array.from(places, (place) => column[place]!);
  const columns = Object.fromEntries(
    Object.entries<PointColumns[string]>(examples.columns).map(([name, column]) => [name, picked(column)]),
  );
  return {
    columns: columns as PointColumns as PointColumns<Name>,
    churned: picked(examples.churned),
    ...(examples.customerId === undefined ? {} : { customerId: picked(examples.customerId) }),
  };
}

/** Labels as they are given. */
export function labelsOf(examples: ChurnExamples): ArrayLike<boolean | number> {
  return isRows(examples) ? examples.map((example) => example?.churned) : examples.churned;
}

/** Customer ids as text; undefined when no example has one. */
export function idsOf(examples: ChurnExamples): string[] | undefined {
  if (isRows(examples)) return exampleIds(examples.length, (row) => examples[row]?.customerId);
  const { customerId } = examples;
  return customerId === undefined ? undefined : exampleIds(customerId.length, (row) => customerId[row]);
}

function rowsOf<Name extends string>(points: Points<Name>): readonly Point<Name>[] {
  if (isRows(points)) return points;
  const names = Object.keys(points) as Name[];
  const length = names.length === 0 ? 0 : points[names[0]!].length;
  return Array.from({ length }, (_, row) => {
    const entries = names.map((name) => {
      const value = points[name][row];
      return [name, Number.isNaN(value) ? undefined : value] as const;
    });
    return Object.fromEntries(entries) as Point<Name>;
  });
}

function isRows<Row>(rows: readonly Row[] | object): rows is readonly Row[] {
  return Array.isArray(rows);
}
