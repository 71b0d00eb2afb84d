/** Points as callers have them, rows of named numbers or columns, read one column at a time. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";

/** Points with at least these numbers: one record for each, or one column for each name. */
export type Points<Name extends string = string> = readonly Readonly<Record<Name, number>>[] | Readonly<Record<Name, ArrayLike<number>>>;

type RfmName = "recency" | "frequency" | "monetary";

/** The fields of a row that are numbers. */
export type NumberField<Row> = string & { [Key in keyof Row]-?: Row[Key] extends number ? Key : never }[keyof Row];
/** The columns of numbers. */
export type NumberColumn<Columns> = string &
  { [Key in keyof Columns]-?: Columns[Key] extends ArrayLike<number> ? Key : never }[keyof Columns];
/** Recency, frequency and monetary where a row has all three, else every number. */
export type UsualField<Row> = NumberField<Row> & (Row extends Readonly<Record<RfmName, number>> ? RfmName : unknown);
/** The same of columns. */
export type UsualColumn<Columns> = NumberColumn<Columns> &
  (Columns extends Readonly<Record<RfmName, ArrayLike<number>>> ? RfmName : unknown);

const RFM: readonly RfmName[] = ["recency", "frequency", "monetary"];

/** How many points there are. */
export function countOf(points: Points, names: readonly string[]): number {
  if (isRows(points)) return points.length;
  if (typeof points !== "object" || points === null) invalid("points", "an array of records, or a record of columns", points);
  let count: number | undefined;
  for (const name of names) {
    const length = columnNamed(points, name).length;
    if (count !== undefined && length !== count) invalid(`points.${name}`, `a column of ${count} numbers, as ${names[0]}`, length);
    count = length;
  }
  return count ?? 0;
}

/** The names to use: those asked for; else recency, frequency and monetary where all are there; else everything that is a number in some point. */
export function featuresOf(points: Points, asked: readonly string[] | undefined): string[] {
  if (asked !== undefined) {
    if (!Array.isArray(asked) || asked.length === 0) invalid("features", "at least one name", asked);
    const wrong = asked.findIndex((name, i) => typeof name !== "string" || asked.indexOf(name) !== i);
    if (wrong >= 0) invalid("features", "different names", asked[wrong]);
    return [...asked];
  }
  const first: unknown = isRows(points) ? points[0] : points;
  return isRecord(first) && RFM.every((name) => Object.hasOwn(first, name)) ? [...RFM] : numbersOf(points);
}

/** Every name that carries a number in some point, in the order they come up: a point without it is at fault, not the name. */
export function numbersOf(points: Points): string[] {
  const names = new Set<string>();
  if (isRows(points)) {
    if (points.length === 0) return [];
    for (const point of points as readonly unknown[]) {
      if (!isRecord(point)) continue;
      for (const name in point) if (typeof point[name] === "number" && Object.hasOwn(point, name)) names.add(name);
    }
  } else if (isRecord(points)) for (const name of Object.keys(points)) if (isNumbers(points[name])) names.add(name);
  return names.size > 0 ? [...names] : invalid("points", "records with at least one number", isRows(points) ? points[0] : points);
}

/** One column, every number finite. Columns are given as they are, fields of rows are copied. */
export function columnOf(points: Points, name: string): ArrayLike<number> {
  const rows = isRows(points) ? points : undefined;
  const values = rows ? new Float64Array(rows.length) : columnNamed(points as Readonly<Record<string, ArrayLike<number>>>, name);
  const issues: Issue[] = [];
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const point: unknown = rows?.[row];
    const lost = rows !== undefined && !isRecord(point);
    const received: unknown = lost ? point : rows ? fieldOf(point as object, name) : values[row];
    if (lost || typeof received !== "number" || !Number.isFinite(received)) {
      if (++total <= 10) issues.push({ row, field: name, expected: "a finite number", received });
    } else if (rows) (values as Float64Array)[row] = received;
  }
  if (total > 0) throw new InvalidInputError(issues, total);
  return values;
}

/** A point's field; undefined where it has none, also of the names that every object inherits, as `__proto__` and `constructor`. */
export function fieldOf(point: object, name: string): unknown {
  if (name in Object.prototype && !Object.hasOwn(point, name)) return undefined;
  return (point as Readonly<Record<string, unknown>>)[name];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

export function isRows(points: Points): points is readonly Readonly<Record<string, number>>[] {
  return Array.isArray(points);
}

function columnNamed(points: Readonly<Record<string, ArrayLike<number>>>, name: string): ArrayLike<number> {
  const column = isRecord(points) ? fieldOf(points, name) : undefined;
  return isNumbers(column) ? column : invalid(`points.${name}`, "a column of numbers", column);
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  if (!Array.isArray(value)) return ArrayBuffer.isView(value) && "length" in value;
  return value.length === 0 || value.some((one) => typeof one === "number");
}
