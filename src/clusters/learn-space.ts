/** From points as they were given to the space where distances are measured. */
import { invalid } from "../errors.js";
import type { KMeansOptions } from "./k-means.js";
import { columnOf, type Points } from "./points.js";
import { ABOVE, FARTHEST, type Feature, learnScale, NEARER, placed, TRANSFORMS, type Transform, transformedColumn } from "./scaling.js";
import type { Space } from "./space.js";

/** Points in the scaled space, and how they came there. */
export function learnSpace(
  points: Points,
  names: readonly string[],
  n: number,
  { transform = "log1p", scale = "standard" }: KMeansOptions,
  weights: Float64Array | undefined,
  notes: string[],
): { features: Feature[]; space: Space } {
  const d = names.length;
  const z = new Float64Array(n * d);
  const scratch = new Float64Array(n);
  const each = transformsOf(names, transform);
  const features = names.map((name, j): Feature => {
    const column = transformedColumn(name, columnOf(points, name), each[j]!, scratch);
    const { center, spread, constant, fellBack } = learnScale(column, scale, weights);
    if (constant) notes.push(`${name} is the same for all points, so it tells no cluster from another. Leave it out.`);
    if (fellBack)
      notes.push(`Half of all points have the same ${name}, so it was divided by its standard deviation and not by its quartiles.`);
    for (let i = 0; i < n; i++) {
      const place = (column[i]! - center) / spread;
      if (Math.abs(place) > FARTHEST) invalid(name, NEARER, columnOf(points, name)[i], i);
      z[i * d + j] = place;
    }
    return { name, transform: each[j]!, center, spread };
  });
  return { features, space: { z, n, d, weights } };
}

function transformsOf(names: readonly string[], transform: Transform | Readonly<Partial<Record<string, Transform>>>): Transform[] {
  const single = typeof transform === "string";
  const entries = new Map(single ? [] : Object.entries(transform ?? {}));
  for (const name of entries.keys()) if (!names.includes(name)) invalid("transform", `for features: ${names.join(", ")}`, name);
  const each = names.map((name) => (single ? transform : (entries.get(name) ?? "log1p")));
  const wrong = each.find((one) => !TRANSFORMS.includes(one));
  return wrong === undefined ? each : invalid("transform", TRANSFORMS.map((one) => `"${one}"`).join(" or "), wrong);
}

/** A copy of the weights, each 0 or more. */
export function checkedWeights(weights: ArrayLike<number> | undefined, n: number): Float64Array | undefined {
  if (weights === undefined) return undefined;
  if (weights.length !== n) invalid("weights", `one for each of ${n} points`, weights.length);
  const copy = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const weight: unknown = weights[i];
    if (typeof weight !== "number" || !(weight >= 0 && weight < Number.POSITIVE_INFINITY))
      invalid("weight", "a finite number of 0 or more", weight, i);
    copy[i] = weight;
  }
  if (!copy.some((weight) => weight > 0)) invalid("weights", "numbers of which one is above 0", weights[0]);
  return copy;
}

/** Given centroids in the scaled space, side by side. */
export function startFrom(start: KMeansOptions["start"] & object, features: readonly Feature[], k: number): Float64Array {
  if (!Array.isArray(start) || start.length !== k) invalid("start", `${k} centroids, as k says`, start?.length);
  const d = features.length;
  const centroids = new Float64Array(k * d);
  features.forEach((feature, j) => {
    const column = columnOf(start, feature.name);
    for (let c = 0; c < k; c++) {
      if (feature.transform === "log1p" && column[c]! <= -1) invalid(`start.${feature.name}`, ABOVE(feature.name), column[c], c);
      const place = placed(feature, column[c]!);
      if (Math.abs(place) > FARTHEST) invalid(`start.${feature.name}`, NEARER, column[c], c);
      centroids[c * d + j] = place;
    }
  });
  return centroids;
}
