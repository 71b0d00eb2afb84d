/** What each cluster looks like: in numbers, against the average, and in words. */
import { type Centroids, clusterAll, spaceOf } from "./cluster-of.js";
import { describeGroups, setApart } from "./names.js";
import { columnOf, fieldOf, isRows, type Points } from "./points.js";
import { checkedColumn, type GroupProfile, groupProfiles, type Level, type ProfiledColumn } from "./profile-table.js";
import { columnsOf } from "./space.js";
import type { Bilingual } from "./words.js";

/** One column for each name, or one record for each point. */
export type Extra<Value> = Readonly<Record<string, ArrayLike<Value>>>;

export interface ProfileOptions {
  /** What each point is worth; default `monetary` where the points have it. */
  readonly value?: ArrayLike<number>;
  /** Categorical columns, such as region or channel: profiled, never part of any distance. */
  readonly attributes?: Extra<Level>;
  /** More numeric columns to profile. */
  readonly numbers?: Extra<number>;
}

/** One cluster, 0 first. */
export interface ClusterProfile<Name extends string = string> extends Omit<GroupProfile, "numbers"> {
  readonly cluster: number;
  /** The features of the model, then the further numbers. */
  readonly numbers: GroupProfile["numbers"];
  /** The two or three features in which the cluster differs most. */
  readonly setApart: readonly Name[];
  readonly name: Bilingual;
  readonly sentence: Bilingual;
}

/**
 * Size, value, averages and words for each cluster. The index compares a cluster's mean with that of all points (100). Empty clusters,
 * which other points than those learned from may leave, have size 0 and no numbers.
 *
 * @param points those the model was learned from, or others with the same features
 * @throws InvalidInputError as `clusterAll`, and for columns of another length
 *
 * @example
 * const points = [
 *   { recency: 5, frequency: 9, monetary: 900 }, { recency: 7, frequency: 11, monetary: 700 },
 *   { recency: 200, frequency: 1, monetary: 30 }, { recency: 250, frequency: 1, monetary: 50 },
 * ];
 * const [best, other] = profileClusters(fitKMeans(points, { k: 2 }), points, { attributes: { region: ["N", "N", "N", "S"] } });
 * best.name.en; // => "Frequent big spenders, last seen 6 days ago"
 * best.name.zh; // => "经常购买的高消费客户，约6天前来过"
 * best.shareOfValue; // => 0.952
 * other.numbers[2].index; // => 9.52
 * other.attributes[0].levels[1]; // => { level: "S", count: 1, share: 0.5, lift: 2 }
 */
export function profileClusters<Name extends string>(
  model: Centroids<Name>,
  points: Points<NoInfer<Name>>,
  options: ProfileOptions = {},
): ClusterProfile<Name>[] {
  const labels = clusterAll(model, points);
  const n = labels.length;
  const names = model.features.map(({ name }) => name);
  const places = columnsOf(spaceOf(model, points), names);
  const features: ProfiledColumn[] = names.map((name) => ({ name, values: columnOf(points as Points, name), places: places[name] }));
  const k = model.scaledCentroids.length;
  const counts = new Float64Array(k);
  for (const label of labels) counts[label]! += 1;
  const groups = { codes: labels, names: Array.from(counts.keys()), counts };
  const profiles = groupProfiles(groups, {
    numbers: [...features, ...numberColumns(options.numbers, n)],
    attributes: Object.entries(options.attributes ?? {}).map(([name, levels]) => ({ name, levels })),
    value: options.value === undefined ? usualValue(points as Points) : checkedColumn("value", options.value, n),
  }).map((profile) => (profile.size === 0 ? { ...profile, numbers: [], attributes: [] } : profile));
  const apart = profiles.map(({ numbers }) => setApart(numbers.slice(0, names.length)) as Name[]);
  const words = describeGroups(
    profiles.map((profile) => ({ ...profile, numbers: profile.numbers.slice(0, names.length) })),
    apart,
  );
  return profiles.map((profile, cluster) => ({ cluster, ...profile, setApart: apart[cluster]!, ...words[cluster]! }));
}

export function numberColumns(extra: Extra<number> | undefined, n: number): ProfiledColumn[] {
  return Object.entries(extra ?? {}).map(([name, values]) => ({ name, values: checkedColumn(name, values, n) }));
}

function usualValue(points: Points): ArrayLike<number> | undefined {
  const rows: readonly object[] = isRows(points) ? points : [points];
  return rows.some((row) => fieldOf(row, "monetary") !== undefined) ? columnOf(points, "monetary") : undefined;
}
