/**
 * Do the customers of today still look like those the model was trained on? The population stability index of each feature:
 * Σ (q − p) ln(q / p) over its bins, p and q being the shares then and now.
 *
 * - [1] Siddiqi, N. (2006). Credit Risk Scorecards. Wiley: the index and its bands.
 * - [2] Kullback, S. & Leibler, R. A. (1951). On information and sufficiency. Annals of Mathematical Statistics 22(1), 79–86: their
 *   divergence J, which it is.
 */
import { invalid } from "../errors.js";
import { checkCount } from "../math/checks.js";
import { distinctSorted } from "../math/levels.js";
import { binOf } from "../math/probability-scores.js";
import { quantileSorted } from "../math/quantile.js";
import type { Points } from "./fitted.js";
import type { PointColumns, PointValue } from "./points.js";

export interface BaselineOptions<Name extends string = string> {
  /** Quantile bins of a number: 10. One with no more values than that has a bin for each. */
  readonly bins?: number;
  /** Which features; all. */
  readonly features?: readonly Name[];
}

export type BaselineFeature<Name extends string = string> =
  | {
      readonly name: Name;
      readonly kind: "number";
      /** Between the bins, ascending; a bin has its upper edge. */
      readonly edges: readonly number[];
      /** Rows of each bin, then those whose value is not known. */
      readonly counts: readonly number[];
    }
  | {
      readonly name: Name;
      readonly kind: "category";
      readonly levels: readonly string[];
      /** Rows of each level, then those of any other, then those whose value is not known. */
      readonly counts: readonly number[];
    };

/** How points were distributed, as plain JSON to keep beside a model. */
export interface ChurnBaseline<Name extends string = string> {
  readonly kind: "churn-baseline";
  readonly schemaVersion: 1;
  readonly points: number;
  readonly features: readonly BaselineFeature<Name>[];
}

/** The usual bands [1]: below 0.1, up to 0.25, and above. */
export type DriftBand = "stable" | "moved" | "shifted";

export interface FeatureDrift<Name extends string = string> {
  readonly feature: Name;
  readonly psi: number;
  readonly band: DriftBand;
  readonly bins: readonly { readonly bin: string; readonly before: number; readonly now: number }[];
}

/**
 * The distribution of each feature, to hold later points against. A feature whose first known value is a text is a category.
 *
 * @throws InvalidInputError with row and field for a value that is neither a finite number nor a category as its feature is.
 *
 * @example
 * const baseline = fitBaseline({ plan: ["a", "a", "b", undefined] });
 * baseline.features[0].counts; // => [2, 1, 0, 1]
 */
export function fitBaseline<Name extends string>(points: Points<Name>, options: BaselineOptions<Name> = {}): ChurnBaseline<Name> {
  const { bins = 10 } = options;
  checkCount("bins", bins, 2);
  const names = options.features ?? namesOf(points);
  const length = lengthOf(points, names);
  if (length === 0) invalid("points", "at least one point", []);
  if (names.length === 0) invalid("features", "at least one name", names);
  const features = names.map((name): BaselineFeature<Name> => {
    const values = valuesOf(points, name, length);
    const known = values.filter((value) => value !== undefined && value !== null);
    if (typeof known[0] === "string") {
      const levels = [...new Set(known.map(String))].sort();
      return counted({ name, kind: "category", levels, counts: [] }, values);
    }
    const numbers = Float64Array.from(known, (value) => (typeof value === "number" ? value : Number.NaN)).sort();
    return counted({ name, kind: "number", edges: edgesOf(numbers, bins), counts: [] }, values);
  });
  return { kind: "churn-baseline", schemaVersion: 1, points: length, features };
}

/**
 * The population stability index of each feature between the baseline and other points, the largest first. A bin that is empty on
 * one side counts as half a row there.
 *
 * @throws InvalidInputError with row and field for values that cannot be, and for a feature that is absent.
 *
 * @example
 * const baseline = fitBaseline({ visits: [1, 1, 2, 2] });
 * const [{ feature, psi, band }] = drift(baseline, { visits: [1, 2, 2, 2] });
 * [feature, band]; // => ["visits", "shifted"]
 * psi; // => 0.2747
 */
export function drift<Name extends string>(baseline: ChurnBaseline<Name>, points: Points<Name>): FeatureDrift<Name>[] {
  const length = lengthOf(
    points,
    baseline.features.map(({ name }) => name),
  );
  if (length === 0) invalid("points", "at least one point", []);
  const drifts = baseline.features.map((feature): FeatureDrift<Name> => {
    const now = counted(feature, valuesOf(points, feature.name, length)).counts;
    const names = binNames(feature);
    let psi = 0;
    const bins = feature.counts.flatMap((count, bin) => {
      if (count === 0 && now[bin] === 0) return [];
      const before = Math.max(count, 0.5) / baseline.points;
      const after = Math.max(now[bin]!, 0.5) / length;
      psi += (after - before) * Math.log(after / before);
      return [{ bin: names[bin]!, before: count / baseline.points, now: now[bin]! / length }];
    });
    return { feature: feature.name, psi, band: psi < 0.1 ? "stable" : psi <= 0.25 ? "moved" : "shifted", bins };
  });
  return drifts.sort((a, b) => b.psi - a.psi);
}

function edgesOf(sorted: Float64Array, bins: number): number[] {
  if (sorted.length === 0) return [];
  const levels = distinctSorted(sorted, bins + 1);
  if (levels.length <= bins) return levels.slice(0, -1);
  const edges = Array.from({ length: bins - 1 }, (_, k) => quantileSorted(sorted, (k + 1) / bins));
  // the highest value is no edge: nothing lies above it
  return edges.filter((edge, i) => edge < sorted.at(-1)! && edge !== edges[i - 1]);
}

function counted<Name extends string>(feature: BaselineFeature<Name>, values: readonly PointValue[]): BaselineFeature<Name> {
  if (feature.kind === "number") {
    const edges = [Number.NEGATIVE_INFINITY, ...feature.edges, Number.POSITIVE_INFINITY];
    const counts = new Array<number>(edges.length).fill(0);
    values.forEach((value, row) => {
      if (value === undefined || value === null) counts[counts.length - 1]!++;
      else if (typeof value === "number" && Number.isFinite(value)) counts[binOf(edges, value)]!++;
      else invalid(`point.${feature.name}`, "a finite number, or undefined where not known", value, row);
    });
    return { ...feature, counts };
  }
  const places = new Map(feature.levels.map((level, i) => [level, i]));
  const counts = new Array<number>(feature.levels.length + 2).fill(0);
  values.forEach((value, row) => {
    if (value === undefined || value === null) counts[feature.levels.length + 1]!++;
    else if (typeof value === "string") counts[places.get(value) ?? feature.levels.length]!++;
    else invalid(`point.${feature.name}`, "a category, or undefined where not known", value, row);
  });
  return { ...feature, counts };
}

function binNames(feature: BaselineFeature): string[] {
  if (feature.kind === "category") return [...feature.levels, "other", "not known"];
  const { edges } = feature;
  if (edges.length === 0) return ["all", "not known"];
  const between = edges.slice(1).map((edge, i) => `> ${edges[i]}, ≤ ${edge}`);
  return [`≤ ${edges[0]}`, ...between, `> ${edges.at(-1)}`, "not known"];
}

function isRows<Name extends string>(points: Points<Name>): points is readonly Readonly<Record<Name, PointValue>>[] {
  return Array.isArray(points);
}

function namesOf<Name extends string>(points: Points<Name>): Name[] {
  if (!isRows(points)) return Object.keys(points) as Name[];
  const names = new Set<string>();
  for (const point of points) for (const name in point) names.add(name);
  return [...names] as Name[];
}

function lengthOf<Name extends string>(points: Points<Name>, names: readonly Name[]): number {
  if (isRows(points)) return points.length;
  return names.length === 0 || !Object.hasOwn(points, names[0]!) ? 0 : (points as PointColumns<Name>)[names[0]!].length;
}

function valuesOf<Name extends string>(points: Points<Name>, name: Name, length: number): PointValue[] {
  const absent = (row: number): never => invalid(`point.${name}`, "a key of the point (undefined where not known)", undefined, row);
  if (isRows(points)) return points.map((point, row) => (Object.hasOwn(point ?? {}, name) ? point[name] : absent(row)));
  if (!Object.hasOwn(points, name)) absent(0);
  const column = (points as PointColumns<Name>)[name];
  if (column.length !== length) invalid(`columns.${name}`, `${length} values`, column.length);
  return Array.from(column, (value) => (Number.isNaN(value) ? undefined : value));
}
