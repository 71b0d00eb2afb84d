/**
 * Where k-means begins: centroids of k-means++ on a few thousand points, by ml-kmeans.
 *
 * Arthur, D. & Vassilvitskii, S. (2007). k-means++: the advantages of careful seeding. SODA '07.
 */
import { kmeans } from "ml-kmeans";
import { type Random, randomInteger, sampleIndices } from "../math/random.js";
import { cumulativeSums } from "../math/sum.js";
import { distinctRows, rowsOf, type Space } from "./space.js";

/** Points of one start. k-means++ on more of them is no better, and slower. */
const POINTS = 2000;
/** Rounds of ml-kmeans; what is left to do is done on all points. */
const ROUNDS = 10;

/** k centroids side by side, or as many as the space has different points. */
export function startingCentroids(space: Space, k: number, random: Random): Float64Array {
  const { d } = space;
  const size = Math.max(POINTS, Math.min(20_000, 20 * k));
  const seed = randomInteger(random, 2 ** 31);
  const drawn = rowsOf(space, drawnRows(space, size, random));
  if (distinctRows({ ...drawn, weights: undefined }, k).length < k) return rowsOf(space, distinctRows(space, k)).z;
  const points = Array.from({ length: drawn.n }, (_, i) => Array.from(drawn.z.subarray(i * d, i * d + d)));
  try {
    return Float64Array.from(kmeans(points, k, { seed, maxIterations: ROUNDS }).centroids.flat());
  } catch {
    // Where every squared distance left is below the smallest double, its draw has weights 0 / 0.
    return rowsOf(space, distinctRows(space, k)).z;
  }
}

/** Different rows, or with weights rows drawn as often as their weights say. */
function drawnRows({ n, weights }: Space, size: number, random: Random): ArrayLike<number> {
  if (weights === undefined) return n <= size ? Uint32Array.from({ length: n }, (_, i) => i) : sampleIndices(random, n, size);
  const sums = cumulativeSums(weights);
  return Uint32Array.from({ length: Math.min(n, size) }, () => drawnBy(sums, random));
}

/** A row drawn as often as its weight says, from the cumulative sums of the weights. */
export function drawnBy(sums: Float64Array, random: Random): number {
  let [low, high] = [0, sums.length - 1];
  const lot = random() * sums[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= lot) low = middle;
    else high = middle;
  }
  return low;
}
