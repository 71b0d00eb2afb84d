/**
 * Lloyd's iteration on all points, with one lower bound a point that spares most distances.
 *
 * - [1] Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory 28(2).
 * - [2] Hamerly, G. (2010). Making k-means even faster. Proceedings of the 2010 SIAM International Conference on Data Mining.
 */
import type { Space } from "./space.js";

export interface Refined {
  /** k centroids side by side: the means of their points. */
  readonly centroids: Float64Array;
  readonly labels: Int32Array;
  /** Σ w · d² of all points to their centroids. */
  readonly inertia: number;
  readonly iterations: number;
  /** Nothing moves any more, and every point is nearest to its own centroid. */
  readonly converged: boolean;
  /** How often a centroid without points was put on the point farthest from its own. */
  readonly reseated: number;
}

export interface RefineOptions {
  readonly maxIterations: number;
  /** Stop when the centroids move by less, as a sum of squares; 0 goes on until no point changes. */
  readonly tolerance?: number;
}

/** The room one run works in. */
interface Work {
  readonly space: Space;
  readonly k: number;
  readonly centroids: Float64Array;
  readonly labels: Int32Array;
  /** [2]: at least the distance to the own centroid, at most that to any other. */
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  /** Weighted sums and counts of each cluster. */
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** From given centroids to the nearest local optimum. */
export function refined(space: Space, start: Float64Array, { maxIterations, tolerance = 0 }: RefineOptions): Refined {
  const { n, d } = space;
  const k = start.length / d;
  const work: Work = {
    space,
    k,
    centroids: start.slice(),
    labels: new Int32Array(n),
    upper: new Float64Array(n),
    lower: new Float64Array(n),
    sums: new Float64Array(k * d),
    counts: new Float64Array(k),
  };
  assignAll(work);
  addUp(work);
  let reseated = reseatEmpty(work);
  let iterations = 0;
  let converged = false;
  const moves = new Float64Array(k);
  const gaps = new Float64Array(k);
  while (iterations < maxIterations && !converged) {
    iterations++;
    const moved = moveCentroids(work, moves);
    const settled = moved <= tolerance;
    if (!settled) halfGaps(work, gaps);
    const changed = settled ? 0 : reassign(work, moves, gaps);
    const repaired = reseatEmpty(work);
    reseated += repaired;
    if (changed > 0 || repaired > 0) continue;
    // The bounds and the running sums are as good as their rounding: look once more at everything.
    converged = tolerance > 0 ? true : settledExactly(work);
    if (!converged) reseated += reseatEmpty(work);
  }
  return { centroids: work.centroids, labels: work.labels, inertia: inertiaOf(work), iterations, converged, reseated };
}

/** Every point to its nearest centroid; a tie stays where it is. Gives the number of points that changed. */
function assignAll({ space: { z, n, d }, k, centroids, labels, upper, lower }: Work): number {
  let changed = 0;
  for (let i = 0; i < n; i++) {
    const own = labels[i]!;
    let best = squared(z, i * d, centroids, own * d, d);
    let second = Number.POSITIVE_INFINITY;
    let nearest = own;
    for (let c = 0; c < k; c++) {
      if (c === own) continue;
      const distance = squared(z, i * d, centroids, c * d, d);
      if (distance < best) {
        second = best;
        best = distance;
        nearest = c;
      } else if (distance < second) second = distance;
    }
    upper[i] = Math.sqrt(best);
    lower[i] = Math.sqrt(second);
    if (nearest === own) continue;
    labels[i] = nearest;
    changed++;
  }
  return changed;
}

function addUp({ space: { z, n, d, weights }, labels, sums, counts }: Work): void {
  sums.fill(0);
  counts.fill(0);
  for (let i = 0; i < n; i++) {
    const c = labels[i]!;
    const w = weights === undefined ? 1 : weights[i]!;
    counts[c]! += w;
    for (let j = 0; j < d; j++) sums[c * d + j]! += w * z[i * d + j]!;
  }
}

/** Centroids to the means of their points. `moves` gets how far each went; the sum of the squares is given. */
function moveCentroids({ space: { d }, k, centroids, sums, counts }: Work, moves: Float64Array): number {
  let total = 0;
  for (let c = 0; c < k; c++) {
    let moved = 0;
    if (counts[c]! > 0) {
      for (let j = c * d; j < c * d + d; j++) {
        const mean = sums[j]! / counts[c]!;
        moved += (mean - centroids[j]!) ** 2;
        centroids[j] = mean;
      }
    }
    moves[c] = Math.sqrt(moved);
    total += moved;
  }
  return total;
}

/** [2]: half the way from each centroid to the next one. */
function halfGaps({ space: { d }, k, centroids }: Work, gaps: Float64Array): void {
  for (let c = 0; c < k; c++) {
    let least = Number.POSITIVE_INFINITY;
    for (let other = 0; other < k; other++) {
      if (other !== c) least = Math.min(least, squared(centroids, c * d, centroids, other * d, d));
    }
    gaps[c] = Math.sqrt(least) / 2;
  }
}

/** [2] algorithm 1: distances only for points whose bounds have met. */
function reassign({ space, k, centroids, labels, upper, lower, sums, counts }: Work, moves: Float64Array, gaps: Float64Array): number {
  const { z, n, d, weights } = space;
  let fastest = 0;
  for (let c = 1; c < k; c++) if (moves[c]! > moves[fastest]!) fastest = c;
  let [first, second] = [moves[fastest]!, 0];
  for (let c = 0; c < k; c++) if (c !== fastest && moves[c]! > second) second = moves[c]!;
  let changed = 0;
  for (let i = 0; i < n; i++) {
    const own = labels[i]!;
    const up = upper[i]! + moves[own]!;
    const low = lower[i]! - (own === fastest ? second : first);
    const bound = Math.max(gaps[own]!, low);
    upper[i] = up;
    lower[i] = low;
    if (up <= bound) continue;
    const at = i * d;
    let best = squared(z, at, centroids, own * d, d);
    upper[i] = Math.sqrt(best);
    if (upper[i]! <= bound) continue;
    let next = Number.POSITIVE_INFINITY;
    let nearest = own;
    for (let c = 0; c < k; c++) {
      if (c === own) continue;
      const distance = squared(z, at, centroids, c * d, d);
      if (distance < best) {
        next = best;
        best = distance;
        nearest = c;
      } else if (distance < next) next = distance;
    }
    lower[i] = Math.sqrt(next);
    if (nearest === own) continue;
    upper[i] = Math.sqrt(best);
    labels[i] = nearest;
    const w = weights === undefined ? 1 : weights[i]!;
    if (w === 0) continue;
    changed++;
    counts[own]! -= w;
    counts[nearest]! += w;
    for (let j = 0; j < d; j++) {
      const part = w * z[at + j]!;
      sums[own * d + j]! -= part;
      sums[nearest * d + j]! += part;
    }
  }
  return changed;
}

/** Sums anew, centroids on them, and every distance: true when no point changes. */
function settledExactly(work: Work): boolean {
  addUp(work);
  moveCentroids(work, new Float64Array(work.k));
  const changed = assignAll(work);
  if (changed > 0) addUp(work);
  return changed === 0;
}

/** A centroid without points goes to the point farthest from its own centroid, while there is one. */
function reseatEmpty({ space: { z, n, d, weights }, k, centroids, labels, upper, lower, sums, counts }: Work): number {
  let reseated = 0;
  for (let c = 0; c < k; c++) {
    // Running sums of weights may leave a trace; a cluster is empty when no point that counts is in it.
    if (counts[c]! > 1e-9 || (counts[c]! > 0 && labels.some((label, i) => label === c && (weights?.[i] ?? 1) > 0))) continue;
    let farthest = -1;
    let most = 0;
    for (let i = 0; i < n; i++) {
      const w = weights === undefined ? 1 : weights[i]!;
      const distance = w * squared(z, i * d, centroids, labels[i]! * d, d);
      if (distance > most && counts[labels[i]!]! > w) [farthest, most] = [i, distance];
    }
    counts[c] = 0;
    sums.fill(0, c * d, c * d + d);
    if (farthest < 0) continue;
    const [own, w] = [labels[farthest]!, weights?.[farthest] ?? 1];
    counts[own]! -= w;
    counts[c] = w;
    for (let j = 0; j < d; j++) {
      centroids[c * d + j] = z[farthest * d + j]!;
      sums[own * d + j]! -= w * z[farthest * d + j]!;
      sums[c * d + j] = w * z[farthest * d + j]!;
    }
    labels[farthest] = c;
    upper[farthest] = 0;
    reseated++;
  }
  // A centroid has jumped, so no lower bound holds.
  if (reseated > 0) lower.fill(0);
  return reseated;
}

function inertiaOf({ space: { z, n, d, weights }, centroids, labels }: Work): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const value = (weights === undefined ? 1 : weights[i]!) * squared(z, i * d, centroids, labels[i]! * d, d);
    const next = sum + value;
    lost += sum >= value ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Squared Euclidean distance of d places. */
export function squared(one: Float64Array, from: number, other: Float64Array, to: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const difference = one[from + j]! - other[to + j]!;
    sum += difference * difference;
  }
  return sum;
}
