/**
 * How a feature becomes comparable with the others: transformed, then moved and divided.
 *
 * Milligan, G. W. & Cooper, M. C. (1988). A study of standardization of variables in cluster analysis. Journal of Classification 5.
 */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { quantileSorted } from "../math/quantile.js";
import { compensatedSum, runningSum } from "../math/sum.js";

/** `"log1p"`: ln(1 + v). `"signed-log"`: the same, and −ln(1 − v) below 0. `"none"`: v itself. */
export type Transform = "log1p" | "signed-log" | "none";

/** By mean and population standard deviation, by median and quartiles, by range, or not. */
export type Scale = "standard" | "robust" | "minmax" | "none";

/** One feature and how its values are placed: (transform(v) − center) / spread. */
export interface Feature<Name extends string = string> {
  readonly name: Name;
  readonly transform: Transform;
  readonly center: number;
  /** Above 0; 1 for a feature that is the same for all. */
  readonly spread: number;
}

export const TRANSFORMS: readonly Transform[] = ["log1p", "signed-log", "none"];
export const SCALES: readonly Scale[] = ["standard", "robust", "minmax", "none"];

export function transformed(transform: Transform, value: number): number {
  if (transform === "log1p") return Math.log1p(value);
  if (transform === "none") return value;
  return value < 0 ? -Math.log1p(-value) : Math.log1p(value);
}

/** A place on a feature's axis, from a value in its own unit. */
export function placed({ transform, center, spread }: Feature, value: number): number {
  return (transformed(transform, value) - center) / spread;
}

/** The value in the feature's own unit, from its place. */
export function unplaced({ transform, center, spread }: Feature, place: number): number {
  const value = place * spread + center;
  if (transform === "none") return value;
  return transform === "signed-log" && value < 0 ? -Math.expm1(-value) : Math.expm1(value);
}

/** The transformed column, in the array given or a new one; values that have no logarithm are named with the remedy. */
export function transformedColumn(
  name: string,
  values: ArrayLike<number>,
  transform: Transform,
  column: Float64Array = new Float64Array(values.length),
): Float64Array {
  const issues: Issue[] = [];
  let total = 0;
  for (let row = 0; row < column.length; row++) {
    const value = values[row]!;
    column[row] = transformed(transform, value);
    if (transform === "log1p" && value <= -1 && ++total <= 10) issues.push({ row, field: name, expected: ABOVE(name), received: value });
  }
  if (total > 0) throw new InvalidInputError(issues, total);
  return column;
}

/** What is said of a value that has no logarithm. */
export const ABOVE = (name: string): string =>
  `above -1 for the transform "log1p" (take { ${JSON.stringify(name)}: "signed-log" }, or leave it out)`;

/** Places beyond have no finite square. */
export const FARTHEST = 1e150;
export const NEARER = 'below 1e150 after scaling; take scale: "standard"';

export interface LearnedScale {
  readonly center: number;
  readonly spread: number;
  readonly constant: boolean;
  /** The quartiles are equal, so the standard deviation took their place. */
  readonly fellBack: boolean;
}

/** Center and spread of a transformed column; points of weight w count w times. */
export function learnScale(column: Float64Array, scale: Scale, weights?: ArrayLike<number>): LearnedScale {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < column.length; i++) {
    if (weights !== undefined && weights[i] === 0) continue;
    if (column[i]! < least) least = column[i]!;
    if (column[i]! > most) most = column[i]!;
  }
  const constant = !(most > least);
  if (scale === "none") return { center: 0, spread: 1, constant, fellBack: false };
  if (constant) return { center: least, spread: 1, constant, fellBack: false };
  if (scale === "minmax") return { center: least, spread: range("minmax", most - least), constant, fellBack: false };
  if (scale === "robust") {
    const [lower, median, upper] = quartiles(column, weights);
    if (upper > lower) return { center: median, spread: range("robust", upper - lower), constant, fellBack: false };
  }
  const total = weights === undefined ? column.length : compensatedSum(weights);
  const weigh = (of: (value: number) => number): number => {
    const sum = runningSum();
    for (let i = 0; i < column.length; i++) sum.add(of(column[i]!) * (weights === undefined ? 1 : weights[i]!));
    return sum.total() / total;
  };
  const mean = weigh((value) => value);
  const deviation = Math.sqrt(weigh((value) => (value - mean) ** 2));
  return { center: mean, spread: range(scale, deviation), constant, fellBack: scale === "robust" };
}

function range(scale: Scale, spread: number): number {
  return spread > 0 && Number.isFinite(spread)
    ? spread
    : invalid("points", `numbers whose spread by "${scale}" is a double above 0`, spread);
}

/** Type-7 quartiles; with weights, the values where the cumulative weight passes each quarter. */
function quartiles(column: Float64Array, weights: ArrayLike<number> | undefined): [number, number, number] {
  if (weights === undefined) {
    const sorted = column.slice().sort();
    return [quantileSorted(sorted, 0.25), quantileSorted(sorted, 0.5), quantileSorted(sorted, 0.75)];
  }
  const order = Array.from(column.keys()).sort((a, b) => column[a]! - column[b]!);
  const total = compensatedSum(weights);
  const at = (share: number): number => {
    let seen = 0;
    return column[order.find((i) => (seen += weights[i]!) >= share * total) ?? order.at(-1)!]!;
  };
  return [at(0.25), at(0.5), at(0.75)];
}
