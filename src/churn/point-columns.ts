/** Rows or columns of the caller, read value by value into columns of numbers, with every fault named by row and field. */
import { invalid } from "../errors.js";
import { add, type IssueList } from "./issue-list.js";
import type { Feature, Point, PointColumns, UnknownCategory } from "./points.js";

/** A column as it came: how many values, and each of them. */
export interface Source {
  readonly length: number;
  value(row: number, name: string): unknown;
}

export function isRows<Row>(rows: readonly Row[] | object): rows is readonly Row[] {
  return Array.isArray(rows);
}

/** `ABSENT` stands for a key that is not there, which is not the same as a value that is not known. */
export const ABSENT: unique symbol = Symbol("absent");

export function rowSource<Row>(rows: readonly Row[], pointOf: (row: Row) => Point | undefined): Source {
  return {
    length: rows.length,
    value(row, name) {
      const point = pointOf(rows[row]!);
      return typeof point === "object" && point !== null && Object.hasOwn(point, name) ? point[name] : ABSENT;
    },
  };
}

export function columnSource(columns: PointColumns): Source {
  const names = Object.keys(columns);
  const length = names.length === 0 ? 0 : columns[names[0]!]!.length;
  for (const name of names) {
    if (columns[name]!.length !== length) invalid(`columns.${name}`, `${length} values long, as ${names[0]} is`, columns[name]!.length);
  }
  return {
    length,
    value(row, name) {
      if (!Object.hasOwn(columns, name)) return ABSENT;
      const value = columns[name]![row];
      return Number.isNaN(value) ? undefined : value;
    },
  };
}

export function columnOf(feature: Feature, source: Source, unknownCategory: UnknownCategory, issues: IssueList): Float64Array {
  const column = new Float64Array(source.length);
  const places = feature.kind === "category" ? new Map(feature.levels.map((level, i) => [level, i])) : undefined;
  for (let row = 0; row < column.length; row++) {
    const value = source.value(row, feature.name);
    if (typeof value === "number" && places === undefined && Number.isFinite(value)) {
      column[row] = value;
    } else {
      const place = typeof value === "string" ? places?.get(value) : undefined;
      const read = place ?? numberOf(feature, value, unknownCategory);
      if (typeof read === "number") column[row] = read;
      else add(issues, row, `point.${feature.name}`, read.expected, value === ABSENT ? undefined : value);
    }
  }
  return column;
}

export function numberOf(feature: Feature, value: unknown, unknownCategory: UnknownCategory): number | { readonly expected: string } {
  if (value === undefined || value === null) return Number.NaN;
  if (value === ABSENT) return { expected: "a key of the point (undefined where not known)" };
  if (feature.kind === "number") {
    return typeof value === "number" && Number.isFinite(value) ? value : { expected: "a finite number, or undefined where not known" };
  }
  const level = typeof value === "string" ? feature.levels.indexOf(value) : -1;
  if (level >= 0) return level;
  if (typeof value === "string" && unknownCategory === "missing") return Number.NaN;
  return { expected: `a category the model knows: ${feature.levels.slice(0, 8).join(", ")}${feature.levels.length > 8 ? " …" : ""}` };
}
