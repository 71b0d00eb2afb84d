/** Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of cluster analysis. J. Comput. Appl. Math. 20. */
import { compensatedSum } from "../math/sum.js";
import { judged, type Labels, type Numbered, numbered } from "./labels.js";
import type { Points } from "./points.js";
import { sampleRows } from "./sample.js";
import { rowsOf, type Space, squared } from "./space.js";

/** Up to this many points the silhouette is exact by default. */
export const EXACT_UNTIL = 5000;

export interface SilhouetteOptions {
  /** Of all points, in time that grows with their square; default up to 5,000 points, above that a sample of so many is judged. */
  readonly exact?: boolean;
  /** Of the sample; default 1. */
  readonly seed?: number | string;
}

/**
 * The mean over all points of (b − a) / max(a, b): a the mean distance to the others of its own group, b to those of the nearest
 * other group. From −1 to 1; a point alone in its group counts 0. Distances are Euclidean between the points as given, so give
 * `scaledPoints(model, points)`. As in scikit-learn.
 *
 * @throws InvalidInputError for fewer than two groups, as many groups as points, or a number that is not finite
 *
 * @example
 * silhouette({ x: [0, 1, 9, 10] }, [0, 0, 1, 1]); // => 0.8885
 */
export function silhouette(points: Points, labels: Labels, options: SilhouetteOptions = {}): number {
  const { space, groups } = judged(points, labels);
  return silhouetteOf(space, groups, options).value;
}

export interface Silhouette {
  readonly value: number;
  readonly method: "exact" | "sampled";
}

export function silhouetteOf(space: Space, groups: Numbered, { exact, seed = 1 }: SilhouetteOptions = {}): Silhouette {
  if (exact ?? space.n <= EXACT_UNTIL) return { value: exactly(space, groups), method: "exact" };
  const rows = sampleRows(space, EXACT_UNTIL, seed);
  const part = numbered(
    Array.from(rows, (row) => groups.codes[row]!),
    rows.length,
  );
  return { value: part.names.length < 2 ? 0 : exactly(rowsOf(space, rows), part), method: rows.length === space.n ? "exact" : "sampled" };
}

/** Every pair once; the points stand group by group, so that the sums run along a row. */
function exactly(space: Space, { codes, counts }: Numbered): number {
  const { n, d } = space;
  const k = counts.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => codes[a]! - codes[b]! || a - b);
  const { z } = rowsOf(space, order);
  const ends = new Int32Array(k);
  for (let c = 0, end = 0; c < k; c++) ends[c] = end += counts[c]!;
  /** Group by group, so that each loop writes side by side: sums[c · n + i] from point i to all of group c. */
  const sums = new Float64Array(n * k);
  for (let i = 0, own = 0; i < n; i++) {
    while (i >= ends[own]!) own++;
    for (let c = own, j = i + 1; c < k; c++) {
      let sum = 0;
      for (; j < ends[c]!; j++) {
        const distance = Math.sqrt(squared(z, i * d, z, j * d, d));
        sum += distance;
        sums[own * n + j]! += distance;
      }
      sums[c * n + i]! += sum;
    }
  }
  const widths = new Float64Array(n);
  for (let i = 0, own = 0; i < n; i++) {
    while (i >= ends[own]!) own++;
    if (counts[own] === 1) continue;
    const a = sums[own * n + i]! / (counts[own]! - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) if (c !== own) b = Math.min(b, sums[c * n + i]! / counts[c]!);
    widths[i] = a === b ? 0 : (b - a) / Math.max(a, b);
  }
  return compensatedSum(widths) / n;
}
