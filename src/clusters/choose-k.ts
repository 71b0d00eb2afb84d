/**
 * How many clusters: the fits of each k and what five measures say of them. The measures' sources are in their own files; none is right
 * for all data, so each has a voice.
 */
import { InvalidInputError, invalid } from "../errors.js";
import { clusterAll, spaceOf } from "./cluster-of.js";
import { firstByGap, gapsOf } from "./gap.js";
import { type ClusteringOptions, fitKMeans, type KMeans } from "./k-means.js";
import { numbered } from "./labels.js";
import type { NumberColumn, NumberField, Points, UsualColumn, UsualField } from "./points.js";
import { recommended, type Voice } from "./recommend.js";
import { type Silhouette, silhouetteOf } from "./silhouette.js";
import { calinskiHarabaszOf, daviesBouldinOf } from "./validity.js";

export interface ChooseKOptions<Name extends string = string> extends ClusteringOptions<Name> {
  /** The fewest clusters to try; default 2. */
  readonly from?: number;
  /** The most; default 10, or as many as there are different points less one. */
  readonly to?: number;
}

/** One number of clusters. */
export interface KCandidate<Name extends string = string> {
  readonly k: number;
  readonly model: KMeans<Name>;
  readonly inertia: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  /** Undefined where the sample for it has too few different points. */
  readonly gap: number | undefined;
  readonly gapError: number | undefined;
}

export interface KChoice<Name extends string = string> {
  /** The recommended number. */
  readonly k: number;
  readonly model: KMeans<Name>;
  /** How many of the voices are for it, in a sentence. */
  readonly reason: string;
  /**
   * `"clear"`: at least three of the four voices and a silhouette above 0.5. `"fair"`: two, above 0.25 and at most 0.05 below the best.
   * Else, and where the gap statistic sees one cloud, `"weak"`.
   */
  readonly clarity: "clear" | "fair" | "weak";
  /** What each measure is for. */
  readonly voices: readonly Voice[];
  /** A larger number that beats its neighbours on both sides in at least two measures: finer groups that are not arbitrary. */
  readonly finer: number | undefined;
  readonly silhouetteMethod: Silhouette["method"];
  readonly candidates: readonly KCandidate<Name>[];
  /** What is doubtful, and what to try. */
  readonly notes: readonly string[];
}

/**
 * Fits every k from `from` to `to` and recommends one. Silhouette, Caliński–Harabasz and Davies–Bouldin are for the k where they are best, the
 * gap statistic for the first k that the next does not beat; most voices win, of equal ones the higher silhouette. The silhouette is exact up to
 * 5,000 points and of a sample of as many above; the gap is that of 1,000 sampled points.
 *
 * @throws InvalidInputError as `fitKMeans`, for fewer than three different points, and for `from` and `to` that leave no k
 *
 * @example
 * const groups = [10, 50, 90].flatMap((center) => [-2, -1, 0, 1, 2].map((step) => ({ x: center + step })));
 * const choice = chooseK(groups, { to: 6, transform: "none" });
 * choice.k; // => 3
 * choice.silhouetteMethod; // => "exact"
 */
export function chooseK<Row extends object, Name extends NumberField<Row> = UsualField<Row>>(
  points: readonly Row[],
  options?: ChooseKOptions<Name>,
): KChoice<Name>;
export function chooseK<Columns extends object, Name extends NumberColumn<Columns> = UsualColumn<Columns>>(
  points: Columns,
  options?: ChooseKOptions<Name>,
): KChoice<Name>;
export function chooseK(points: Points, { from = 2, to, ...options }: ChooseKOptions = {}): KChoice {
  if (!(Number.isSafeInteger(from) && from >= 2)) invalid("from", "a whole number of at least 2", from);
  if (to !== undefined && !(Number.isSafeInteger(to) && to >= from)) invalid("to", `a whole number of at least ${from}`, to);
  const fits: KMeans[] = [];
  const notes: string[] = [];
  for (let k = from; k <= (to ?? 10); k++) {
    try {
      const model = fitKMeans(points as readonly Readonly<Record<string, number>>[], { ...options, k });
      if (model.k === k && k < model.points) fits.push(model);
    } catch (error) {
      // Fewer different points than clusters: the numbers below it were tried.
      const tooMany = error instanceof InvalidInputError && error.issues[0]?.field === "k";
      if (!tooMany || k === from) throw error;
      break;
    }
  }
  const last = fits.at(-1) ?? invalid("points", `at least ${from + 1} different ones`, "fewer");
  if (to !== undefined && last.k < to) notes.push(`No more than ${last.k} clusters were tried: there are too few different points.`);
  const space = spaceOf(last, points);
  const gaps = gapsOf(space, last.k + 1, options.seed ?? 1);
  let method: Silhouette["method"] = "exact";
  const candidates = fits.map((model): KCandidate => {
    const groups = numbered(clusterAll(model, points), space.n);
    const width = silhouetteOf(space, groups, { seed: options.seed ?? 1 });
    method = width.method;
    const gap = gaps.find(({ k }) => k === model.k);
    return {
      k: model.k,
      model,
      inertia: model.inertia,
      silhouette: width.value,
      calinskiHarabasz: calinskiHarabaszOf(space, groups),
      daviesBouldin: daviesBouldinOf(space, groups),
      gap: gap?.gap,
      gapError: gap?.error,
    };
  });
  const choice = recommended(candidates, firstByGap(gaps), last.k === (to ?? 10));
  return {
    ...choice,
    model: candidates.find(({ k }) => k === choice.k)!.model,
    silhouetteMethod: method,
    candidates,
    notes: [...notes, ...choice.notes],
  };
}
