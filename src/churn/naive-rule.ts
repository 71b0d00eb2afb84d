/** The rival that needs no model: one number that a shopkeeper would look at. */
import { invalid } from "../errors.js";
import { type Points, pointsOf, type Scorer } from "./fitted.js";
import type { ChurnExamples } from "./points.js";

/** A rule without a model: a numeric feature (the higher, the likelier to leave; unknown lowest), or any scores. */
export type NaiveRule<Name extends string = string> = Name | Scorer<Name>;

const OVERDUE = "overdueRatio";

/** The rule as a scorer; undefined where there is none. */
export function naiveScorer<Name extends string>(
  examples: ChurnExamples<Name>,
  naive: NaiveRule<Name> | false | undefined,
): Scorer<Name> | undefined {
  if (typeof naive === "function") return naive;
  const names = namesOf(pointsOf(examples));
  if (naive === false || (naive === undefined && !names.includes(OVERDUE))) return undefined;
  const name = (naive ?? OVERDUE) as Name;
  if (!names.includes(name)) invalid("naive", `one of ${names.join(", ")}, or a function`, name);
  return (points) =>
    points.map((point, row) => {
      const value = point[name];
      if (value === undefined || value === null) return -Number.MAX_VALUE;
      return typeof value === "number" ? value : invalid(`point.${name}`, "a number, as the naive rule needs", value, row);
    });
}

function namesOf(points: Points): string[] {
  return Object.keys((Array.isArray(points) ? points[0] : points) ?? {});
}
