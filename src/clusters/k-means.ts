/**
 * k-means: groups of points around their means.
 *
 * - [1] Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory 28(2).
 * - [2] Arthur, D. & Vassilvitskii, S. (2007). k-means++: the advantages of careful seeding. SODA '07.
 */
import { invalid } from "../errors.js";
import { random as generator } from "../math/random.js";
import { checkedWeights, learnSpace, startFrom } from "./learn-space.js";
import { type Refined, refined } from "./lloyd.js";
import { measuredIn, numbering, totalOf } from "./numbering.js";
import {
  columnOf,
  countOf,
  featuresOf,
  type NumberColumn,
  type NumberField,
  type Points,
  type UsualColumn,
  type UsualField,
} from "./points.js";
import { type Feature, SCALES, type Scale, type Transform, unplaced } from "./scaling.js";
import { bestOfRestarts } from "./search.js";
import { distinctRows, type Space } from "./space.js";

/** What every search for clusters takes. */
export interface ClusteringOptions<Name extends string = string> {
  /** Default recency, frequency and monetary where the first point has all three, else every field that is a number in some point. */
  readonly features?: readonly Name[];
  /** Default `"log1p"`; or for each feature, where those not named take the default. */
  readonly transform?: Transform | NoInfer<Readonly<Partial<Record<Name, Transform>>>>;
  /** After the transform; default `"standard"`: mean 0 and population standard deviation 1. */
  readonly scale?: Scale;
  /** Default 1. */
  readonly seed?: number | string;
  /** Starts by k-means++ of which the best is kept; default 10. */
  readonly restarts?: number;
  /** Default 1,000; a fit that needs more says so. */
  readonly maxIterations?: number;
  /** Stop already when the squares of the centroids' ways, in the scaled space, sum to this or less; default 0: when no point changes. */
  readonly tolerance?: number;
  /** The feature whose mean numbers the clusters from the highest down, or `"size"`; default `monetary` where it is a feature, else `"size"`. */
  readonly orderBy?: NoInfer<Name> | "size";
}

export interface KMeansOptions<Name extends string = string> extends ClusteringOptions<Name> {
  /** How many clusters. */
  readonly k: number;
  /** How often each point counts, 0 or more; default once. */
  readonly weights?: ArrayLike<number>;
  /** Centroids to begin from, in the points' own units, instead of restarts. */
  readonly start?: NoInfer<readonly Readonly<Record<Name, number>>[]>;
}

/** Clusters as they were learned; plain JSON. */
export interface KMeans<Name extends string = string> {
  readonly kind: "k-means";
  readonly schemaVersion: 1;
  readonly k: number;
  readonly features: readonly Feature<Name>[];
  /** In the points' own units: the means of the transformed values, transformed back. */
  readonly centroids: readonly Readonly<Record<Name, number>>[];
  /** In the space where distances are measured, in the order of `features`. */
  readonly scaledCentroids: readonly (readonly number[])[];
  /** Points nearest to each centroid; with weights, their sum. */
  readonly sizes: readonly number[];
  /** Points learned from. */
  readonly points: number;
  readonly scale: Scale;
  /** Sum of squared distances, in the scaled space, of all points to their centroids. */
  readonly inertia: number;
  /** The same to the mean of all points: `1 - inertia / totalInertia` is the share of the spread that the clusters explain. */
  readonly totalInertia: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly restarts: number;
  readonly seed: number | string;
  readonly orderBy: Name | "size";
  /** What is doubtful, and what to try. */
  readonly notes: readonly string[];
}

/**
 * Learns k clusters. ml-kmeans finds starts by k-means++ [2] on a seeded sample of at most 20,000 points; the best is refined [1] on all
 * points until none changes. The same points, in any order, and the same seed give the same clusters but for rounding. Cluster 0 has the
 * highest mean of `orderBy`.
 *
 * @param points records of named numbers, as `rfm` gives them, or a record of columns
 * @throws InvalidInputError for k below 1 or above the number of different points, a number that is missing or not finite, a value
 * of −1 or less under `"log1p"`, weights below 0, and a start that does not fit
 *
 * @example
 * const points = [
 *   { visits: 1, money: 20 }, { visits: 2, money: 25 }, { visits: 1, money: 22 },
 *   { visits: 9, money: 400 }, { visits: 11, money: 380 },
 * ];
 * const model = fitKMeans(points, { k: 2, orderBy: "money" });
 * model.sizes; // => [2, 3]
 * model.centroids[0].money; // => 389.9
 * clusterOf(model, { visits: 10, money: 300 }); // => 0
 */
export function fitKMeans<Row extends object, Name extends NumberField<Row> = UsualField<Row>>(
  points: readonly Row[],
  options: KMeansOptions<Name>,
): KMeans<Name>;
export function fitKMeans<Columns extends object, Name extends NumberColumn<Columns> = UsualColumn<Columns>>(
  points: Columns,
  options: KMeansOptions<Name>,
): KMeans<Name>;
export function fitKMeans(points: Points, options: KMeansOptions): KMeans {
  const { k, scale = "standard", seed = 1, restarts = 10, start, maxIterations = 1000, tolerance = 0 } = options;
  if (!SCALES.includes(scale)) invalid("scale", SCALES.map((one) => `"${one}"`).join(" or "), scale);
  generator(seed);
  whole("restarts", restarts);
  whole("maxIterations", maxIterations);
  if (!(typeof tolerance === "number" && tolerance >= 0)) invalid("tolerance", "a number of 0 or more", tolerance);
  const names = featuresOf(points, options.features);
  const n = countOf(points, names);
  if (!(Number.isSafeInteger(k) && k >= 1)) invalid("k", "a whole number of at least 1", k);
  if (n === 0) invalid("points", "at least one", 0);
  const orderBy = options.orderBy ?? (names.includes("monetary") ? "monetary" : "size");
  if (orderBy !== "size" && !names.includes(orderBy)) invalid("orderBy", `one of ${names.join(", ")}, size`, orderBy);
  const weights = checkedWeights(options.weights, n);
  const notes: string[] = [];
  const { features, space } = learnSpace(points, names, n, options, weights, notes);
  checkEnough(space, k);
  const run =
    start === undefined
      ? bestOfRestarts(space, k, { restarts, seed, maxIterations, tolerance })
      : refined(space, startFrom(start, features, k), { maxIterations, tolerance });
  notes.push(...notesOn(run, start !== undefined));
  const order = numbering(space, run, orderBy === "size" ? undefined : columnOf(points, orderBy));
  if (order.length < k) notes.push(`Only ${order.length} of ${k} clusters have points: the rest was dropped. Take a smaller k.`);
  const d = names.length;
  const scaledCentroids = order.map((c) => Array.from(run.centroids.subarray(c * d, c * d + d)));
  return {
    kind: "k-means",
    schemaVersion: 1,
    k: order.length,
    features,
    centroids: scaledCentroids.map(
      (centroid) =>
        Object.fromEntries(features.map((feature, j) => [feature.name, unplaced(feature, centroid[j]!)])) as Record<string, number>,
    ),
    scaledCentroids,
    ...measuredIn(space, scaledCentroids),
    points: n,
    scale,
    totalInertia: totalOf(space),
    iterations: run.iterations,
    converged: run.converged,
    restarts: start === undefined ? restarts : 0,
    seed,
    orderBy,
    notes,
  };
}

function checkEnough(space: Space, k: number): void {
  const distinct = distinctRows(space, k).length;
  if (distinct < k) invalid("k", `at most the number of different points, ${distinct}`, k);
}

function notesOn({ converged, iterations, reseated }: Refined, started: boolean): string[] {
  return [
    ...(converged ? [] : [`Still moving after ${iterations} iterations. Give more maxIterations.`]),
    ...(started && reseated > 0
      ? [`A centroid lost all its points ${reseated === 1 ? "once" : `${reseated} times`} and was put on the point farthest from its own.`]
      : []),
  ];
}

function whole(field: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1)) invalid(field, "a whole number of at least 1", value);
}
