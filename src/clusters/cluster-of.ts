/** Which cluster a point belongs to, and how far it is from each. */
import { invalid } from "../errors.js";
import type { KMeans } from "./k-means.js";
import { columnOf, countOf, fieldOf, isRecord, type Points } from "./points.js";
import { ABOVE, FARTHEST, NEARER, placed, transformedColumn } from "./scaling.js";
import { columnsOf, type Space, squared } from "./space.js";

/** What the verbs read of a model. */
export type Centroids<Name extends string = string> = Pick<KMeans<Name>, "features" | "scaledCentroids">;

/**
 * The cluster of one point, 0 to k − 1: the nearest centroid, of equal ones the first.
 *
 * @throws InvalidInputError for a feature that is missing, not finite, or −1 or less under `"log1p"`
 *
 * @example
 * const model = fitKMeans([{ money: 1 }, { money: 2 }, { money: 90 }], { k: 2, orderBy: "money" });
 * clusterOf(model, { money: 70 }); // => 0
 */
export function clusterOf<Name extends string>(model: Centroids<Name>, point: Readonly<Record<NoInfer<Name>, number>>): number {
  return nearestIn(flatOf(model), placesOf(model, point), 0, model.features.length);
}

/**
 * Distances of one point to every centroid, in the scaled space.
 *
 * @throws InvalidInputError as `clusterOf`
 *
 * @example
 * const model = fitKMeans([{ x: 0 }, { x: 4 }], { k: 2, transform: "none", scale: "none", orderBy: "x" });
 * distancesTo(model, { x: 1 }); // => [3, 1]
 */
export function distancesTo<Name extends string>(model: Centroids<Name>, point: Readonly<Record<NoInfer<Name>, number>>): number[] {
  const [flat, places, d] = [flatOf(model), placesOf(model, point), model.features.length];
  return model.scaledCentroids.map((_, c) => Math.sqrt(squared(places, 0, flat, c * d, d)));
}

/**
 * The clusters of many points, in their order.
 *
 * @throws InvalidInputError as `clusterOf`, naming the row
 *
 * @example
 * const model = fitKMeans([{ money: 1 }, { money: 2 }, { money: 90 }], { k: 2, orderBy: "money" });
 * clusterAll(model, { money: [80, 3] }); // => [0, 1]
 */
export function clusterAll<Name extends string>(model: Centroids<Name>, points: Points<NoInfer<Name>>): Int32Array {
  const { z, n, d } = spaceOf(model, points);
  const flat = flatOf(model);
  const labels = new Int32Array(n);
  for (let i = 0; i < n; i++) labels[i] = nearestIn(flat, z, i * d, d);
  return labels;
}

/**
 * Points where the model measures distances: transformed and scaled, as columns. What `silhouette` and its kin judge.
 *
 * @throws InvalidInputError as `clusterAll`
 *
 * @example
 * const model = fitKMeans([{ x: 0 }, { x: 4 }], { k: 2, transform: "none", scale: "minmax" });
 * scaledPoints(model, [{ x: 1 }, { x: 3 }]).x; // => [0.25, 0.75]
 */
export function scaledPoints<Name extends string>(model: Centroids<Name>, points: Points<NoInfer<Name>>): Record<Name, Float64Array> {
  return columnsOf(
    spaceOf(model, points),
    model.features.map(({ name }) => name),
  );
}

/** The points in the space of the model. */
export function spaceOf<Name extends string>({ features }: Centroids<Name>, points: Points<NoInfer<Name>>): Space {
  const d = features.length;
  const n = countOf(
    points,
    features.map(({ name }) => name),
  );
  const z = new Float64Array(n * d);
  features.forEach(({ name, transform, center, spread }, j) => {
    const column = transformedColumn(name, columnOf(points, name), transform);
    for (let i = 0; i < n; i++) {
      const place = (column[i]! - center) / spread;
      if (!(Math.abs(place) <= FARTHEST)) invalid(name, NEARER, columnOf(points, name)[i], i);
      z[i * d + j] = place;
    }
  });
  return { z, n, d };
}

/** The nearest of the centroids side by side; of equal ones the first. */
export function nearestIn(centroids: Float64Array, z: Float64Array, at: number, d: number): number {
  let cluster = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c * d < centroids.length; c++) {
    const distance = squared(z, at, centroids, c * d, d);
    if (distance < least) {
      least = distance;
      cluster = c;
    }
  }
  return cluster;
}

function flatOf({ scaledCentroids }: Centroids): Float64Array {
  return Float64Array.from(scaledCentroids.flat());
}

function placesOf({ features }: Centroids, point: object): Float64Array {
  if (!isRecord(point)) invalid("point", "a record of named numbers", point);
  return Float64Array.from(features, (feature) => {
    const { name, transform } = feature;
    const value = fieldOf(point, name);
    if (typeof value !== "number" || !Number.isFinite(value)) return invalid(name, "a finite number", value);
    if (transform === "log1p" && value <= -1) invalid(name, ABOVE(name), value);
    const place = placed(feature, value);
    return Math.abs(place) <= FARTHEST ? place : invalid(name, NEARER, value);
  });
}
