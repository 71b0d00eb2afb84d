/** Features as standardised columns: numbers, and for a category one column of 0 and 1 for each level after the first. */
import type { Feature, Table } from "./points.js";

export type NumberTransform = "none" | "signed-log";

/** What a column was made of, and how: z = (x − mean) / deviation. Plain data. */
export interface DesignColumn {
  /** The feature, and `=level` for a category. */
  readonly name: string;
  /** Its place among the features, and that of the level. */
  readonly feature: number;
  readonly level?: number;
  readonly mean: number;
  /** Population SD; 1 where nothing varies. */
  readonly deviation: number;
}

/** sign(x) · ln(1 + |x|): money may be negative. */
export function transformed(x: number, transform: NumberTransform): number {
  return transform === "none" ? x : Math.sign(x) * Math.log1p(Math.abs(x));
}

/** Columns with the mean and deviation of those rows whose value is known. */
export function designColumns({ features, columns }: Table, weights: Float64Array, transform: NumberTransform): DesignColumn[] {
  return features.flatMap((feature, f) => {
    const values = columns[f]!;
    const parts = feature.kind === "number" ? [undefined] : feature.levels.slice(1).map((_, i) => i + 1);
    return parts.map((level) => {
      const name = level === undefined ? feature.name : `${feature.name}=${(feature as Feature & { kind: "category" }).levels[level]}`;
      const { mean, deviation } = momentsOf(values, weights, (x) => partOf(x, level, transform));
      return { name, feature: f, ...(level === undefined ? {} : { level }), mean, deviation };
    });
  });
}

/** Standardised; what is not known is the mean, 0. */
export function standardised({ level, mean, deviation }: DesignColumn, x: number, transform: NumberTransform): number {
  if (Number.isNaN(x)) return 0;
  const part = partOf(x, level, transform);
  const distance = part - mean;
  return Number.isFinite(distance) ? distance / deviation : part / deviation - mean / deviation;
}

function partOf(x: number, level: number | undefined, transform: NumberTransform): number {
  return level === undefined ? transformed(x, transform) : x === level ? 1 : 0;
}

function momentsOf(values: Float64Array, weights: Float64Array, of: (x: number) => number): { mean: number; deviation: number } {
  let largest = 0;
  for (const value of values) if (!Number.isNaN(value)) largest = Math.max(largest, Math.abs(of(value)));
  // a power of two, which rounds nothing: squares beyond the range of numbers would make the column vanish
  const scale = largest > 1e150 || (largest < 1e-150 && largest > 1e-290) ? 2 ** Math.floor(Math.log2(largest)) : 1;
  let total = 0;
  let sum = 0;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    total += weights[row]!;
    sum += weights[row]! * (of(values[row]!) / scale);
  }
  const mean = total > 0 ? sum / total : 0;
  let squares = 0;
  for (let row = 0; row < values.length; row++)
    if (!Number.isNaN(values[row])) squares += weights[row]! * (of(values[row]!) / scale - mean) ** 2;
  const deviation = total > 0 ? Math.sqrt(squares / total) : 0;
  // a deviation of rounding size belongs to a constant
  return { mean: mean * scale, deviation: deviation > 1e-14 * (largest / scale) ? deviation * scale : 1 };
}
