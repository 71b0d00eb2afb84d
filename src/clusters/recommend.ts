/** From measures of each k to one k, its reason, and how clear it is. */

/** A measure and the k it is for; undefined when it is for none of those tried. */
export interface Voice {
  readonly measure: "silhouette" | "Caliński–Harabasz" | "Davies–Bouldin" | "gap";
  readonly k: number | undefined;
}

interface Measured {
  readonly k: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
}

export interface Recommendation {
  readonly k: number;
  readonly reason: string;
  readonly clarity: "clear" | "fair" | "weak";
  readonly voices: readonly Voice[];
  readonly finer: number | undefined;
  readonly notes: readonly string[];
}

/** Rousseeuw's own reading, as Kaufman & Rousseeuw (1990), Finding Groups in Data, table 4, print it. */
const NO_STRUCTURE = 0.25;
const WEAK_STRUCTURE = 0.5;

/** `more`: whether a larger k than those tried could be asked for. */
export function recommended(candidates: readonly Measured[], byGap: number | undefined, more: boolean): Recommendation {
  const best = (of: (one: Measured) => number): number => candidates.reduce((a, b) => (of(b) > of(a) ? b : a)).k;
  const voices: Voice[] = [
    { measure: "silhouette", k: best(({ silhouette }) => silhouette) },
    { measure: "Caliński–Harabasz", k: best(({ calinskiHarabasz }) => calinskiHarabasz) },
    { measure: "Davies–Bouldin", k: best(({ daviesBouldin }) => -daviesBouldin) },
    { measure: "gap", k: byGap },
  ];
  const votes = (k: number): number => voices.filter((voice) => voice.k === k).length;
  const ranked = [...candidates].sort((a, b) => votes(b.k) - votes(a.k) || b.silhouette - a.silhouette);
  const { k, silhouette } = ranked[0]!;
  const widest = Math.max(...candidates.map((one) => one.silhouette));
  const behind = voices.filter((voice) => voice.k === k).map(({ measure }) => measure);
  const strong = behind.length >= 3 && silhouette > WEAK_STRUCTURE;
  const fair = behind.length >= 2 && silhouette > NO_STRUCTURE && widest - silhouette <= 0.05;
  const clarity = byGap === 1 || !(strong || fair) ? "weak" : strong ? "clear" : "fair";
  return {
    k,
    reason: `${k} clusters are best by ${listed(behind)} (${behind.length} of ${voices.length} measures); the silhouette is ${silhouette.toFixed(2)}.`,
    clarity,
    voices,
    finer: finerThan(k, candidates),
    notes: notesOn(k, silhouette, more && k === candidates.at(-1)!.k && candidates.length > 1, byGap),
  };
}

function finerThan(k: number, candidates: readonly Measured[]): number | undefined {
  return candidates.find((one, i) => {
    const [before, after] = [candidates[i - 1], candidates[i + 1]];
    if (one.k <= k || before === undefined || after === undefined) return false;
    const peaks = [
      (other: Measured) => one.silhouette > other.silhouette,
      (other: Measured) => one.calinskiHarabasz > other.calinskiHarabasz,
      (other: Measured) => one.daviesBouldin < other.daviesBouldin,
    ];
    return peaks.filter((beats) => beats(before) && beats(after)).length >= 2;
  })?.k;
}

function notesOn(k: number, silhouette: number, atTheEnd: boolean, byGap: number | undefined): string[] {
  return [
    ...(silhouette <= NO_STRUCTURE
      ? ["The silhouette is 0.25 or less: the points are one cloud, and the clusters are a way to divide it, not groups that exist."]
      : silhouette <= WEAK_STRUCTURE
        ? ["The silhouette is 0.5 or less: the clusters touch, and customers near a border could as well be in the next one."]
        : []),
    ...(byGap === 1 ? ["By the gap statistic no number of clusters beats a single one."] : []),
    ...(atTheEnd ? [`${k} is the most that was tried; a larger number may be better.`] : []),
  ];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
