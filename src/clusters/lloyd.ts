/**
 * Lloyd's iteration on all points, with one bound a point that spares most distances.
 *
 * - [1] Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory 28(2).
 * - [2] Hamerly, G. (2010). Making k-means even faster. Proceedings of the 2010 SIAM International Conference on Data Mining.
 * - [3] Newling, J. & Fleuret, F. (2016). Fast k-means with accurate bounds. Proceedings of ICML 33: exponion.
 */
import { runningSum } from "../math/sum.js";
import { type Space, squared } from "./space.js";

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
  /** Stop when the squares of the centroids' ways sum to this or less; 0 goes on until no point changes. */
  readonly tolerance?: number;
}

/** The room one run works in. */
interface Work {
  readonly space: Space;
  readonly k: number;
  readonly centroids: Float64Array;
  readonly labels: Int32Array;
  /**
   * [2]'s two bounds as one number: how much farther the second nearest centroid is than the own one, plus what `drift` of the own
   * cluster was when that was measured. While it is above `drift`, the point stays.
   */
  readonly slack: Float64Array;
  /** For each cluster the sum, over all iterations, of its own way and the longest way of another. */
  readonly drift: Float64Array;
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
    slack: new Float64Array(n),
    drift: new Float64Array(k),
    sums: new Float64Array(k * d),
    counts: new Float64Array(k),
  };
  assignAll(work);
  addUp(work);
  let reseated = reseatEmpty(work);
  let iterations = 0;
  let converged = false;
  const near = { order: new Int32Array(k * k), distances: new Float64Array(k * k), places: new Float64Array(k * k * d) };
  while (iterations < maxIterations && !converged) {
    iterations++;
    const settled = moveCentroids(work) <= tolerance;
    if (!settled) sortNeighbours(work, near);
    const changed = settled ? 0 : reassign(work, near);
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
function assignAll({ space: { z, n, d }, k, centroids, labels, slack, drift }: Work): number {
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
    slack[i] = Math.sqrt(second) - Math.sqrt(best) + drift[nearest]!;
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

/** Centroids to the means of their points, and what that does to the bounds. Gives the sum of the squares of the ways. */
function moveCentroids({ space: { d }, k, centroids, sums, counts, drift }: Work): number {
  let total = 0;
  let [first, second, fastest] = [0, 0, 0];
  const ways = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    if (!(counts[c]! > 0)) continue;
    let moved = 0;
    for (let j = 0; j < d; j++) {
      const mean = sums[c * d + j]! / counts[c]!;
      moved += (mean - centroids[c * d + j]!) ** 2;
      centroids[c * d + j] = mean;
    }
    total += moved;
    const way = (ways[c] = Math.sqrt(moved));
    if (way > first) [first, second, fastest] = [way, first, c];
    else if (way > second) second = way;
  }
  for (let c = 0; c < k; c++) drift[c]! += ways[c]! + (c === fastest ? second : first);
  return total;
}

interface Neighbours {
  /** For each centroid the others, nearest first; the last place of its row is not used. */
  readonly order: Int32Array;
  readonly distances: Float64Array;
  /** Their places, in the same order, so that a point's search reads straight on. */
  readonly places: Float64Array;
}

function sortNeighbours({ space: { d }, k, centroids }: Work, { order, distances, places }: Neighbours): void {
  for (let c = 0; c < k; c++) {
    let filled = 0;
    for (let other = 0; other < k; other++) {
      if (other === c) continue;
      const distance = Math.sqrt(squared(centroids, c * d, centroids, other * d, d));
      let place = c * k + filled++;
      for (; place > c * k && distances[place - 1]! > distance; place--) {
        distances[place] = distances[place - 1]!;
        order[place] = order[place - 1]!;
      }
      distances[place] = distance;
      order[place] = other;
    }
    for (let place = c * k; place < c * k + k - 1; place++) {
      for (let j = 0; j < d; j++) places[place * d + j] = centroids[order[place]! * d + j]!;
    }
  }
}

/** [2] algorithm 1, looking for those whose bound is used up at the centroids near their own alone [3]. */
function reassign({ space, k, centroids, labels, slack, drift, sums, counts }: Work, { order, distances, places }: Neighbours): number {
  const { z, n, d, weights } = space;
  if (k === 1) return 0;
  let changed = 0;
  for (let i = 0; i < n; i++) {
    const own = labels[i]!;
    if (slack[i]! > drift[own]!) continue;
    const at = i * d;
    const row = own * k;
    let best = squared(z, at, centroids, own * d, d);
    const up = Math.sqrt(best);
    const gap = distances[row]!;
    if (up + up < gap) {
      // The triangle: every other centroid is at least gap − up away.
      slack[i] = gap - up - up + drift[own]!;
      continue;
    }
    // [3], tightened as the search goes on: whoever is farther from the own centroid than `reach` is not among the nearest two.
    let reach = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    let nearest = own;
    for (let place = row; place < row + k - 1; place++) {
      if (distances[place]! > reach) break;
      const distance = squared(z, at, places, place * d, d);
      if (distance >= second) continue;
      if (distance < best) {
        second = best;
        best = distance;
        nearest = order[place]!;
      } else second = distance;
      reach = up + Math.sqrt(second);
    }
    slack[i] = Math.sqrt(second) - Math.sqrt(best) + drift[nearest]!;
    if (nearest === own) continue;
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
  moveCentroids(work);
  const changed = assignAll(work);
  if (changed > 0) addUp(work);
  return changed === 0;
}

/**
 * A centroid without points goes to the point farthest from its own centroid, with all that are equal to it, while there is one: so weights
 * and copies do the same, and so does any order of rows.
 */
function reseatEmpty(work: Work): number {
  const {
    space: { z, d, weights },
    k,
    centroids,
    labels,
    slack,
    sums,
    counts,
  } = work;
  let reseated = 0;
  for (let c = 0; c < k; c++) {
    // Running sums of weights may leave a trace; a cluster is empty when no point that counts is in it.
    if (counts[c]! > 1e-9 || (counts[c]! > 0 && labels.some((label, i) => label === c && (weights?.[i] ?? 1) > 0))) continue;
    counts[c] = 0;
    sums.fill(0, c * d, c * d + d);
    const copies = farthestOf(work);
    if (copies.length === 0) continue;
    const farthest = copies[0]!;
    for (let j = 0; j < d; j++) centroids[c * d + j] = z[farthest * d + j]!;
    for (const i of copies) {
      const [own, w] = [labels[i]!, weights === undefined ? 1 : weights[i]!];
      counts[own]! -= w;
      counts[c]! += w;
      for (let j = 0; j < d; j++) {
        sums[own * d + j]! -= w * z[i * d + j]!;
        sums[c * d + j]! += w * z[i * d + j]!;
      }
      labels[i] = c;
    }
    reseated++;
  }
  // A centroid has jumped, so no bound holds.
  if (reseated > 0) slack.fill(Number.NEGATIVE_INFINITY);
  return reseated;
}

/** Rows of the point farthest from its centroid, of equally far ones the greatest, in a cluster that holds others too; none when all sit on theirs. */
function farthestOf({ space: { z, n, d, weights }, k, centroids, labels }: Work): number[] {
  const alone = new Uint8Array(k);
  for (;;) {
    let farthest = -1;
    let most = 0;
    for (let i = 0; i < n; i++) {
      if (alone[labels[i]!] === 1 || (weights !== undefined && weights[i] === 0)) continue;
      const distance = squared(z, i * d, centroids, labels[i]! * d, d);
      if (distance > most || (distance === most && farthest >= 0 && compared(z, i, farthest, d) > 0)) [farthest, most] = [i, distance];
    }
    if (farthest < 0) return [];
    const own = labels[farthest]!;
    const copies: number[] = [];
    let others = false;
    for (let i = 0; i < n; i++) {
      if (labels[i] !== own) continue;
      if (compared(z, i, farthest, d) === 0) copies.push(i);
      else if (weights === undefined || weights[i]! > 0) others = true;
    }
    if (others) return copies;
    alone[own] = 1;
  }
}

function compared(z: Float64Array, one: number, other: number, d: number): number {
  for (let j = 0; j < d; j++) {
    const difference = z[one * d + j]! - z[other * d + j]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function inertiaOf({ space: { z, n, d, weights }, centroids, labels }: Work): number {
  const sum = runningSum();
  for (let i = 0; i < n; i++) sum.add((weights === undefined ? 1 : weights[i]!) * squared(z, i * d, centroids, labels[i]! * d, d));
  return sum.total();
}
