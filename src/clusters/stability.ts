/**
 * Would the same clusters come out of another sample of the same customers?
 *
 * - [1] Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis 52(1).
 * - [2] Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2.
 */
import { InvalidInputError, invalid } from "../errors.js";
import { random as generator, randomInteger } from "../math/random.js";
import { cumulativeSums } from "../math/sum.js";
import { adjustedRand, overlaps } from "./adjusted-rand.js";
import { clusterAll, spaceOf } from "./cluster-of.js";
import { fitKMeans, type KMeans } from "./k-means.js";
import { checkedWeights } from "./learn-space.js";
import { columnOf, type Points } from "./points.js";
import { sampleRows } from "./sample.js";
import { drawnBy } from "./starts.js";

export interface StabilityOptions {
  /** How often each point counts, as `fitKMeans` was told: it is drawn so much the oftener. Default once. */
  readonly weights?: ArrayLike<number>;
  /** Bootstrap samples; default 50. */
  readonly repeats?: number;
  /** Starts of each fit; default 5. */
  readonly restarts?: number;
  /** Default 1. */
  readonly seed?: number | string;
}

export interface ClusterStability {
  /** Mean adjusted Rand index [2] between the model's clusters and those of the bootstrap samples. */
  readonly adjustedRand: number;
  /** For each cluster, the mean Jaccard likeness to the most alike cluster of a sample [1]. */
  readonly jaccard: readonly number[];
  /** [1]: how many samples dissolved the cluster, that is brought a likeness of at most 0.5. */
  readonly dissolved: readonly number[];
  readonly repeats: number;
  /** Which clusters are no real groups (below 0.6), and what to try. */
  readonly notes: readonly string[];
}

/** Most points of one sample: the likeness of more is the same, and slower. */
const POINTS = 20_000;
const UNFOUND = "No sample had as many different points as there are clusters, so nothing is known of them. Take a smaller k.";
/** [1] section 4: below .6 a cluster should not be trusted. */
const REAL = 0.6;

/**
 * Refits the model on seeded bootstrap samples (of at most 20,000 points), scaling included, and compares the clusters of the customers
 * in each sample. A likeness of 0.75 and more is a stable cluster; below 0.6 it is noted as not a real group [1]. Stable is not yet real: an
 * even cloud can be divided the same way every time, which `chooseK` sees.
 *
 * @param points those the model was learned from
 * @throws InvalidInputError as `clusterAll`, and for options that are not whole numbers of at least 1
 *
 * @example
 * const points = [10, 50, 90].flatMap((center) => [-2, -1, 0, 1, 2].map((step) => ({ x: center + step })));
 * const model = fitKMeans(points, { k: 3, transform: "none" });
 * clusterStability(points, model, { repeats: 20 }).jaccard.every((likeness) => likeness > 0.75); // => true
 */
export function clusterStability<Name extends string>(
  points: Points<NoInfer<Name>>,
  model: KMeans<Name>,
  options: StabilityOptions = {},
): ClusterStability {
  const { repeats = 50, restarts = 5, seed = 1 } = options;
  for (const [field, value] of Object.entries({ repeats, restarts }))
    if (!(Number.isSafeInteger(value) && value >= 1)) invalid(field, "a whole number of at least 1", value);
  const { k, features, scale } = model;
  const space = spaceOf(model, points);
  const names = features.map(({ name }) => name);
  const counts = checkedWeights(options.weights, space.n);
  const rows = space.n > POINTS ? sampleRows(space, POINTS, seed) : Uint32Array.from({ length: space.n }, (_, i) => i);
  const columns = names.map((name) => {
    const column = columnOf(points as Points, name);
    return Float64Array.from(rows, (row) => column[row]!);
  });
  const labels = clusterAll(model as KMeans, record(names, columns));
  const random = generator(seed);
  const sums = counts && cumulativeSums(Float64Array.from(rows, (row) => counts[row]!));
  if (sums !== undefined && !(sums[rows.length]! > 0)) invalid("weights", `above 0 for some of the ${rows.length} points sampled`, 0);
  const draw = (): number => (sums === undefined ? randomInteger(random, rows.length) : drawnBy(sums, random));
  const transform = record(
    names,
    features.map((feature) => feature.transform),
  );
  const likeness = new Float64Array(k);
  const dissolved = new Array<number>(k).fill(0);
  const counted = new Float64Array(k);
  let rand = 0;
  let fitted = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const weights = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) weights[draw()]! += 1;
    const drawn = Array.from(weights.keys()).filter((i) => weights[i]! > 0);
    const part = record(
      names,
      columns.map((column) => Float64Array.from(drawn, (i) => column[i]!)),
    );
    const own = Int32Array.from(drawn, (i) => labels[i]!);
    const found = refit(
      part,
      Float64Array.from(drawn, (i) => weights[i]!),
    );
    if (found === undefined) continue;
    fitted++;
    const other = clusterAll(found, part);
    rand += adjustedRand(own, other);
    const cells = overlaps(own, other, k, found.k, counts && Float64Array.from(drawn, (i) => counts[rows[i]!]!));
    for (let c = 0; c < k; c++) {
      const best = bestJaccard(cells, c, k, found.k);
      if (best === undefined) continue;
      counted[c]! += 1;
      likeness[c]! += best;
      if (best <= 0.5) dissolved[c]! += 1;
    }
  }
  const jaccard = Array.from(likeness, (sum, c) => (counted[c] === 0 ? 0 : sum / counted[c]!));
  return {
    adjustedRand: fitted === 0 ? 0 : rand / fitted,
    jaccard,
    dissolved,
    repeats: fitted,
    notes:
      fitted === 0
        ? [UNFOUND]
        : jaccard.flatMap((value, c) =>
            value < REAL
              ? [
                  `Cluster ${c} is not a real group: samples of the same customers find it with a likeness of ${value.toFixed(2)}. Try another k.`,
                ]
              : [],
          ),
  };

  function refit(part: Points, weights: Float64Array): KMeans | undefined {
    try {
      const fit = { k, features: names as string[], transform, scale, weights, restarts, seed: randomInteger(random, 2 ** 31) };
      return fitKMeans(part as Record<string, Float64Array>, { ...fit, orderBy: "size" });
    } catch (error) {
      // Fewer different points than clusters were drawn.
      if (error instanceof InvalidInputError && error.issues[0]?.field === "k") return undefined;
      throw error;
    }
  }
}

function record<Value>(names: readonly string[], values: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(names.map((name, j) => [name, values[j]!]));
}

/** Of the points in the sample; undefined when none of the cluster's was drawn. */
function bestJaccard(cells: Float64Array, c: number, rows: number, columns: number): number | undefined {
  const own = cells.subarray(c * columns, (c + 1) * columns).reduce((sum, count) => sum + count, 0);
  if (own === 0) return undefined;
  let best = 0;
  for (let other = 0; other < columns; other++) {
    let size = 0;
    for (let row = 0; row < rows; row++) size += cells[row * columns + other]!;
    const shared = cells[c * columns + other]!;
    best = Math.max(best, shared / (own + size - shared));
  }
  return best;
}
