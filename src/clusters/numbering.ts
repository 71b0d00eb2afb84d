/** Which cluster is called 0, and what the clusters hold in the end. */
import { compensatedSum, runningSum } from "../math/sum.js";
import { nearestIn } from "./cluster-of.js";
import type { Refined } from "./lloyd.js";
import { type Space, squared } from "./space.js";

/** Clusters that have points, from the highest mean of the values, or the largest, down; ties by the centroids themselves. */
export function numbering({ n, d, weights }: Space, { labels, centroids }: Refined, values: ArrayLike<number> | undefined): number[] {
  const k = centroids.length / d;
  const sums = new Float64Array(k);
  const counts = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const w = weights?.[i] ?? 1;
    counts[labels[i]!]! += w;
    if (values !== undefined) sums[labels[i]!]! += w * values[i]!;
  }
  const rank = (c: number): number => (values === undefined ? counts[c]! : sums[c]! / counts[c]!);
  const kept = Array.from({ length: k }, (_, c) => c).filter((c) => counts[c]! > 0);
  return kept.sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(b) - rank(a);
    for (let j = 0; j < d; j++) {
      const difference = centroids[b * d + j]! - centroids[a * d + j]!;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Sizes and inertia by the rule of `clusterOf`. */
export function measuredIn({ z, n, d, weights }: Space, centroids: readonly (readonly number[])[]): { sizes: number[]; inertia: number } {
  const sizes = new Float64Array(centroids.length);
  const flat = Float64Array.from(centroids.flat());
  const sum = runningSum();
  for (let i = 0; i < n; i++) {
    const w = weights === undefined ? 1 : weights[i]!;
    const cluster = nearestIn(flat, z, i * d, d);
    sizes[cluster]! += w;
    sum.add(w * squared(z, i * d, flat, cluster * d, d));
  }
  return { sizes: Array.from(sizes), inertia: sum.total() };
}

/** Σ w · d² of all points to their mean. */
export function totalOf({ z, n, d, weights }: Space): number {
  const all = weights === undefined ? n : compensatedSum(weights);
  const total = runningSum();
  for (let j = 0; j < d; j++) {
    const sum = runningSum();
    for (let i = 0; i < n; i++) sum.add(z[i * d + j]! * (weights === undefined ? 1 : weights[i]!));
    const mean = sum.total() / all;
    for (let i = 0; i < n; i++) total.add((z[i * d + j]! - mean) ** 2 * (weights === undefined ? 1 : weights[i]!));
  }
  return total.total();
}
