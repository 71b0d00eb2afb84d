/** What groups of rows hold: the table that clusters and segments by given variables share. */
import { invalid } from "../errors.js";
import { quantileSorted } from "../math/quantile.js";
import { compensatedSum } from "../math/sum.js";
import type { Numbered } from "./labels.js";

/** A numeric variable within one group, in its own unit. */
export interface NumberProfile<Name extends string = string> {
  readonly name: Name;
  readonly mean: number;
  readonly median: number;
  /** 100 × mean / mean of all; undefined where that is not above 0. */
  readonly index: number | undefined;
  /** How many standard deviations the group's mean lies above that of all; of a feature, in the transformed space. */
  readonly effect: number;
}

/** One value of an attribute within one group. */
export interface LevelProfile {
  /** Undefined for those whose value is missing. */
  readonly level: string | undefined;
  readonly count: number;
  /** Of the group. */
  readonly share: number;
  /** Share of the group over share of all: above 1 the level is more common here. */
  readonly lift: number;
}

/** A categorical attribute within one group, its most common levels first. */
export interface AttributeProfile {
  readonly name: string;
  readonly levels: readonly LevelProfile[];
}

/** One group of rows. */
export interface GroupProfile<Name extends string = string> {
  readonly size: number;
  /** Of all rows. */
  readonly share: number;
  /** Sum of the value; undefined when no value was given. */
  readonly value: number | undefined;
  /** Of the value of all; undefined when that is not above 0. */
  readonly shareOfValue: number | undefined;
  readonly numbers: readonly NumberProfile<Name>[];
  readonly attributes: readonly AttributeProfile[];
}

/** A categorical value; missing when undefined, null or "". */
export type Level = string | number | boolean | null | undefined;

export interface ProfiledColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
  /** Where differences are judged; default the values themselves. */
  readonly places?: ArrayLike<number>;
}

export interface Profiled {
  readonly numbers: readonly ProfiledColumn[];
  readonly attributes: readonly { readonly name: string; readonly levels: ArrayLike<Level> }[];
  readonly value: ArrayLike<number> | undefined;
}

/** One profile for each group. */
export function groupProfiles(groups: Numbered, { numbers, attributes, value }: Profiled): GroupProfile[] {
  const { codes, counts } = groups;
  const n = codes.length;
  const members = Array.from(counts, () => [] as number[]);
  for (let i = 0; i < n; i++) members[codes[i]!]!.push(i);
  const sums = value && members.map((rows) => sumOf(rows, value));
  const total = sums && compensatedSum(sums);
  const columns = numbers.map((column) => numberProfiles(column, members, n));
  const tables = attributes.map((attribute) => levelProfiles(attribute, members, n));
  return members.map((rows, group) => ({
    size: rows.length,
    share: n === 0 ? 0 : rows.length / n,
    value: sums?.[group],
    shareOfValue: sums !== undefined && total! > 0 ? sums[group]! / total! : undefined,
    numbers: columns.map((column) => column[group]!),
    attributes: tables.map((table) => table[group]!),
  }));
}

function numberProfiles({ name, values, places = values }: ProfiledColumn, members: readonly number[][], n: number): NumberProfile[] {
  const all = compensatedSum(values) / n;
  const center = compensatedSum(places) / n;
  const deviation = Math.sqrt(compensatedSum(Float64Array.from(places, (place) => (place - center) ** 2)) / n);
  return members.map((rows) => {
    const sorted = Float64Array.from(rows, (row) => values[row]!).sort();
    const mean = compensatedSum(sorted) / rows.length;
    return {
      name,
      mean,
      median: quantileSorted(sorted, 0.5),
      index: all > 0 ? (100 * mean) / all : undefined,
      effect: deviation > 0 ? (sumOf(rows, places) / rows.length - center) / deviation : 0,
    };
  });
}

function levelProfiles({ name, levels }: Profiled["attributes"][number], members: readonly number[][], n: number): AttributeProfile[] {
  if (levels?.length !== n) invalid(name, `one value for each of ${n} rows`, levels?.length);
  const texts = Array.from(levels, (level, row) => levelText(name, level, row));
  const overall = tally(texts);
  return members.map((rows) => {
    const counts = [...tally(rows.map((row) => texts[row]))].sort(([a, x], [b, y]) => y - x || compareLevels(a, b));
    return {
      name,
      levels: counts.map(([level, count]) => {
        const share = count / rows.length;
        return { level, count, share, lift: share / (overall.get(level)! / n) };
      }),
    };
  });
}

/** A level as text; undefined when it is missing. */
export function levelText(field: string, level: unknown, row: number): string | undefined {
  if (level === undefined || level === null || level === "") return undefined;
  if (typeof level === "string" || typeof level === "boolean" || Number.isFinite(level)) return String(level);
  return invalid(field, "text, a finite number, true or false, or missing", level, row);
}

export function compareLevels(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined || a < b ? -1 : 1;
}

function tally(texts: readonly (string | undefined)[]): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function sumOf(rows: readonly number[], values: ArrayLike<number>): number {
  return compensatedSum(Float64Array.from(rows, (row) => values[row]!));
}

/** A column of finite numbers, one for each row. */
export function checkedColumn(name: string, values: ArrayLike<number>, n: number): ArrayLike<number> {
  if (values?.length !== n) invalid(name, `one number for each of ${n} points`, values?.length);
  for (let row = 0; row < n; row++) if (!Number.isFinite(values[row])) invalid(name, "a finite number", values[row], row);
  return values;
}
