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

/** The names to use: those asked for; else recency, frequency and monetary where all are there; else every number of the first point. */
export function featuresOf(points: Points, asked: readonly string[] | undefined): string[] {
  if (asked !== undefined) {
    if (!Array.isArray(asked) || asked.length === 0) invalid("features", "at least one name", asked);
    const wrong = asked.findIndex((name, i) => typeof name !== "string" || asked.indexOf(name) !== i);
    if (wrong >= 0) invalid("features", "different names", asked[wrong]);
    return [...asked];
  }
  const first: object | undefined = isRows(points) ? points[0] : points;
  if (first === undefined) return [];
  if (typeof first !== "object" || first === null) invalid("points", "records of named numbers", first);
  const numeric = (value: unknown): boolean => (isRows(points) ? typeof value === "number" : isNumbers(value));
  const names = Object.entries(first).flatMap(([name, value]) => (numeric(value) ? [name] : []));
  if (RFM.every((name) => names.includes(name))) return [...RFM];
  return names.length > 0 ? names : invalid("points", "records with at least one number", first);
}

/** One column, every number finite. Columns are given as they are, fields of rows are copied. */
export function columnOf(points: Points, name: string): ArrayLike<number> {
  const rows = isRows(points) ? points : undefined;
  const values = rows ? new Float64Array(rows.length) : columnNamed(points as Readonly<Record<string, ArrayLike<number>>>, name);
  const issues: Issue[] = [];
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const received: unknown = rows ? fieldOf(rows[row]!, name) : values[row];
    if (typeof received !== "number" || !Number.isFinite(received)) {
      if (++total <= 10) issues.push({ row, field: name, expected: "a finite number", received });
    } else if (rows) (values as Float64Array)[row] = received;
  }
  if (total > 0) throw new InvalidInputError(issues, total);
  return values;
}

/** A point's own field; undefined where it has none of that name, `__proto__` included. */
export function fieldOf(point: object, name: string): unknown {
  if (typeof point !== "object" || point === null) return point;
  if (name === "__proto__" && !Object.hasOwn(point, name)) return undefined;
  return (point as Readonly<Record<string, unknown>>)[name];
}

export function isRows(points: Points): points is readonly Readonly<Record<string, number>>[] {
  return Array.isArray(points);
}

function columnNamed(points: Readonly<Record<string, ArrayLike<number>>>, name: string): ArrayLike<number> {
  const column = fieldOf(points, name);
  return isNumbers(column) ? column : invalid(`points.${name}`, "a column of numbers", column);
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) ? value.length === 0 || typeof value[0] === "number" : ArrayBuffer.isView(value) && "length" in value;
}
